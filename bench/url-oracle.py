#!/usr/bin/env python3
"""What other programs reach by a URL, beside what guard says of it.

    python3 bench/url-oracle.py GUARD [COUNT] [SEED]

Makes COUNT spellings of hosts by chance (12,000 when not given), has each of them read by Python's urllib.parse and, where they are there, by
Node.js (the WHATWG URL), libcurl's URL parser and urllib3, and judged by `guard eval --batch` as a GET. A host is turned into an address as the C
library does it. Missed is what a program would take inside (a metadata endpoint, this machine, a private network) and guard calls public; each of
these is printed.
"""
import ctypes
import ctypes.util
import ipaddress
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
from urllib.parse import urlsplit

METADATA = {ipaddress.ip_address(a) for a in ("169.254.169.254", "169.254.170.2", "100.100.100.200", "192.0.0.192", "fd00:ec2::254")}
ADDRESSES = ["169.254.169.254", "100.100.100.200", "192.0.0.192", "10.1.2.3", "192.168.0.1", "172.31.255.1", "127.0.0.1", "127.9.8.7", "169.254.1.1", "8.8.8.8", "93.184.216.34"]
NAMES = ["localhost", "LOCALHOST.", "metadata.google.internal", "example.com", "good.example", "münchen.example", "xn--mnchen-3ya.example"]
INSIDE = ("net.private-host", "net.loopback-host", "net.link-local-host", "net.cluster-api", "net.metadata-endpoint")


# ── Spellings ──

def number(value, rng):
    return rng.choice([str(value), hex(value), hex(value).upper().replace("X", "x"), "0" + oct(value)[2:], "0x" + hex(value)[2:].zfill(rng.randint(1, 12)), "0" * rng.randint(1, 3) + oct(value)[2:]])


def spelled(address, rng):
    a, b, c, d = (int(part) for part in address.split("."))
    packed = int(ipaddress.ip_address(address))
    parts = rng.choice([[a, b, c, d], [a, b, (c << 8) | d], [a, packed & 0xFFFFFF], [packed]])
    way = rng.randrange(4)
    if way == 0:
        return address
    if way == 1:
        v6 = rng.choice(["::ffff:", "64:ff9b::", "::"])
        return "[" + v6 + (address if rng.random() < 0.5 else f"{packed >> 16:x}:{packed & 0xFFFF:x}") + "]"
    return ".".join(number(p, rng) for p in parts)


def dressed(host, rng):
    if host.startswith("["):
        return host
    out = []
    for c in host:
        roll = rng.random()
        if roll < 0.04:
            out.append("".join(f"%{b:02x}" for b in c.encode()))
        elif roll < 0.07 and c.isdigit():
            out.append(chr(0xFF10 + int(c)))
        elif roll < 0.09 and c == ".":
            out.append(rng.choice("。．｡"))
        elif roll < 0.095:
            out.append(c + rng.choice("\t\n\u00ad\u200d"))
        else:
            out.append(c)
    return "".join(out) + rng.choice(["", "", "", ".", "%2e"])


def url(rng):
    host = dressed(rng.choice(NAMES), rng) if rng.random() < 0.2 else dressed(spelled(rng.choice(ADDRESSES), rng), rng)
    front = rng.choice(["http://", "http://", "https://", "HTTP://", "http:", "http:/", "http:\\\\", "//", "", "http:////", " http://"])
    user = rng.choice(["", "", "", "", "u@", "u:p@", "good.example@", "good.example\\@", "a@b@", "8.8.8.8#@", "8.8.8.8?@", "8.8.8.8/@"])
    return front + user + host + rng.choice(["", "", ":80", ":", ":0080"]) + rng.choice(["", "/", "/latest/meta-data/", "?q=1", "#x", "\\x"])


# ── What a host leads to ──

def address_of(host):
    host = host.strip("[]")
    if ":" in host:
        host = host.split("%")[0]  # the zone
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        try:
            found = ipaddress.ip_address(socket.inet_aton(host))
        except (OSError, UnicodeError, ValueError):
            return None
    if found.version == 6:
        low = int(found) & 0xFFFFFFFF
        if found.ipv4_mapped or int(found) >> 32 in (0, 0x64FF9B << 64) and low > 0xFFFF:
            return ipaddress.ip_address(low)
    return found


def place_of(host):
    name = host.lower().rstrip(".")
    if name == "localhost":
        return "inside"
    if name == "metadata.google.internal":
        return "metadata"
    found = address_of(host if not host.endswith(".") else host[:-1])
    if found is None:
        return "public"
    if found in METADATA:
        return "metadata"
    return "inside" if found.is_private or found.is_loopback or found.is_link_local or found.is_unspecified else "public"


# ── The others ──

def by_python(urls):
    def host(text):
        try:
            parts = urlsplit(text)
            return parts.hostname if parts.scheme in ("http", "https") else None
        except ValueError:
            return None
    return [host(u) for u in urls]


def by_urllib3(urls):
    from urllib3.util import parse_url

    def host(text):
        try:
            parts = parse_url(text)
            return parts.host if parts.scheme in ("http", "https") else None
        except Exception:
            return None
    return [host(u) for u in urls]


def by_node(urls):
    script = """const all = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(all.map(u => { try { const x = new URL(u); return /^https?:$/.test(x.protocol) ? x.hostname : null } catch { return null } })));"""
    return json.loads(subprocess.run(["node", "-e", script], input=json.dumps(urls), capture_output=True, text=True, check=True).stdout)


def by_curl(urls):
    curl = ctypes.CDLL(ctypes.util.find_library("curl"))
    curl.curl_url.restype = ctypes.c_void_p
    curl.curl_url_set.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    curl.curl_url_get.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(ctypes.c_char_p), ctypes.c_uint]
    curl.curl_url_cleanup.argtypes = [ctypes.c_void_p]
    whole, host_part, guess = 0, 5, 1 << 9

    def host(text):
        if "\0" in text:
            return None
        handle = curl.curl_url()
        try:
            out = ctypes.c_char_p()
            if curl.curl_url_set(handle, whole, text.encode("utf-8", "surrogatepass"), guess) or curl.curl_url_get(handle, host_part, ctypes.byref(out), 0):
                return None
            return out.value.decode("utf-8", "replace")
        finally:
            curl.curl_url_cleanup(handle)
    return [host(u) for u in urls]


def oracles():
    yield "Python urllib.parse", by_python
    if shutil.which("node"):
        yield "WHATWG URL, Node.js", by_node
    if ctypes.util.find_library("curl"):
        yield "libcurl's URL parser", by_curl
    try:
        import urllib3
        yield f"urllib3 {urllib3.__version__}", by_urllib3
    except ImportError:
        pass


def judged(guard, urls):
    lines = "".join(json.dumps({"id": str(i), "type": "http", "method": "GET", "url": u}) + "\n" for i, u in enumerate(urls))
    with tempfile.TemporaryDirectory() as home:
        env = dict(os.environ, AI_FIREWALL_HOME=home, HOME=home)
        out = subprocess.run([guard, "eval", "--batch"], input=lines.encode(), capture_output=True, env=env, cwd=home, check=True).stdout
    for line in out.decode().splitlines():
        ids = {f["id"] for f in json.loads(line)["findings"]}
        yield "metadata" if "net.metadata-endpoint" in ids else "inside" if ids & set(INSIDE) else "doubtful" if "net.doubtful-host" in ids else "public"


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    count, seed = int(sys.argv[2]) if len(sys.argv) > 2 else 12_000, int(sys.argv[3]) if len(sys.argv) > 3 else 7
    rng = random.Random(seed)
    urls = [url(rng) for _ in range(count)]
    ours = list(judged(sys.argv[1], urls))
    assert len(ours) == count, f"{len(ours)} answers for {count} URLs"
    print(f"| oracle | takes as a URL | metadata | inside | missed | where we are stricter |\n|---|---|---|---|---|---|")
    for name, read in oracles():
        hosts = read(urls)
        taken = metadata = inside = stricter = 0
        missed = []
        for text, host, our in zip(urls, hosts, ours):
            if not host:
                continue
            taken += 1
            place = place_of(host)
            metadata += place == "metadata"
            inside += place == "inside"
            stricter += place == "public" and our != "public"
            if place == "metadata" and our not in ("metadata", "doubtful") or place == "inside" and our == "public":
                missed.append((text, host, place, our))
        print(f"| {name} | {taken:,} | {metadata:,} | {inside:,} | {len(missed)} | {stricter:,} |")
        for text, host, place, our in missed[:20]:
            print(f"    MISSED {text!r}: {host!r} is {place}, here {our}", file=sys.stderr)


main()

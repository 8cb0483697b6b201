using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace AiFirewall.Http;

/// <summary>Tells kinds of hosts apart, by address and by name.</summary>
internal static class HostKinds
{
    // AWS, Azure, GCP, OpenStack, DigitalOcean, Hetzner, Oracle, Huawei, IBM, Vultr, Linode, Yandex (169.254.169.254); AWS ECS and EKS
    // (169.254.170.2, .23); Rancher (.250); Alibaba (100.100.100.200); Oracle (192.0.0.192); Azure's wire server (168.63.129.16);
    // Scaleway (169.254.42.42); Tencent (169.254.0.23).
    private static readonly uint[] MetadataAddresses =
        [0xA9FEA9FE, 0xA9FEAA02, 0xA9FEAA17, 0xA9FEA9FA, 0x646464C8, 0xC00000C0, 0xA83F8110, 0xA9FE2A2A, 0xA9FE0017];

    // AWS, ECS and EKS, GCP, Linode, Oracle, OpenStack, Scaleway.
    private static readonly string[] MetadataAddresses6 =
        ["fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254", "fd00:a9fe:a9fe::1", "fd00:c1::a9fe:a9fe", "fe80::a9fe:a9fe", "fd00:42::42"];

    private static readonly string[] MetadataNames =
    [
        "metadata.google.internal", "metadata.goog", "metadata", "instance-data", "instance-data.ec2.internal", "metadata.azure.com", "metadata.azure.internal", "metadata.tencentyun.com",
        "metadata.packet.net", "metadata.platformequinix.com", "rancher-metadata", "api.metadata.cloud.ibm.com", "metadata.nicob.net",
    ];

    private static readonly string[] LoopbackNames = ["localhost", "localhost.localdomain", "localhost4", "localhost6", "localhost6.localdomain6", "ip6-localhost", "ip6-loopback"];

    // Names of the public DNS that lead to 127.0.0.1, they and everything below them.
    private static readonly string[] NamesForLoopback =
        ["localtest.me", "lvh.me", "vcap.me", "lacolhost.com", "localho.st", "fuf.me", "local.gd", "smackaho.st", "lcl.host", "127-0-0-1.org.uk", "spoofed.burpcollaborator.net", "bugbounty.dod.network"];

    // Suffixes that the public DNS does not have, or that lead into a network of one's own. RFC 6762 (.local), RFC 8375 (.home.arpa).
    private static readonly string[] PrivateSuffixes =
        [".internal", ".local", ".localdomain", ".lan", ".home", ".home.arpa", ".corp", ".intranet", ".private", ".svc", ".consul", ".ts.net"];

    private const string IPv4InNat64 = "0064ff9b0000000000000000";

    /// <summary>The kind of a canonical host.</summary>
    public static HostKind Of(string host)
    {
        if (host.Length == 0) return HostKind.None;
        if (IPv4Text.TryRead(host, IPv4Text.Zeros.Octal, out var address)) return Of(address);
        if (host.Contains(':', StringComparison.Ordinal)) return IPAddress.TryParse(host, out var parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6 ? Of(parsed) : HostKind.Unknown;
        return OfName(host);
    }

    /// <summary>The kind of an address that a name was resolved to.</summary>
    public static HostKind Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        if (length == 4) return Of(BinaryPrimitives.ReadUInt32BigEndian(bytes));
        if (Array.IndexOf(MetadataAddresses6, new IPAddress(bytes).ToString()) >= 0) return HostKind.Metadata;
        var own = OfIPv6(bytes);
        return EmbeddedIn(bytes) is { } inner && Of(inner) is var kind && (kind > own || own == HostKind.None) ? kind : own == HostKind.None ? HostKind.Public : own;
    }

    /// <summary>The kind of an IPv4 address. RFC 6890 and its register.</summary>
    public static HostKind Of(uint address)
    {
        if (Array.IndexOf(MetadataAddresses, address) >= 0) return HostKind.Metadata;
        var (first, second) = (address >> 24, (address >> 16) & 255);
        return first switch
        {
            0 or 127 => HostKind.Loopback, // 0.0.0.0 connects to this machine
            10 => HostKind.Private,
            100 when second is >= 64 and <= 127 => HostKind.Private, // carriers' NAT, and tailnets
            169 when second == 254 => HostKind.LinkLocal,
            172 when second is >= 16 and <= 31 => HostKind.Private,
            192 when second == 168 || (second == 0 && ((address >> 8) & 255) == 0) => HostKind.Private,
            198 when second is 18 or 19 => HostKind.Private,
            >= 224 and <= 239 => HostKind.LinkLocal, // multicast
            >= 240 => HostKind.Private,
            _ => HostKind.Public,
        };
    }

    private static HostKind OfIPv6(ReadOnlySpan<byte> bytes)
    {
        if (bytes[..15].IndexOfAnyExcept((byte)0) < 0 && bytes[15] <= 1) return HostKind.Loopback;
        if ((bytes[0] & 0xFE) == 0xFC) return HostKind.Private;
        if (bytes[0] == 0xFE && bytes[1] >= 0xC0) return HostKind.Private; // site-local, deprecated
        if (bytes[0] == 0xFE && bytes[1] >= 0x80) return HostKind.LinkLocal;
        return bytes[0] == 0xFF ? HostKind.LinkLocal : HostKind.None;
    }

    /// <summary>The IPv4 address inside one of IPv6 that a gateway or a tunnel takes out again; null for none.</summary>
    private static uint? EmbeddedIn(ReadOnlySpan<byte> bytes)
    {
        var last = BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]);
        var head = Convert.ToHexStringLower(bytes[..12]);
        if (head is IPv4InNat64 or "00000000000000000000ffff" or "0000000000000000ffff0000" or "000000000000000000000000") return last; // NAT64, mapped, translated, compatible
        if (head.StartsWith("0064ff9b0001", StringComparison.Ordinal)) return last; // NAT64 of one's own, RFC 8215
        if (head.StartsWith("2002", StringComparison.Ordinal)) return BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]); // 6to4
        if (head.StartsWith("20010000", StringComparison.Ordinal)) return ~last; // Teredo
        return head.EndsWith("00005efe", StringComparison.Ordinal) || head.EndsWith("02005efe", StringComparison.Ordinal) ? last : null; // ISATAP
    }

    private static HostKind OfName(string host)
    {
        if (Array.IndexOf(MetadataNames, host) >= 0) return HostKind.Metadata;
        if (Array.IndexOf(LoopbackNames, host) >= 0 || host.EndsWith(".localhost", StringComparison.Ordinal)) return HostKind.Loopback;
        if (host.AsSpan().ContainsAnyInRange('0', '9') && EmbeddedAddress.KindOf(host) is var embedded && embedded != HostKind.None) return embedded;
        foreach (var name in NamesForLoopback)
        {
            if (IsOrIsBelow(host, name)) return HostKind.Private;
        }

        foreach (var suffix in PrivateSuffixes)
        {
            if (host.EndsWith(suffix, StringComparison.Ordinal)) return HostKind.Private;
        }

        return Effects.Unresolved.In(host) ? HostKind.Unknown : HostKind.Public;
    }

    /// <summary>Whether a host is a name or ends in it, label by label.</summary>
    public static bool IsOrIsBelow(string host, string name) =>
        host.EndsWith(name, StringComparison.Ordinal) && (host.Length == name.Length || host[host.Length - name.Length - 1] == '.');
}

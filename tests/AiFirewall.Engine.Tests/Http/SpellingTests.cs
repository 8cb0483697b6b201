using System.Globalization;
using AiFirewall.Actions;
using AiFirewall.Http;
using AiFirewall.Policy;

namespace AiFirewall.Tests.Http;

/// <summary>Thousands of spellings of the same few hosts, made by chance from a fixed seed.</summary>
public sealed class SpellingTests
{
    private const int Count = 6000;

    private static readonly (string Address, HostKind Kind)[] Addresses =
    [
        ("169.254.169.254", HostKind.Metadata), ("100.100.100.200", HostKind.Metadata), ("192.0.0.192", HostKind.Metadata), ("10.1.2.3", HostKind.Private), ("192.168.0.1", HostKind.Private), ("172.31.255.1", HostKind.Private),
        ("127.0.0.1", HostKind.Loopback), ("127.9.8.7", HostKind.Loopback), ("169.254.1.1", HostKind.LinkLocal),
    ];

    [Fact]
    public void No_spelling_of_an_address_is_taken_for_a_public_one()
    {
        var random = new Random(7);
        for (var i = 0; i < Count; i++)
        {
            var (address, kind) = Addresses[random.Next(Addresses.Length)];
            var url = Prefix(random) + Dressed(Spelled(address, random), random) + Suffix(random);
            Assert.True(Url.Read(url).Kind >= kind, $"{url}: {kind} expected, read as {Url.Read(url).Host}");
            if (kind == HostKind.Metadata) Assert.Equal(Verdict.Block, TestWorld.Guard.Evaluate(new HttpAction("GET", url), TestWorld.Observation).Verdict);
        }
    }

    [Fact]
    public void Ordinary_hosts_are_read_as_the_framework_reads_them()
    {
        var random = new Random(11);
        string[] hosts = ["example.com", "API.Example.com", "a-b.example.org", "8.8.8.8", "xn--mnchen-3ya.de", "[2001:db8::1]", "localhost", "münchen.de", "пример.рф", "日本語.jp", "host_name.example"];
        string[] users = ["", "", "", "user@", "user:pw@", "a%40b:c@"];
        string[] ports = ["", ":80", ":8443"];
        string[] paths = ["", "/", "/a/b?c=d#e", "?q=1", "/@x", "/a:b@c"];
        for (var i = 0; i < 2000; i++)
        {
            var text = (random.Next(2) == 0 ? "http://" : "https://") + users[random.Next(users.Length)] + hosts[random.Next(hosts.Length)] + ports[random.Next(ports.Length)] + paths[random.Next(paths.Length)];
            var url = Url.Read(text);
            Assert.False(url.IsDoubtful, text);
            Assert.Equal(HostAddress.Of(new Uri(text).IdnHost), url.Host);
            Assert.Equal(new Uri(text).UserInfo, url.UserInfo);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://")]
    [InlineData("http://[")]
    [InlineData("http://]/")]
    [InlineData("http://[::")]
    [InlineData("http://%")]
    [InlineData("http://%zz/")]
    [InlineData("http://@@@/")]
    [InlineData("http://\\\\/")]
    [InlineData("://")]
    [InlineData(":")]
    [InlineData("http://xn--/")]
    [InlineData("http://xn--99999999/")]
    [InlineData("http://\ud800.example/")]
    [InlineData("http://a..b/")]
    [InlineData("http://0x/")]
    public void Any_text_is_read(string text)
    {
        var url = Url.Read(text);
        Assert.NotNull(url.Host);
        Assert.InRange(url.Kind, HostKind.None, HostKind.Metadata);
    }

    [Fact]
    public void Long_texts_are_read_in_bounds()
    {
        foreach (var piece in (string[])["a@", "\\", "%31", ".", "1.", "[", ":", "é", "http://", "-"])
            Assert.NotNull(Url.Read("http://" + string.Concat(Enumerable.Repeat(piece, 100_000))).Host);
    }

    private static string Prefix(Random random) => Any(random, "http://", "http://", "http://", "HTTP://", "http:", "http:/", "http:///", "https://", "http:\\\\", "//", "", " http://", "ht\ttp://")
        + Any(random, "", "", "", "", "good.example@", "u:p@", "a@b@", "8.8.8.8@", "good.example%2f@");

    private static string Suffix(Random random) => Any(random, "", ":80", ":") + Any(random, "", "/", "/x?y=z", "?q", "#f", "\\x", "/@8.8.8.8", "\\@8.8.8.8");

    private static string Spelled(string address, Random random)
    {
        var parts = address.Split('.').Select(p => uint.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        var number = (parts[0] << 24) | (parts[1] << 16) | (parts[2] << 8) | parts[3];
        return random.Next(8) switch
        {
            0 => Number(number, random),
            1 => $"{Number(parts[0], random)}.{Number(number & 0xFFFFFF, random)}",
            2 => $"{Number(parts[0], random)}.{Number(parts[1], random)}.{Number(number & 0xFFFF, random)}",
            3 => $"[::ffff:{address}]",
            4 => $"[::FFFF:{number >> 16:x}:{number & 0xFFFF:x}]",
            5 => $"[64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}]",
            _ => string.Join('.', parts.Select(p => Number(p, random))),
        };
    }

    private static string Number(uint value, Random random) => random.Next(4) switch
    {
        0 => $"0x{value:x}",
        1 => "0" + Convert.ToString(value, 8),
        2 => $"0X000{value:X}",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Digits and dots of other alphabets, percent-encoding, a dot at the end, a tab inside.</summary>
    private static string Dressed(string host, Random random)
    {
        if (host.StartsWith('[')) return host;
        var dressed = new System.Text.StringBuilder();
        foreach (var c in host)
        {
            var chance = random.Next(20);
            if (chance == 0) dressed.Append(CultureInfo.InvariantCulture, $"%{(int)c:x2}");
            else if (chance == 1 && char.IsAsciiDigit(c)) dressed.Append((char)('\uFF10' + c - '0'));
            else if (chance == 2 && char.IsAsciiDigit(c)) dressed.Append(char.ConvertFromUtf32(0x1D7CE + c - '0'));
            else if (chance == 3 && c is >= '1' and <= '9') dressed.Append((char)('\u2460' + c - '1'));
            else if (chance == 4 && c == '.') dressed.Append(Any(random, "\u3002", "\uFF0E", "\uFF61"));
            else if (chance == 5) dressed.Append(c).Append(Any(random, "\u00AD", "\u200B", "\t", "\n"));
            else dressed.Append(c);
        }

        return dressed + Any(random, "", "", ".");
    }

    private static string Any(Random random, params string[] choices) => choices[random.Next(choices.Length)];
}

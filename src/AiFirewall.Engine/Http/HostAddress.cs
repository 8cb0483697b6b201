using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AiFirewall.Http;

/// <summary>One canonical host from every spelling: decimal, octal, hexadecimal, short and IPv6-mapped addresses, ports, dots.</summary>
public static class HostAddress
{
    // Addresses: AWS, Azure, GCP, OpenStack, DigitalOcean, Oracle (169.254.169.254; IPv6 fd00:ec2::254), AWS ECS (169.254.170.2, fd00:ec2::23),
    // Alibaba (100.100.100.200), Oracle at 192.0.0.192, Azure's wire server (168.63.129.16).
    private static readonly string[] MetadataHosts =
    [
        "169.254.169.254", "169.254.170.2", "169.254.170.23", "100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254",
        "metadata.google.internal", "metadata.goog", "metadata", "instance-data", "instance-data.ec2.internal", "metadata.azure.com", "metadata.tencentyun.com", "metadata.packet.net",
        "metadata.platformequinix.com", "rancher-metadata",
    ];

    /// <summary>The host of a URL or of <c>host[:port]</c>, canonical; empty when there is none.</summary>
    public static string Of(string urlOrHost)
    {
        var rest = urlOrHost.AsSpan().Trim();
        var scheme = rest.IndexOf("://");
        if (scheme >= 0) rest = rest[(scheme + 3)..];
        else if (rest.StartsWith("//")) rest = rest[2..];
        rest = rest[..End(rest, "/?#\\")];
        var at = rest.LastIndexOf('@');
        if (at >= 0) rest = rest[(at + 1)..];
        return Canonical(WithoutPort(rest).TrimEnd('.'));
    }

    /// <summary>Whether a canonical host is where a cloud hands out the machine's credentials.</summary>
    public static bool IsMetadata(string host) => Array.IndexOf(MetadataHosts, host) >= 0;

    /// <summary>Whether a canonical host is this machine.</summary>
    public static bool IsLoopback(string host) =>
        host is "localhost" or "::1" or "0.0.0.0" or "::" || host.EndsWith(".localhost", StringComparison.Ordinal) || (host.StartsWith("127.", StringComparison.Ordinal) && TryIPv4(host, out _));

    private static int End(ReadOnlySpan<char> text, string any) => text.IndexOfAny(any) is >= 0 and var end ? end : text.Length;

    private static ReadOnlySpan<char> WithoutPort(ReadOnlySpan<char> host)
    {
        if (host.StartsWith("[") && host.IndexOf(']') is > 0 and var bracket) return host[1..bracket];
        var colon = host.IndexOf(':');
        return colon >= 0 && host.LastIndexOf(':') == colon ? host[..colon] : host;
    }

    private static string Canonical(ReadOnlySpan<char> host)
    {
        if (host.IsEmpty) return "";
        if (TryIPv4(host, out var address)) return new IPAddress(BitConverter.IsLittleEndian ? BinaryReverse(address) : address).ToString();
        if (host.Contains(':') && IPAddress.TryParse(host, out var parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6)
            return parsed.IsIPv4MappedToIPv6 || IsCompatible(parsed) ? parsed.MapToIPv4().ToString() : new IPAddress(parsed.GetAddressBytes()).ToString();
        return Fold(host);
    }

    private static uint BinaryReverse(uint value) => System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(value);

    private static bool IsCompatible(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return bytes[..12].IndexOfAnyExcept((byte)0) < 0 && bytes[12] != 0;
    }

    /// <summary>inet_aton: one to four parts, each decimal, octal or hexadecimal; the last one fills what is left.</summary>
    private static bool TryIPv4(ReadOnlySpan<char> host, out uint address)
    {
        address = 0;
        Span<Range> parts = stackalloc Range[5];
        var count = host.Split(parts, '.');
        if (count is 0 or > 4) return false;
        for (var i = 0; i < count; i++)
        {
            if (!TryPart(host[parts[i]], out var part)) return false;
            var isLast = i == count - 1;
            var limit = isLast ? 1UL << (8 * (5 - count)) : 256UL;
            if (part >= limit) return false;
            address = isLast ? (uint)((address << (int)(8 * (5 - count)) & (count == 1 ? 0 : uint.MaxValue)) | (uint)part) : (address << 8) | (uint)part;
        }

        return true;
    }

    private static bool TryPart(ReadOnlySpan<char> text, out ulong value)
    {
        value = 0;
        if (text.IsEmpty) return false;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return ulong.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
        if (text[0] != '0' || text.Length == 1) return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        foreach (var c in text)
        {
            if (c is < '0' or > '7' || value > uint.MaxValue) return false;
            value = (value * 8) + (ulong)(c - '0');
        }

        return true;
    }

    /// <summary>Lower-case; full-width letters and digits, and the full stops that IDNA takes for a dot, become plain.</summary>
    private static string Fold(ReadOnlySpan<char> host)
    {
        Span<char> folded = host.Length <= 256 ? stackalloc char[host.Length] : new char[host.Length];
        for (var i = 0; i < host.Length; i++)
        {
            var c = host[i];
            folded[i] = c is '\u3002' or '\uFF0E' or '\uFF61' ? '.' : c is >= '\uFF01' and <= '\uFF5E' ? char.ToLowerInvariant((char)(c - 0xFEE0)) : char.ToLowerInvariant(c);
        }

        return folded.SequenceEqual(host) ? host.ToString() : Canonical(folded);
    }
}

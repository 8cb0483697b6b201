using System.Buffers;
using System.Globalization;

namespace AiFirewall.Http;

/// <summary>
/// IPv4 addresses as <c>inet_aton</c> takes them, and with it nearly every client: one to four parts, each decimal, octal or hexadecimal; the
/// last one fills what is left.
/// </summary>
internal static class IPv4Text
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>How a text is read as an address.</summary>
    public enum Zeros : byte
    {
        /// <summary>A leading zero makes a part octal: the C library, curl, browsers.</summary>
        Octal,
        /// <summary>Leading zeros mean nothing: some libraries of Java, Go and Python, and PowerShell in places.</summary>
        Decimal,
    }

    /// <summary>Reads an address.</summary>
    public static bool TryRead(ReadOnlySpan<char> host, Zeros zeros, out uint address)
    {
        address = 0;
        if (host.IsEmpty || !char.IsAsciiHexDigit(host[^1]) && host[^1] is not ('x' or 'X')) return false;
        Span<Range> parts = stackalloc Range[5];
        var count = host.Split(parts, '.');
        if (count is 0 or > 4) return false;
        ulong value = 0;
        for (var i = 0; i < count; i++)
        {
            if (!TryPart(host[parts[i]], zeros, out var part)) return false;
            var isLast = i == count - 1;
            var bits = isLast ? 8 * (5 - count) : 8;
            if (part >= 1UL << bits) return false;
            value = (value << bits) | part;
        }

        address = (uint)value;
        return true;
    }

    /// <summary>Whether the last label can only be part of an address: a number. Names of DNS do not end so. WHATWG URL, "ends in a number".</summary>
    public static bool EndsInNumber(ReadOnlySpan<char> host)
    {
        var last = host[(host.LastIndexOf('.') + 1)..];
        return !last.IsEmpty && (!last.ContainsAnyExceptInRange('0', '9') || (last.StartsWith("0x") && !last[2..].ContainsAnyExcept(HexDigits)));
    }

    /// <summary>The address in dotted decimals.</summary>
    public static string Of(uint address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}");

    private static bool TryPart(ReadOnlySpan<char> text, Zeros zeros, out ulong value)
    {
        value = 0;
        if (text.IsEmpty) return false;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            // "0x" alone is zero for browsers.
            text = text[2..].TrimStart('0');
            return text.Length <= 8 && (text.IsEmpty || ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value));
        }

        if (text[0] != '0' || text.Length == 1 || zeros == Zeros.Decimal)
        {
            foreach (var c in text)
            {
                if (!char.IsAsciiDigit(c) || value > uint.MaxValue) return false;
                value = (value * 10) + (ulong)(c - '0');
            }

            return true;
        }

        foreach (var c in text)
        {
            if (c is < '0' or > '7' || value > uint.MaxValue) return false;
            value = (value * 8) + (ulong)(c - '0');
        }

        return true;
    }
}

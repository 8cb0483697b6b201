using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AiFirewall.Effects;

namespace AiFirewall.Http;

/// <summary>Makes hosts canonical, and remembers every other reading that programs have of the same text.</summary>
internal ref struct HostReader()
{
    // What no host may hold, and some program ends it at.
    private static readonly SearchValues<char> Ends = SearchValues.Create("\0/\\?#@: ");

    private List<string>? _others;

    /// <summary>What most programs read.</summary>
    public string Host { get; private set; } = "";

    /// <summary>What some read.</summary>
    public readonly IReadOnlyList<string> Others => _others ?? [];

    /// <summary>There are readings of the host that lead elsewhere, or characters in it that none may hold.</summary>
    public bool IsDoubtful { get; private set; }

    /// <summary>It ends in a number and is no address: no program should take it, and those that do wrap it around.</summary>
    public bool IsImpossible { get; private set; }

    /// <summary>The host as written, without port and brackets.</summary>
    public void Add(ReadOnlySpan<char> written) => Host = Read(written);

    /// <summary>What some programs take for the host.</summary>
    public void AddOther(ReadOnlySpan<char> written)
    {
        var host = Read(written);
        if (host.Length > 0) Remember(host);
    }

    private string Read(ReadOnlySpan<char> written)
    {
        if (written.IsEmpty) return "";
        if (written.Contains(':')) return ReadIPv6(written);
        var text = HostFolding.Fold(Decoded(written));
        if (text.AsSpan().IndexOfAny(Ends) is >= 0 and var cut)
        {
            // A percent-encoded end of the host: some decode and go on reading, some stop at a zero.
            IsDoubtful = true;
            if (cut > 0) Remember(Canonical(text[..cut]));
            if (cut + 1 < text.Length) Remember(Canonical(text[(text.AsSpan().LastIndexOfAny(Ends) + 1)..]));
        }

        return Canonical(text);
    }

    private string Canonical(string folded)
    {
        var text = folded.AsSpan().Trim('.').Length == folded.Length ? folded : folded.TrimEnd('.');
        if (text.Length == 0) return "";
        var last = text[^1];
        if (!char.IsAsciiHexDigit(last) && last != 'x') return Punycode.ToDns(text);
        if (IPv4Text.TryRead(text, IPv4Text.Zeros.Octal, out var address))
        {
            if (IPv4Text.TryRead(text, IPv4Text.Zeros.Decimal, out var plain) && plain != address) Remember(IPv4Text.Of(plain));
            return IPv4Text.Of(address);
        }

        if (IPv4Text.TryRead(text, IPv4Text.Zeros.Decimal, out address)) return IPv4Text.Of(address);
        if (IPv4Text.EndsInNumber(text) && !Unresolved.In(text))
        {
            IsImpossible = true;
            if (Wrapped(text) is { } wrapped) Remember(wrapped);
        }

        return Punycode.ToDns(text);
    }

    /// <summary>Parts above 255 keep their lowest byte for programs that do not look.</summary>
    private static string? Wrapped(string text)
    {
        var parts = text.Split('.');
        if (parts.Length > 4) return null;
        uint address = 0;
        foreach (var part in parts)
        {
            if (!ulong.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return null;
            address = parts.Length == 1 ? (uint)value : (address << 8) | (byte)value;
        }

        return parts.Length is 1 or 4 ? IPv4Text.Of(address) : null;
    }

    private string ReadIPv6(ReadOnlySpan<char> written)
    {
        // "fe80::1%eth0": the zone says by which interface, not to whom.
        var zone = written.IndexOf('%');
        var text = zone < 0 ? written : written[..zone];
        if (!IPAddress.TryParse(text, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            IsImpossible = true;
            return written.ToString().ToLowerInvariant();
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return address.IsIPv4MappedToIPv6 || (bytes[..12].IndexOfAnyExcept((byte)0) < 0 && bytes[12] != 0)
            ? IPv4Text.Of(BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]))
            : new IPAddress(bytes).ToString();
    }

    private void Remember(string host)
    {
        if (host.Length == 0 || host == Host) return;
        _others ??= [];
        if (_others.Count < 16 && !_others.Contains(host)) _others.Add(host);
    }

    /// <summary>Percent-encoding taken off, once; what is no UTF-8 stays.</summary>
    private static string Decoded(ReadOnlySpan<char> text)
    {
        var percent = text.IndexOf('%');
        if (percent < 0) return text.ToString();
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        while (percent >= 0)
        {
            length += Encoding.UTF8.GetBytes(text[..percent], bytes.AsSpan(length));
            if (percent + 2 < text.Length && byte.TryParse(text.Slice(percent + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes[length++] = value;
                text = text[(percent + 3)..];
            }
            else
            {
                bytes[length++] = (byte)'%';
                text = text[(percent + 1)..];
            }

            percent = text.IndexOf('%');
        }

        length += Encoding.UTF8.GetBytes(text, bytes.AsSpan(length));
        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}

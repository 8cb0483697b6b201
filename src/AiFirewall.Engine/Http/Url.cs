using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using AiFirewall.Effects;

namespace AiFirewall.Http;

/// <summary>
/// A URL, or <c>host[:port]</c>, as the programs that are in use would read it. They do not agree: what one takes for the host another takes
/// for a user name or a path. <see cref="Host"/> is where most would go, <see cref="OtherHosts"/> where some would.
/// </summary>
/// <remarks>Reads in one pass and a few allocations; never throws, whatever the text.</remarks>
internal sealed class Url
{
    // Browsers and curl take any number of slashes after these, backslashes too. WHATWG URL, "special scheme".
    private static readonly string[] Special = ["http", "https", "ws", "wss", "ftp", "ftps"];

    // Text after these is no host.
    private static readonly string[] WithoutHost = ["data", "javascript", "mailto", "about", "blob", "urn", "tel", "vbscript", "cid"];

    private static readonly SearchValues<char> Trimmed = SearchValues.Create(string.Concat(Enumerable.Range(0, 33).Select(c => (char)c)));

    private Url(string scheme) => Scheme = scheme;

    /// <summary>Lower-case, without the colon; empty when none was written.</summary>
    public string Scheme { get; }

    /// <summary>What stands before the <c>@</c>, as written; empty for nothing.</summary>
    public string UserInfo { get; private set; } = "";

    /// <summary>The canonical host; empty for none.</summary>
    public string Host { get; private set; } = "";

    /// <summary>Where other programs would go.</summary>
    public IReadOnlyList<string> OtherHosts { get; private set; } = [];

    /// <summary>Programs disagree about the host, or it can be no host at all.</summary>
    public bool IsDoubtful { get; private set; }

    /// <summary>The port that was written; -1 for none.</summary>
    public int Port { get; private set; } = -1;

    /// <summary>The path as written, from its slash; empty for none.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The query as written, without the question mark.</summary>
    public string Query { get; private set; } = "";

    /// <summary>Whether it is requested over HTTP; what names no scheme is, by the clients that take it so.</summary>
    public bool IsWeb => Scheme is "http" or "https" or "ws" or "wss";

    /// <summary>Reads a URL or <c>host[:port]</c>.</summary>
    public static Url Read(string text)
    {
        var rest = Cleaned(text);
        var scheme = SchemeOf(rest, out var start);
        var url = new Url(scheme);
        if (Array.IndexOf(WithoutHost, scheme) >= 0)
        {
            url.Path = rest[start..];
            return url;
        }

        url.ReadRest(rest, SkipSlashes(rest, start, scheme));
        return url;
    }

    /// <summary>The most telling kind of the hosts that programs would reach.</summary>
    public HostKind Kind
    {
        get
        {
            var kind = HostKinds.Of(Host);
            foreach (var other in OtherHosts)
            {
                if (HostKinds.Of(other) is var next && next > kind) kind = next;
            }

            return kind;
        }
    }

    /// <summary>Whether every program would stay on this machine.</summary>
    public bool IsThisMachine => HostAddress.IsLoopback(Host) && OtherHosts.All(HostAddress.IsLoopback);

    /// <summary>Clients trim controls and blanks, and drop tabs and line ends wherever they stand. WHATWG URL, "basic URL parser".</summary>
    private static string Cleaned(string text)
    {
        var span = text.AsSpan();
        var start = span.IndexOfAnyExcept(Trimmed);
        if (start < 0) return "";
        var end = span.LastIndexOfAnyExcept(Trimmed) + 1;
        if (span[start..end].IndexOfAny('\t', '\n', '\r') < 0) return start == 0 && end == text.Length ? text : text[start..end];
        var kept = new StringBuilder(end - start);
        foreach (var c in span[start..end])
        {
            if (c is not ('\t' or '\n' or '\r')) kept.Append(c);
        }

        return kept.ToString();
    }

    private static string SchemeOf(string text, out int start)
    {
        start = 0;
        var end = 0;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '+' or '-' or '.')) end++;
        if (end == 0 || end >= text.Length || text[end] != ':' || !char.IsAsciiLetter(text[0]))
        {
            // "jdbc:postgresql://…", "name @ https://…": a scheme further on, but not one in a path or a query.
            var mark = text.IndexOf("://", StringComparison.Ordinal);
            if (mark <= 0 || text.AsSpan(0, mark).IndexOfAny("/?#\\") >= 0) return "";
            return Inner(text, mark, out start);
        }

        var name = Known(text.AsSpan(0, end));
        if (string.CompareOrdinal(text, end, "://", 0, 3) == 0 || Array.IndexOf(Special, name) >= 0 || Array.IndexOf(WithoutHost, name) >= 0 || name == "file")
        {
            start = end + 1;
            return name;
        }

        var inner = text.IndexOf("://", end, StringComparison.Ordinal);
        return inner < 0 || text.AsSpan(0, inner).IndexOfAny("/?#\\@") >= 0 ? "" : Inner(text, inner, out start);
    }

    private static string Inner(string text, int mark, out int start)
    {
        var begin = mark;
        while (begin > 0 && (char.IsAsciiLetterOrDigit(text[begin - 1]) || text[begin - 1] is '+' or '-' or '.')) begin--;
        start = mark + 1;
        return Known(text.AsSpan(begin, mark - begin));
    }

    private static string Known(ReadOnlySpan<char> name)
    {
        foreach (var special in Special)
        {
            if (name.Equals(special, StringComparison.OrdinalIgnoreCase)) return special;
        }

        return name.ToString().ToLowerInvariant();
    }

    private static int SkipSlashes(string text, int start, string scheme)
    {
        var all = scheme.Length == 0 || Array.IndexOf(Special, scheme) >= 0;
        if (scheme.Length == 0 && !(text.StartsWith("//", StringComparison.Ordinal) || text.StartsWith('\\') || text.StartsWith("/\\", StringComparison.Ordinal))) return start;
        if (!all) return string.CompareOrdinal(text, start, "//", 0, 2) == 0 ? start + 2 : start;
        while (start < text.Length && text[start] is '/' or '\\') start++;
        return start;
    }

    private void ReadRest(string text, int start)
    {
        var rest = text.AsSpan(start);
        var end = rest.IndexOfAny("/?#");
        var authority = end < 0 ? rest : rest[..end];
        ReadAfter(end < 0 ? default : rest[end..]);

        var hosts = new HostReader();
        if (authority.IndexOfAny("\\ ") < 0 && authority.IndexOf('@') == authority.LastIndexOf('@'))
        {
            // What all programs read alike.
            var at = authority.IndexOf('@');
            if (at >= 0) UserInfo = authority[..at].ToString();
            Take(authority[(at + 1)..], ref hosts);
        }
        else
        {
            ReadDisputed(authority, ref hosts);
        }

        // "http://good#@evil/": readers that look for the user before they look for the end.
        if (end >= 0 && rest[end] is '?' or '#')
        {
            var piece = rest[(end + 1)..];
            if (piece.IndexOf('/') is >= 0 and var slash) piece = piece[..slash];
            if (piece.LastIndexOf('@') is >= 0 and var user) hosts.AddOther(WithoutPort(piece[(user + 1)..], out _, out _));
        }

        Host = hosts.Host;
        OtherHosts = hosts.Others;
        IsDoubtful |= hosts.IsDoubtful || (Scheme.Length > 0 && hosts.IsImpossible);
    }

    private void ReadAfter(ReadOnlySpan<char> after)
    {
        if (after.IsEmpty) return;
        var fragment = after.IndexOf('#');
        if (fragment >= 0) after = after[..fragment];
        var query = after.IndexOf('?');
        Path = (query < 0 ? after : after[..query]).ToString();
        if (query >= 0) Query = after[(query + 1)..].ToString();
    }

    /// <summary>Several <c>@</c>, a backslash, a blank: each piece is the host for somebody.</summary>
    private void ReadDisputed(ReadOnlySpan<char> authority, ref HostReader hosts)
    {
        // The most: browsers end the authority at a backslash, and take the last @ before it.
        var main = authority;
        if (main.IndexOf('\\') is >= 0 and var slash)
        {
            main = main[..slash];
            if (Path.Length == 0) Path = string.Concat("/", authority[(slash + 1)..]);
        }

        var at = main.LastIndexOf('@');
        if (at >= 0) UserInfo = main[..at].ToString();
        Take(main[(at + 1)..].Trim(), ref hosts);
        IsDoubtful |= authority.IndexOfAny("\\ ") >= 0 && Scheme.Length > 0;
        var isFirst = authority.IndexOfAny("\\ ") < 0;
        var taken = 0;
        foreach (var range in authority.SplitAny("@\\ "))
        {
            if (++taken > 32) break;
            var piece = authority[range];
            // The first of several pieces with nothing but @ between them is a user for everybody.
            if (!isFirst && !piece.IsEmpty) hosts.AddOther(WithoutPort(piece, out _, out _));
            isFirst = false;
        }
    }

    private void Take(ReadOnlySpan<char> hostAndPort, ref HostReader hosts)
    {
        var host = WithoutPort(hostAndPort, out var port, out var isPlain);
        Port = port;
        if (!isPlain && Scheme.Length > 0) IsDoubtful = true;
        hosts.Add(host);
        // "http://127.0.0.1:11211:80/": more than one port.
        if (!isPlain && hostAndPort.IndexOf(':') is > 0 and var colon) hosts.AddOther(hostAndPort[..colon]);
    }

    private static ReadOnlySpan<char> WithoutPort(ReadOnlySpan<char> text, out int port, out bool isPlain)
    {
        port = -1;
        isPlain = true;
        if (text.StartsWith("[") && text.IndexOf(']') is > 0 and var bracket)
        {
            var after = text[(bracket + 1)..];
            isPlain = after.IsEmpty || (after[0] == ':' && TryPort(after[1..], out port));
            return text[1..bracket];
        }

        var colon = text.LastIndexOf(':');
        if (colon < 0) return text;
        // More than one colon without brackets is an address of IPv6.
        if (text.IndexOf(':') != colon && IPAddress.TryParse(text, out _)) return text;
        isPlain = TryPort(text[(colon + 1)..], out port) && text.IndexOf(':') == colon;
        return text[..colon];
    }

    private static bool TryPort(ReadOnlySpan<char> text, out int port)
    {
        port = -1;
        if (text.IsEmpty) return true;
        if (text.Contains(Unresolved.Hole) || text.ContainsAny('$', '{', '<')) return true;
        return text.Length <= 8 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port);
    }
}

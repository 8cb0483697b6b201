using AiFirewall.Effects;

namespace AiFirewall.Policy;

/// <summary>The host that an effect reaches, as rules compare it: no port, no brackets, no trailing dot.</summary>
internal static class HostName
{
    /// <summary>The host of a target; empty for one that has none or whose host is in doubt.</summary>
    public static ReadOnlySpan<char> Of(Target target)
    {
        if (target.Kind is not (TargetKind.Host or TargetKind.Url)) return default;
        // Programs disagree about where the host of such a text ends, so no rule may rely on it.
        if (target.Text.AsSpan().IndexOfAny('\\', Unresolved.Hole, '\n') >= 0) return default;

        var rest = target.Text.AsSpan();
        if (rest.IndexOf("://") is >= 0 and var scheme) rest = rest[(scheme + 3)..];
        if (rest.IndexOfAny('/', '?', '#') is >= 0 and var end) rest = rest[..end];
        if (rest.LastIndexOf('@') is >= 0 and var user) rest = rest[(user + 1)..];
        return WithoutPort(rest).TrimEnd('.');
    }

    private static ReadOnlySpan<char> WithoutPort(ReadOnlySpan<char> host)
    {
        if (host.StartsWith("[") && host.IndexOf(']') is > 0 and var bracket) return host[1..bracket];
        var colon = host.IndexOf(':');
        // More than one colon is a bare IPv6 address.
        return colon >= 0 && host.LastIndexOf(':') == colon ? host[..colon] : host;
    }
}

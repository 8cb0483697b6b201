using AiFirewall.Effects;
using AiFirewall.Http;
using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary>
/// Keys out of the environment in a request. Where they say who asks (<c>-H "Authorization: Bearer $TOKEN"</c>, <c>-u</c>, the user in a URL)
/// they are in their place; in an address, a body or anywhere else they are given away.
/// </summary>
internal static class HttpClientKeys
{
    /// <summary>Options that say who asks, or how to reach a proxy.</summary>
    private static readonly string[] Credentials =
    [
        "-u", "--user", "-U", "--proxy-user", "--oauth2-bearer", "--pass", "--key", "--proxy-pass", "--tlspassword", "--aws-sigv4", "-x", "--proxy", "--password", "--http-password", "--http-user", "--ftp-password",
        "--proxy-password", "-a", "--auth", "-Credential", "-Token", "-Authentication", "-Headers", "-WebSession", "-ProxyCredential", "-b", "--cookie", "--header", "-H", "--proxy-header",
    ];

    /// <summary>Whether one leaves for another machine by a road that is not made for keys.</summary>
    public static bool LeaveIn(CommandCall call, IReadOnlyList<Value> urls, string[] dataOptions)
    {
        if (urls.Count > 0 && urls.All(u => Url.Read(u.Text).IsThisMachine)) return false;
        foreach (var use in call.Arguments.Options)
        {
            if (use.Value is not { } value) continue;
            if (value.Has(Origins.Key) && !IsInItsPlace(use)) return true;
            if (call.Invocation.Input is { } input && input.Has(Origins.Key) && value.Text is "@-" or "-" or "." && Array.Exists(dataOptions, use.IsNamed)) return true;
        }

        return call.Arguments.Operands.Exists(o => o.Value.Has(Origins.Key) && !NamesCredential(o.Value.Text));
    }

    private static bool IsInItsPlace(OptionUse use)
    {
        if (use.IsNamed("-H") || use.IsNamed("--header") || use.IsNamed("--proxy-header") || use.IsNamed("--url") || use.IsNamed("-Uri")) return NamesCredential(use.Value!.Text);
        return Array.Exists(Credentials, use.IsNamed);
    }

    /// <summary>A header or item with the name of a credential, or a URL with the key in front of its host.</summary>
    private static bool NamesCredential(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? text == Unresolved.Anything : SecretNames.IsCredentialHeader(text[..colon]);
        }

        var host = text.AsSpan(scheme + 3);
        var end = host.IndexOfAny('/', '?', '#');
        if (end < 0) end = host.Length;
        var user = host[..end].LastIndexOf('@');
        return user > 0 && !host[user..].Contains(Unresolved.Hole);
    }
}

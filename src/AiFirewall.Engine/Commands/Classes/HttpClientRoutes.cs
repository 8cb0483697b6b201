using AiFirewall.Effects;
using AiFirewall.Http;

namespace AiFirewall.Commands.Classes;

/// <summary>Options by which a client goes elsewhere than its URL says: other addresses for a host, proxies.</summary>
internal static class HttpClientRoutes
{
    private static readonly string[] Proxies = ["-x", "--preproxy", "--socks4", "--socks4a", "--socks5", "--socks5-hostname", "-Proxy"];

    /// <summary>Adds where the requests of a call really go.</summary>
    public static void Read(CommandCall call)
    {
        foreach (var use in call.Arguments.Options)
        {
            if (use.Value is not { } value) continue;
            if (use.IsNamed("--connect-to")) Reach(call, Last(value.Text, skipped: 2), use.Span);
            else if (use.IsNamed("--resolve"))
            {
                foreach (var address in Last(value.Text, skipped: 2).Split(',')) Reach(call, address, use.Span);
            }
            else if (Array.Exists(Proxies, use.IsNamed) && HostAddress.IsMetadata(HostAddress.Of(value.Text))) Reach(call, value.Text, use.Span);
        }
    }

    private static void Reach(CommandCall call, string host, TextSpan span)
    {
        if (host.Length > 0) call.Add(EffectKind.Fetch, new Target(TargetKind.Host, host), span);
    }

    /// <summary>What follows the first fields of <c>host:port:…</c>; a host of IPv6 stands in brackets.</summary>
    private static string Last(string text, int skipped)
    {
        var at = 0;
        while (skipped > 0 && at < text.Length)
        {
            if (text[at] == '[' && text.IndexOf(']', at) is > 0 and var bracket) at = bracket;
            if (text[at] == ':') skipped--;
            at++;
        }

        return text[at..];
    }
}

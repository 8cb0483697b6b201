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
            else if (Array.Exists(Proxies, use.IsNamed)) ReadProxy(value.Text, call.Host, call.Scene, use.Span, call.Name);
        }

        if (call.Arguments.Has("--location-trusted") || call.Arguments.Has("-PreserveAuthorizationOnRedirect"))
            call.Host.Add(new Finding("net.redirect.trusted", Risk.High, "sends its credentials on to whatever host the server redirects to") { Span = call.Scene.OuterSpan ?? call.Invocation.Span });
    }

    /// <summary>
    /// Reads the address of a proxy, which sees what is asked of whom, and without TLS all of it. On this machine and in private networks they are
    /// everyday.
    /// </summary>
    public static void ReadProxy(string address, ICommandHost host, Scene scene, TextSpan span, string by)
    {
        var url = Url.Read(address);
        if (url.Kind == HostKind.Metadata) host.Add(new Effect(EffectKind.Fetch, new Target(TargetKind.Host, address), scene.OuterSpan ?? span) { Traits = scene.Traits, By = "http/proxy", Command = by });
        else if (url.Kind == HostKind.Public && !scene.IsFromFile)
            host.Add(new Finding("net.proxy", Risk.High, $"sends requests through {url.Host}, which can read and change what is not encrypted") { Span = scene.OuterSpan ?? span });
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

using System.Buffers;
using AiFirewall.Effects;

namespace AiFirewall.Http;

/// <summary>Reads what a request would do: its method, what else may name a method, its headers and its body.</summary>
internal static class RequestReader
{
    // By which servers are told another method than the one that is written.
    private static readonly string[] Overrides = ["x-http-method-override", "x-http-method", "x-method-override"];

    // Clouds ask for these, so that no redirect or form alone reaches their metadata; nothing else does.
    private static readonly string[] MetadataHeaders = ["metadata-flavor", "x-aws-ec2-metadata-token", "x-aws-ec2-metadata-token-ttl-seconds", "x-google-metadata-request"];

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private const int MaxBody = 256 * 1024;

    /// <summary>Reads a request.</summary>
    public static RequestReading Read(HttpRequest request)
    {
        var url = Url.Read(request.Url);
        var findings = new List<Finding>();
        var kind = HttpMethods.KindOf(request.Method, request.HasBody || request.Body is { Length: > 0 });
        if (Override(request, url) is { } method && HttpMethods.KindOf(method, hasBody: false) is var other && other != kind && other != EffectKind.Fetch)
        {
            kind = other;
            findings.Add(new Finding("net.method-override", Risk.Medium, $"is {request.Method} by its line and {method} by what the server is told"));
        }

        // What is at work here is reached with passwords and test data all day.
        var isOwn = url.IsThisMachine;
        ReadHeaders(request, url, isOwn, findings);
        if (request.Body is { Length: > 0 } body)
        {
            if (body.Length > MaxBody) body = body[..MaxBody];
            if (kind == EffectKind.SendData && !isOwn && GraphQL.Destroys(body))
            {
                kind = EffectKind.DestroyResource;
                findings.Add(new Finding("net.destructive-mutation", Risk.High, "asks a GraphQL server to delete something"));
            }

            if (!isOwn) ReadBody(url, body, findings);
        }

        if (kind == EffectKind.SendData && !isOwn && UrlPath.NamesDestruction(url))
        {
            kind = EffectKind.DestroyResource;
            findings.Add(new Finding("net.destructive-path", Risk.High, "asks by its path for something to be deleted"));
        }

        return new RequestReading(kind, findings);
    }

    private static string? Override(HttpRequest request, Url url)
    {
        foreach (var (name, value) in request.Headers)
        {
            if (Array.Exists(Overrides, o => o.Equals(name, StringComparison.OrdinalIgnoreCase))) return value.Trim().ToUpperInvariant();
        }

        // Rails, Laravel, Symfony and Express take it from the form or the query, too.
        return request.Method is "GET" or "HEAD" ? null : Named(url.Query) ?? (request.Body is { Length: < 4096 } body ? Named(body) : null);
    }

    private static string? Named(string form)
    {
        var at = form.IndexOf("_method=", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || (at > 0 && form[at - 1] != '&')) return null;
        var value = form.AsSpan(at + "_method=".Length);
        var end = value.IndexOfAnyExcept(Letters);
        return (end < 0 ? value : value[..end]).ToString().ToUpperInvariant();
    }

    private static void ReadHeaders(HttpRequest request, Url url, bool isOwn, List<Finding> findings)
    {
        foreach (var (name, value) in request.Headers)
        {
            if (!isOwn && (Array.Exists(MetadataHeaders, h => h.Equals(name, StringComparison.OrdinalIgnoreCase)) || (name.Equals("metadata", StringComparison.OrdinalIgnoreCase) && value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase))))
                findings.Add(new Finding("net.metadata-endpoint", Risk.Critical, "asks as one asks a cloud metadata endpoint, which hands out the machine's credentials"));
            else if (name.Equals("host", StringComparison.OrdinalIgnoreCase) && HostAddress.IsMetadata(HostAddress.Of(value)))
                findings.Add(new Finding("net.metadata-endpoint", Risk.Critical, "names a cloud metadata endpoint as its host"));
            else if (!isOwn && url.Host.Length > 0 && !Unresolved.In(url.Host) && url.Kind == HostKind.Public && TokenOwners.StrangerTo(url.Host, value) is { } owner)
                findings.Add(new Finding("net.secret-to-stranger", Risk.High, $"sends a key of {owner} to {url.Host}"));
        }
    }

    private static void ReadBody(Url url, string body, List<Finding> findings)
    {
        if (url.Kind == HostKind.Public && TokenOwners.StrangerTo(url.Host, body) is { } owner)
            findings.Add(new Finding("net.secret-to-stranger", Risk.High, $"sends a key of {owner} to {url.Host}"));
        var content = BodyText.Look(body);
        if (content.HasSecret) findings.Add(new Finding("net.secret-in-body", Risk.Medium, "sends a password or a key in its body"));
        if (content.HasPersonalNumber) findings.Add(new Finding("net.personal-data", Risk.High, "sends the number of a payment card or of social security"));
    }
}

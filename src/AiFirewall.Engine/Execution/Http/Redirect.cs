using AiFirewall.Actions;
using AiFirewall.Text.Secrets;

namespace AiFirewall.Execution.Http;

/// <summary>The request that a response asks for instead. RFC 9110, 15.4, and what clients have made of it.</summary>
internal static class Redirect
{
    /// <summary>The next request; null when the response is none that redirects.</summary>
    /// <param name="action">The request that was answered.</param>
    /// <param name="from">Where it went.</param>
    /// <param name="status">The status.</param>
    /// <param name="location">The header Location; null for none.</param>
    /// <param name="problem">Why it cannot be followed; null for nothing.</param>
    public static HttpAction? Of(HttpAction action, Uri from, int status, string? location, out string? problem)
    {
        problem = null;
        if (status is not (301 or 302 or 303 or 307 or 308) || string.IsNullOrWhiteSpace(location)) return null;
        if (!Uri.TryCreate(from, location, out var to)) problem = "the server redirects to what is no URL";
        else if (to.Scheme is not ("http" or "https")) problem = $"the server redirects to '{to.Scheme}:', which is not followed";
        if (problem is not null) return null;

        var method = action.Method.ToUpperInvariant();
        var becomesGet = (status == 303 && method != "HEAD") || (status is 301 or 302 && method == "POST");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var isSameOrigin = from.Scheme == to!.Scheme && from.IdnHost == to.IdnHost && from.Port == to.Port;
        foreach (var (name, value) in action.Headers ?? new Dictionary<string, string>())
        {
            if (name.Equals("host", StringComparison.OrdinalIgnoreCase)) continue;
            if (becomesGet && name.StartsWith("content-", StringComparison.OrdinalIgnoreCase)) continue;
            // What was meant for one server is not for another: Authorization, Cookie, X-Api-Key, …
            if (!isSameOrigin && (SecretName.KindOf(name) != SecretNameKind.None || Text.SecretMasker.ContainsSecret(value))) continue;
            headers[name] = value;
        }

        var target = to.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        return action with { Method = becomesGet ? "GET" : method, Url = target, Headers = headers, Body = becomesGet ? null : action.Body };
    }

}

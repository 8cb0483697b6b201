using AiFirewall.Effects;

namespace AiFirewall.Http;

/// <summary>A request as far as it is written: in an action, or in the arguments of a client. Unknown pieces are holes.</summary>
/// <param name="Method">The method, upper-case.</param>
/// <param name="Url">The URL as written.</param>
internal sealed record HttpRequest(string Method, string Url)
{
    /// <summary>The headers that are known.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body as text; null for none, or for one that is not known.</summary>
    public string? Body { get; init; }

    /// <summary>Whether there is a body at all, known or not.</summary>
    public bool HasBody { get; init; }
}

/// <summary>What a request would do.</summary>
/// <param name="Kind">What it does to the host.</param>
/// <param name="Findings">What is worrying about how it is made; what is worrying about its URL, the URL's own reader says.</param>
internal sealed record RequestReading(EffectKind Kind, IReadOnlyList<Finding> Findings);

namespace AiFirewall.Execution.Http;

/// <summary>Bounds of a request that is sent.</summary>
public sealed record HttpRunOptions
{
    /// <summary>For all of it, redirects included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What of the response's body is kept, in bytes.</summary>
    public int MaxBytes { get; init; } = 1 << 20;

    /// <summary>How many redirects are followed; each is judged like a first request.</summary>
    public int MaxRedirects { get; init; } = 10;
}

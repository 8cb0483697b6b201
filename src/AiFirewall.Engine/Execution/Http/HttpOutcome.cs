namespace AiFirewall.Execution.Http;

/// <summary>What came of a request.</summary>
/// <param name="Url">Where the last one went.</param>
public sealed record HttpOutcome(string Url)
{
    /// <summary>The status; 0 when there was no response.</summary>
    public int Status { get; init; }

    /// <summary>What the server said beside the status.</summary>
    public string Phrase { get; init; } = "";

    /// <summary>The headers of the response, in its order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body, as far as it is kept.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>Whether there was more.</summary>
    public bool IsCut { get; init; }

    /// <summary>The redirects that were followed, in order.</summary>
    public IReadOnlyList<string> Redirects { get; init; } = [];

    /// <summary>What went wrong, one sentence; null for nothing.</summary>
    public string? Problem { get; init; }

    /// <summary>0; 1 for a status from 400 on or no response; 124 when the time was up; 126 for what was refused on the way.</summary>
    public int ExitCode { get; init; }
}

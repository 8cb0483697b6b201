namespace AiFirewall.Commands.Catalog;

/// <summary>What is wrong with a catalog file.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Message">What is wrong and what would be right, in one sentence.</param>
public sealed record CatalogProblem(string File, int Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}: {Message}";
}

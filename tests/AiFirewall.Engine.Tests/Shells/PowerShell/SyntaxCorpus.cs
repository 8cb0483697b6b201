namespace AiFirewall.Tests.Shells.PowerShell;

/// <summary>The fragments of <c>tests/corpus/powershell-syntax</c>: valid and invalid text for every construct of the language.</summary>
internal static class SyntaxCorpus
{
    public static IReadOnlyList<string> Fragments { get; } = [.. ((string[])["words", "strings", "expressions", "statements"]).SelectMany(Read)];

    /// <summary>
    /// Whether PowerShell's parser would do more than read: load modules, resources or types. Such text is not given to it.
    /// </summary>
    public static bool ActsWhenParsed(string text) =>
        text.Contains("using module", StringComparison.OrdinalIgnoreCase)
        || text.Contains("using assembly", StringComparison.OrdinalIgnoreCase)
        || text.Contains("configuration", StringComparison.OrdinalIgnoreCase)
        || text.Contains("DscResource", StringComparison.OrdinalIgnoreCase);

    private static string[] Read(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, $"corpus/powershell-syntax/{name}.txt")).TrimEnd('\n').Split("\n----\n");
}

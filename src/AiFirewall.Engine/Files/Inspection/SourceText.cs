namespace AiFirewall.Files.Inspection;

/// <summary>A source text, and the same with what is no code blanked out; every character keeps its place.</summary>
/// <param name="Text">The text.</param>
/// <param name="Code">Comments and what stands in quotes are blanks.</param>
/// <param name="Uncommented">Only comments are blanks.</param>
/// <param name="Problem">What does not close or open, with its line; null for nothing.</param>
internal sealed record SourceText(string Text, string Code, string Uncommented, string? Problem)
{
    /// <summary>Offsets at which the lines begin.</summary>
    public int[] LineStarts { get; } = Starts(Code);

    /// <summary>A line of <paramref name="text"/>, one of the three, without its end.</summary>
    public ReadOnlySpan<char> Line(string text, int line)
    {
        var end = line + 1 < LineStarts.Length ? LineStarts[line + 1] - 1 : text.Length;
        return text.AsSpan(LineStarts[line], end - LineStarts[line]).TrimEnd('\r');
    }

    private static int[] Starts(string text)
    {
        var starts = new List<int> { 0 };
        for (var at = text.IndexOf('\n'); at >= 0; at = text.IndexOf('\n', at + 1)) starts.Add(at + 1);
        return [.. starts];
    }
}

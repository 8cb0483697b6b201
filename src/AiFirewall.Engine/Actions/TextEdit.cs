namespace AiFirewall.Actions;

/// <summary>One replacement of an agent's edit tool.</summary>
/// <param name="Old">The text to be replaced; empty for a file that is to be created.</param>
/// <param name="New">What takes its place.</param>
/// <param name="IsEverywhere">Replaces every occurrence, not the first.</param>
public sealed record TextEdit(string Old, string New, bool IsEverywhere = false)
{
    // Edits multiply: thirty times "a" to "aa" everywhere is a gigabyte. What a tool would really write is far below this.
    private const int MaxLength = 32 * 1024 * 1024;

    /// <summary>The text of a file after edits, one after the other; null when one of them does not fit.</summary>
    /// <param name="text">The file's text; null when it does not exist.</param>
    /// <param name="edits">The edits, in order.</param>
    public static string? Apply(string? text, IReadOnlyList<TextEdit> edits)
    {
        var result = text;
        foreach (var edit in edits)
        {
            result = edit.ApplyTo(result);
            if (result is null) return null;
        }

        return result ?? "";
    }

    private string? ApplyTo(string? text)
    {
        if (Old.Length == 0) return string.IsNullOrEmpty(text) ? New : null;
        if (text is null) return null;
        if (!text.Contains(Old, StringComparison.Ordinal))
        {
            // Agents see files with \n line ends whatever they hold, and their tools put \r\n back when they write.
            var windows = this with { Old = WithWindowsLineEnds(Old), New = WithWindowsLineEnds(New) };
            return windows.Old != Old && text.Contains(windows.Old, StringComparison.Ordinal) ? windows.ApplyTo(text) : null;
        }

        if (IsEverywhere)
        {
            var growth = (long)text.AsSpan().Count(Old) * Math.Max(0, New.Length - Old.Length);
            return text.Length + growth > MaxLength ? null : text.Replace(Old, New, StringComparison.Ordinal);
        }

        var at = text.IndexOf(Old, StringComparison.Ordinal);
        return string.Concat(text.AsSpan(0, at), New, text.AsSpan(at + Old.Length));
    }

    private static string WithWindowsLineEnds(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
}

using AiFirewall.Shells.Bash.Parsing;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash;

/// <summary>Reads Bash text into a syntax tree. Never throws; linear in the length of the text.</summary>
public static class BashParser
{
    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">A command line or script.</param>
    /// <returns>The tree, with errors for what could not be read.</returns>
    public static BashScript Parse(string text)
    {
        var bounds = new ReadingBounds();
        var source = text.Contains('\0') ? WithoutNuls(text, bounds) : new BashSource(text, bounds);
        var body = ListReader.ReadAll(source);
        return new BashScript(body, bounds.Errors, bounds.Comments);
    }

    /// <summary>Bash drops NUL bytes wherever they stand: <c>r\0m</c> runs <c>rm</c>.</summary>
    private static BashSource WithoutNuls(string text, ReadingBounds bounds)
    {
        var positions = new List<int>(text.Length + 1);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\0') positions.Add(i);
        }
        positions.Add(text.Length);
        return new BashSource(text.Replace("\0", "", StringComparison.Ordinal), bounds, [.. positions]);
    }
}

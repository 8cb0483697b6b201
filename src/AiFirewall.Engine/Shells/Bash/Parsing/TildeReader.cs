using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Reads tilde prefixes (Bash manual, 3.5.2).</summary>
internal static class TildeReader
{
    /// <summary>Reads <c>~</c> and the login name after it; false when a quote, expansion or anything else makes it plain text.</summary>
    public static bool TryRead(BashSource source, ref PartCollector parts, bool isColonEnd, bool isInBraces)
    {
        var start = source.Position;
        var end = start + 1;
        while (char.IsAsciiLetterOrDigit(source.At(end)) || source.At(end) is '_' or '-' or '.' or '+') end++;
        var c = source.At(end);
        var isEnd = c == '/' || source.IsWordEnd(end) || (isColonEnd && c == ':') || c == '}' || (isInBraces && c == ',');
        if (!isEnd) return false;
        parts.Add(new TildePart(source.Text.Substring(start + 1, end - start - 1), source.Span(start, end)));
        source.Position = end;
        return true;
    }
}

using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Reads unquoted pattern characters (Bash manual, 3.5.8.1).</summary>
internal static class PatternReader
{
    /// <summary>Reads the <c>*</c> and <c>?</c> at the cursor, but none that begins an extended pattern.</summary>
    public static void ReadWildcards(BashSource source, ref PartCollector parts)
    {
        var start = source.Position;
        var end = start + 1;
        while (source.At(end) is '*' or '?' && source.At(end + 1) != '(') end++;
        parts.Add(new GlobPart(source.Text.Substring(start, end - start), source.Span(start, end)));
        source.Position = end;
    }

    /// <summary>
    /// Reads <c>[…]</c>; false when no bracket closes it, so that <c>[</c> stands for itself. When quotes or expansions stand inside, only the
    /// opening bracket is read, and what follows becomes parts of their own.
    /// </summary>
    public static bool TryReadBracket(BashSource source, ref PartCollector parts, ref int noBracketBefore, bool isInBraces)
    {
        var start = source.Position;
        if (start < noBracketBefore) return false;
        var end = start + 1;
        if (source.At(end) is '!' or '^') end++;
        if (source.At(end) == ']') end++;
        while (true)
        {
            if (source.IsWordEnd(end))
            {
                noBracketBefore = end;
                return false;
            }
            var c = source.At(end);
            if (c == ']') break;
            if (c is '\\' or '\'' or '"' or '$' or '`' || (isInBraces && c is ',' or '}' or '{'))
            {
                end = start;
                break;
            }
            end = c == '[' && source.At(end + 1) is ':' or '.' or '=' ? EndOfClass(source, end) : end + 1;
        }
        parts.Add(new GlobPart(source.Text.Substring(start, end + 1 - start), source.Span(start, end + 1)));
        source.Position = end + 1;
        return true;
    }

    /// <summary>The end of <c>[:alpha:]</c>; the next character when it is no class.</summary>
    private static int EndOfClass(BashSource source, int start)
    {
        var end = start + 2;
        while (char.IsAsciiLetterOrDigit(source.At(end)) || source.At(end) == '-') end++;
        return source.At(end) == source.At(start + 1) && source.At(end + 1) == ']' ? end + 2 : start + 1;
    }
}

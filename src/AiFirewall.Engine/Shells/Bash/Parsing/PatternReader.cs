using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>What a search for a closing bracket found; every <c>[</c> it passed ends the same way, so that none is searched for twice.</summary>
internal readonly record struct BracketSearch(int Until, BracketOutcome Outcome);

/// <summary>How a bracket ends.</summary>
internal enum BracketOutcome : byte
{
    /// <summary>Not in this word.</summary>
    None,
    Closed,
    /// <summary>Quotes or expansions stand before what may close it.</summary>
    Mixed,
}

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
    public static bool TryReadBracket(BashSource source, ref PartCollector parts, ref BracketSearch search, bool isInBraces)
    {
        var start = source.Position;
        if (start >= search.Until) search = Find(source, start, isInBraces);
        if (search.Outcome == BracketOutcome.None) return false;
        var end = search.Outcome == BracketOutcome.Closed ? search.Until : start + 1;
        parts.Add(new GlobPart(source.Text.Substring(start, end - start), source.Span(start, end)));
        source.Position = end;
        return true;
    }

    private static BracketSearch Find(BashSource source, int start, bool isInBraces)
    {
        var end = start + 1;
        if (source.At(end) is '!' or '^') end++;
        if (source.At(end) == ']') end++;
        while (!source.IsWordEnd(end))
        {
            var c = source.At(end);
            if (c == ']') return new BracketSearch(end + 1, BracketOutcome.Closed);
            if (c is '\\' or '\'' or '"' or '$' or '`' || (isInBraces && c is ',' or '}' or '{')) return new BracketSearch(end, BracketOutcome.Mixed);
            end = c == '[' && source.At(end + 1) is ':' or '.' or '=' ? EndOfClass(source, end) : end + 1;
        }
        return new BracketSearch(end, BracketOutcome.None);
    }

    /// <summary>The end of <c>[:alpha:]</c>; the next character when it is no class.</summary>
    private static int EndOfClass(BashSource source, int start)
    {
        var end = start + 2;
        while (char.IsAsciiLetterOrDigit(source.At(end)) || source.At(end) == '-') end++;
        return source.At(end) == source.At(start + 1) && source.At(end + 1) == ']' ? end + 2 : start + 1;
    }
}

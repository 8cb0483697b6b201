using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Reads lists of commands, and goes on after what is no command (Bash manual, 3.2.4).</summary>
internal static class ListReader
{
    /// <summary>Reads a whole text.</summary>
    public static BashList ReadAll(BashSource source)
    {
        var start = source.Position;
        var list = Read(source, Closers.None);
        if (source.PendingDocuments is not null) HereDocumentReader.ReadPending(source);
        return list with { Span = source.Span(start, source.End) };
    }

    /// <summary>Reads up to what closes the list, or what closes a list around it; the closer itself is not read.</summary>
    public static BashList Read(BashSource source, Closers own)
    {
        var start = source.Position;
        var enclosing = source.Enclosing;
        source.Enclosing |= own;
        List<BashListItem>? items = null;
        while (true)
        {
            source.SkipNewlines();
            if (source.IsAtEnd || IsAtCloser(source)) break;
            if (TrySkipOperator(source)) continue;
            var before = source.Position;
            if (AndOrReader.Read(source) is { } command)
            {
                (items ??= new List<BashListItem>(1)).Add(new BashListItem(command, ReadSeparator(source)));
            }
            if (source.Position == before) SkipStranger(source);
        }
        source.Enclosing = enclosing;
        return new BashList(items ?? (IReadOnlyList<BashListItem>)[], source.SpanFrom(start));
    }

    /// <summary>Reads a list that Bash wants not empty.</summary>
    public static BashList ReadFilled(BashSource source, Closers own)
    {
        var list = Read(source, own);
        if (list.Items.Count == 0 && !source.IsAtEnd) source.Error(BashErrorKind.Syntax, "a command is missing", source.Position);
        return list;
    }

    /// <summary>Reads <c>;</c>, <c>&amp;</c> or a newline; whether it was <c>&amp;</c>.</summary>
    private static bool ReadSeparator(BashSource source)
    {
        source.SkipBlanks();
        switch (source.Current)
        {
            case '&':
                source.Position++;
                return true;
            case ';' when ReservedWords.ClauseEndAt(source, out _) < 0:
                source.Position++;
                break;
            case '\n':
                source.ConsumeNewline();
                break;
            case '\0' or ';':
                break;
            default:
                // After '}', 'fi' and the like a closer needs no separator.
                if (ReservedWords.CloserAt(source, out _) == Closers.None)
                {
                    source.Error(BashErrorKind.Syntax, "a separator is missing", source.Position);
                }
                break;
        }
        return false;
    }

    /// <summary>Whether a closer is at the cursor that ends this list. One that closes nothing is skipped, as if it were not there.</summary>
    private static bool IsAtCloser(BashSource source)
    {
        while (true)
        {
            var closer = ReservedWords.CloserAt(source, out var end);
            if (closer == Closers.None) return source.IsAtEnd;
            if ((source.Enclosing & closer) != 0) return true;
            Skip(source, end);
            source.SkipNewlines();
        }
    }

    private static bool TrySkipOperator(BashSource source)
    {
        if (source.Current is not (';' or '&' or '|')) return false;
        if (source.Current == '&' && source.MatchOperator('&', '>') >= 0) return false;
        Skip(source, source.Position + 1);
        return true;
    }

    private static void Skip(BashSource source, int end)
    {
        var start = source.Position;
        source.Position = end;
        source.Error(BashErrorKind.Syntax, $"unexpected '{source.Slice(start, end)}'", start);
    }

    private static void SkipStranger(BashSource source)
    {
        if (!source.IsAtEnd) Skip(source, source.Position + 1);
    }
}

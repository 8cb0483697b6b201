using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Reads <c>if</c> and <c>case</c> (Bash manual, 3.2.5.2).</summary>
internal static class BranchReader
{
    /// <summary>The cursor is after <c>if</c>.</summary>
    public static IfCommand ReadIf(BashSource source, int start)
    {
        List<IfBranch> branches = [];
        BashList? last = null;
        while (true)
        {
            var condition = ListReader.ReadFilled(source, Closers.Then | Closers.Elif | Closers.Else | Closers.Fi);
            var hasThen = GroupReader.Expect(source, ReservedWord.Then, "'if' without 'then'", start);
            var body = hasThen
                ? ListReader.ReadFilled(source, Closers.Elif | Closers.Else | Closers.Fi)
                : new BashList([], source.Span(source.Position, source.Position));
            branches.Add(new IfBranch(condition, body));
            if (!ReservedWords.Is(source, ReservedWord.Elif, out var end)) break;
            source.Position = end;
        }
        if (ReservedWords.Is(source, ReservedWord.Else, out var afterElse))
        {
            source.Position = afterElse;
            last = ListReader.ReadFilled(source, Closers.Fi);
        }
        GroupReader.Expect(source, ReservedWord.Fi, "'if' without 'fi'", start);
        return new IfCommand(branches, last, source.SpanFrom(start));
    }

    /// <summary>The cursor is after <c>case</c>.</summary>
    public static CaseCommand ReadCase(BashSource source, int start)
    {
        source.SkipBlanks();
        var subject = WordReader.Read(source, WordModes.Operand) ?? new Word([], source.SpanFrom(source.Position));
        source.SkipNewlines();
        GroupReader.Expect(source, ReservedWord.In, "'case' without 'in'", start);
        List<CaseClause> clauses = [];
        while (true)
        {
            source.SkipNewlines();
            if (source.IsAtEnd || ReservedWords.Is(source, ReservedWord.Esac, out _)) break;
            var before = source.Position;
            clauses.Add(ReadClause(source));
            if (source.Position == before) break;
        }
        GroupReader.Expect(source, ReservedWord.Esac, "'case' without 'esac'", start);
        return new CaseCommand(subject, clauses, source.SpanFrom(start));
    }

    private static CaseClause ReadClause(BashSource source)
    {
        source.CountNode();
        var patterns = ReadPatterns(source);
        var body = ListReader.Read(source, Closers.ClauseEnd | Closers.Esac);
        var end = ReservedWords.ClauseEndAt(source, out var terminator);
        if (end < 0) return new CaseClause(patterns, body, ";;");
        source.Position = end;
        return new CaseClause(patterns, body, terminator);
    }

    /// <summary>Reads <c>(a | b)</c>; the first parenthesis may be missing.</summary>
    private static List<Word> ReadPatterns(BashSource source)
    {
        List<Word> patterns = [];
        if (source.Current == '(') source.Position++;
        while (true)
        {
            source.SkipBlanks();
            if (WordReader.Read(source, WordModes.Operand) is { } pattern) patterns.Add(pattern);
            else source.Error(BashErrorKind.Syntax, "a pattern is missing", source.Position);
            source.SkipBlanks();
            if (source.Current != '|') break;
            source.Position++;
        }
        if (source.Current == ')') source.Position++;
        else source.Error(source.IsAtEnd ? BashErrorKind.Unterminated : BashErrorKind.Syntax, "a pattern does not end with ')'", source.Position);
        return patterns;
    }
}

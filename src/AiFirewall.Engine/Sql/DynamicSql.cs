using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>Reads SQL that stands in a text: EXECUTE 'text', bodies of routines, variables of clients.</summary>
internal static class DynamicSql
{
    /// <summary>Reads the expression at the cursor as SQL that is run; what cannot be resolved is reported.</summary>
    public static void Read(SqlCursor c, StatementDraft s, string by, TextSpan span)
    {
        var values = ConstantText.Read(c);
        if (span.Length == 0 && c.At > 0) span = c.SpanOf(c.At - 1, c.At);
        foreach (var value in values) ReadValue(c, s, by, value, span);
    }

    /// <summary>Reads a text as SQL that is run, as far as it is known.</summary>
    public static void ReadValue(SqlCursor c, StatementDraft s, string by, string value, TextSpan span)
    {
        var rest = value.AsSpan().TrimStart();
        if (rest.Length == 0) return;
        var isUnknown = rest[0] == Unresolved.Hole && rest.Trim(Unresolved.Hole).Trim().Length == 0;
        if (!isUnknown) ReadText(c, s, value, span, SqlRun.Runs, isProcedural: false);
        if (!Unresolved.In(value)) return;
        s.AddReach(SqlReachKind.DynamicSql, by, value, span, OnlyInQuotes(value) ? Risk.Medium : Risk.High);
    }

    /// <summary>Reads a text as statements inside the one at hand.</summary>
    public static void ReadText(SqlCursor c, StatementDraft s, string text, TextSpan span, SqlRun run, bool isProcedural)
    {
        if (!c.Session.EnterText(text, span)) return;
        var lexicon = c.Source.Lexicon & ~(SqlLexicon.Clients | SqlLexicon.DelimiterCommand | SqlLexicon.CopyData);
        var source = SqlTokenizer.Read(text, lexicon, c.Source.Place ?? span);
        foreach (var problem in source.Problems)
        {
            if (c.Session.Problems.Count < 100) c.Session.Problems.Add(problem with { Span = span });
        }

        var inner = new SqlCursor(source, c.Session) { IsProcedural = isProcedural };
        foreach (var statement in StatementList.Read(inner)) s.AddNested(run == SqlRun.Runs ? statement : statement with { Run = run });
        c.Session.LeaveText();
    }

    /// <summary>Whether everything that is not known stands inside quotes, where it cannot become another statement by itself.</summary>
    private static bool OnlyInQuotes(string value)
    {
        var quote = '\0';
        foreach (var c in value)
        {
            if (c == Unresolved.Hole && quote == '\0') return false;
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '\'' or '"' or '`') quote = c;
        }

        return true;
    }
}

namespace AiFirewall.Sql;

/// <summary>Reads MERGE; its actions become nested statements, the ON clause is their condition.</summary>
internal static class MergeReader
{
    /// <summary>Reads MERGE up to its end.</summary>
    public static void Read(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Merge;
        c.At++;
        if (c.Word == SqlWord.Top)
        {
            c.At++;
            c.SkipGroup();
        }

        c.Accept(SqlWord.Into);
        c.Accept(SqlWord.Only);
        if (NameReader.TryRead(c, out var target)) s.AddTarget(target);
        while (!c.AtEnd && c.Word is not (SqlWord.Using or SqlWord.On)) c.At++;
        ReadSource(c, s);
        while (!c.AtEnd && c.Word != SqlWord.On) SkipOne(c);
        c.Accept(SqlWord.On);
        var on = c.At;
        while (!c.AtEnd && !(c.Word == SqlWord.When && IsBranch(c))) SkipOne(c);
        s.WhereAt = c.At > on ? on : -1;
        s.Where = Condition.Truth(c.Slice(on, c.At), null);
        while (c.Accept(SqlWord.When)) ReadBranch(c, s, target);
        ClauseReader.Read(c, s);
    }

    private static bool IsBranch(SqlCursor c) => c.Peek(1).Word == SqlWord.Matched || (c.Peek(1).Word == SqlWord.Not
        && c.Peek(2).Word == SqlWord.Matched);

    private static void ReadSource(SqlCursor c, StatementDraft s)
    {
        if (!c.Accept(SqlWord.Using)) return;
        if (c.Kind == SqlTokenKind.Open)
        {
            var inner = new StatementDraft(SqlStatementKind.Select) { Verb = "SELECT", ReadsFrom = true };
            var end = c.MatchOf(c.At);
            var source = c.Slice(c.At + 1, end);
            ClauseReader.Read(source, inner);
            s.AddNested(inner.Build(c.SpanOf(c.At, end + 1)));
            c.At = Math.Min(end + 1, c.Limit);
        }
        else if (NameReader.TryRead(c, out var name))
        {
            s.AddRead(name);
        }
    }

    private static void ReadBranch(SqlCursor c, StatementDraft s, string target)
    {
        var start = c.At - 1;
        var condition = -1;
        var on = IsBySource(c) ? Unmatched(s.Where) : s.Where;
        while (!c.AtEnd && c.Word != SqlWord.Then)
        {
            if (c.Word == SqlWord.And && condition < 0) condition = c.At + 1;
            if (condition < 0) c.At++;
            else SkipOne(c);
        }

        var truth = condition < 0 ? on : Condition.Truth(c.Slice(condition, c.At), null);
        if (on is SqlTruth.Depends or SqlTruth.NeverTrue && truth == SqlTruth.AlwaysTrue) truth = on;
        c.Accept(SqlWord.Then);
        var kind = c.Word switch
        {
            SqlWord.Delete => SqlStatementKind.Delete,
            SqlWord.Update => SqlStatementKind.Update,
            SqlWord.Insert => SqlStatementKind.Insert,
            _ => SqlStatementKind.Step,
        };
        var branch = new StatementDraft(kind) { Verb = c.Word == SqlWord.None ? "DO" : VerbNames.Of(c.Word), WhereAt = start, Where = truth };
        branch.AddTarget(target);
        while (!c.AtEnd && !(c.Word == SqlWord.When && IsBranch(c)))
        {
            c.Session.Steps++;
            if (c.Kind == SqlTokenKind.Open)
            {
                CallReader.ReadAt(c, branch);
                ClauseReader.Read(c.Slice(c.At + 1, c.MatchOf(c.At)), branch);
                branch.WhereAt = start;
            }

            // Oracle: UPDATE SET … DELETE WHERE … in one branch.
            if (c.Word == SqlWord.Delete && kind == SqlStatementKind.Update) branch.Kind = SqlStatementKind.Delete;
            if (c.AllowsImplicitStarts && c.Peek(-1).Word != SqlWord.Then && c.Word != SqlWord.None && ImplicitStart.IsAt(c, s)) break;
            SkipOne(c);
        }

        s.AddNested(branch.Build(c.SpanOf(start, c.At)));
    }

    // T-SQL and PostgreSQL 17: rows of the target that the source has no match for. An ON that never holds leaves all of them.
    private static bool IsBySource(SqlCursor c) => c.Word == SqlWord.Not && c.Peek(1).Word == SqlWord.Matched && c.IsText("BY", 2) && c.IsText("SOURCE", 3);

    private static SqlTruth Unmatched(SqlTruth on) => on switch
    {
        SqlTruth.NeverTrue => SqlTruth.AlwaysTrue,
        SqlTruth.AlwaysTrue => SqlTruth.Depends,
        _ => on,
    };

    private static void SkipOne(SqlCursor c)
    {
        c.Session.Steps++;
        if (c.Kind == SqlTokenKind.Open) c.SkipGroup();
        else c.At++;
    }
}

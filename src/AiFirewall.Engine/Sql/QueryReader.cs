namespace AiFirewall.Sql;

/// <summary>Reads SELECT, WITH and EXPLAIN.</summary>
internal static class QueryReader
{
    /// <summary>SELECT, VALUES, TABLE and queries in parentheses.</summary>
    public static void Read(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Select;
        if (c.Word == SqlWord.Table)
        {
            // PostgreSQL and MySQL 8: TABLE name is SELECT * FROM name.
            c.At++;
            if (NameReader.TryRead(c, out var table)) s.AddRead(table);
        }

        s.ReadsFrom = true;
        if (c.Word is SqlWord.Select or SqlWord.Values) c.At++;
        ReadAssignments(c);
        ClauseReader.Read(c, s);
    }

    /// <summary>WITH … and the statement that follows its common tables.</summary>
    public static void ReadWith(SqlCursor c, StatementDraft s)
    {
        c.At++;
        c.Accept(SqlWord.Recursive);
        while (c.Kind is SqlTokenKind.Word or SqlTokenKind.Name)
        {
            c.Session.Steps++;
            s.AddCommonTable(NameReader.Part(c));
            c.At++;
            c.SkipGroup();
            if (!c.Accept(SqlWord.As)) break;
            c.Accept(SqlWord.Not);
            c.Accept(SqlWord.Materialized);
            ReadCommonTable(c, s);
            SkipSearch(c);
            if (!c.Accept(SqlTokenKind.Comma)) break;
        }

        s.Verb = c.Word == SqlWord.None ? "WITH" : VerbNames.Of(c.Word);
        switch (c.Word)
        {
            case SqlWord.Insert or SqlWord.Replace: ChangeReader.Insert(c, s); break;
            case SqlWord.Update: ChangeReader.Update(c, s); break;
            case SqlWord.Delete: ChangeReader.Delete(c, s); break;
            case SqlWord.Merge: MergeReader.Read(c, s); break;
            default: Read(c, s); break;
        }
    }

    /// <summary>EXPLAIN runs a change only with ANALYZE; DESCRIBE and SHOW run nothing.</summary>
    public static void Explain(SqlCursor c, StatementDraft s)
    {
        var verb = c.Word;
        c.At++;
        // MariaDB: ANALYZE FORMAT=JSON DELETE … runs the statement.
        var analyzes = verb is SqlWord.Analyze && (IsExplained(c) || (c.IsText("FORMAT") && c.Peek(1).Symbol == SqlSymbol.Equal));
        s.Kind = verb is SqlWord.Analyze or SqlWord.Analyse ? analyzes ? SqlStatementKind.Explain : SqlStatementKind.Maintenance
            : verb == SqlWord.Explain ? SqlStatementKind.Explain : SqlStatementKind.Show;
        if (s.Kind == SqlStatementKind.Maintenance)
        {
            ClauseReader.Read(c, s);
            return;
        }

        while (!c.AtEnd && !IsExplained(c))
        {
            c.Session.Steps++;
            if (c.Word is SqlWord.Analyze or SqlWord.Analyse) analyzes = true;
            if (c.Kind == SqlTokenKind.Open)
            {
                if (c.Peek(1).Word is SqlWord.Select or SqlWord.With) break;
                if (IsVerb(c.Peek(1).Word))
                {
                    c.At++;
                    break;
                }

                analyzes |= HasAnalyze(c);
                c.SkipGroup();
            }
            else
            {
                c.At++;
            }
        }

        if (verb == SqlWord.Show) c.SkipStatement();
        if (c.AtEnd)
        {
            s.Kind = verb != SqlWord.Explain ? SqlStatementKind.Show : analyzes ? SqlStatementKind.Unknown : s.Kind;
            return;
        }

        s.Kind = SqlStatementKind.Explain;
        StatementReader.ReadNested(c, s, analyzes ? SqlRun.Runs : SqlRun.Shown);
    }

    private static bool IsExplained(SqlCursor c) => IsVerb(c.Word);

    private static bool IsVerb(SqlWord word) => word is SqlWord.Select or SqlWord.Insert or SqlWord.Update or SqlWord.Delete or SqlWord.With
        or SqlWord.Merge or SqlWord.Replace or SqlWord.Values or SqlWord.Execute or SqlWord.Create or SqlWord.Declare or SqlWord.Drop
        or SqlWord.Alter or SqlWord.Truncate;

    /// <summary>EXPLAIN (ANALYZE, BUFFERS) runs the statement, EXPLAIN (ANALYZE off) does not.</summary>
    private static bool HasAnalyze(SqlCursor c)
    {
        var end = c.MatchOf(c.At);
        for (var i = c.At + 1; i < end; i++)
        {
            if (c.Source.Tokens[i].Word is not (SqlWord.Analyze or SqlWord.Analyse)) continue;
            var next = i + 1 < end ? c.Source.Raw(i + 1).Trim('\'') : default;
            if (!(next.Equals("off", StringComparison.OrdinalIgnoreCase) || next.Equals("false", StringComparison.OrdinalIgnoreCase)
                || next is "0")) return true;
        }

        return false;
    }

    private static void ReadCommonTable(SqlCursor c, StatementDraft s)
    {
        if (c.Kind != SqlTokenKind.Open) return;
        var end = c.MatchOf(c.At);
        var inner = c.Slice(c.At + 1, end);
        if (ImplicitStart.IsChange(inner) || inner.Word == SqlWord.With)
        {
            StatementReader.ReadNested(inner, s, SqlRun.Runs);
        }
        else
        {
            var reads = s.ReadsFrom;
            s.ReadsFrom = true;
            var where = s.WhereAt;
            var limit = s.HasLimit;
            ClauseReader.Read(inner, s);
            s.ReadsFrom = reads;
            s.WhereAt = where;
            s.HasLimit = limit;
            s.JoinAt = -1;
            s.HasOuterJoin = false;
            s.HasRows = false;
        }

        c.At = Math.Min(end + 1, c.Limit);
    }

    // SEARCH DEPTH FIRST BY a SET b, CYCLE a SET b USING c. PostgreSQL 7.8.2.
    private static void SkipSearch(SqlCursor c)
    {
        while (c.Word == SqlWord.Search || c.IsText("CYCLE") || (c.Word is SqlWord.Set or SqlWord.Using or SqlWord.By or SqlWord.To
            or SqlWord.Default))
        {
            c.At += 2;
            while (c.Kind == SqlTokenKind.Comma && c.Peek(2).Word is SqlWord.Set) c.At += 2;
            if (c.IsText("FIRST")) c.At++;
        }
    }

    // T-SQL and MySQL: SELECT @a = 'text', SELECT @a := 'text'.
    private static void ReadAssignments(SqlCursor c)
    {
        if (c.Kind == SqlTokenKind.Variable && c.Peek(1).Symbol == SqlSymbol.Equal && c.Peek(1).Kind == SqlTokenKind.Symbol) Assignment.ReadList(c);
    }
}

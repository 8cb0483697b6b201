namespace AiFirewall.Sql;

/// <summary>Reads INSERT, UPDATE and DELETE.</summary>
internal static class ChangeReader
{
    /// <summary>INSERT, REPLACE, UPSERT.</summary>
    public static void Insert(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Insert;
        c.At++;
        if (c.Accept(SqlWord.Or)) c.At++;
        while (c.Word is SqlWord.Ignore or SqlWord.Delayed or SqlWord.Low_Priority or SqlWord.Quick || c.IsText("HIGH_PRIORITY")) c.At++;
        if (c.Word is SqlWord.All or SqlWord.First)
        {
            InsertAll(c, s);
            return;
        }

        // Hive and Spark: INSERT OVERWRITE TABLE t replaces what the table held.
        var replaces = c.Accept(SqlWord.Overwrite);
        SkipTop(c);
        c.Accept(SqlWord.Into);
        replaces |= c.Accept(SqlWord.Overwrite);
        c.Accept(SqlWord.Table);
        AddTarget(c, s, out _);
        ClauseReader.Read(c, s);
        s.WhereAt = -1;
        s.HasLimit = false;
        if (replaces) s.Kind = SqlStatementKind.Truncate;
        TemporaryTables.Mark(c, s);
    }

    /// <summary>UPDATE.</summary>
    public static void Update(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Update;
        c.At++;
        if (c.Accept(SqlWord.Or)) c.At++;
        while (c.Word is SqlWord.Ignore or SqlWord.Low_Priority or SqlWord.Only) c.At++;
        SkipTop(c, s);
        s.ReadsFrom = true;
        ReadTargets(c, s);
        ClauseReader.Read(c, s);
        Finish(c, s);
    }

    /// <summary>DELETE.</summary>
    public static void Delete(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Delete;
        c.At++;
        while (c.Word is SqlWord.Ignore or SqlWord.Low_Priority or SqlWord.Quick) c.At++;
        SkipTop(c, s);
        s.ReadsFrom = true;
        if (c.Accept(SqlWord.From)) c.Accept(SqlWord.Only);
        ReadTargets(c, s);
        ClauseReader.Read(c, s);
        Finish(c, s);
    }

    /// <summary>Works out the condition once the end of the statement is known.</summary>
    private static void Finish(SqlCursor c, StatementDraft s)
    {
        s.ResolveAliases();
        if (s.WhereAt >= 0)
        {
            s.Where = Condition.Truth(c.Slice(s.WhereAt, c.At), s.Targets.Count == 1 ? s.Targets[0] : null);
        }

        if (s.JoinAt >= 0 && !s.HasOuterJoin)
        {
            s.HasJoinCondition = Condition.Truth(c.Slice(s.JoinAt, c.At), null) == SqlTruth.Depends;
        }

        TemporaryTables.Mark(c, s);
    }

    /// <summary>The tables between the verb and SET, FROM, USING or WHERE; MySQL allows several, with joins.</summary>
    private static void ReadTargets(SqlCursor c, StatementDraft s)
    {
        while (true)
        {
            if (c.Kind == SqlTokenKind.Open && s.Targets.Count == 0 && c.Peek(1).Word == SqlWord.Select)
            {
                return;
            }

            c.Accept(SqlWord.Only);
            if (!AddTarget(c, s, out var table)) return;
            if (c.Current.Symbol == SqlSymbol.Star && c.Kind == SqlTokenKind.Symbol) c.At++;
            if (c.Word == SqlWord.Partition || (c.Word == SqlWord.With && c.Peek(1).Kind == SqlTokenKind.Open))
            {
                c.At++;
                c.SkipGroup();
            }

            c.Accept(SqlWord.As);
            if (c.Kind == SqlTokenKind.Name || (c.Kind == SqlTokenKind.Word && c.Word == SqlWord.None))
            {
                s.AddAlias(NameReader.Part(c), table);
                c.At++;
            }

            if (!c.Accept(SqlTokenKind.Comma)) return;
        }
    }

    private static bool AddTarget(SqlCursor c, StatementDraft s, out string name)
    {
        name = "";
        if (c.Word is SqlWord.Set or SqlWord.Where or SqlWord.Values or SqlWord.Select or SqlWord.From) return false;
        if (c.Kind == SqlTokenKind.Word && c.Word is SqlWord.None && c.Peek(1).Kind == SqlTokenKind.Open && c.IsText("OPENQUERY"))
        {
            c.At++;
            CallReader.ReadAt(c, s);
            name = "OPENQUERY";
        }
        else if (!NameReader.TryRead(c, out name))
        {
            return false;
        }

        s.AddTarget(name);
        return true;
    }

    // TOP (n) [PERCENT] before the table.
    private static void SkipTop(SqlCursor c, StatementDraft? s = null)
    {
        if (!c.Accept(SqlWord.Top)) return;
        var small = c.Kind == SqlTokenKind.Number ? c.Current.Length <= 6 : c.Peek(1).Kind == SqlTokenKind.Number && c.Peek(1).Length <= 6;
        if (c.Kind == SqlTokenKind.Open) c.SkipGroup();
        else c.At++;
        if (c.AcceptText("PERCENT")) small = false;
        if (s is not null) s.HasLimit = small;
    }

    // Oracle: INSERT ALL WHEN … THEN INTO a VALUES (…) INTO b VALUES (…) SELECT ….
    private static void InsertAll(SqlCursor c, StatementDraft s)
    {
        c.At++;
        while (!c.AtEnd && c.Word != SqlWord.Select)
        {
            c.Session.Steps++;
            if (c.Accept(SqlWord.Into))
            {
                AddTarget(c, s, out _);
                continue;
            }

            if (c.Kind == SqlTokenKind.Open) c.SkipGroup();
            else c.At++;
        }

        s.ReadsFrom = true;
        ClauseReader.Read(c, s);
        s.WhereAt = -1;
    }
}

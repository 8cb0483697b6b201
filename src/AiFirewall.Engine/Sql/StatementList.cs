namespace AiFirewall.Sql;

/// <summary>
/// Reads statements one after the other. The words of blocks and control flow (BEGIN, IF … THEN, LOOP, END) stand between statements and
/// are passed over: what a branch would do counts whether it is taken or not.
/// </summary>
internal static class StatementList
{
    /// <summary>All statements up to the limit of the cursor.</summary>
    public static List<SqlStatement> Read(SqlCursor c)
    {
        var statements = new List<SqlStatement>();
        var blocks = 0;
        while (c.At < c.Limit)
        {
            c.Session.Steps++;
            var before = c.At;
            if (c.Kind is SqlTokenKind.Batch)
            {
                blocks = 0;
                c.At++;
                continue;
            }

            if (c.Kind is SqlTokenKind.Terminator or SqlTokenKind.Close or SqlTokenKind.Comma or SqlTokenKind.End)
            {
                c.At++;
                continue;
            }

            if (ReadControl(c, statements, ref blocks)) continue;
            if (StatementReader.Read(c) is { } statement) statements.Add(statement);
            if (c.At == before) c.At++;
        }

        return statements;
    }

    /// <summary>Passes over a word of blocks or control flow; false when a statement stands here.</summary>
    private static bool ReadControl(SqlCursor c, List<SqlStatement> statements, ref int blocks)
    {
        switch (c.Word)
        {
            case SqlWord.Begin when !IsTransaction(c):
                c.At++;
                c.IsProcedural = true;
                blocks++;
                if (c.Word is SqlWord.Try or SqlWord.Catch || c.IsText("ATOMIC") || (c.Word == SqlWord.Not && c.IsText("ATOMIC", 1))) c.At++;
                c.AcceptText("ATOMIC");
                return true;
            case SqlWord.End when blocks > 0 || c.IsProcedural:
                if (blocks > 0) blocks--;
                SkipEnd(c);
                return true;
            case SqlWord.Then or SqlWord.Else or SqlWord.Loop or SqlWord.Repeat or SqlWord.Try or SqlWord.Catch when c.IsProcedural
                || c.AllowsImplicitStarts:
            case SqlWord.Do when c.IsProcedural:
                c.At++;
                return true;
            case SqlWord.If or SqlWord.Elsif or SqlWord.Elseif or SqlWord.While or SqlWord.When or SqlWord.Until or SqlWord.Case
                when !IsBareName(c):
                c.IsProcedural |= c.Word != SqlWord.If || c.Session.Dialect != SqlDialect.TSql;
                c.At++;
                statements.Add(ReadCondition(c));
                if (c.Word is SqlWord.Then or SqlWord.Loop or SqlWord.Do) c.At++;
                return true;
            case SqlWord.For or SqlWord.Foreach:
                ReadLoopHead(c, statements);
                return true;
            case SqlWord.None when c.Peek(1).Symbol == SqlSymbol.Colon && c.Peek(1).Kind == SqlTokenKind.Symbol:
                // label: BEGIN … END
                c.At += 2;
                return true;
            default:
                if (c.Kind == SqlTokenKind.Symbol && c.Raw() is "<<") return SkipLabel(c);
                return false;
        }
    }

    private static bool IsBareName(SqlCursor c) => c.Peek(1).Kind is SqlTokenKind.Dot or SqlTokenKind.Terminator or SqlTokenKind.End;

    private static bool IsTransaction(SqlCursor c)
    {
        ref readonly var next = ref c.Peek(1);
        if (next.Kind is SqlTokenKind.Terminator or SqlTokenKind.End or SqlTokenKind.Batch) return true;
        return next.Word is SqlWord.Transaction or SqlWord.Tran or SqlWord.Work or SqlWord.Deferred or SqlWord.Immediate or SqlWord.Read
            || c.IsText("EXCLUSIVE", 1) || c.IsText("ISOLATION", 1) || c.IsText("DISTRIBUTED", 1) || c.IsText("CONCURRENT", 1);
    }

    private static void SkipEnd(SqlCursor c)
    {
        c.At++;
        if (c.Word is SqlWord.If or SqlWord.Loop or SqlWord.Case or SqlWord.While or SqlWord.Repeat or SqlWord.For or SqlWord.Try
            or SqlWord.Catch) c.At++;

        // A label or the name of the routine may follow; Oracle's has a schema.
        if (c.Kind is not (SqlTokenKind.Word or SqlTokenKind.Name)) return;
        var parts = 1;
        while (c.Peek(parts).Kind == SqlTokenKind.Dot && c.Peek(parts + 1).Kind is SqlTokenKind.Word or SqlTokenKind.Name) parts += 2;
        if (c.Peek(parts).Kind is SqlTokenKind.Terminator or SqlTokenKind.End or SqlTokenKind.Batch) c.At += parts;
    }

    private static SqlStatement ReadCondition(SqlCursor c)
    {
        var draft = new StatementDraft(SqlStatementKind.Step) { Verb = "IF" };
        var start = c.At;
        c.InCondition = true;
        ClauseReader.Read(c, draft);
        c.InCondition = false;
        if (c.At == start && !c.AtEnd && c.Word is not (SqlWord.Then or SqlWord.Loop or SqlWord.Do)) c.At++;
        return draft.Build(c.SpanOf(start, c.At));
    }

    /// <summary>FOR x IN SELECT … LOOP runs the query; FOR i IN 1..10 LOOP runs nothing.</summary>
    private static void ReadLoopHead(SqlCursor c, List<SqlStatement> statements)
    {
        c.IsProcedural = true;
        c.At++;
        for (var i = 0; i < 6 && !c.AtEnd; i++)
        {
            if (c.Word is SqlWord.In or SqlWord.As || (c.Word == SqlWord.Cursor && c.Peek(1).Word == SqlWord.For))
            {
                c.At++;
                break;
            }

            c.At++;
        }

        c.Accept(SqlWord.For);
        if (c.Word is SqlWord.Select or SqlWord.With or SqlWord.Execute or SqlWord.Delete or SqlWord.Update or SqlWord.Insert
            || c.Kind == SqlTokenKind.Open)
        {
            if (StatementReader.Read(c) is { } query) statements.Add(query);
        }
        else
        {
            statements.Add(ReadCondition(c));
        }

        if (c.Word is SqlWord.Loop or SqlWord.Do) c.At++;
    }

    private static bool SkipLabel(SqlCursor c)
    {
        while (!c.AtEnd && c.Raw() is not ">>") c.At++;
        if (!c.AtEnd) c.At++;
        return true;
    }
}

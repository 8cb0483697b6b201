using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>Reads CALL, EXEC, EXECUTE, PREPARE, DO and what else runs routines or computed SQL.</summary>
internal static class CallStatements
{
    /// <summary>EXEC name …, EXEC('text'), EXECUTE IMMEDIATE 'text', EXECUTE prepared, CALL name(…), PERFORM f(…).</summary>
    public static void Read(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Call;
        var start = c.At;
        var verb = c.Word;
        c.At++;
        if (verb == SqlWord.Perform)
        {
            s.ReadsFrom = true;
            ClauseReader.Read(c, s);
            return;
        }

        if (c.Accept(SqlWord.Immediate) || c.Kind == SqlTokenKind.Text || (c.Kind == SqlTokenKind.Open && verb != SqlWord.Call)
            || IsComputed(c, verb))
        {
            var text = c.Kind == SqlTokenKind.Open ? c.Slice(c.At + 1, c.MatchOf(c.At)) : c;
            DynamicSql.Read(text, s, VerbNames.Of(verb), c.SpanOf(start, Math.Max(c.At + 1, start + 1)));
            c.SkipGroup();
            ClauseReader.Read(c, s);
            return;
        }

        // T-SQL: EXEC @result = name arguments.
        if (c.Kind == SqlTokenKind.Variable && c.Peek(1).Symbol == SqlSymbol.Equal) c.At += 2;
        if (!NameReader.TryRead(c, out var name))
        {
            ClauseReader.Read(c, s);
            return;
        }

        s.AddTarget(name);
        if (c.Session.Prepared.Contains(name))
        {
            c.SkipStatement();
            return;
        }

        if (name.StartsWith('@') || Unresolved.In(name))
        {
            s.AddReach(SqlReachKind.DynamicSql, VerbNames.Of(verb), Unresolved.Anything, c.SpanOf(start, c.At), Risk.Medium);
        }

        CallReader.ReadProcedure(c, s, name, start);
        ClauseReader.Read(c, s);
    }

    /// <summary>PREPARE name AS statement; PREPARE name FROM 'text' or variable. It counts as run: EXECUTE may come in another text.</summary>
    public static void Prepare(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Prepare;
        var start = c.At++;
        if (c.Word == SqlWord.Transaction)
        {
            s.Kind = SqlStatementKind.Transaction;
            c.SkipStatement();
            return;
        }

        if (!c.AtEnd && NameReader.TryRead(c, out var name)) c.Session.Prepared.Add(name);
        c.SkipGroup();
        if (c.Accept(SqlWord.As)) StatementReader.ReadNested(c, s, SqlRun.Runs);
        else if (c.Accept(SqlWord.From)) DynamicSql.Read(c, s, "PREPARE", c.SpanOf(start, c.At + 1));
        ClauseReader.Read(c, s);
    }

    /// <summary>DO [LANGUAGE name] 'body' (PostgreSQL); DO expression (MySQL).</summary>
    public static void Do(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Block;
        c.At++;
        var body = -1;
        var language = "plpgsql";
        var ahead = c.Slice(c.At, c.Limit);
        while (!ahead.AtEnd && ahead.Kind is SqlTokenKind.Text or SqlTokenKind.Word or SqlTokenKind.Name)
        {
            if (ahead.Kind == SqlTokenKind.Text) body = ahead.At;
            if (ahead.Word == SqlWord.Language && ahead.Peek(1).Kind is SqlTokenKind.Word or SqlTokenKind.Name or SqlTokenKind.Text)
            {
                ahead.At++;
                language = NameReader.Part(ahead).ToLowerInvariant();
            }

            ahead.At++;
        }

        if (body >= 0 && ahead.AtEnd)
        {
            var text = LiteralReader.Decode(c.Source, body);
            if (language is "plpgsql" or "sql") DynamicSql.ReadText(c, s, text, c.SpanOf(body, body + 1), SqlRun.Runs, isProcedural: true);
            else RoutineReader.ReportForeign(c, s, language, text, body);
            c.At = ahead.At;
            return;
        }

        ClauseReader.Read(c, s);
    }

    /// <summary>RETURN QUERY SELECT …, RETURN QUERY EXECUTE 'text'.</summary>
    public static void Return(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Step;
        c.At++;
        if (c.Accept(SqlWord.Query) || c.Word is SqlWord.Select or SqlWord.With) StatementReader.ReadNested(c, s, SqlRun.Runs);
        ClauseReader.Read(c, s);
    }

    /// <summary>DECLARE variables, cursors, handlers; OPEN cursor FOR query.</summary>
    public static void Declare(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Step;
        var declares = c.Word == SqlWord.Declare;
        if (declares && c.Peek(1).Kind is not SqlTokenKind.Variable && c.Session.Dialect != SqlDialect.Postgres) c.IsProcedural = true;
        c.At++;
        if (c.Word == SqlWord.Begin) return;
        if (declares) Assignment.ReadList(c);
        while (!c.AtEnd && c.Word is not (SqlWord.For or SqlWord.Begin) && !(c.AllowsImplicitStarts && c.Word != SqlWord.None
            && ImplicitStart.IsAt(c, s)))
        {
            c.Session.Steps++;
            if (c.Kind == SqlTokenKind.Open) c.SkipGroup();
            else if (c.Kind == SqlTokenKind.Symbol && c.Current.Symbol == SqlSymbol.Assign)
            {
                Assignment.ReadAt(c, s);
                c.At++;
            }
            else c.At++;
        }

        if (!c.Accept(SqlWord.For)) return;
        if (c.Accept(SqlWord.Execute)) DynamicSql.Read(c, s, "OPEN", c.SpanOf(c.At - 1, c.At));
        else if (c.Word is SqlWord.Select or SqlWord.With or SqlWord.Delete or SqlWord.Update or SqlWord.Insert) StatementReader.ReadNested(c, s,
            SqlRun.Runs);
        ClauseReader.Read(c, s);
    }

    // plpgsql: EXECUTE query, EXECUTE format(…), EXECUTE a || b. Elsewhere a name after EXECUTE is a procedure or prepared statement.
    private static bool IsComputed(SqlCursor c, SqlWord verb)
    {
        if (verb != SqlWord.Execute) return false;
        if (c.Kind is SqlTokenKind.Word or SqlTokenKind.Name && c.Session.IsAssigned(c.Raw().ToString())) return true;
        if (c.Peek(1).Kind == SqlTokenKind.Symbol && c.Peek(1).Symbol is SqlSymbol.Concat) return true;
        return c.Kind == SqlTokenKind.Word && c.Peek(1).Kind == SqlTokenKind.Open
            && (c.IsText("format") || c.IsText("concat") || c.IsText("replace") || c.IsText("quote_ident") || c.IsText("convert_from")
                || c.IsText("chr"));
    }
}

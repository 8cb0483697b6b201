namespace AiFirewall.Sql;

/// <summary>
/// Goes once through what follows the head of a statement, up to its end: tables that are read, calls, statements inside parentheses, and
/// where the condition stands.
/// </summary>
internal static class ClauseReader
{
    private struct Frame
    {
        public bool HasSelect;
        public bool InFrom;
    }

    /// <summary>Reads up to the end of the statement or the limit of the cursor.</summary>
    public static void Read(SqlCursor c, StatementDraft s)
    {
        var frames = new Frame[8];
        frames[0].HasSelect = s.ReadsFrom;
        var depth = 0;
        var cases = 0;
        var expectsSource = false;
        while (!c.AtEnd)
        {
            c.Session.Steps++;
            ref var frame = ref frames[depth];
            switch (c.Kind)
            {
                case SqlTokenKind.Open:
                    CallReader.ReadAt(c, s);
                    if (SkipsChange(c, s)) continue;
                    if (++depth == frames.Length) Array.Resize(ref frames, frames.Length * 2);
                    frames[depth] = default;
                    if (!expectsSource || c.Peek(1).Word is SqlWord.Select or SqlWord.With or SqlWord.Values) break;

                    // FROM (a JOIN b ON …)
                    c.At++;
                    frames[depth] = new Frame { HasSelect = true, InFrom = true };
                    expectsSource = ReadSource(c, s);
                    continue;
                case SqlTokenKind.Close:
                    if (depth > 0) depth--;
                    break;
                case SqlTokenKind.Comma when frame.InFrom:
                    c.At++;
                    expectsSource = ReadSource(c, s);
                    continue;
                case SqlTokenKind.Word when c.Word != SqlWord.None:
                    if (depth == 0)
                    {
                        if (c.Word == SqlWord.Case) cases++;
                        else if (c.Word == SqlWord.End && cases > 0) cases--;
                        else if (cases == 0 && EndsAt(c, s)) return;
                    }

                    if (ReadWord(c, s, ref frame, depth, ref expectsSource)) continue;
                    break;
                case SqlTokenKind.Symbol when c.Current.Symbol == SqlSymbol.Assign:
                    Assignment.ReadAt(c, s);
                    break;
            }

            expectsSource = false;
            c.At++;
        }
    }

    private static bool EndsAt(SqlCursor c, StatementDraft s)
    {
        if (c.InCondition && c.Word is SqlWord.Then or SqlWord.Loop or SqlWord.Do) return true;
        if (c.IsProcedural && c.Word is SqlWord.Loop) return true;
        return c.AllowsImplicitStarts && c.Peek(-1).Kind != SqlTokenKind.End && ImplicitStart.IsAt(c, s);
    }

    /// <summary>Reads DELETE, UPDATE, INSERT or MERGE in parentheses as a statement of its own.</summary>
    private static bool SkipsChange(SqlCursor c, StatementDraft s)
    {
        var inner = c.Slice(c.At + 1, c.MatchOf(c.At));
        if (!ImplicitStart.IsChange(inner)) return false;
        var end = inner.Limit;
        if (StatementReader.Read(inner) is { } statement) s.AddNested(statement);
        c.At = Math.Max(end, c.At + 1);
        c.Accept(SqlTokenKind.Close);
        return true;
    }

    /// <summary>Reads a clause word; true when the cursor has been moved.</summary>
    private static bool ReadWord(SqlCursor c, StatementDraft s, ref Frame frame, int depth, ref bool expectsSource)
    {
        switch (c.Word)
        {
            case SqlWord.Select:
                frame.HasSelect = true;
                frame.InFrom = false;
                if (depth == 0) s.HasRows = true;
                return false;
            case SqlWord.Values:
                if (depth == 0) s.HasRows = true;
                return false;
            case SqlWord.From when frame.HasSelect && !IsDistinctFrom(c):
                frame.InFrom = true;
                c.At++;
                expectsSource = ReadSource(c, s);
                return true;
            case SqlWord.Join or SqlWord.Straight_Join or SqlWord.Apply when !IsHint(c):
                if (c.Word == SqlWord.Apply && c.Peek(-1).Word is not (SqlWord.Cross or SqlWord.Outer)) return false;
                if (c.Peek(-1).Word is SqlWord.Left or SqlWord.Right or SqlWord.Full or SqlWord.Outer or SqlWord.Cross) s.HasOuterJoin = true;
                c.At++;
                expectsSource = ReadSource(c, s);
                return true;
            case SqlWord.Table when c.Peek(-1).Kind == SqlTokenKind.Open || c.Peek(-1).Word is SqlWord.Union or SqlWord.All or SqlWord.Except
                or SqlWord.Intersect:
                if (depth == 0 && !s.ReadsFrom) return false;
                expectsSource = ReadSource(c, s);
                return true;
            case SqlWord.Using when depth == 0 && s.Kind == SqlStatementKind.Delete && c.Peek(1).Kind != SqlTokenKind.Open:
                frame.InFrom = true;
                c.At++;
                expectsSource = ReadSource(c, s);
                return true;
            case SqlWord.On when depth == 0 && s.ReadsFrom && s.JoinAt < 0:
                s.JoinAt = c.At + 1;
                return false;
            case SqlWord.Where:
                frame.InFrom = false;
                if (depth == 0 && s.WhereAt < 0) s.WhereAt = c.At + 1;
                return false;
            case SqlWord.Limit or SqlWord.Top or SqlWord.Fetch when depth == 0:
                frame.InFrom = false;
                s.HasLimit |= IsSmallLimit(c);
                return false;
            case SqlWord.Group or SqlWord.Order or SqlWord.Having or SqlWord.Union or SqlWord.Except or SqlWord.Intersect or SqlWord.Set
                or SqlWord.Returning or SqlWord.Window:
                frame.InFrom = false;
                return false;
            case SqlWord.Into when frame.HasSelect || s.Kind == SqlStatementKind.Select:
                return ReadInto(c, s);
            case SqlWord.Merge or SqlWord.Delete or SqlWord.Update or SqlWord.Insert when depth > 0 && c.Peek(-1).Kind == SqlTokenKind.Close:
                return SkipsTrailingChange(c, s);
            default:
                return false;
        }
    }

    /// <summary>(WITH x AS (…) DELETE FROM t): the change follows its common tables inside the parentheses.</summary>
    private static bool SkipsTrailingChange(SqlCursor c, StatementDraft s)
    {
        if (!ImplicitStart.IsChange(c)) return false;
        var inner = c.Slice(c.At, EndOfGroup(c));
        if (StatementReader.Read(inner) is { } statement) s.AddNested(statement);
        c.At = Math.Max(inner.At, c.At + 1);
        return true;
    }

    private static int EndOfGroup(SqlCursor c)
    {
        for (var i = c.At; i < c.Limit; i++)
        {
            var kind = c.Source.Tokens[i].Kind;
            if (kind == SqlTokenKind.Open) i = Math.Max(i, c.MatchOf(i));
            else if (kind is SqlTokenKind.Close or SqlTokenKind.Terminator or SqlTokenKind.Batch) return i;
        }

        return c.Limit;
    }

    // LIMIT 18446744073709551615 and TOP 100 PERCENT limit nothing.
    private static bool IsSmallLimit(SqlCursor c)
    {
        for (var i = 1; i <= 3; i++)
        {
            ref readonly var token = ref c.Peek(i);
            if (token.Kind == SqlTokenKind.Number) return token.Length <= 6 && !c.IsText("PERCENT", i + 1) && !c.IsText("PERCENT", i + 2);
            if (token.Kind is not (SqlTokenKind.Open or SqlTokenKind.Word)) return false;
        }

        return false;
    }

    // IS [NOT] DISTINCT FROM compares.
    private static bool IsDistinctFrom(SqlCursor c) => c.Peek(-1).Word == SqlWord.Distinct && c.Peek(-2).Word is SqlWord.Is or SqlWord.Not;

    // T-SQL: OPTION (HASH JOIN, FORCE ORDER).
    private static bool IsHint(SqlCursor c) => c.Peek(1).Kind is SqlTokenKind.Comma or SqlTokenKind.Close or SqlTokenKind.End;

    /// <summary>Reads one table after FROM, JOIN or a comma, with its alias; true when a parenthesis stands where it should be.</summary>
    private static bool ReadSource(SqlCursor c, StatementDraft s)
    {
        while (c.Word is SqlWord.Only or SqlWord.Lateral) c.At++;
        if (c.Word == SqlWord.Table && (c.Peek(1).Kind is SqlTokenKind.Name or SqlTokenKind.Open || (c.Peek(1).Kind == SqlTokenKind.Word
            && c.Peek(1).Word == SqlWord.None))) c.At++;
        if (c.Word is SqlWord.Select or SqlWord.Where || (c.Word == SqlWord.Rows && c.Peek(1).Word == SqlWord.From)) return false;
        if (!NameReader.TryRead(c, out var name)) return c.Kind == SqlTokenKind.Open;

        // A function in FROM: OPENROWSET(…), generate_series(…); the parenthesis is read by the caller.
        if (c.Kind == SqlTokenKind.Open && c.Current.Symbol != SqlSymbol.Bracket) return false;
        s.AddRead(name);
        c.Accept(SqlWord.As);
        if (c.Kind is SqlTokenKind.Name || (c.Kind == SqlTokenKind.Word && c.Word == SqlWord.None))
        {
            s.AddAlias(NameReader.Part(c), name);
            c.At++;
        }

        return false;
    }

    /// <summary>SELECT … INTO a file or a table.</summary>
    private static bool ReadInto(SqlCursor c, StatementDraft s)
    {
        var start = c.At++;
        switch (c.Word)
        {
            case SqlWord.Outfile or SqlWord.Dumpfile:
                var by = "INTO " + c.Raw().ToString().ToUpperInvariant();
                c.At++;
                var file = ConstantText.Read(c)[0];
                s.AddReach(SqlReachKind.WriteFile, by, file, c.SpanOf(start, c.At));
                return true;
            case SqlWord.Temp or SqlWord.Temporary or SqlWord.Unlogged or SqlWord.Table:
                c.At++;
                c.Accept(SqlWord.Table);
                break;
        }

        // In procedures the rows go into variables.
        if (c.IsProcedural || c.Kind is not (SqlTokenKind.Word or SqlTokenKind.Name) || s.Kind != SqlStatementKind.Select)
        {
            if (c.IsProcedural || c.Kind == SqlTokenKind.Variable) Assignment.ReadInto(c);
            return true;
        }

        var temporary = c.Peek(-1).Word is SqlWord.Temp or SqlWord.Temporary || c.Raw() is ['#', ..];
        if (!NameReader.TryRead(c, out var table)) return true;
        s.AddTarget(table);
        s.Kind = SqlStatementKind.Create;
        s.ObjectType = SqlObjectType.Table;
        s.IsTemporary = temporary;
        if (temporary) c.Session.TemporaryTables.Add(table);
        return true;
    }
}

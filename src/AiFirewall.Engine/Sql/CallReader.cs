using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>Reads calls of functions and procedures that reach beyond the tables.</summary>
internal static class CallReader
{
    /// <summary>Looks at the name before the parenthesis that the cursor stands at. Does not move the cursor.</summary>
    public static void ReadAt(SqlCursor c, StatementDraft s)
    {
        ref readonly var name = ref c.Peek(-1);
        if (name.Kind is not (SqlTokenKind.Word or SqlTokenKind.Name) || (name.Word != SqlWord.None && !IsCallable(c, name.Word))) return;
        if (c.Current.Symbol == SqlSymbol.Bracket) return;
        var at = c.At;
        var qualifier = c.Peek(-2).Kind == SqlTokenKind.Dot ? Name(c, -3) : default;
        var called = Name(c, -1);
        if (c.Session.HasRoutines) s.AddCall(called.ToString());
        if (!ServerFunctions.TryFind(qualifier, called, out var function)) return;
        Report(c.Slice(at + 1, c.MatchOf(at)), s, called.ToString(), function, c.SpanOf(at - 1, c.MatchOf(at) + 1));
    }

    /// <summary>Reads EXEC name arguments or CALL name(arguments), with the cursor after the name.</summary>
    public static void ReadProcedure(SqlCursor c, StatementDraft s, string name, int start)
    {
        var dot = name.LastIndexOf('.');
        var last = name.AsSpan(dot + 1);
        var qualifier = dot > 0 ? name.AsSpan(0, dot) : default;
        qualifier = qualifier[(qualifier.LastIndexOf('.') + 1)..];
        s.AddCall(last.ToString());
        if (!ServerFunctions.TryFind(qualifier, last, out var function)) return;
        var grouped = c.Kind == SqlTokenKind.Open && c.MatchOf(c.At) > c.At;
        var arguments = grouped ? c.Slice(c.At + 1, c.MatchOf(c.At)) : c.Slice(c.At, EndOfStatement(c, s));
        Report(arguments, s, last.ToString(), function, c.SpanOf(start, arguments.Limit));
        if (function.Query >= 0) c.At = arguments.Limit;
    }

    private static int EndOfStatement(SqlCursor c, StatementDraft s)
    {
        var ahead = c.Slice(c.At, c.Limit);
        while (!ahead.AtEnd && !(ahead.Kind == SqlTokenKind.Word && ahead.Word != SqlWord.None && ahead.AllowsImplicitStarts
            && ImplicitStart.IsAt(ahead, s)))
        {
            ahead.At++;
        }

        return ahead.At;
    }

    private static void Report(SqlCursor arguments, StatementDraft s, string name, ServerFunction function, TextSpan span)
    {
        if (IsDifferentlyNamed(arguments, name)) return;
        function = function with { Query = QueryAt(arguments, name, function.Query) };
        var starts = SplitArguments(arguments, Math.Max(function.Operand, function.Query));
        var operand = function.Operand >= 0 ? Argument(arguments, starts, function.Operand) : "";
        if (function.Kind is not SqlReachKind.DynamicSql) s.AddReach(SqlReaches.Of(arguments, function.Kind, name, operand, span));
        if (function.Query < 0) return;

        // dblink('SELECT …') and cron.schedule('* * * * *', 'SELECT …') also come without their first argument.
        var query = Math.Min(function.Query, starts.Count - 1);
        if (query < 0)
        {
            s.AddReach(SqlReachKind.DynamicSql, name, Unresolved.Anything, span);
            return;
        }

        var cursor = arguments.Slice(starts[query], arguments.Limit);
        SkipArgumentName(cursor);
        DynamicSql.Read(cursor, s, name, span);
    }

    /// <summary>Which argument is the query, where that depends on how many there are; -1 for none.</summary>
    private static int QueryAt(SqlCursor arguments, string name, int usual)
    {
        if (usual < 0 || arguments.Word == SqlWord.Bulk) return -1;
        switch (name.ToLowerInvariant())
        {
            case "ts_rewrite":
                // ts_rewrite(tsquery, query), but ts_rewrite(tsquery, target, substitute).
                return SplitArguments(arguments, 2).Count == 2 ? 1 : -1;
            case "dblink_open":
                // ([connection,] cursor, query [, fails])
                var starts = SplitArguments(arguments, 3);
                var last = starts.Count - 1;
                return last >= 0 && arguments.Source.Tokens[starts[last]].Word is SqlWord.True or SqlWord.False ? last - 1 : last;
            default:
                return usual;
        }
    }

    // Functions that share their name with something harmless: only calls that fit are meant.
    private static bool IsDifferentlyNamed(SqlCursor arguments, string name) => name.ToLowerInvariant() switch
    {
        "schedule" => arguments.Kind != SqlTokenKind.Text,
        "url" or "s3" or "remote" or "file" or "glob" or "executable" or "query" => arguments.Kind != SqlTokenKind.Text,
        _ => false,
    };

    private static List<int> SplitArguments(SqlCursor c, int last)
    {
        var starts = new List<int>();
        if (c.AtEnd) return starts;
        starts.Add(c.At);
        for (var i = c.At; i < c.Limit && starts.Count <= last; i++)
        {
            c.Session.Steps++;
            var kind = c.Source.Tokens[i].Kind;
            if (kind == SqlTokenKind.Open) i = c.MatchOf(i);
            else if (kind == SqlTokenKind.Comma) starts.Add(i + 1);
        }

        return starts;
    }

    private static string Argument(SqlCursor c, List<int> starts, int index)
    {
        if (index >= starts.Count) return index == 0 ? "" : Unresolved.Anything;
        var cursor = c.Slice(starts[index], c.Limit);
        SkipArgumentName(cursor);
        return ConstantText.Read(cursor)[0];
    }

    /// <summary>@name = value and name =&gt; value.</summary>
    private static void SkipArgumentName(SqlCursor c)
    {
        if (c.Kind is SqlTokenKind.Variable or SqlTokenKind.Word or SqlTokenKind.Name
            && c.Peek(1).Symbol is SqlSymbol.Equal or SqlSymbol.Arrow or SqlSymbol.Assign)
        {
            c.At += 2;
        }
    }

    private static ReadOnlySpan<char> Name(SqlCursor c, int offset) =>
        c.Peek(offset).Kind == SqlTokenKind.Name ? NameReader.Unquote(c.Raw(offset)) : c.Raw(offset);

    private static bool IsCallable(SqlCursor c, SqlWord word) => word is SqlWord.Glob or SqlWord.File
        or SqlWord.Query && c.Peek(-2).Word is SqlWord.From or SqlWord.Join;
}

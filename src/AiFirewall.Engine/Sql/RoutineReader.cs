using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>
/// Reads the bodies of functions, procedures, triggers, rules and events. What stands in them does not run by being defined; an event
/// runs by itself.
/// </summary>
internal static class RoutineReader
{
    /// <summary>Reads from after the name to the end of the definition.</summary>
    public static void Read(SqlCursor c, StatementDraft s, int start)
    {
        var run = s.ObjectType == SqlObjectType.Event ? SqlRun.Runs : SqlRun.Defined;
        if (s.ObjectType == SqlObjectType.Routine && s.Targets.Count > 0) c.Session.Routines.Add(LastPart(s.Targets[0]));
        if (run == SqlRun.Runs) s.AddReach(SqlReachKind.Schedule, "CREATE EVENT", s.Name, c.SpanOf(start, c.At));
        var language = "";
        var bodies = new List<int>();
        while (!c.AtEnd)
        {
            c.Session.Steps++;
            switch (c.Word)
            {
                case SqlWord.On when s.ObjectType == SqlObjectType.Trigger && IsRuleEvent(c):
                    // CREATE RULE r AS ON INSERT TO t
                    c.At += 2;
                    if (c.Accept(SqlWord.To) && NameReader.TryRead(c, out var ruled)) s.AddRead(ruled);
                    continue;
                case SqlWord.On when s.ObjectType == SqlObjectType.Trigger && c.Peek(1).Word is not (SqlWord.Update or SqlWord.Delete):
                    c.At++;
                    if (NameReader.TryRead(c, out var table)) s.AddRead(table);
                    continue;
                case SqlWord.Language:
                    c.At++;
                    language = c.AtEnd ? "" : NameReader.Part(c).ToLowerInvariant();
                    break;
                case SqlWord.Soname:
                    c.At++;
                    s.AddReach(SqlReachKind.LoadCode, "SONAME", ConstantText.Read(c)[0], c.SpanOf(start, c.At), Risk.Critical);
                    continue;
                case SqlWord.External when c.IsText("NAME", 1):
                    s.AddReach(SqlReachKind.LoadCode, "EXTERNAL NAME", "", c.SpanOf(start, c.At), Risk.High);
                    break;
                case SqlWord.As or SqlWord.Is when c.Peek(1).Kind == SqlTokenKind.Text:
                    c.At++;
                    bodies.Add(c.At);
                    break;
                case SqlWord.As or SqlWord.Is when c.Peek(1).Word is not (SqlWord.Null or SqlWord.Restrict or SqlWord.On) && !IsOption(c):
                    c.At++;
                    ReadBody(c, s, run);
                    return;
                case SqlWord.Begin:
                    ReadBody(c, s, run);
                    return;
                case SqlWord.Do when s.ObjectType is SqlObjectType.Event or SqlObjectType.Trigger:
                    c.At++;
                    if (c.Word is SqlWord.Instead || c.IsText("ALSO")) c.At++;
                    if (c.Kind == SqlTokenKind.Open) ReadRule(c, s);
                    else ReadBody(c, s, run);
                    return;
                case SqlWord.Select or SqlWord.Insert or SqlWord.Update or SqlWord.Delete or SqlWord.Set or SqlWord.Call or SqlWord.Drop
                    or SqlWord.Truncate or SqlWord.Alter or SqlWord.Create or SqlWord.If or SqlWord.Replace when IsBodyVerb(c, s):
                    ReadBody(c, s, run);
                    return;
            }

            if (c.Kind == SqlTokenKind.Open) c.SkipGroup();
            else if (!c.AtEnd) c.At++;
        }

        foreach (var body in bodies) ReadTextBody(c, s, body, language);
        if (language is "c" or "internal") ReportForeign(c, s, language, "", start);
    }

    private static bool IsRuleEvent(SqlCursor c) =>
        c.Peek(1).Word is SqlWord.Select or SqlWord.Insert or SqlWord.Update or SqlWord.Delete && c.Peek(2).Word == SqlWord.To;

    private static bool IsOption(SqlCursor c) => c.Peek(-1).Word is SqlWord.Execute or SqlWord.With || c.IsText("IDENTITY", 1);

    // A trigger names its events before ON: AFTER INSERT OR UPDATE ON t.
    private static bool IsBodyVerb(SqlCursor c, StatementDraft s)
    {
        ref readonly var before = ref c.Peek(-1);
        if (before.Word is SqlWord.After or SqlWord.Before or SqlWord.Instead or SqlWord.Of or SqlWord.Or or SqlWord.For or SqlWord.On
            or SqlWord.No) return false;
        if (before.Kind == SqlTokenKind.Comma) return false;
        if (s.ObjectType == SqlObjectType.Trigger) return c.Word is not SqlWord.Set and not SqlWord.If && (ImplicitStart.IsChange(c)
            || c.Word is SqlWord.Select or SqlWord.Call or SqlWord.Drop) || (before.Word == SqlWord.Row);
        return before.Kind == SqlTokenKind.Close || c.Word is not (SqlWord.Set or SqlWord.If or SqlWord.Replace);
    }

    /// <summary>A block or statement that stands in the text itself.</summary>
    private static void ReadBody(SqlCursor c, StatementDraft s, SqlRun run)
    {
        var start = c.At;
        var end = EndOfBody(c, out var isClosed);
        var inner = c.Slice(start, end);
        inner.IsProcedural = true;
        var bodyRun = isClosed ? run : SqlRun.Runs;
        foreach (var statement in StatementList.Read(inner)) s.AddNested(statement with { Run = bodyRun });
        c.At = Math.Max(end, c.At + 1);
    }

    /// <summary>
    /// Where the body ends: T-SQL at the end of the batch, elsewhere with the END of its block, or with its one statement. BEGIN counts only
    /// where a block can start, so that a column of that name does not swallow what follows the definition.
    /// </summary>
    private static int EndOfBody(SqlCursor c, out bool isClosed)
    {
        isClosed = true;
        var depth = 0;
        var declares = false;
        for (var i = c.At; i < c.Limit; i++)
        {
            c.Session.Steps++;
            ref readonly var token = ref c.Source.Tokens[i];
            if (token.Kind == SqlTokenKind.Batch) return i;
            if (c.Session.Dialect == SqlDialect.TSql) continue;
            switch (token.Word)
            {
                case SqlWord.Begin when StartsBlock(c.Source.Tokens, i, c.At):
                    depth++;
                    declares = false;
                    break;
                case SqlWord.Case when i == 0 || c.Source.Tokens[i - 1].Word != SqlWord.End:
                    depth++;
                    break;
                case SqlWord.Procedure or SqlWord.Function or SqlWord.Declare when depth == 0:
                    declares = true;
                    break;
                case SqlWord.End:
                    var next = i + 1 < c.Limit ? c.Source.Tokens[i + 1].Word : SqlWord.None;
                    if (next is SqlWord.If or SqlWord.Loop or SqlWord.While or SqlWord.Repeat or SqlWord.For) break;
                    if (--depth <= 0) return EndOfLabel(c, i + 1);
                    break;
            }

            if (token.Kind != SqlTokenKind.Terminator || depth > 0) continue;
            // Oracle declares variables between AS and BEGIN; only a block that follows makes them part of the body.
            if (c.Source.Tokens[c.At].Word is SqlWord.None or SqlWord.Declare or SqlWord.Cursor or SqlWord.Type || declares)
            {
                if (FindBlock(c, i)) continue;
            }

            return i;
        }

        isClosed = depth == 0;
        return c.Limit;
    }

    private static bool FindBlock(SqlCursor c, int from)
    {
        for (var i = from + 1; i < Math.Min(c.Limit, from + 64); i++)
        {
            var word = c.Source.Tokens[i].Word;
            if (word is SqlWord.Begin or SqlWord.Procedure or SqlWord.Function or SqlWord.End) return true;
            if (c.Source.Tokens[i - 1].Kind == SqlTokenKind.Terminator
                && word is not (SqlWord.None or SqlWord.Cursor or SqlWord.Type or SqlWord.Declare or SqlWord.Pragma or SqlWord.Procedure
                    or SqlWord.Function))
            {
                return false;
            }
        }

        return false;
    }

    private static bool StartsBlock(SqlToken[] tokens, int index, int start)
    {
        if (index == start) return true;
        ref readonly var before = ref tokens[index - 1];
        return before.Kind is SqlTokenKind.Terminator or SqlTokenKind.Text
            || before.Word is SqlWord.As or SqlWord.Is or SqlWord.Then or SqlWord.Else or SqlWord.Loop or SqlWord.Do or SqlWord.Begin or SqlWord.Row
            || (before.Kind == SqlTokenKind.Symbol && before.Symbol is SqlSymbol.Colon or SqlSymbol.Other);
    }

    /// <summary>Past the name of the routine, with its schema in Oracle, when nothing else follows; otherwise where it was.</summary>
    private static int EndOfLabel(SqlCursor c, int at)
    {
        var tokens = c.Source.Tokens;
        if (at >= c.Limit || tokens[at].Kind is not (SqlTokenKind.Word or SqlTokenKind.Name)) return at;
        var end = at + 1;
        while (end + 1 < c.Limit && tokens[end].Kind == SqlTokenKind.Dot && tokens[end + 1].Kind is SqlTokenKind.Word or SqlTokenKind.Name) end += 2;
        return end >= c.Limit || tokens[end].Kind is SqlTokenKind.Terminator or SqlTokenKind.Batch or SqlTokenKind.End ? end : at;
    }

    /// <summary>PostgreSQL: CREATE RULE … DO (statement; statement).</summary>
    private static void ReadRule(SqlCursor c, StatementDraft s)
    {
        var depth = 0;
        var end = c.At;
        for (; end < c.Limit; end++)
        {
            var kind = c.Source.Tokens[end].Kind;
            if (kind == SqlTokenKind.Open) depth++;
            else if (kind == SqlTokenKind.Close && --depth == 0) break;
        }

        var inner = c.Slice(c.At + 1, end);
        foreach (var statement in StatementList.Read(inner)) s.AddNested(statement with { Run = depth == 0 ? SqlRun.Defined : SqlRun.Runs });
        c.At = Math.Min(end + 1, c.Limit);
    }

    private static void ReadTextBody(SqlCursor c, StatementDraft s, int body, string language)
    {
        if (language is "" or "sql" or "plpgsql" or "plpsql")
        {
            DynamicSql.ReadText(c, s, LiteralReader.Decode(c.Source, body), c.SpanOf(body, body + 1), SqlRun.Defined,
                isProcedural: language != "sql");
        }
        else
        {
            ReportForeign(c, s, language, LiteralReader.Decode(c.Source, body), body);
        }
    }

    /// <summary>Bodies in other languages: those that are not confined can do whatever the server's account can.</summary>
    internal static void ReportForeign(SqlCursor c, StatementDraft s, string language, string body, int at)
    {
        if (language is "pltcl" or "plperl" or "plv8" or "plls" or "plcoffee" or "javascript" or "pllua" or "internal") return;
        var severity = language is "c" || language.EndsWith('u') ? Risk.Critical : Risk.High;
        s.AddReach(SqlReachKind.LoadCode, "LANGUAGE " + language, body, c.SpanOf(at, at + 1), severity);
    }

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..];
}

using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>Says what a script would do and what is worrying about it.</summary>
public static class SqlAssessor
{
    /// <summary>The effects and findings of a script.</summary>
    /// <param name="script">The script as read.</param>
    /// <param name="context">What the caller knows; null for nothing.</param>
    public static SqlAssessment Effects(SqlScript script, SqlContext? context = null)
    {
        var report = new SqlReport(script.Text, context ?? SqlContext.None);
        var definitions = new SqlDefinitions(script);
        foreach (var statement in script.Statements) Statement(statement, report, definitions);
        if (script.Statements.Count(s => s.Kind is not (SqlStatementKind.Transaction or SqlStatementKind.Step
            or SqlStatementKind.Client) && !s.IsAlternative) > 1)
        {
            report.Find("sql.multiple-statements", Risk.Low, "holds several statements", script.Statements[0].Span);
        }

        foreach (var problem in script.Problems)
        {
            report.Find("sql.unreadable", Risk.High, Describe(problem.Kind), problem.Span);
        }

        return report.Finish(script.Statements.Count > 0);
    }

    private static void Statement(SqlStatement s, SqlReport report, SqlDefinitions definitions)
    {
        Reads(s, report);
        switch (s.Kind)
        {
            case SqlStatementKind.Unknown:
                report.Find("sql.unreadable", Risk.High, "is no statement that can be read", s.Span);
                report.Effect(EffectKind.ChangeDatabase, s, "", Certainty.Unresolved);
                break;
            case SqlStatementKind.Insert or SqlStatementKind.Merge or SqlStatementKind.Copy:
                Change(s, report);
                break;
            case SqlStatementKind.Update or SqlStatementKind.Delete:
                ConditionalChange(s, report);
                break;
            case SqlStatementKind.Create:
                Create(s, report);
                break;
            case SqlStatementKind.Alter:
                Alter(s, report);
                break;
            case SqlStatementKind.Drop or SqlStatementKind.Truncate:
                Destroy(s, report);
                break;
            case SqlStatementKind.Restore:
                report.EffectOnTargets(EffectKind.DestroyDatabase, s);
                report.Find("sql.restore", Risk.High, $"puts an older state in the place of {Names(s)}", s.Span);
                break;
            case SqlStatementKind.Grant:
                report.EffectOnTargets(EffectKind.ChangeDatabase, s);
                report.Find("sql.grant", Risk.High, "gives rights away", s.Span);
                break;
            case SqlStatementKind.Revoke:
                report.EffectOnTargets(EffectKind.ChangeDatabase, s);
                report.Find("sql.revoke", Risk.High, "takes rights away", s.Span);
                break;
            case SqlStatementKind.RoleChange:
                report.EffectOnTargets(EffectKind.ChangeDatabase, s);
                report.Find("sql.role-change", Risk.High, "acts as another user or changes one", s.Span);
                break;
            case SqlStatementKind.Call:
                if (s.Reaches.Count == 0) report.EffectOnTargets(EffectKind.ChangeDatabase, s, Certainty.Likely);
                break;
            case SqlStatementKind.Maintenance or SqlStatementKind.Attach:
                report.EffectOnTargets(EffectKind.ChangeDatabase, s);
                break;
        }

        foreach (var reach in s.Reaches) SqlReachAssessor.Assess(reach, s, report);
        foreach (var inner in s.Nested)
        {
            // What EXPLAIN shows and what becomes the body of a routine does not happen, unless the text calls the routine as well.
            if (inner.Run == SqlRun.Runs || (inner.Run == SqlRun.Defined && definitions.IsCalled(s))) Statement(inner, report, definitions);
            else if (inner.Run == SqlRun.Shown) report.Effect(EffectKind.ReadDatabase, inner, inner.Targets.Count > 0 ? inner.Targets[0] : "");
            else Defined(inner, report);
        }
    }

    /// <summary>A body that only gets defined: programs and files in it are told all the same, since the call may come later.</summary>
    private static void Defined(SqlStatement s, SqlReport report)
    {
        foreach (var running in s.Running())
        {
            foreach (var reach in running.Reaches)
            {
                if (reach.Kind is SqlReachKind.RunProgram or SqlReachKind.LoadCode or SqlReachKind.ReadFile or SqlReachKind.WriteFile
                    or SqlReachKind.DeleteFile)
                {
                    SqlReachAssessor.Assess(reach, running, report);
                }
            }
        }
    }

    private static void Reads(SqlStatement s, SqlReport report)
    {
        foreach (var read in s.Reads)
        {
            report.Effect(EffectKind.ReadDatabase, s, read);
            if (!SystemTables.HoldsCredentials(read)) continue;
            report.Add(new Effect(EffectKind.ReadSecret, new Target(TargetKind.Database, read), s.Span));
            report.Find("sql.read-credentials", Risk.High, $"reads the credentials that {read} holds", s.Span);
        }
    }

    private static void Change(SqlStatement s, SqlReport report)
    {
        report.EffectOnTargets(EffectKind.ChangeDatabase, s);
        foreach (var target in s.Targets)
        {
            if (SystemTables.IsCatalog(target)) report.Find("sql.system-catalog", Risk.High, $"changes the system table {target}", s.Span);
        }
    }

    private static void ConditionalChange(SqlStatement s, SqlReport report)
    {
        var deletes = s.Kind == SqlStatementKind.Delete;
        var all = s.Where is SqlTruth.Missing or SqlTruth.AlwaysTrue;
        report.EffectOnTargets(deletes && all && !s.IsTemporary ? EffectKind.DestroyDatabase : EffectKind.ChangeDatabase, s,
            traits: all ? EffectTraits.Many : EffectTraits.None);
        foreach (var target in s.Targets)
        {
            if (SystemTables.IsCatalog(target)) report.Find("sql.system-catalog", Risk.High, $"changes the system table {target}", s.Span);
        }

        var verb = deletes ? "delete" : "update";
        var doing = deletes ? "deletes" : "changes";
        var severity = s.IsTemporary ? Risk.Low : s.HasLimit || s.HasJoinCondition ? Risk.High : Risk.Critical;
        switch (s.Where)
        {
            case SqlTruth.Missing:
                report.Find($"sql.{verb}.no-where", severity, $"{doing} every row of {Names(s)}: there is no WHERE", s.Span);
                break;
            case SqlTruth.AlwaysTrue:
                report.Find($"sql.{verb}.always-true", s.HasLimit ? severity : s.IsTemporary ? Risk.Low : Risk.Critical,
                    $"{doing} every row of {Names(s)}: the condition is always true", s.Span);
                break;
            case SqlTruth.Broad:
                report.Find($"sql.{verb}.broad", s.IsTemporary ? Risk.Low : Risk.High, $"{doing} practically every row of {Names(s)}", s.Span);
                break;
        }
    }

    private static void Create(SqlStatement s, SqlReport report)
    {
        report.EffectOnTargets(EffectKind.ChangeDatabase, s);
        if (s.ObjectType == SqlObjectType.User) report.Find("sql.role-change", Risk.High, $"makes the user or role {Names(s)}", s.Span);
    }

    private static void Alter(SqlStatement s, SqlReport report)
    {
        report.EffectOnTargets(s.DropsData && !s.IsTemporary ? EffectKind.DestroyDatabase : EffectKind.ChangeDatabase, s);
        if (s.ObjectType == SqlObjectType.User) report.Find("sql.role-change", Risk.High, $"changes the user or role {Names(s)}", s.Span);
        else if (s.DropsData) report.Find("sql.alter", s.IsTemporary ? Risk.Low : Risk.High,
            $"drops columns or partitions of {Names(s)} with their data", s.Span);
        else if (s.ObjectType is not (SqlObjectType.Other or SqlObjectType.System)) report.Find("sql.alter", s.IsTemporary ? Risk.Low
            : Risk.Medium, $"changes the definition of {Names(s)}", s.Span);
    }

    private static void Destroy(SqlStatement s, SqlReport report)
    {
        report.EffectOnTargets(s.IsTemporary ? EffectKind.ChangeDatabase : EffectKind.DestroyDatabase, s);
        if (s.Kind == SqlStatementKind.Truncate)
        {
            var whole = s.ObjectType == SqlObjectType.Database;
            report.Find("sql.truncate", s.IsTemporary ? Risk.Low : whole ? Risk.Critical : Risk.High, $"empties {Names(s)}", s.Span);
            return;
        }

        switch (s.ObjectType)
        {
            case SqlObjectType.Database:
                report.Find("sql.drop-database", Risk.Critical, $"drops the database {Names(s)}", s.Span);
                break;
            case SqlObjectType.Schema:
                report.Find("sql.drop-schema", Risk.Critical, $"drops the schema {Names(s)}", s.Span);
                break;
            case SqlObjectType.Table:
                report.Find("sql.drop-table", s.IsTemporary ? Risk.Low : Risk.High,
                    $"drops {(s.IsTemporary ? "the temporary table" : "the table")} {Names(s)}", s.Span);
                break;
            case SqlObjectType.Owned or SqlObjectType.Tablespace:
                report.Find("sql.drop", Risk.Critical, $"drops everything in {Names(s)}", s.Span);
                break;
            default:
                report.Find("sql.drop", Risk.High, $"drops {Names(s)}", s.Span);
                break;
        }

        if (s.ObjectType == SqlObjectType.User) report.Find("sql.role-change", Risk.High, $"drops the user or role {Names(s)}", s.Span);
    }

    private static string Names(SqlStatement s) => s.Targets.Count switch
    {
        0 => "something that is not named",
        1 => Unresolved.Display(s.Targets[0]),
        _ => Unresolved.Display(string.Join(", ", s.Targets.Take(4))) + (s.Targets.Count > 4 ? ", …" : ""),
    };

    private static string Describe(SqlProblemKind problem) => problem switch
    {
        SqlProblemKind.OpenQuote => "ends inside a quote",
        SqlProblemKind.OpenComment => "ends inside a comment",
        SqlProblemKind.TooLong => "is longer than what is read",
        SqlProblemKind.TooDeep => "nests statements deeper than what is followed",
        _ => "computes more SQL than what is followed",
    };
}

using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>Weighs how statements reach beyond their tables.</summary>
internal static class SqlReachAssessor
{
    /// <summary>Adds the effects and findings of a reach.</summary>
    public static void Assess(SqlReach reach, SqlStatement s, SqlReport report)
    {
        var what = Unresolved.Display(reach.Operand);
        switch (reach.Kind)
        {
            case SqlReachKind.ReadFile:
                File(EffectKind.Read, reach, s, report, $"{reach.By} reads the file {what}");
                break;
            case SqlReachKind.WriteFile:
                File(EffectKind.Write, reach, s, report, $"{reach.By} writes the file {what}");
                break;
            case SqlReachKind.DeleteFile:
                File(EffectKind.Delete, reach, s, report, $"{reach.By} removes the file {what}");
                break;
            case SqlReachKind.OpenDatabaseFile:
                report.Add(Of(EffectKind.Read, Path(reach, report), reach, s));
                report.Add(Of(EffectKind.Write, Path(reach, report), reach, s) with { Traits = EffectTraits.Append });
                if (!reach.IsClient) report.Find("sql.server-file", reach.Severity ?? Risk.Medium, $"{reach.By} opens the database file {what}",
                    reach.Span);
                break;
            case SqlReachKind.RunProgram:
                report.Add(Of(EffectKind.Execute, new Target(TargetKind.Code, reach.Operand), reach, s));
                report.Find("sql.run-program", reach.Severity ?? Risk.Critical, $"{reach.By} runs a program on the server", reach.Span);
                break;
            case SqlReachKind.LoadCode:
                LoadCode(reach, s, report);
                break;
            case SqlReachKind.ClientShell when !report.Context.ReadsShellCode:
                report.Add(Of(EffectKind.Execute, new Target(TargetKind.Code, reach.Operand), reach, s));
                report.Find("sql.run-program", reach.Severity ?? Risk.Critical, $"{reach.By} hands code to a shell", reach.Span);
                break;
            case SqlReachKind.Include:
                report.Add(Of(EffectKind.Read, Path(reach, report), reach, s));
                if (!report.Context.ReadsIncludes) report.Find("sql.dynamic", Risk.High,
                    $"runs the statements of the file {what}, which have not been read", reach.Span);
                break;
            case SqlReachKind.DynamicSql:
                report.Effect(EffectKind.ChangeDatabase, s, reach.Operand, Certainty.Unresolved);
                report.Find("sql.dynamic", reach.Severity ?? Risk.High, "runs SQL that is computed and cannot be seen in full", reach.Span);
                break;
            case SqlReachKind.Network when reach.Severity != Risk.Low:
                report.Add(Of(EffectKind.SendData, new Target(reach.Operand.Contains("://", StringComparison.Ordinal) ? TargetKind.Url
                    : TargetKind.Host, reach.Operand), reach, s));
                report.Find("sql.network", reach.Severity ?? Risk.High,
                    $"{reach.By} makes the server talk to {(what.Length == 0 ? "another machine" : what)}", reach.Span);
                break;
            case SqlReachKind.Schedule:
                report.Add(Of(EffectKind.Persist, new Target(TargetKind.Service, reach.Operand), reach, s));
                report.Find("sql.schedule", reach.Severity ?? Risk.High, $"{reach.By} arranges for statements to run later", reach.Span);
                break;
            case SqlReachKind.Stall:
                report.Find("sql.stall", reach.Severity ?? Risk.Medium, $"{reach.By} keeps the server waiting or busy", reach.Span);
                break;
            case SqlReachKind.StopServer:
                report.Add(Of(EffectKind.StopProcess, new Target(TargetKind.Process, reach.Operand), reach, s));
                report.Find("sql.stop-server", reach.Severity ?? Risk.High, $"{reach.By} ends sessions or the server", reach.Span);
                break;
            case SqlReachKind.ServerSetting:
                report.Add(Of(EffectKind.ChangeService, new Target(TargetKind.Service, reach.Operand), reach, s));
                report.Find("sql.setting", reach.Severity ?? Risk.High, $"{reach.By} changes a setting of the whole server", reach.Span);
                break;
            case SqlReachKind.WeakenSecurity:
                if (reach.Severity is null or >= Risk.High) report.Add(Of(EffectKind.WeakenSecurity, new Target(TargetKind.Service,
                    reach.Operand), reach, s));
                report.Find("sql.weaken-security", reach.Severity ?? Risk.High, $"{reach.By} turns a protection off", reach.Span);
                break;
            case SqlReachKind.RoleChange:
                report.Effect(EffectKind.ChangeDatabase, s, reach.Operand);
                report.Find("sql.role-change", reach.Severity ?? Risk.High, $"{reach.By} changes users or what they may", reach.Span);
                break;
            case SqlReachKind.Destroy:
                report.Effect(EffectKind.DestroyDatabase, s, reach.Operand);
                report.Find("sql.drop", reach.Severity ?? Risk.High, $"{reach.By} removes {(what.Length == 0 ? "data" : what)}", reach.Span);
                break;
        }
    }

    private static void File(EffectKind kind, SqlReach reach, SqlStatement s, SqlReport report, string message)
    {
        report.Add(Of(kind, Path(reach, report), reach, s));
        // Files of the client are weighed like those of any command, by where they lie.
        if (!reach.IsClient) report.Find("sql.server-file", reach.Severity ?? Risk.High, message, reach.Span);
    }

    private static void LoadCode(SqlReach reach, SqlStatement s, SqlReport report)
    {
        var severity = reach.Severity ?? Risk.High;
        report.Effect(EffectKind.ChangeDatabase, s, reach.Operand);
        if (severity < Risk.High) return;
        report.Add(Of(EffectKind.Execute, new Target(TargetKind.Code, reach.Operand), reach, s));
        report.Find("sql.load-code", severity, $"{reach.By} brings code into the server", reach.Span);
    }

    private static Target Path(SqlReach reach, SqlReport report)
    {
        var here = reach.IsClient || report.Context.IsLocal;
        return here && report.Context.ResolvePath is { } resolve && !Unresolved.In(reach.Operand)
            ? resolve(reach.Operand)
            : new Target(TargetKind.Path, reach.Operand, here ? TargetScope.Unknown : TargetScope.Elsewhere);
    }

    private static Effect Of(EffectKind kind, Target target, SqlReach reach, SqlStatement s) => new(kind, target, reach.Span)
    {
        Certainty = target.IsResolved ? Certainty.Certain : Certainty.Unresolved,
        Traits = reach.IsClient ? EffectTraits.None : EffectTraits.Elsewhere,
        By = "sql/" + s.Kind.ToString().ToLowerInvariant(),
        Command = reach.By,
    };
}

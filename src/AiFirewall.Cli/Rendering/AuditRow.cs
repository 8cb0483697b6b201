using System.Globalization;
using AiFirewall.Audit;
using AiFirewall.Cli.Terminal;
using AiFirewall.Effects;
using AiFirewall.Policy;

namespace AiFirewall.Cli.Rendering;

/// <summary>A record of the audit log as people read it.</summary>
internal static class AuditRow
{
    private const int RenderedWidth = 90;

    /// <summary>Writes a record on one line; a line that is no record is shown as what it is.</summary>
    public static void Write(AuditEntry entry, TextOutput output, Palette palette)
    {
        if (!entry.IsRecord)
        {
            output.Line(palette.Of(Verdict.Block, $"line {entry.Line} is no record: ") + VisibleText.Cut(entry.Text, RenderedWidth));
            return;
        }
        var time = entry.Time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";
        output.Write(palette.Dim(time.PadRight(19))).Write("  ")
            .Write(palette.Of(VerdictOf(entry.Decision), (entry.Decision ?? "").PadRight(16))).Write("  ")
            .Write(palette.Of(RiskOf(entry.Risk), (entry.Risk ?? "").PadRight(8))).Write("  ")
            .Write(Outcome(entry).PadRight(8)).Write("  ")
            .Line(VisibleText.Cut(entry.Rendered ?? "", RenderedWidth));
    }

    private static string Outcome(AuditEntry entry) => entry switch
    {
        { Executed: true, ExitCode: { } code } => string.Create(CultureInfo.InvariantCulture, $"exit {code}"),
        { Executed: true } => "ran",
        { Approved: true } => "approved",
        { Approved: false } => "refused",
        _ => "judged",
    };

    private static Verdict VerdictOf(string? name) => name switch
    {
        "ALLOW" => Verdict.Allow,
        "REQUIRE_APPROVAL" => Verdict.RequireApproval,
        _ => Verdict.Block,
    };

    private static Risk RiskOf(string? name) => name switch
    {
        "LOW" => Risk.Low,
        "MEDIUM" => Risk.Medium,
        "HIGH" => Risk.High,
        _ => Risk.Critical,
    };
}

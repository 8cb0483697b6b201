using System.Text.Json;
using AiFirewall.Cli.Terminal;
using AiFirewall.Effects;
using AiFirewall.Policy;

namespace AiFirewall.Cli.Rendering;

/// <summary>A record of the audit log as people read it.</summary>
internal static class AuditLine
{
    private const int RenderedWidth = 90;

    /// <summary>Writes a record on one line; a line that is no record is shown as what it is.</summary>
    public static void Write(string record, TextOutput output, Palette palette)
    {
        try
        {
            using var json = JsonDocument.Parse(record);
            var root = json.RootElement;
            var verdict = Field(root, "decision");
            output.Write(palette.Dim(Field(root, "ts").PadRight(25))).Write(" ")
                .Write(palette.Of(VerdictOf(verdict), verdict.PadRight(16))).Write(" ")
                .Write(palette.Of(RiskOf(Field(root, "risk")), Field(root, "risk").PadRight(8))).Write(" ")
                .Line(VisibleText.Cut(Field(root, "rendered"), RenderedWidth));
        }
        catch (JsonException)
        {
            output.Line(palette.Of(Verdict.Block, "not a record: ") + VisibleText.Cut(record, RenderedWidth));
        }
    }

    private static string Field(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) ? value.ToString() : "";

    private static Verdict VerdictOf(string name) => name switch
    {
        "ALLOW" => Verdict.Allow,
        "REQUIRE_APPROVAL" => Verdict.RequireApproval,
        _ => Verdict.Block,
    };

    private static Risk RiskOf(string name) => name switch
    {
        "LOW" => Risk.Low,
        "MEDIUM" => Risk.Medium,
        "HIGH" => Risk.High,
        _ => Risk.Critical,
    };
}

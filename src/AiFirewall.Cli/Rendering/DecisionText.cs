using System.Globalization;
using AiFirewall.Actions;
using AiFirewall.Assessment;
using AiFirewall.Cli.Terminal;
using AiFirewall.Effects;
using AiFirewall.Policy;

namespace AiFirewall.Cli.Rendering;

/// <summary>A decision as people read it.</summary>
internal static class DecisionText
{
    private const int MaxCommandLines = 12;

    /// <summary>Writes verdict, action, reason, findings and impact.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="action">The action; more than <paramref name="maxLines"/> of its lines are not shown.</param>
    /// <param name="output">Where to.</param>
    /// <param name="palette">Colours.</param>
    /// <param name="maxLines">How much of the action is shown.</param>
    public static void Write(Decision decision, GuardAction action, TextOutput output, Palette palette, int maxLines = MaxCommandLines)
    {
        output.Write(palette.Of(decision.Verdict, decision.Verdict.Name())).Write("  ")
            .Write(palette.Of(decision.Risk, DecisionJson.Name(decision.Risk))).Write("  ")
            .Line(palette.Dim(decision.Intent.Name()));
        WriteAction(action, output, palette, maxLines);
        output.Line("  " + VisibleText.Of(decision.Reason));
        WriteFindings(decision.Findings, output, palette);
        WriteImpact(decision.Impact, output);
    }

    /// <summary>Writes the findings, one a line with its evidence below.</summary>
    public static void WriteFindings(IReadOnlyList<Finding> findings, TextOutput output, Palette palette)
    {
        foreach (var finding in findings)
        {
            output.Write("  ").Write(palette.Of(finding.Severity, DecisionJson.Name(finding.Severity).PadRight(8))).Write("  ")
                .Write(VisibleText.Of(finding.Message)).Line(palette.Dim($"  [{finding.Id}]"));
            if (finding.Evidence.Length > 0) output.Line(palette.Dim("            " + VisibleText.Cut(finding.Evidence, 100)));
        }
    }

    /// <summary>Writes what would be touched, when anything is known of it.</summary>
    public static void WriteImpact(Impact? impact, TextOutput output)
    {
        if (impact is null || (impact.FilesAffected == 0 && impact.Notes.Length == 0 && impact.Paths.Count == 0)) return;
        output.Write("  touches ").Write(impact.FilesAffected.ToString(CultureInfo.InvariantCulture)).Write(impact.FilesAffected == 1 ? " file" : " files")
            .Write(" (").Write(Size(impact.BytesAffected)).Write(")");
        for (var i = 0; i < impact.Paths.Count; i++) output.Write(i == 0 ? ": " : ", ").Write(VisibleText.Of(impact.Paths[i]));
        if (impact.Paths.Count > 0 && impact.FilesAffected > 1 && impact.Paths.Count == 8) output.Write(", …");
        output.Line();
        if (impact.LinesAdded + impact.LinesRemoved > 0) output.Line(string.Create(CultureInfo.InvariantCulture, $"  +{impact.LinesAdded} -{impact.LinesRemoved} lines"));
        if (impact.Notes.Length > 0) output.Line("  " + VisibleText.Of(impact.Notes));
    }

    private static void WriteAction(GuardAction action, TextOutput output, Palette palette, int maxLines)
    {
        var lines = VisibleText.Lines(action.Rendered).Split('\n');
        for (var i = 0; i < lines.Length && i < maxLines; i++) output.Line(palette.Bold("  " + lines[i]));
        if (lines.Length > maxLines) output.Line(palette.Dim($"  … {lines.Length - maxLines} more lines"));
    }

    private static string Size(long bytes)
    {
        if (bytes < 1000) return string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
        var (value, unit) = bytes < 1_000_000 ? (bytes / 1e3, "kB") : bytes < 1_000_000_000 ? (bytes / 1e6, "MB") : (bytes / 1e9, "GB");
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {unit}");
    }
}

using AiFirewall.Actions;
using AiFirewall.Cli.Terminal;
using AiFirewall.Effects;
using AiFirewall.Interpretation;

namespace AiFirewall.Cli.Rendering;

/// <summary>A decision as a tree: the command, what it would do, what is worrying about that, and what each stop of the road said.</summary>
internal static class ExplanationText
{
    private const int SourceWidth = 60;
    private const int StepWidth = 90;

    /// <summary>Writes it.</summary>
    public static void Write(Explanation explanation, GuardAction action, TextOutput output, Palette palette)
    {
        var decision = explanation.Decision;
        DecisionText.Write(decision with { Findings = [], Impact = null }, action, output, palette);
        if (explanation.Steps is { Steps.Count: > 0 } root)
        {
            output.Write(palette.Dim("├─ ")).Line(palette.Bold("commands"));
            WriteSteps(root, "│  ", output, palette);
        }

        List<Branch> branches =
        [
            new("effects", decision.Effects.Count, i => EffectLine(decision.Effects[i], action, palette)),
            new("findings", decision.Findings.Count, i => FindingLine(decision.Findings[i], palette)),
            new("impact", decision.Impact is null ? 0 : 1, _ => ImpactLine(decision.Impact!)),
            new("trail", decision.Trail.Count, i => TrailLine(decision.Trail[i], palette)),
        ];
        branches.RemoveAll(b => b.Count == 0);
        for (var i = 0; i < branches.Count; i++) WriteBranch(branches[i], i == branches.Count - 1, output, palette);
    }

    /// <summary>The commands in their order; what a command runs stands below it.</summary>
    private static void WriteSteps(ReadingStep parent, string indent, TextOutput output, Palette palette)
    {
        for (var i = 0; i < parent.Steps.Count; i++)
        {
            var step = parent.Steps[i];
            var isLast = i == parent.Steps.Count - 1;
            var does = string.Join(", ", step.Effects.Select(e => EffectName(e.Kind) + (e.Target.Display.Length > 0 ? " " + e.Target.Display : "")).Distinct().Take(4));
            output.Write(palette.Dim(indent + (isLast ? "└─ " : "├─ ")))
                .Line(VisibleText.Cut(step.Text, StepWidth) + palette.Dim($"  ({step.By})") + (does.Length > 0 ? "  → " + VisibleText.Cut(does, StepWidth) : ""));
            WriteSteps(step, indent + (isLast ? "   " : "│  "), output, palette);
        }
    }

    private static void WriteBranch(Branch branch, bool isLast, TextOutput output, Palette palette)
    {
        output.Write(palette.Dim(isLast ? "└─ " : "├─ ")).Line(palette.Bold(branch.Title));
        for (var i = 0; i < branch.Count; i++)
        {
            output.Write(palette.Dim((isLast ? "   " : "│  ") + (i == branch.Count - 1 ? "└─ " : "├─ "))).Line(branch.LineOf(i));
        }
    }

    private static string EffectLine(Effect effect, GuardAction action, Palette palette)
    {
        var text = palette.Bold(EffectName(effect.Kind));
        if (effect.Target.Display.Length > 0) text += " " + VisibleText.Of(effect.Target.Display);
        if (effect.Target.Scope is not (TargetScope.None or TargetScope.Elsewhere)) text += $" ({(effect.Target.IsWhole ? "all of " : "")}{Words(effect.Target.Scope.ToString())})";
        if (effect.Traits != EffectTraits.None) text += $" [{Words(effect.Traits.ToString())}]";
        if (effect.Certainty != Certainty.Certain) text += $" {effect.Certainty.ToString().ToLowerInvariant()}";
        var source = effect.Span.Of(action.Rendered);
        var by = (effect.By, source) switch
        {
            ("", "") => "",
            ("", _) => $"  ← {VisibleText.Cut(source, SourceWidth)}",
            (_, "") => $"  ← {effect.By}",
            _ => $"  ← {effect.By}: {VisibleText.Cut(source, SourceWidth)}",
        };
        return text + palette.Dim(by);
    }

    private static string FindingLine(Finding finding, Palette palette) =>
        $"{palette.Of(finding.Severity, DecisionJson.Name(finding.Severity))} {VisibleText.Of(finding.Message)}{palette.Dim($"  [{finding.Id}]")}"
        + (finding.Evidence.Length == 0 ? "" : palette.Dim($"  ← {VisibleText.Cut(finding.Evidence, SourceWidth)}"));

    private static string ImpactLine(Impact impact) =>
        $"{impact.FilesAffected} files, {impact.BytesAffected} bytes"
        + (impact.Paths.Count == 0 ? "" : ": " + VisibleText.Of(string.Join(", ", impact.Paths)))
        + (impact.Notes.Length == 0 ? "" : $" ({VisibleText.Of(impact.Notes)})");

    private static string TrailLine(TrailEntry entry, Palette palette) =>
        $"{entry.Stop,-12} {palette.Bold(entry.Said)}  {VisibleText.Of(entry.Why)}";

    // ExecuteRemoteCode → execute-remote-code, the name that rules use.
    private static string EffectName(EffectKind kind) => Words(kind.ToString()).Replace(' ', '-');

    private static string Words(string name)
    {
        var text = new System.Text.StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != ' ') text.Append(' ');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }

    private readonly record struct Branch(string Title, int Count, Func<int, string> LineOf);
}

using AiFirewall.Effects;

namespace AiFirewall.Policy;

/// <summary>When a section asks a person.</summary>
/// <param name="Level">The lowest risk that asks; null when nothing asks.</param>
/// <param name="ExceptPlainProjectEdits">An edit of project files with no finding passes below HIGH.</param>
/// <param name="IsAlways">Written as <c>true</c>.</param>
/// <param name="Source">Where it stands.</param>
internal sealed record ApprovalRule(Risk? Level, bool ExceptPlainProjectEdits, bool IsAlways, PolicySource Source)
{
    /// <summary>The value as a file would have it.</summary>
    public string Text =>
        Level is null ? "false"
        : IsAlways ? "true"
        : ExceptPlainProjectEdits ? $"{{risk_at_or_above: {RiskNames.Of(Level.Value)}, unless: plain_project_edit}}"
        : $"{{risk_at_or_above: {RiskNames.Of(Level.Value)}}}";

    /// <summary>Whether an action asks.</summary>
    public bool Asks(PolicyInput input)
    {
        var risk = input.Assessment.Risk;
        if (Level is not { } level || risk < level) return false;
        return !ExceptPlainProjectEdits || risk >= Risk.High || !IsPlainProjectEdit(input);
    }

    // Everything the action does has to be known and to stay in the project: one request or install beside the edit, and it is not plain.
    private static bool IsPlainProjectEdit(PolicyInput input)
    {
        var (effects, findings) = (input.Assessment.Effects, input.Assessment.Findings);
        if (findings.Count > 0 || effects.Count == 0) return false;
        for (var i = 0; i < effects.Count; i++)
        {
            var effect = effects[i];
            var isPlain = effect.Kind switch
            {
                EffectKind.Read or EffectKind.Execute => effect.Certainty != Certainty.Unresolved,
                EffectKind.Write => effect.Target.Scope is TargetScope.Project or TargetScope.Temporary or TargetScope.Sink
                                    && effect.Target.IsResolved && !effect.Target.IsWhole,
                _ => false,
            };
            if (!isPlain && !effect.Has(EffectTraits.DryRun)) return false;
        }
        return true;
    }
}

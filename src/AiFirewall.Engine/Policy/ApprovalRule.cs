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

    // What is written has to stay in the project, and nothing worse than a remark may have been found. What else the action does is judged
    // by the sections of its own intents.
    private static bool IsPlainProjectEdit(PolicyInput input)
    {
        var (effects, findings) = (input.Assessment.Effects, input.Assessment.Findings);
        for (var i = 0; i < findings.Count; i++)
        {
            if (findings[i].Severity > Risk.Low) return false;
        }
        for (var i = 0; i < effects.Count; i++)
        {
            var effect = effects[i];
            if (effect.Has(EffectTraits.DryRun)) continue;
            if (effect.Kind == EffectKind.Execute && effect.Certainty == Certainty.Unresolved) return false;
            if (effect.Kind is not (EffectKind.Write or EffectKind.Move or EffectKind.ChangePermissions)) continue;
            if (effect.Target.Scope is not (TargetScope.Project or TargetScope.Temporary or TargetScope.Sink) || !effect.Target.IsResolved || effect.Target.IsWhole) return false;
        }
        return effects.Count > 0;
    }
}

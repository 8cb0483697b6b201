using AiFirewall.Assessment;
using AiFirewall.Effects;

namespace AiFirewall.Policy;

/// <summary>The <c>when</c> of a rule. A key that is not given is null and holds for everything; all that are given must hold.</summary>
internal sealed record RuleCondition
{
    public FindingPattern[]? Findings { get; init; }

    public EffectKind[]? Effects { get; init; }

    public TargetScope[]? Scopes { get; init; }

    public WildcardName[]? Hosts { get; init; }

    public Intent[]? Intents { get; init; }

    public Risk? RiskAtOrAbove { get; init; }

    public WildcardName[]? Agents { get; init; }

    public WildcardName[]? Roles { get; init; }

    private bool LooksAtEffects => Effects is not null || Scopes is not null || Hosts is not null;

    /// <summary>Whether it holds for some part of the action: enough for a rule that tightens.</summary>
    public bool Touches(PolicyInput input) =>
        HoldsForWhole(input)
        && (Findings is null || FindingIn(input) is not null)
        && (!LooksAtEffects || AnyEffect(input.Assessment.Effects));

    /// <summary>
    /// Whether it holds for all that matters in the action: what a rule that loosens needs. Otherwise a harmless command that a rule
    /// allows would carry a harmful one past the policy.
    /// </summary>
    public bool Covers(PolicyInput input) => Touches(input)
        && (Findings is null || EveryFinding(input.Assessment.Findings))
        && (!LooksAtEffects || EveryEffect(input.Assessment.Effects));

    /// <summary>Whether <paramref name="findingId"/> is named in full, not through a wildcard.</summary>
    public bool NamesExactly(string findingId)
    {
        if (Findings is null) return false;
        foreach (var pattern in Findings)
        {
            if (!pattern.IsPrefix && pattern.Matches(findingId)) return true;
        }
        return false;
    }

    /// <summary>The first finding that the condition names; null for none.</summary>
    public Finding? FindingIn(PolicyInput input)
    {
        var findings = input.Assessment.Findings;
        if (Findings is null) return null;
        for (var i = 0; i < findings.Count; i++)
        {
            if (Names(findings[i])) return findings[i];
        }
        return null;
    }

    /// <summary>Whether a finding is one of those named.</summary>
    public bool Names(Finding finding)
    {
        foreach (var pattern in Findings ?? [])
        {
            if (pattern.Matches(finding.Id)) return true;
        }
        return false;
    }

    private bool HoldsForWhole(PolicyInput input) =>
        (Intents is null || Array.IndexOf(Intents, input.Assessment.Intent) >= 0)
        && (RiskAtOrAbove is not { } risk || input.Assessment.Risk >= risk)
        && (Agents is null || WildcardName.Any(Agents, input.Action.Agent))
        && (Roles is null || WildcardName.Any(Roles, input.Role));

    private bool AnyEffect(IReadOnlyList<Effect> effects)
    {
        for (var i = 0; i < effects.Count; i++)
        {
            if (!effects[i].Has(EffectTraits.DryRun) && Holds(effects[i])) return true;
        }
        return false;
    }

    private bool EveryEffect(IReadOnlyList<Effect> effects)
    {
        for (var i = 0; i < effects.Count; i++)
        {
            if (!Holds(effects[i]) && !IsHarmless(effects[i])) return false;
        }
        return true;
    }

    private bool EveryFinding(IReadOnlyList<Finding> findings)
    {
        for (var i = 0; i < findings.Count; i++)
        {
            if (findings[i].Severity > Risk.Low && !Names(findings[i])) return false;
        }
        return true;
    }

    // The keys about effects speak of one and the same effect.
    private bool Holds(Effect effect) =>
        (Effects is null || Array.IndexOf(Effects, effect.Kind) >= 0)
        && (Scopes is null || Array.IndexOf(Scopes, effect.Target.Scope) >= 0)
        && (Hosts is null || WildcardName.Any(Hosts, HostName.Of(effect.Target)));

    private static bool IsHarmless(Effect effect) =>
        effect.Has(EffectTraits.DryRun)
        || effect.Target.Scope == TargetScope.Sink
        || (effect.Kind == EffectKind.Read
            && effect.Target.Scope is not (TargetScope.Credentials or TargetScope.Guard or TargetScope.Unknown));
}

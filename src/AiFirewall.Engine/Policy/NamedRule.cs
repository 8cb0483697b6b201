namespace AiFirewall.Policy;

/// <summary>A rule of the <c>rules</c> list.</summary>
/// <param name="Name">Its name, shown in reasons and in the audit log.</param>
/// <param name="When">What it applies to.</param>
/// <param name="Then">What it says.</param>
/// <param name="Why">Why, for people; null for none.</param>
/// <param name="Source">Where it stands.</param>
/// <param name="IsBuiltIn">It comes with the firewall.</param>
internal sealed record NamedRule(string Name, RuleCondition When, Verdict Then, string? Why, PolicySource Source, bool IsBuiltIn)
{
    /// <summary>The rule's answer to an action that it applies to.</summary>
    public PolicyAnswer Answer(PolicyInput input)
    {
        var what = When.FindingIn(input)?.Message ?? Reasons.What(input);
        var why = Why ?? Then switch
        {
            Verdict.Allow => $"the rule '{Name}' allows it",
            Verdict.RequireApproval => $"the rule '{Name}' asks",
            _ => $"the rule '{Name}' blocks it",
        };
        return new PolicyAnswer(Then, Reasons.Join(what, why), $"rules.{Name}", Source);
    }
}

namespace AiFirewall.Policy;

/// <summary>Writes effective rules out, one line each, in the order in which they are consulted.</summary>
internal static class PolicyDescription
{
    public static IEnumerable<PolicyRule> Of(RuleBook book, bool isTightening)
    {
        foreach (var rule in book.Rules)
        {
            // A copy of the default file in the user's place repeats the built-in rules.
            if (rule.IsBuiltIn && Array.Exists(book.Rules, other => !other.IsBuiltIn && other.Name == rule.Name && Text(other) == Text(rule))) continue;
            yield return new PolicyRule($"rules.{rule.Name}", Text(rule), rule.Source, isTightening);
        }

        foreach (var section in book.Sections)
        {
            if (section is null) continue;
            foreach (var pattern in section.Allowed ?? [])
                yield return new PolicyRule($"{section.Name}.allowed", pattern.Text, pattern.Source, isTightening);
            foreach (var pattern in section.Blocked ?? [])
                yield return new PolicyRule($"{section.Name}.blocked", pattern.Text, pattern.Source, isTightening);
            foreach (var glob in section.BlockedPaths ?? [])
                yield return new PolicyRule($"{section.Name}.blocked_paths", glob.Text, glob.Source, isTightening);
            if (section.Approval is { } approval)
                yield return new PolicyRule($"{section.Name}.require_approval", approval.Text, approval.Source, isTightening);
        }
    }

    private static string Text(NamedRule rule) => $"{When(rule.When)} -> {Then(rule.Then)}";

    private static string Then(Verdict verdict) => verdict switch
    {
        Verdict.Allow => "allow",
        Verdict.RequireApproval => "ask",
        _ => "block",
    };

    private static string When(RuleCondition when)
    {
        var parts = new List<string>();
        Add("finding", when.Findings?.Select(f => f.Text));
        Add("effect", when.Effects?.Select(PolicyWords<Effects.EffectKind>.Of));
        Add("scope", when.Scopes?.Select(PolicyWords<Effects.TargetScope>.Of));
        Add("host", when.Hosts?.Select(h => h.Text));
        Add("intent", when.Intents?.Select(Section.NameOf));
        Add("risk_at_or_above", when.RiskAtOrAbove is { } risk ? [RiskNames.Of(risk)] : null);
        Add("agent", when.Agents?.Select(a => a.Text));
        Add("role", when.Roles?.Select(r => r.Text));
        return string.Join(", ", parts);

        void Add(string key, IEnumerable<string>? values)
        {
            if (values is not null) parts.Add($"{key}: {string.Join(" | ", values)}");
        }
    }
}

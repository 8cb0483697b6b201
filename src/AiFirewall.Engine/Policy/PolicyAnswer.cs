namespace AiFirewall.Policy;

/// <summary>What a policy says about an action.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">One sentence for people: what the action does and why that gets this verdict.</param>
/// <param name="Rule">The rule that decided: <c>rules.never-the-root</c>, <c>file_delete.require_approval</c>; empty when none objected.</param>
/// <param name="Source">Where that rule stands.</param>
public sealed record PolicyAnswer(Verdict Verdict, string Reason, string Rule, PolicySource Source)
{
    internal static PolicyAnswer NoObjection { get; } = new(Verdict.Allow, "no rule of the policy objects", "", default);

    /// <summary>The stricter of two answers; the first of equals.</summary>
    internal static PolicyAnswer Stricter(PolicyAnswer? first, PolicyAnswer second) =>
        first is not null && first.Verdict >= second.Verdict ? first : second;
}

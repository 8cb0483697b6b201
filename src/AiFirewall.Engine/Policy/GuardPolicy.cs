using AiFirewall.State;

namespace AiFirewall.Policy;

/// <summary>The rules in force. Immutable; judging is pure.</summary>
public sealed class GuardPolicy
{
    private readonly RuleBook? _rules;
    private readonly RuleBook? _tightened;

    /// <summary>The built-in policy.</summary>
    public GuardPolicy()
    {
    }

    /// <summary>Rules that are ready.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="tightened">The same with those of an untrusted project over them; null for none.</param>
    internal GuardPolicy(RuleBook rules, RuleBook? tightened) => (_rules, _tightened) = (rules, tightened);

    /// <summary>Rules that cannot be used.</summary>
    internal GuardPolicy(IReadOnlyList<PolicyProblem> problems)
    {
        Problems = problems;
        Problem = problems.Count == 1 ? problems[0].ToString() : $"{problems[0]} (and {problems.Count - 1} more)";
    }

    /// <summary>Why the policy could not be read, in one sentence with file, line and a suggestion; null when it could. Then everything is refused.</summary>
    public string? Problem { get; init; }

    /// <summary>Everything that is wrong with the files; empty when they can be used.</summary>
    public IReadOnlyList<PolicyProblem> Problems { get; } = [];

    /// <summary>The default policy, compiled in.</summary>
    public static GuardPolicy Default { get; } = new();

    /// <summary>The policy of a home, tightened by that of a project. Never throws: see <see cref="Problem"/>.</summary>
    public static GuardPolicy Load(GuardHome home, string? project) => Load(home, project, isProjectTrusted: false);

    /// <summary>The policy of a home and a project. Never throws: see <see cref="Problem"/>.</summary>
    /// <param name="home">The firewall's home, which may hold a <c>rules.yaml</c>.</param>
    /// <param name="project">The project's directory, which may hold a <c>.ai-firewall/rules.yaml</c>; null for none.</param>
    /// <param name="isProjectTrusted">The user trusts the project, so that its rules may also loosen.</param>
    public static GuardPolicy Load(GuardHome home, string? project, bool isProjectTrusted) => PolicyLoader.Load(home, project, isProjectTrusted);

    /// <summary>The policy that a text is, over the built-in one. Never throws: see <see cref="Problem"/>.</summary>
    /// <param name="text">The text, YAML.</param>
    /// <param name="file">What to call it in messages.</param>
    public static GuardPolicy Parse(string text, string file = "rules.yaml") => PolicyLoader.Parse(text, file);

    /// <summary>Says whether an action goes ahead.</summary>
    /// <param name="input">The action, and what it would do.</param>
    /// <returns>The verdict with its reason; a BLOCK that names the problem while there is one.</returns>
    public PolicyAnswer Judge(PolicyInput input)
    {
        if (Problem is not null)
            return new PolicyAnswer(Verdict.Block, $"the policy cannot be read: {Problem}", "", Problems.Count > 0 ? Problems[0].Source : default);
        var answer = Rules.Judge(input);
        // What a project says counts only where it is stricter.
        return _tightened is null || answer.Verdict == Verdict.Block ? answer : PolicyAnswer.Stricter(answer, _tightened.Judge(input));
    }

    /// <summary>The effective rules in the order in which they are consulted, each with the file and line that it came from.</summary>
    public IReadOnlyList<PolicyRule> Describe()
    {
        if (Problem is not null) return [];
        var rules = PolicyDescription.Of(Rules, isTightening: false).ToList();
        if (_tightened is not null) rules.AddRange(PolicyDescription.Of(_tightened, isTightening: true).Where(rule => !rules.Contains(rule with { IsTightening = false })));
        return rules;
    }

    private RuleBook Rules => _rules ?? PolicyLoader.Default;
}

using AiFirewall.Actions;
using AiFirewall.Effects;
using AiFirewall.Observation;
using AiFirewall.Text;

namespace AiFirewall.Audit;

/// <summary>One line of the audit log. Texts are masked by <see cref="Of"/>.</summary>
public sealed record AuditRecord
{
    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The action's id.</summary>
    public required string ActionId { get; init; }

    /// <summary>The action's wire type.</summary>
    public required string Type { get; init; }

    /// <summary>The action as shown to people, masked.</summary>
    public required string Rendered { get; init; }

    /// <summary>The decision, its findings masked.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Whether it was allowed or approved; null for a mere evaluation.</summary>
    public bool? Approved { get; init; }

    /// <summary>Whether it ran.</summary>
    public bool Executed { get; init; }

    /// <summary>Its exit code; null when it did not run.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The agent that asked.</summary>
    public string? Agent { get; init; }

    /// <summary>The agent's session.</summary>
    public string? Session { get; init; }

    /// <summary>The role it asked as.</summary>
    public string? Role { get; init; }

    /// <summary>The project's directory.</summary>
    public string? Project { get; init; }

    /// <summary>The record of a decision. Everything in it that comes from the action is masked.</summary>
    public static AuditRecord Of(GuardAction action, Decision decision, IObservation observation) => new()
    {
        Time = observation.Now,
        ActionId = action.Id,
        Type = action.Type,
        Rendered = SecretMasker.Mask(action.Rendered),
        Decision = Masked(decision),
        Agent = action.Agent,
        Session = action.Session,
        Role = action.Role,
        Project = observation.Project,
    };

    private static Decision Masked(Decision decision) => decision with
    {
        Reason = SecretMasker.Mask(decision.Reason),
        Findings = Each(decision.Findings, Masked),
        Effects = Each(decision.Effects, effect => effect with { Target = effect.Target with { Text = SecretMasker.Mask(effect.Target.Text) } }),
        Impact = decision.Impact is not { } impact ? null : impact with
        {
            Paths = Each(impact.Paths, SecretMasker.Mask),
            Notes = SecretMasker.Mask(impact.Notes),
            Diff = impact.Diff is null ? null : SecretMasker.Mask(impact.Diff),
            CodeFindings = Each(impact.CodeFindings, Masked),
        },
        Trail = Each(decision.Trail, entry => entry with { Why = SecretMasker.Mask(entry.Why) }),
    };

    private static Finding Masked(Finding finding) => finding with { Message = SecretMasker.Mask(finding.Message), Evidence = SecretMasker.Mask(finding.Evidence) };

    private static T[] Each<T>(IReadOnlyList<T> items, Func<T, T> masked)
    {
        var result = new T[items.Count];
        for (var i = 0; i < result.Length; i++) result[i] = masked(items[i]);
        return result;
    }
}

using AiFirewall.Actions;
using AiFirewall.Approval;
using AiFirewall.Assessment;
using AiFirewall.Audit;
using AiFirewall.Effects;
using AiFirewall.Execution;
using AiFirewall.Observation;
using AiFirewall.Policy;
using AiFirewall.State;

namespace AiFirewall;

/// <summary>The front door of the engine: takes an action down the road to a decision, and on to its execution.</summary>
/// <param name="policy">The rules in force.</param>
/// <param name="audit">Where decisions are recorded; null to record nothing (tests, dry evaluation).</param>
public sealed class Guard(GuardPolicy policy, IAuditLog? audit = null)
{
    /// <summary>The rules in force.</summary>
    public GuardPolicy Policy { get; } = policy;

    /// <summary>Opens the guard of a home: its policy, and its audit log.</summary>
    /// <param name="home">The firewall's home.</param>
    /// <param name="project">The project's directory, whose files may tighten the policy; null for none.</param>
    /// <returns>A guard. A policy that cannot be read gives a guard that refuses everything and says why.</returns>
    public static Guard Open(GuardHome home, string? project = null) =>
        new(GuardPolicy.Load(home, project), new JsonLinesAuditLog(home));

    /// <summary>Judges <paramref name="action"/> and touches nothing.</summary>
    /// <param name="action">What an agent asks.</param>
    /// <param name="observation">What is so on this machine.</param>
    /// <returns>The decision; never throws for any action.</returns>
    public Decision Evaluate(GuardAction action, IObservation observation) => new()
    {
        Id = action.Id,
        Verdict = Policy.Problem is null ? Verdict.RequireApproval : Verdict.Block,
        Intent = Intent.Unknown,
        Risk = Risk.Medium,
        Reason = "not read yet",
    };

    /// <summary>Judges <paramref name="action"/> and records the decision: what hooks and <c>eval</c> use.</summary>
    /// <returns>The decision; a BLOCK when it could not be recorded and the policy does not say otherwise.</returns>
    public Decision Answer(GuardAction action, IObservation observation)
    {
        var decision = Evaluate(action, observation);
        audit?.Append(AuditRecord.Of(action, decision, observation));
        return decision;
    }

    /// <summary>Judges <paramref name="action"/>, asks a person where that is needed, records, and runs what may run.</summary>
    /// <param name="action">What an agent asks.</param>
    /// <param name="observation">What is so on this machine.</param>
    /// <param name="approver">Asks a person.</param>
    /// <param name="executor">Runs the action.</param>
    /// <param name="cancellation">Stops the execution.</param>
    public ExecutionResult Execute(
        GuardAction action, IObservation observation, IApprover approver, IExecutor executor, CancellationToken cancellation = default)
    {
        var decision = Evaluate(action, observation);
        var approved = decision.Verdict switch
        {
            Verdict.Allow => true,
            Verdict.RequireApproval => approver.Ask(new ApprovalRequest(action, decision)).IsApproved,
            _ => false,
        };
        audit?.Append(AuditRecord.Of(action, decision, observation) with { Approved = approved });
        if (!approved) return new ExecutionResult(decision, IsApproved: false, ExitCode: null);

        var exitCode = executor.Run(action, observation, cancellation);
        audit?.Append(AuditRecord.Of(action, decision, observation) with { Approved = true, Executed = true, ExitCode = exitCode });
        return new ExecutionResult(decision, IsApproved: true, exitCode);
    }
}

/// <summary>What came of <see cref="Guard.Execute"/>.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="IsApproved">Whether it was allowed or approved.</param>
/// <param name="ExitCode">The exit code of what ran; null when nothing ran.</param>
public sealed record ExecutionResult(Decision Decision, bool IsApproved, int? ExitCode);

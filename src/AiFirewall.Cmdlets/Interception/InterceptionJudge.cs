using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Host;
using AiFirewall.Actions;
using AiFirewall.Approval;
using AiFirewall.Assessment;
using AiFirewall.Cmdlets.Approval;
using AiFirewall.Effects;
using AiFirewall.Execution;
using AiFirewall.Observation;
using AiFirewall.Policy;

namespace AiFirewall.Cmdlets.Interception;

/// <summary>Puts the question of every gate of a session to the engine: a text of PowerShell, and the place it would run at.</summary>
internal static class InterceptionJudge
{
    private const int MaxVerdicts = 512;

    private static readonly ConcurrentDictionary<(string Text, string Directory, ShellDialect Dialect), Allowed> s_allowed = new();

    /// <summary>Judges a text and records the decision. Nobody is asked.</summary>
    /// <param name="text">PowerShell: a line, a script, or one command with its arguments as literals.</param>
    /// <param name="origin">The gate that asks, for the audit log: <c>start</c>, <c>line</c>, <c>command</c>, <c>objects</c>.</param>
    /// <param name="directory">The file system directory it would run in.</param>
    /// <param name="dialect">The language of the text, where it is not PowerShell.</param>
    /// <remarks>Never throws: the engine answers whatever fails with a BLOCK, and so does this.</remarks>
    public static Decision Judge(string text, string origin, string directory, ShellDialect dialect = ShellDialect.PowerShell)
    {
        try
        {
            return JudgeOrThrow(text, origin, directory, dialect);
        }
        catch (Exception problem) when (problem is not PipelineStoppedException)
        {
            return Failed(origin, problem);
        }
    }

    private static Decision JudgeOrThrow(string text, string origin, string directory, ShellDialect dialect)
    {
        var guard = SessionGuards.Of(directory, out var observation, isRefereed: origin != CommandGate.Origin);
        if (s_allowed.TryGetValue((text, directory, dialect), out var known) && ReferenceEquals(known.Guard, guard)) return known.Decision;

        var decision = guard.Answer(Action(text, dialect, origin, observation), observation);
        // What was seen on the disk may be another thing the next time; a verdict that looked at nothing holds as long as the rules do.
        if (decision.Verdict == Verdict.Allow && !observation.HasLooked)
        {
            if (s_allowed.Count >= MaxVerdicts) s_allowed.Clear();
            s_allowed[(text, directory, dialect)] = new(guard, decision);
        }
        return decision;
    }

    /// <summary>Judges a text, asks the person at the host where the decision needs one, and records what came of it.</summary>
    /// <returns>The decision, and whether the text may run.</returns>
    public static InterceptionAnswer Ask(string text, string origin, string directory, PSHost host, ShellDialect dialect = ShellDialect.PowerShell) =>
        Ask(text, origin, directory, new HostApprover(host), dialect);

    /// <summary>The same, for where a person is asked in another way than by the host.</summary>
    public static InterceptionAnswer Ask(string text, string origin, string directory, IApprover person, ShellDialect dialect = ShellDialect.PowerShell)
    {
        try
        {
            return AskOrThrow(text, origin, directory, person, dialect);
        }
        catch (Exception problem) when (problem is not PipelineStoppedException)
        {
            return new(Failed(origin, problem), MayRun: false);
        }
    }

    /// <summary>Asks the person at the host also where the rules would let the text pass: nobody else may take the guard away.</summary>
    public static InterceptionAnswer AskInAnyCase(string text, string origin, string directory, PSHost host)
    {
        var answer = Ask(text, origin, directory, host);
        if (answer.Decision.Verdict != Verdict.Allow) return answer;

        var decision = answer.Decision with { Verdict = Verdict.RequireApproval, Reason = "takes the guard of this session away" };
        var action = new ShellAction(text, ShellDialect.PowerShell) { Id = origin, Agent = SessionObservation.Of(directory).Agent };
        var isApproved = action.Agent is null && new HostApprover(host).Ask(new(action, decision)).IsApproved;
        return new(decision, isApproved);
    }

    private static InterceptionAnswer AskOrThrow(string text, string origin, string directory, IApprover person, ShellDialect dialect)
    {
        var guard = SessionGuards.Of(directory, out var observation, isRefereed: origin != CommandGate.Origin);
        var action = Action(text, dialect, origin, observation);
        // A terminal that an agent opened is one that it can type into.
        var approver = action.Agent is null ? person : new NobodyApprover();
        var result = guard.Execute(action, observation, approver, GoAhead.Instance);
        return new(result.Decision, result.IsApproved);
    }

    private static ShellAction Action(string text, ShellDialect dialect, string origin, SessionObservation observation) =>
        new(text, dialect)
        {
            Id = origin,
            WorkingDirectory = observation.WorkingDirectory,
            Agent = observation.Agent,
        };

    /// <summary>The refusal of a gate that failed before it could judge.</summary>
    public static Decision Failed(string origin, Exception problem) => new()
    {
        Id = origin,
        Verdict = Verdict.Block,
        Intent = Intent.Unknown,
        Risk = Risk.High,
        Reason = $"the firewall failed before it could judge this ({problem.GetType().Name}: {problem.Message}); nothing runs until that is mended",
        Findings = [new Finding("guard.failure", Risk.High, $"the firewall failed while judging: {problem.GetType().Name}")],
    };

    private sealed record Allowed(Guard Guard, Decision Decision);

    /// <summary>What was asked about runs after this, in the pipeline that it came from.</summary>
    private sealed class GoAhead : IExecutor
    {
        public static GoAhead Instance { get; } = new();

        public int Run(GuardAction action, IObservation observation, CancellationToken cancellation) => 0;
    }
}

/// <summary>What came of asking.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="MayRun">Whether it was allowed, or a person approved it.</param>
internal sealed record InterceptionAnswer(Decision Decision, bool MayRun);

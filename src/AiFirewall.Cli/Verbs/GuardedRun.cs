using System.Text;
using AiFirewall.Actions;
using AiFirewall.Agents;
using AiFirewall.Approval;
using AiFirewall.Cli.Rendering;
using AiFirewall.Cli.Terminal;
using AiFirewall.Execution;
using AiFirewall.Observation;
using AiFirewall.Policy;

namespace AiFirewall.Cli.Verbs;

/// <summary>Takes a command all the way: judged, asked about, recorded, run.</summary>
internal static class GuardedRun
{
    private const int NotFound = 127;

    // Who says yes has seen all of it; what is worrying stands below, so that a long command does not push it off the screen.
    private const int MaxQuestionLines = 200;

    /// <summary>Runs an action if it may run.</summary>
    /// <param name="action">The command.</param>
    /// <param name="executor">Runs it.</param>
    /// <param name="program">What is started, for the message that it is not there.</param>
    /// <param name="streams">Where a refusal and its reasons go.</param>
    /// <returns>The exit code for the process.</returns>
    public static int Of(ShellAction action, IExecutor executor, string program, Streams streams)
    {
        var observation = LiveObservation.Of(action.WorkingDirectory);
        if (Execute(action, observation, executor, "", streams, CancellationToken.None) is not { } result) return ExitCodes.Refused;
        if (result.ExitCode == NotFound && executor is ShellExecutor && ShellExecutor.FindShell(action.Shell, observation) is null)
            streams.Say($"there is no {program} on this machine");
        else if (result.ExitCode == NotFound && executor is ProgramExecutor)
            streams.Say($"the program '{program}' was not found, or it exited with 127");
        return result.ExitCode ?? ExitCodes.Refused;
    }

    /// <summary>Judges, asks where that is needed, records and runs; says why when it is refused.</summary>
    /// <param name="action">The action.</param>
    /// <param name="observation">What is so where it runs.</param>
    /// <param name="executor">Runs it.</param>
    /// <param name="where">What it runs against, for the question; empty for nothing to say.</param>
    /// <param name="streams">Where a refusal and its reasons go.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What came of it; null when it was refused.</returns>
    public static ExecutionResult? Execute(
        GuardAction action, IObservation observation, IExecutor executor, string where, Streams streams, CancellationToken cancellation)
    {
        var agent = AgentEnvironment.AgentOf(observation);
        action = action with { Agent = action.Agent ?? agent };
        var approver = new WatchedApprover(agent is null ? new ConsoleApprover(request => Question(request, where)) : new NobodyApprover());
        var result = new GuardSession().GuardOf(observation).Execute(action, observation, approver, executor, cancellation);
        if (result.IsApproved) return result;
        WriteRefusal(result.Decision, approver.Answer, agent, streams);
        return null;
    }

    private static string Question(ApprovalRequest request, string where)
    {
        using var text = new MemoryStream();
        var output = new TextOutput(text);
        var palette = new Palette(Palette.IsWanted());
        output.Line().Line(palette.Bold("AiFirewall asks before this runs"));
        if (where.Length > 0) output.Line(VisibleText.Of(where));
        DecisionText.Write(request.Decision, request.Action, output, palette, MaxQuestionLines);
        output.Write("Run it? [y/N] ").Flush();
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static void WriteRefusal(Decision decision, ApprovalAnswer? answer, string? agent, Streams streams)
    {
        var why = (decision.Verdict, answer?.By) switch
        {
            (Verdict.Block, _) => "blocked",
            (_, "nobody") when agent is not null => "refused, it needs approval, and nobody is asked inside an agent's own tool call",
            (_, "nobody") => "refused, it needs approval and there is no terminal to ask on",
            _ => "refused, it was not approved",
        };
        streams.Say($"{why}: {decision.Reason}");
        DecisionText.WriteFindings(decision.Findings, streams.Error, Streams.ErrorPalette);
        streams.Error.Flush();
    }

    // Remembers the answer, so that a refusal can say whether anybody gave it.
    private sealed class WatchedApprover(IApprover inner) : IApprover
    {
        public ApprovalAnswer? Answer { get; private set; }

        public ApprovalAnswer Ask(ApprovalRequest request) => Answer = inner.Ask(request);
    }
}

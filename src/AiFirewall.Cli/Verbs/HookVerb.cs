using System.Diagnostics;
using AiFirewall.Agents;
using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Terminal;
using AiFirewall.Observation;

namespace AiFirewall.Cli.Verbs;

/// <summary><c>guard hook</c>: what agents call before they act. Whatever goes wrong is a refusal.</summary>
internal sealed class HookVerb : Verb
{
    private const int MaxInput = 16 * 1024 * 1024;
    private const int StackSize = 16 * 1024 * 1024;

    // Every agent lets the call run when its hook takes too long, the most impatient after ten seconds.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override string Name => "hook";

    /// <inheritdoc/>
    public override string Summary => "answer an agent's hook: standard input is what the agent is about to do";

    /// <inheritdoc/>
    public override string Usage => "hook AGENT";

    /// <inheritdoc/>
    public override string Details =>
        """
        AGENT is one of: claude.
        Exit code 0 without output means that the agent's own rules decide, 2 with a reason on
        standard error refuses. An action that needs approval is asked about in the agent's own
        prompt; AI_FIREWALL_HOOK_APPROVAL=block refuses it, =allow lets it through.
        """;

    /// <inheritdoc/>
    public override int Run(ParsedLine line, Streams streams)
    {
        if (line.Operands.Count != 1) return streams.Fail("'guard hook' takes the name of one agent; see 'guard hook --help'");
        if (AgentHooks.Find(line.Operands[0]) is not { } hook)
            return streams.Fail($"unknown agent '{line.Operands[0]}'{Suggestion.For(line.Operands[0], AgentHooks.Names)}; see 'guard hook --help'");

        var answer = AnswerInTime(hook);
        if (answer.StandardError.Length > 0) streams.Error.Write(answer.StandardError).Flush();
        if (answer.StandardOutput.Length > 0) streams.Output.Write(answer.StandardOutput).Flush();
        return answer.ExitCode;
    }

    // Judging has a thread and a stack of its own. Only this thread writes, so that a late answer is never mixed into the refusal.
    private static HookAnswer AnswerInTime(IAgentHook hook)
    {
        HookAnswer? answer = null;
        var judging = new Thread(() => answer = Answer(hook), StackSize) { IsBackground = true };
        judging.Start();
        var left = Deadline - Stopwatch.GetElapsedTime(Program.Started);
        return left > TimeSpan.Zero && judging.Join(left) && answer is not null
            ? answer
            : hook.Refuse($"no answer within {Deadline.TotalSeconds:0} seconds, so the action is refused");
    }

    private static HookAnswer Answer(IAgentHook hook)
    {
        try
        {
            if (ReadInput() is not { } input) return hook.Refuse($"the hook input is larger than {MaxInput >> 20} MiB");
            var request = hook.Read(input, LiveObservation.Of);
            if (request.Refusal is { } refusal) return hook.Refuse(refusal);
            if (request.Action is not { } action) return HookAnswer.Silent;
            var approval = AgentHooks.ApprovalOf(Environment.GetEnvironmentVariable("AI_FIREWALL_HOOK_APPROVAL"));
            return hook.Answer(request, new GuardSession().Answer(action), approval);
        }
        catch (Exception e)
        {
            return hook.Refuse($"refused, because {Failures.Describe(e)}");
        }
    }

    private static ReadOnlyMemory<byte>? ReadInput()
    {
        using var input = Streams.OpenInput();
        var buffer = new byte[16 * 1024];
        var length = 0;
        while (true)
        {
            var read = input.Read(buffer, length, buffer.Length - length);
            if (read == 0) return buffer.AsMemory(0, length);
            length += read;
            if (length > MaxInput) return null;
            if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        }
    }
}

using AiFirewall.Actions;
using AiFirewall.Observation;

namespace AiFirewall.Agents;

/// <summary>
/// The hook protocol of one agent: reads what the agent sends before it acts, and words the answer in the one form that the agent
/// cannot misread as a permission.
/// </summary>
public interface IAgentHook
{
    /// <summary>The name on the command line and in records: <c>claude</c>.</summary>
    string Name { get; }

    /// <summary>Reads one hook input. Never throws for any input: what cannot be read is a refusal.</summary>
    /// <param name="input">What the agent wrote to standard input.</param>
    /// <param name="observe">Looks at the world around a working directory; needed to apply an edit to the file it changes.</param>
    HookRequest Read(ReadOnlyMemory<byte> input, Func<string?, IObservation> observe);

    /// <summary>Words a decision about an action of <paramref name="request"/>.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="approval">What becomes of a decision that asks a person.</param>
    HookAnswer Answer(HookRequest request, Decision decision, HookApproval approval);

    /// <summary>Words a refusal that no decision stands behind: broken input, a failure of the firewall itself.</summary>
    /// <param name="why">One sentence for the agent.</param>
    HookAnswer Refuse(string why);
}

/// <summary>What an agent's hook asks.</summary>
public sealed record HookRequest
{
    /// <summary>The event of the agent's protocol that brought it; empty when it could not be read.</summary>
    public string Event { get; init; } = "";

    /// <summary>The action to judge; null when there is none.</summary>
    public GuardAction? Action { get; init; }

    /// <summary>Why it is refused without judging, one sentence; null when it is not.</summary>
    public string? Refusal { get; init; }

    /// <summary>Nothing that the firewall has an opinion on.</summary>
    public static HookRequest NoOpinion(string hookEvent) => new() { Event = hookEvent };

    /// <summary>Refused without judging.</summary>
    public static HookRequest Refused(string why, string hookEvent = "") => new() { Event = hookEvent, Refusal = why };
}

/// <summary>What a hook process hands back to the agent.</summary>
/// <param name="StandardOutput">Text for standard output; empty for none.</param>
/// <param name="StandardError">Text for standard error; empty for none.</param>
/// <param name="ExitCode">The exit code.</param>
public sealed record HookAnswer(string StandardOutput, string StandardError, int ExitCode)
{
    /// <summary>No opinion: the agent's own rules decide.</summary>
    public static HookAnswer Silent { get; } = new("", "", 0);
}

/// <summary>What a hook makes of a decision that asks a person. Only the user sets it, through <c>AI_FIREWALL_HOOK_APPROVAL</c>.</summary>
public enum HookApproval : byte
{
    /// <summary>The agent's own prompt asks.</summary>
    Prompt,
    /// <summary>Refused.</summary>
    Block,
    /// <summary>Let through.</summary>
    Allow,
}

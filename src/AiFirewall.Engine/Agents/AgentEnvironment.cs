using AiFirewall.Observation;

namespace AiFirewall.Agents;

/// <summary>Tells from the environment whether a process runs inside an agent's own tool call.</summary>
public static class AgentEnvironment
{
    // Variables that the agents were seen to set for what they start. The last one is set by several.
    private static readonly KeyValuePair<string, string>[] Marks =
    [
        new("CLAUDECODE", "claude"),
        new("CODEX_MANAGED_PACKAGE_ROOT", "codex"),
        new("CODEX_MANAGED_BY_NPM", "codex"),
        new("GEMINI_CLI", "gemini"),
        new("GEMINI_SESSION_ID", "gemini"),
        new("COPILOT_CLI", "copilot"),
        new("QWEN_CODE_CLI", "qwen"),
        new("AI_AGENT", "agent"),
    ];

    /// <summary>The agent that started this process; null when none is known to have.</summary>
    /// <remarks>
    /// A terminal in there is one that the agent opened and can type into, so nobody is asked on it. An agent could take the variables
    /// away first; that is for judging the command that does so, this is for the ordinary case.
    /// </remarks>
    public static string? AgentOf(IObservation observation)
    {
        foreach (var (variable, agent) in Marks)
        {
            if (!string.IsNullOrEmpty(observation.Variable(variable))) return agent;
        }
        return null;
    }
}

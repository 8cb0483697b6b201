namespace AiFirewall.Effects;

/// <summary>
/// Environment variables that steer the firewall, and those by which an agent's hooks, settings and the firewall know that an agent is at
/// work. Setting them otherwise, or taking them away, can hide the agent or leave its hooks behind; reading them is harmless.
/// </summary>
internal static class GuardVariables
{
    private const string Firewall = "AI_FIREWALL_";

    /// <summary>Set by the agents for what they start, and where they look for their hooks.</summary>
    private static readonly string[] Markers =
    [
        "CLAUDECODE", "CLAUDE_PID", "CLAUDE_EFFORT", "CLAUDE_PROJECT_DIR", "CLAUDE_CONFIG_DIR", "AI_AGENT", "CODEX_HOME", "GEMINI_CLI", "GEMINI_PROJECT_DIR", "GEMINI_CWD",
        "GEMINI_SESSION_ID", "COPILOT_CLI", "COPILOT_HOME", "COPILOT_PROJECT_DIR", "QWEN_CODE_CLI", "QWEN_CODE",
    ];

    private static readonly string[] MarkerPrefixes = ["CLAUDE_CODE_", "CODEX_MANAGED_", "CODEX_SANDBOX", "GEMINI_CLI_", "COPILOT_HOOK_"];

    /// <summary>Programs that are agents or the firewall: they find their settings and hooks by the environment.</summary>
    private static readonly string[] Programs = ["guard", "claude", "codex", "gemini", "copilot", "qwen", "cline", "opencode", "cursor-agent"];

    /// <summary>Whether the firewall reads its settings from it.</summary>
    public static bool SteersFirewall(string name) => name.StartsWith(Firewall, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it says that an agent is at work, or where the agent's hooks are.</summary>
    public static bool MarksAgent(string name)
    {
        foreach (var marker in Markers)
        {
            if (name.Equals(marker, StringComparison.OrdinalIgnoreCase)) return true;
        }

        foreach (var prefix in MarkerPrefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>Whether a program finds its hooks or settings by its environment.</summary>
    public static bool Matter(string program) => Array.IndexOf(Programs, program) >= 0;

    /// <summary>What it means that a variable changes or goes; null for an ordinary one.</summary>
    public static Finding? Changed(string name) =>
        SteersFirewall(name) ? new Finding("guard.environment", Risk.Critical, $"'{name}' steers the firewall itself")
        : MarksAgent(name) ? new Finding("guard.agent-environment", Risk.High, $"'{name}' tells programs that an agent is at work, and the agent where its hooks are")
        : null;
}

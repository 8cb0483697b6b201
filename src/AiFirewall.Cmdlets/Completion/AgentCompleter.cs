namespace AiFirewall.Cmdlets.Completion;

/// <summary>Completes the names of the agents that the firewall knows.</summary>
public sealed class AgentCompleter() : WordCompleter("claude", "codex", "copilot", "cursor", "gemini");

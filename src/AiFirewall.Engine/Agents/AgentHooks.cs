namespace AiFirewall.Agents;

/// <summary>The hook protocols that the firewall speaks.</summary>
public static class AgentHooks
{
    /// <summary>The names of the agents.</summary>
    public static IReadOnlyList<string> Names { get; } = ["claude"];

    /// <summary>The protocol of an agent; null for an unknown one.</summary>
    public static IAgentHook? Find(string name) => name switch
    {
        "claude" => new ClaudeHook(),
        _ => null,
    };

    /// <summary>Reads <c>AI_FIREWALL_HOOK_APPROVAL</c>; anything but an exact <c>block</c> or <c>allow</c> means that a person is asked.</summary>
    public static HookApproval ApprovalOf(string? setting) => setting?.Trim().ToLowerInvariant() switch
    {
        "block" => HookApproval.Block,
        "allow" => HookApproval.Allow,
        _ => HookApproval.Prompt,
    };
}

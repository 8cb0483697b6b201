using System.Text.Json;
using AiFirewall.Agents;

namespace AiFirewall.Tests.Agents;

/// <summary>
/// What Claude Code was observed to make of an answer, as rules: an answer that one of these refuses would have let the call run.
/// </summary>
internal static class ClaudeAnswerRules
{
    /// <summary>Exit 2 always blocks; the reason reaches the model only from standard error, and JSON beside it could contradict it.</summary>
    public static void AssertBlocks(HookAnswer answer)
    {
        Assert.Equal(2, answer.ExitCode);
        Assert.Empty(answer.StandardOutput);
        Assert.False(string.IsNullOrWhiteSpace(answer.StandardError));
        Assert.False(answer.StandardError.TrimStart().StartsWith('{'), "plain text, so that no host takes it for JSON");
    }

    /// <summary>One JSON object and nothing around it, with the event's exact name, the exact word and a reason.</summary>
    /// <returns>The reason.</returns>
    public static string AssertAsks(HookAnswer answer)
    {
        Assert.Equal(0, answer.ExitCode);
        Assert.Empty(answer.StandardError);
        Assert.StartsWith("{", answer.StandardOutput, StringComparison.Ordinal);
        Assert.EndsWith("}", answer.StandardOutput, StringComparison.Ordinal);
        var root = JsonDocument.Parse(answer.StandardOutput).RootElement;
        Assert.Equal(["hookSpecificOutput"], root.EnumerateObject().Select(p => p.Name));
        var output = root.GetProperty("hookSpecificOutput");
        Assert.Equal(["hookEventName", "permissionDecision", "permissionDecisionReason"], output.EnumerateObject().Select(p => p.Name));
        Assert.Equal("PreToolUse", output.GetProperty("hookEventName").GetString());
        Assert.Equal("ask", output.GetProperty("permissionDecision").GetString());
        var reason = output.GetProperty("permissionDecisionReason").GetString()!;
        Assert.False(string.IsNullOrWhiteSpace(reason));
        return reason;
    }
}

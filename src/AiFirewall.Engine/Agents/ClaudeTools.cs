using System.Text;
using System.Text.Json;
using AiFirewall.Actions;
using AiFirewall.Effects;

namespace AiFirewall.Agents;

/// <summary>What Claude Code's tools are to the firewall.</summary>
internal static class ClaudeTools
{
    /// <summary>The action that a call comes to; null for a tool that does nothing the firewall has an opinion on.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="input">Its input.</param>
    /// <param name="raw">The input's JSON text.</param>
    /// <param name="problem">Set when the input does not fit the tool.</param>
    public static GuardAction? ActionOf(
        string tool, ActionJsonObject input, ReadOnlyMemory<byte> raw, ref string? problem) => tool switch
        {
            "Bash" => new ShellAction(Required("command", input, ref problem)),
            "Monitor" => Monitored(input, ref problem),
            "PowerShell" => new ShellAction(Required("command", input, ref problem), ShellDialect.PowerShell),
            "Write" => new FileAction(FileOperation.Write, RequiredPath("file_path", input, ref problem), Required("content", input, ref problem)),
            // How the file looks afterwards is worked out where the action is judged.
            "Edit" => new FileAction(FileOperation.Write, RequiredPath("file_path", input, ref problem)) { Edits = [EditOf(input, ref problem)] },
            "MultiEdit" => new FileAction(FileOperation.Write, RequiredPath("file_path", input, ref problem)) { Edits = EditsOf(input, ref problem) },
            "NotebookEdit" => new FileAction(FileOperation.Write, RequiredPath("notebook_path", input, ref problem)) { Cell = CellOf(input, ref problem) },
            "Read" => new FileAction(FileOperation.Read, RequiredPath("file_path", input, ref problem)),
            "NotebookRead" => new FileAction(FileOperation.Read, RequiredPath("notebook_path", input, ref problem)),
            // A search that names a place can print what is there.
            "Grep" => input.Text("path", ref problem) is { Length: > 0 } && input.Path("path", ref problem) is { } path ? new FileAction(FileOperation.Read, Unresolved.Clean(path)) : null,
            "WebFetch" => new HttpAction("GET", Required("url", input, ref problem)),
            _ when IsHarmless(tool) => null,
            _ => ToolOf(tool, raw),
        };

    // Tools that touch neither files nor programs nor the network, or start agents whose own calls come through the hook one by one. Not
    // here, and so judged as calls of tools that nobody knows: what publishes, sends, schedules, changes settings or drops a work tree.
    private static bool IsHarmless(string tool) => tool
        is "Agent" or "AgentOutputTool" or "AskUserQuestion" or "BashOutput" or "Brief" or "CronDelete" or "CronList" or "DeferredToolPlaceholder"
        or "EndConversation" or "EnterPlanMode" or "ExitPlanMode" or "Glob" or "KillBash" or "KillShell" or "ListAgents" or "ListMcpResources"
        or "ListMcpResourcesTool" or "ListPeers" or "LS" or "LSP" or "ProposeGoal" or "ReadNotifications" or "ReportFindings" or "ScheduleWakeup"
        or "SendMessage" or "SendUserMessage" or "SetGoal" or "ShowOnboardingRolePicker" or "Skill" or "SlashCommand" or "StructuredOutput"
        or "SubagentHandback" or "Task" or "TaskCreate" or "TaskGet" or "TaskList" or "TaskOutput" or "TaskStop" or "TaskUpdate" or "TodoRead"
        or "TodoWrite" or "ToolSearch" or "WaitForMcpServers" or "WebSearch";

    // Runs a shell command in the background and reports what it prints, or listens on a web socket.
    private static GuardAction Monitored(ActionJsonObject input, ref string? problem)
    {
        if (input.KindOf("command") == JsonValueKind.Undefined && input.Object("ws", ref problem) is { } socket)
            return new HttpAction("GET", Required("url", socket, ref problem));
        return new ShellAction(Required("command", input, ref problem));
    }

    private static ToolAction ToolOf(string tool, ReadOnlyMemory<byte> raw)
    {
        const string prefix = "mcp__";
        var arguments = Encoding.UTF8.GetString(raw.Span);
        var end = tool.StartsWith(prefix, StringComparison.Ordinal) ? tool.IndexOf("__", prefix.Length, StringComparison.Ordinal) : -1;
        return end < 0 ? new ToolAction("claude", tool, arguments) : new ToolAction(tool[prefix.Length..end], tool[(end + 2)..], arguments);
    }

    private static TextEdit EditOf(ActionJsonObject input, ref string? problem) => new(
        Required("old_string", input, ref problem), Required("new_string", input, ref problem), input.Flag("replace_all", ref problem));

    private static CellEdit CellOf(ActionJsonObject input, ref string? problem) => new(
        input.Text("cell_id", ref problem),
        Unresolved.Clean(input.Text("new_source", ref problem) ?? ""),
        input.Text("edit_mode", ref problem) switch { "insert" => CellEditMode.Insert, "delete" => CellEditMode.Delete, _ => CellEditMode.Replace });

    private static List<TextEdit> EditsOf(ActionJsonObject input, ref string? problem)
    {
        List<TextEdit> edits = [];
        if (input.Objects("edits", ref problem) is { Count: > 0 } items)
        {
            foreach (var item in items) edits.Add(EditOf(item, ref problem));
        }
        else
        {
            problem ??= "field 'edits' is missing";
        }
        return edits;
    }

    private static string Required(string name, ActionJsonObject input, ref string? problem) => Unresolved.Clean(input.RequiredText(name, ref problem));

    private static string RequiredPath(string name, ActionJsonObject input, ref string? problem) =>
        Unresolved.Clean(input.RequiredPath(name, ref problem));
}

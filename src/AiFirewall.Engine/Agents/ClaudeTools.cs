using System.Text;
using AiFirewall.Actions;
using AiFirewall.Effects;
using AiFirewall.Observation;

namespace AiFirewall.Agents;

/// <summary>What Claude Code's tools are to the firewall.</summary>
internal static class ClaudeTools
{
    private const int MaxEditedBytes = 4 * 1024 * 1024;

    /// <summary>The action that a call comes to; null for a tool that does nothing the firewall has an opinion on.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="input">Its input.</param>
    /// <param name="raw">The input's JSON text.</param>
    /// <param name="observe">Looks at the world, for tools that change a file in place.</param>
    /// <param name="problem">Set when the input does not fit the tool.</param>
    public static GuardAction? ActionOf(
        string tool, ActionJsonObject input, ReadOnlyMemory<byte> raw, Func<IObservation> observe, ref string? problem) => tool switch
        {
            // Monitor runs a shell command in the background and reports what it prints.
            "Bash" or "Monitor" => new ShellAction(Required("command", input, ref problem)),
            "PowerShell" => new ShellAction(Required("command", input, ref problem), ShellDialect.PowerShell),
            "Write" => new FileAction(FileOperation.Write, RequiredPath("file_path", input, ref problem), Required("content", input, ref problem)),
            "Edit" => Edited(input, [EditOf(input, ref problem)], observe, ref problem),
            "MultiEdit" => Edited(input, EditsOf(input, ref problem), observe, ref problem),
            // The notebook's other cells stay: what the call adds is the new source of one of them.
            "NotebookEdit" => new FileAction(
                FileOperation.Append, RequiredPath("notebook_path", input, ref problem), Unresolved.Clean(input.Text("new_source", ref problem) ?? "")),
            "Read" => new FileAction(FileOperation.Read, RequiredPath("file_path", input, ref problem)),
            "NotebookRead" => new FileAction(FileOperation.Read, RequiredPath("notebook_path", input, ref problem)),
            // A search that names a place can print what is there.
            "Grep" => input.Path("path", ref problem) is { } path ? new FileAction(FileOperation.Read, Unresolved.Clean(path)) : null,
            "WebFetch" => new HttpAction("GET", Required("url", input, ref problem)),
            _ when IsHarmless(tool) => null,
            _ => ToolOf(tool, raw),
        };

    // Tools that touch neither files nor programs nor the network, or start agents whose own calls come through the hook one by one.
    private static bool IsHarmless(string tool) => tool
        is "Agent" or "Task" or "Glob" or "LS" or "WebSearch" or "ToolSearch" or "TodoRead" or "TodoWrite" or "TaskCreate" or "TaskGet" or "TaskList"
        or "TaskUpdate" or "TaskOutput" or "TaskStop" or "BashOutput" or "AgentOutputTool" or "KillShell" or "KillBash" or "EnterPlanMode"
        or "ExitPlanMode" or "AskUserQuestion" or "Skill" or "SlashCommand" or "StructuredOutput" or "ListMcpResourcesTool";

    private static ToolAction ToolOf(string tool, ReadOnlyMemory<byte> raw)
    {
        const string prefix = "mcp__";
        var arguments = Encoding.UTF8.GetString(raw.Span);
        var end = tool.StartsWith(prefix, StringComparison.Ordinal) ? tool.IndexOf("__", prefix.Length, StringComparison.Ordinal) : -1;
        return end < 0 ? new ToolAction("claude", tool, arguments) : new ToolAction(tool[prefix.Length..end], tool[(end + 2)..], arguments);
    }

    private static FileAction Edited(ActionJsonObject input, IReadOnlyList<TextEdit> edits, Func<IObservation> observe, ref string? problem)
    {
        var path = RequiredPath("file_path", input, ref problem);
        if (problem is not null) return new FileAction(FileOperation.Write, path, "");
        var world = observe();
        var text = world.ReadText(Path.GetFullPath(path, world.WorkingDirectory), MaxEditedBytes);
        return new FileAction(FileOperation.Write, path, TextEdit.Apply(text, edits));
    }

    private static TextEdit EditOf(ActionJsonObject input, ref string? problem) => new(
        Required("old_string", input, ref problem), Required("new_string", input, ref problem), input.Flag("replace_all", ref problem));

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

using System.Text;
using System.Text.Json;
using AiFirewall.Effects;

namespace AiFirewall.Actions;

/// <summary>Reads actions from their JSON shape, one object each.</summary>
public static class ActionJson
{
    /// <summary>Reads one action. Never throws: what cannot be read is <see cref="ActionReading.Problem"/>.</summary>
    /// <param name="utf8">One JSON object as UTF-8.</param>
    public static ActionReading Read(ReadOnlyMemory<byte> utf8)
    {
        string? problem = null;
        if (ActionJsonObject.Read(utf8, out var broken, out var partial) is not { } json)
            return new ActionReading(null, $"the action {broken}", partial is null ? "" : IdOf(partial, ref problem));

        var id = IdOf(json, ref problem);
        var type = json.RequiredText("type", ref problem);
        GuardAction? action = problem is not null ? null : type switch
        {
            "shell" => new ShellAction(Clean(json.RequiredText("command", ref problem)), DialectOf(json, ref problem)),
            "file" => FileOf(json, ref problem),
            "sql" => new SqlAction(Clean(json.RequiredText("sql", ref problem)), json.Text("dialect", ref problem)) { DatabaseFile = json.Path("database_file", ref problem) },
            "http" => HttpOf(json, ref problem),
            "tool" => ToolOf(json, ref problem),
            "text" => new TextAction(Clean(json.RequiredText("text", ref problem))),
            _ => null,
        };
        if (action is null) problem ??= $"unknown action type '{Short(type)}'; it is one of shell, file, sql, http, tool, text";

        var cwd = json.Path("cwd", ref problem);
        var agent = json.Text("agent", ref problem);
        var session = json.Text("session", ref problem);
        var role = json.Text("role", ref problem);
        return problem is null
            ? new ActionReading(action! with { Id = id, WorkingDirectory = cwd, Agent = agent, Session = session, Role = role }, null, id)
            : new ActionReading(null, problem, id);
    }

    /// <summary>Reads the name of a shell.</summary>
    /// <param name="name"><c>bash</c> and its relatives, <c>powershell</c>, <c>pwsh</c> or <c>cmd</c>; any case.</param>
    /// <param name="dialect">Its language.</param>
    public static bool TryParseShell(string name, out ShellDialect dialect)
    {
        (dialect, var isKnown) = name.ToLowerInvariant() switch
        {
            "bash" or "sh" or "zsh" or "dash" or "ksh" or "ash" => (ShellDialect.Bash, true),
            "powershell" or "pwsh" => (ShellDialect.PowerShell, true),
            "cmd" => (ShellDialect.Cmd, true),
            _ => (ShellDialect.Bash, false),
        };
        return isKnown;
    }

    private static string IdOf(ActionJsonObject json, ref string? problem)
    {
        switch (json.KindOf("id"))
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return "";
            case JsonValueKind.String:
                return json.Text("id", ref problem)!;
            case JsonValueKind.Number:
                return Encoding.UTF8.GetString(json.Raw("id").Span);
            default:
                problem ??= $"field 'id' is {ActionJsonObject.Describe(json.KindOf("id"))}, it must be text or a number";
                return "";
        }
    }

    private static ShellDialect DialectOf(ActionJsonObject json, ref string? problem)
    {
        if (json.Text("shell", ref problem) is not { } name) return ShellDialect.Bash;
        if (!TryParseShell(name, out var dialect)) problem ??= $"unknown shell '{Short(name)}'; it is one of bash, powershell, cmd";
        return dialect;
    }

    private static FileAction? FileOf(ActionJsonObject json, ref string? problem)
    {
        var name = json.RequiredText("operation", ref problem);
        FileOperation? operation = name switch
        {
            "read" => FileOperation.Read,
            "write" => FileOperation.Write,
            "create" => FileOperation.Create,
            "append" => FileOperation.Append,
            "delete" => FileOperation.Delete,
            "patch" => FileOperation.Patch,
            _ => null,
        };
        if (operation is not { } known)
        {
            problem ??= $"unknown file operation '{Short(name)}'; it is one of read, write, create, append, delete, patch";
            return null;
        }

        // A patch names its files itself; its path is only where they are looked for.
        if (known == FileOperation.Patch) return new FileAction(known, Clean(json.Path("path", ref problem) ?? "."), Clean(json.RequiredText("content", ref problem)));
        var path = Clean(json.RequiredPath("path", ref problem));
        if (known == FileOperation.Write && json.KindOf("edits") != JsonValueKind.Undefined)
        {
            if (json.KindOf("content") != JsonValueKind.Undefined) problem ??= "a write has either 'content' or 'edits'";
            return new FileAction(known, path) { Edits = EditsOf(json, ref problem) };
        }

        var carriesContent = known is FileOperation.Write or FileOperation.Create or FileOperation.Append;
        return new FileAction(known, path, carriesContent ? Clean(json.RequiredText("content", ref problem)) : null);
    }

    private static List<TextEdit> EditsOf(ActionJsonObject json, ref string? problem)
    {
        List<TextEdit> edits = [];
        foreach (var item in json.Objects("edits", ref problem) ?? [])
            edits.Add(new TextEdit(Clean(item.RequiredText("old", ref problem)), Clean(item.RequiredText("new", ref problem)), item.Flag("all", ref problem)));
        if (edits.Count == 0) problem ??= "field 'edits' is empty";
        return edits;
    }

    private static HttpAction HttpOf(ActionJsonObject json, ref string? problem)
    {
        var method = json.Text("method", ref problem) ?? "GET";
        var url = Clean(json.RequiredText("url", ref problem));
        Dictionary<string, string>? headers = null;
        if (json.Object("headers", ref problem) is { } fields)
        {
            headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            string? wrong = null;
            foreach (var (name, value) in fields.Texts(p => wrong ??= $"in 'headers': {p}"))
            {
                if (!headers.TryAdd(name, value)) wrong ??= $"in 'headers': '{Short(name)}' is there twice";
            }
            problem ??= wrong;
        }
        var body = json.Text("body", ref problem);
        return new HttpAction(method, url, headers, body is null ? null : Clean(body));
    }

    private static ToolAction ToolOf(ActionJsonObject json, ref string? problem)
    {
        var server = json.RequiredText("server", ref problem);
        var tool = json.RequiredText("tool", ref problem);
        var kind = json.KindOf("arguments");
        if (kind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
            problem ??= $"field 'arguments' is {ActionJsonObject.Describe(kind)}, it must be an object";
        return new ToolAction(server, tool, kind == JsonValueKind.Object ? Encoding.UTF8.GetString(json.Raw("arguments").Span) : "{}");
    }

    private static string Clean(string text) => Unresolved.Clean(text);

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}

/// <summary>What came of reading an action.</summary>
/// <param name="Action">The action; null when there is a problem.</param>
/// <param name="Problem">What is wrong, one sentence without a full stop; null for nothing.</param>
/// <param name="Id">The id as far as it could be read, so that an answer finds its question; empty otherwise.</param>
public sealed record ActionReading(GuardAction? Action, string? Problem, string Id);

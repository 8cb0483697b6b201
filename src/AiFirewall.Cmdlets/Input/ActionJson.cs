using System.Text.Json;
using AiFirewall.Actions;

namespace AiFirewall.Cmdlets.Input;

/// <summary>Reads an action in its wire shape: one JSON object with a <c>type</c>.</summary>
internal static class ActionJson
{
    // A key that stands twice would let two readers see two different actions.
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>Whether a text is meant as JSON: an opening brace and then a quote, which no shell command begins with.</summary>
    public static bool IsMeant(string text)
    {
        var body = text.AsSpan().TrimStart();
        return body is ['{', ..] && body[1..].TrimStart() is ['"', ..];
    }

    /// <summary>Reads an action.</summary>
    /// <exception cref="InputException">The text is not JSON, or not an action.</exception>
    public static GuardAction Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, s_strict);
            return ReadAction(document.RootElement);
        }
        catch (JsonException problem)
        {
            var place = problem.LineNumber is { } line ? $" at line {line + 1}, byte {problem.BytePositionInLine + 1}" : "";
            throw new InputException($"The text begins like a JSON action but cannot be read{place}.", problem);
        }
    }

    private static GuardAction ReadAction(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new InputException("An action is a JSON object.");
        return Kind(root) with
        {
            Id = Text(root, "id") ?? "",
            WorkingDirectory = Text(root, "cwd"),
            Agent = Text(root, "agent"),
            Session = Text(root, "session"),
            Role = Text(root, "role"),
        };
    }

    private static GuardAction Kind(JsonElement root) => Required(root, "type") switch
    {
        "shell" => new ShellAction(Required(root, "command"), Shell(Text(root, "shell"))),
        "file" => new FileAction(Operation(Required(root, "operation")), Required(root, "path"), Text(root, "content")),
        "sql" => new SqlAction(Required(root, "sql"), Text(root, "dialect")),
        "http" => new HttpAction(Required(root, "method"), Required(root, "url"), Headers(root), Text(root, "body")),
        "tool" => new ToolAction(Required(root, "server"), Required(root, "tool"), Arguments(root)),
        "text" => new TextAction(Required(root, "text")),
        _ => throw new InputException("The action's \"type\" is none of shell, file, sql, http, tool and text."),
    };

    private static ShellDialect Shell(string? name) => name?.ToLowerInvariant() switch
    {
        null or "bash" or "sh" or "zsh" => ShellDialect.Bash,
        "powershell" or "pwsh" => ShellDialect.PowerShell,
        "cmd" => ShellDialect.Cmd,
        _ => throw new InputException("The action's \"shell\" is none of bash, powershell and cmd."),
    };

    private static FileOperation Operation(string name) => name.ToLowerInvariant() switch
    {
        "read" => FileOperation.Read,
        "write" => FileOperation.Write,
        "create" => FileOperation.Create,
        "append" => FileOperation.Append,
        "delete" => FileOperation.Delete,
        _ => throw new InputException("The action's \"operation\" is none of read, write, create, append and delete."),
    };

    private static Dictionary<string, string>? Headers(JsonElement root)
    {
        if (!root.TryGetProperty("headers", out var headers) || headers.ValueKind == JsonValueKind.Null) return null;
        if (headers.ValueKind != JsonValueKind.Object) throw new InputException("The action's \"headers\" are an object of texts.");
        var read = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in headers.EnumerateObject())
        {
            if (!read.TryAdd(header.Name, Text(headers, header.Name) ?? ""))
                throw new InputException("A header stands twice in the action.");
        }
        return read;
    }

    private static string Arguments(JsonElement root) => root.TryGetProperty("arguments", out var arguments)
        ? arguments.ValueKind == JsonValueKind.Object ? arguments.GetRawText() : throw new InputException("The action's \"arguments\" are an object.")
        : "{}";

    private static string Required(JsonElement root, string name) =>
        Text(root, name) ?? throw new InputException($"The action has no \"{name}\".");

    private static string? Text(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new InputException($"The action's \"{name}\" is not a text.");
    }
}

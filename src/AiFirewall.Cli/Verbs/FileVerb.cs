using System.Text;
using AiFirewall.Actions;
using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Rendering;
using AiFirewall.Cli.Terminal;
using AiFirewall.Effects;

namespace AiFirewall.Cli.Verbs;

/// <summary><c>guard file</c>: judges what would be done to a file, and does nothing to it.</summary>
internal sealed class FileVerb : Verb
{
    private const int MaxContentBytes = 16 * 1024 * 1024;

    private static readonly string[] Operations = ["read", "write", "create", "append", "edit", "delete", "patch"];

    /// <inheritdoc/>
    public override string Name => "file";

    /// <inheritdoc/>
    public override string Summary => "judge what would be done to a file, and do nothing to it";

    /// <inheritdoc/>
    public override string Usage =>
        "file [OPTIONS] read|delete PATH\nfile [OPTIONS] write|create|append PATH [--content-file FILE]\n"
        + "file [OPTIONS] edit PATH --old TEXT --new TEXT [--all]\nfile [OPTIONS] patch [DIR] [--content-file FILE]";

    /// <inheritdoc/>
    public override string Details =>
        """
        What is written is read from FILE, or from standard input. An edit is made in memory to
        the file as it is, and the result is judged. A patch has the form that starts with
        '*** Begin Patch'; its paths are relative to DIR.
        Exit code: 0; with --exit-code 0 for ALLOW, 2 for BLOCK, 3 for REQUIRE_APPROVAL.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Options { get; } =
    [
        new("--content-file", "FILE", "what is written; standard input when not given, or '-'"),
        new("--old", "TEXT", "the text that an edit replaces"),
        new("--new", "TEXT", "what takes its place"),
        new("--all", null, "replace it everywhere"),
        new("--diff", null, "show what changes, line by line"),
        ShellOptions.Cwd, ShellOptions.Agent, ShellOptions.Role,
        new("--json", null, "answer in JSON even on a terminal"),
        new("--exit-code", null, "let the exit code tell the verdict"),
    ];

    /// <inheritdoc/>
    public override int Run(ParsedLine line, Streams streams)
    {
        if (line.Has("--json") && line.Has("--diff")) return streams.Fail("'--json' and '--diff' exclude each other: the JSON has the diff in it");
        string? problem;
        FileAction? action;
        try
        {
            action = ActionOf(line, out problem);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return streams.Fail($"what would be written cannot be read from {(line.ValueOf("--content-file") is { } file and not "-" ? $"'{file}'" : "standard input")}: {Failures.Describe(e)}");
        }

        if (action is null) return streams.Fail($"{problem}; see 'guard file --help'");
        var decision = new GuardSession().Answer(action);
        if (line.Has("--diff"))
        {
            DecisionText.Write(decision, action, streams.Output, streams.OutputPalette);
            DiffText.Write(decision.Impact?.Diff, streams.Output, streams.OutputPalette);
        }
        else
        {
            DecisionOutput.Write(decision, action, line, streams);
        }

        return line.Has("--exit-code") ? ExitCodes.Of(decision.Verdict) : ExitCodes.Done;
    }

    private static FileAction? ActionOf(ParsedLine line, out string? problem)
    {
        var operation = line.Operands.Count > 0 ? line.Operands[0] : "";
        var path = line.Operands.Count > 1 ? line.Operands[1] : operation == "patch" ? "." : "";
        problem = ProblemOf(line, operation, path);
        if (problem is not null) return null;
        var action = operation switch
        {
            "read" => new FileAction(FileOperation.Read, path),
            "delete" => new FileAction(FileOperation.Delete, path),
            "edit" => new FileAction(FileOperation.Write, path) { Edits = [new TextEdit(Clean(line.ValueOf("--old")!), Clean(line.ValueOf("--new")!), line.Has("--all"))] },
            "write" => new FileAction(FileOperation.Write, path, Content(line, out problem)),
            "create" => new FileAction(FileOperation.Create, path, Content(line, out problem)),
            "append" => new FileAction(FileOperation.Append, path, Content(line, out problem)),
            _ => new FileAction(FileOperation.Patch, path, Content(line, out problem)),
        };
        return problem is not null ? null : action with
        {
            WorkingDirectory = line.ValueOf("--cwd") is { } cwd ? Path.GetFullPath(cwd) : null,
            Agent = line.ValueOf("--agent"),
            Role = line.ValueOf("--role"),
        };
    }

    private static string? ProblemOf(ParsedLine line, string operation, string path)
    {
        if (operation.Length == 0) return $"say what would be done: {string.Join(", ", Operations)}";
        if (!Operations.Contains(operation)) return $"unknown operation '{operation}'{Suggestion.For(operation, Operations)}; it is one of {string.Join(", ", Operations)}";
        if (path.Length == 0) return $"'guard file {operation}' needs a path";
        if (line.Operands.Count > 2) return $"'guard file {operation}' takes one path";
        if (operation != "edit" && (line.Has("--old") || line.Has("--new") || line.Has("--all"))) return "'--old', '--new' and '--all' are for 'guard file edit'";
        if (operation == "edit" && !(line.Has("--old") && line.Has("--new"))) return "an edit needs '--old TEXT' and '--new TEXT'";
        if (operation is "read" or "delete" or "edit" && line.Has("--content-file")) return $"'guard file {operation}' writes no content of its own";
        if (line.ValueOf("--cwd") is { } directory && !Directory.Exists(directory)) return $"the directory '{directory}' does not exist";
        return null;
    }

    private static string Content(ParsedLine line, out string? problem)
    {
        problem = null;
        var source = line.ValueOf("--content-file") is { } file and not "-" ? file : null;
        if (source is not null && Directory.Exists(source))
        {
            problem = $"'{source}' is a directory, not a file";
            return "";
        }

        using var input = source is null ? Streams.OpenInput() : File.OpenRead(source);
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var read = input.Read(buffer); read > 0; read = input.Read(buffer))
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length <= MaxContentBytes) continue;
            problem = $"what would be written is larger than {MaxContentBytes >> 20} MiB";
            return "";
        }

        return Clean(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private static string Clean(string text) => Unresolved.Clean(text);
}

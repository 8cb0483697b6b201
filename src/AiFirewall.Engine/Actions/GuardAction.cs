namespace AiFirewall.Actions;

/// <summary>What an agent asks to do. One of the nested kinds.</summary>
public abstract record GuardAction
{
    /// <summary>The caller's id of the action; echoed in the decision. Empty when the caller gave none.</summary>
    public string Id { get; init; } = "";

    /// <summary>The directory it runs in; null for the current one.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The agent that asks (<c>claude</c>, <c>codex</c>); null when not known.</summary>
    public string? Agent { get; init; }

    /// <summary>The agent's session; null when not known.</summary>
    public string? Session { get; init; }

    /// <summary>The role it asks as; null for the configured one.</summary>
    public string? Role { get; init; }

    /// <summary>The wire name of the kind: <c>shell</c>, <c>file</c>, <c>sql</c>, <c>http</c>, <c>tool</c>, <c>text</c>.</summary>
    public abstract string Type { get; }

    /// <summary>What rules and the audit log show: the raw command; <c>operation path</c>; the SQL; <c>METHOD url</c>.</summary>
    public abstract string Rendered { get; }
}

/// <summary>The language of a shell command.</summary>
public enum ShellDialect : byte
{
    /// <summary>Bash, and close enough: sh, zsh, dash, ksh.</summary>
    Bash,
    /// <summary>PowerShell.</summary>
    PowerShell,
    /// <summary>cmd.exe and batch files.</summary>
    Cmd,
}

/// <summary>A command line or script.</summary>
/// <param name="Command">The text.</param>
/// <param name="Shell">Its language.</param>
public sealed record ShellAction(string Command, ShellDialect Shell = ShellDialect.Bash) : GuardAction
{
    /// <inheritdoc/>
    public override string Type => "shell";

    /// <inheritdoc/>
    public override string Rendered => Command;
}

/// <summary>What is done to a file.</summary>
public enum FileOperation : byte
{
    /// <summary>Reads it.</summary>
    Read,
    /// <summary>Creates or overwrites it.</summary>
    Write,
    /// <summary>Creates it; it must not exist.</summary>
    Create,
    /// <summary>Adds to its end.</summary>
    Append,
    /// <summary>Deletes it.</summary>
    Delete,
    /// <summary>Changes files as a patch says (<c>*** Begin Patch</c>).</summary>
    Patch,
}

/// <summary>A file operation.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Path">The file, absolute or relative to the working directory; of a patch the directory that its paths are relative to.</param>
/// <param name="Content">The new content, or the patch; null for reads, deletes and edits.</param>
public sealed record FileAction(FileOperation Operation, string Path, string? Content = null) : GuardAction
{
    /// <summary>Replacements that a write makes in what the file holds, in order; empty when it writes <see cref="Content"/>.</summary>
    public IReadOnlyList<TextEdit> Edits { get; init; } = [];

    /// <summary>The cell of a notebook that a write changes; null for none.</summary>
    public CellEdit? Cell { get; init; }

    /// <inheritdoc/>
    public override string Type => "file";

    /// <inheritdoc/>
    public override string Rendered => Operation == FileOperation.Patch
        ? string.Join(' ', ["patch", .. PatchPaths.In(Content ?? "")])
        : $"{OperationName(Operation)} {Path}";

    /// <summary>The wire name of an operation.</summary>
    public static string OperationName(FileOperation operation) => operation switch
    {
        FileOperation.Read => "read",
        FileOperation.Write => "write",
        FileOperation.Create => "create",
        FileOperation.Append => "append",
        FileOperation.Patch => "patch",
        _ => "delete",
    };
}

/// <summary>An SQL text, one or several statements.</summary>
/// <param name="Sql">The text.</param>
/// <param name="Dialect">The database (<c>postgres</c>, <c>mysql</c>, <c>sqlite</c>, <c>tsql</c>, <c>oracle</c>); null when not known.</param>
public sealed record SqlAction(string Sql, string? Dialect = null) : GuardAction
{
    /// <summary>The file of the database, for one that lives in a file (SQLite), absolute or relative to the working directory; null when there is none, or it is not known.</summary>
    public string? DatabaseFile { get; init; }

    /// <inheritdoc/>
    public override string Type => "sql";

    /// <inheritdoc/>
    public override string Rendered => Sql;
}

/// <summary>An HTTP request.</summary>
/// <param name="Method">The method, any case.</param>
/// <param name="Url">The URL.</param>
/// <param name="Headers">The headers; names are compared without case.</param>
/// <param name="Body">The body as text; null for none.</param>
public sealed record HttpAction(string Method, string Url, IReadOnlyDictionary<string, string>? Headers = null, string? Body = null) : GuardAction
{
    /// <inheritdoc/>
    public override string Type => "http";

    /// <inheritdoc/>
    public override string Rendered => $"{Method.ToUpperInvariant()} {Url}";
}

/// <summary>A call of an MCP tool.</summary>
/// <param name="Server">The server's name.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="ArgumentsJson">The arguments as a JSON object.</param>
public sealed record ToolAction(string Server, string Tool, string ArgumentsJson) : GuardAction
{
    /// <inheritdoc/>
    public override string Type => "tool";

    /// <inheritdoc/>
    public override string Rendered => $"{Server}/{Tool} {ArgumentsJson}";
}

/// <summary>A text that is about to be shown or sent.</summary>
/// <param name="Text">The text.</param>
public sealed record TextAction(string Text) : GuardAction
{
    /// <inheritdoc/>
    public override string Type => "text";

    /// <inheritdoc/>
    public override string Rendered => Text;
}

using System.Collections;
using System.Management.Automation;
using AiFirewall.Actions;
using AiFirewall.Cmdlets.Completion;
using AiFirewall.Cmdlets.Errors;
using AiFirewall.Cmdlets.Input;

namespace AiFirewall.Cmdlets;

/// <summary>
/// <para type="synopsis">Makes an action for the firewall to judge.</para>
/// </summary>
[Cmdlet(VerbsCommon.New, "GuardAction", DefaultParameterSetName = ShellSet)]
[OutputType(typeof(ShellAction), ParameterSetName = [ShellSet])]
[OutputType(typeof(FileAction), ParameterSetName = [FileSet])]
[OutputType(typeof(SqlAction), ParameterSetName = [SqlSet])]
[OutputType(typeof(HttpAction), ParameterSetName = [HttpSet])]
[OutputType(typeof(ToolAction), ParameterSetName = [ToolSet])]
[OutputType(typeof(TextAction), ParameterSetName = [TextSet])]
public sealed class NewGuardActionCommand : PSCmdlet
{
    private const string ShellSet = "Shell";
    private const string FileSet = "File";
    private const string SqlSet = "Sql";
    private const string HttpSet = "Http";
    private const string ToolSet = "Tool";
    private const string TextSet = "Text";

    /// <summary>A command line or script.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ShellSet, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Command { get; set; } = "";

    /// <summary>The language of the command. PowerShell on Windows and Bash elsewhere when absent.</summary>
    [Parameter(ParameterSetName = ShellSet, ValueFromPipelineByPropertyName = true)]
    public ShellDialect? Shell { get; set; }

    /// <summary>The file, absolute or relative to the working directory. Wildcards stand for themselves.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet, ValueFromPipelineByPropertyName = true)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>What is done to the file.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet, ValueFromPipelineByPropertyName = true)]
    public FileOperation Operation { get; set; }

    /// <summary>What is written to the file.</summary>
    [Parameter(ParameterSetName = FileSet, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Content { get; set; }

    /// <summary>One or several SQL statements.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SqlSet, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Sql { get; set; } = "";

    /// <summary>The database that the SQL is for.</summary>
    [Parameter(ParameterSetName = SqlSet, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DialectCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Dialect { get; set; }

    /// <summary>The URL of a request.</summary>
    [Parameter(Mandatory = true, ParameterSetName = HttpSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Uri")]
    [ValidateNotNullOrEmpty]
    public string Url { get; set; } = "";

    /// <summary>The method of a request.</summary>
    [Parameter(ParameterSetName = HttpSet, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(MethodCompleter))]
    [ValidateNotNullOrEmpty]
    public string Method { get; set; } = "GET";

    /// <summary>The headers of a request.</summary>
    [Parameter(ParameterSetName = HttpSet, ValueFromPipelineByPropertyName = true)]
    public IDictionary? Headers { get; set; }

    /// <summary>The body of a request.</summary>
    [Parameter(ParameterSetName = HttpSet, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Body { get; set; }

    /// <summary>The MCP server whose tool is called.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ToolSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Server { get; set; } = "";

    /// <summary>The MCP tool that is called.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ToolSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Tool { get; set; } = "";

    /// <summary>The arguments of the tool call.</summary>
    [Parameter(ParameterSetName = ToolSet, ValueFromPipelineByPropertyName = true)]
    public IDictionary? Arguments { get; set; }

    /// <summary>A text that is about to be shown or sent.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TextSet, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Text { get; set; } = "";

    /// <summary>An id, given back with the decision.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Id { get; set; } = "";

    /// <summary>The directory the action runs in. Where it is judged when absent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Cwd")]
    [ValidateNotNullOrEmpty]
    public string? WorkingDirectory { get; set; }

    /// <summary>The agent that asks.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AgentCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Agent { get; set; }

    /// <summary>The session of the agent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Session { get; set; }

    /// <summary>The role the agent asks as.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Role { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        GuardAction action;
        try
        {
            action = Kind() with { Id = Id, WorkingDirectory = WorkingDirectory, Agent = Agent, Session = Session, Role = Role };
        }
        catch (Exception problem) when (problem is not PipelineStoppedException)
        {
            WriteError(GuardErrors.ActionInvalid(problem, Arguments));
            return;
        }

        // Outside: what comes after it in the pipeline may throw, or break out of a loop, and that is not about the action.
        WriteObject(action);
    }

    private GuardAction Kind() => ParameterSetName switch
    {
        FileSet => new FileAction(Operation, Path, Content),
        SqlSet => new SqlAction(Sql, Dialect),
        HttpSet => new HttpAction(Method, Url, HeaderTexts(), Body),
        ToolSet => new ToolAction(Server, Tool, Arguments is null ? "{}" : JsonOf.Value(Arguments)),
        TextSet => new TextAction(Text),
        _ => InputReader.Shell(Command, Shell ?? InputReader.PlatformShell),
    };

    private Dictionary<string, string>? HeaderTexts() => Headers?.Cast<DictionaryEntry>()
        .ToDictionary(header => $"{header.Key}", header => $"{header.Value}", StringComparer.OrdinalIgnoreCase);
}

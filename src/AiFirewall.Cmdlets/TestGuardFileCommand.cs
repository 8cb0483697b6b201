using System.Management.Automation;
using AiFirewall.Actions;
using AiFirewall.Cmdlets.Errors;
using AiFirewall.Cmdlets.Input;
using AiFirewall.Effects;
using AiFirewall.Policy;

namespace AiFirewall.Cmdlets;

/// <summary>
/// <para type="synopsis">Says what the firewall thinks of a change to a file, and changes nothing.</para>
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "GuardFile", DefaultParameterSetName = ContentSet)]
[OutputType(typeof(Decision), typeof(bool))]
public sealed class TestGuardFileCommand : JudgingCmdlet
{
    private const string ContentSet = "Content";
    private const string EditSet = "Edit";

    /// <summary>The file, absolute or relative to the working directory. Wildcards stand for themselves.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>What is done to the file: Write when there is content, otherwise Read.</summary>
    [Parameter(Position = 1, ParameterSetName = ContentSet, ValueFromPipelineByPropertyName = true)]
    public FileOperation? Operation { get; set; }

    /// <summary>What is written, or the text of a patch.</summary>
    [Parameter(Position = 2, ParameterSetName = ContentSet, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Content { get; set; }

    /// <summary>The text that an edit replaces.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EditSet)]
    [AllowEmptyString]
    public string Old { get; set; } = "";

    /// <summary>What takes its place.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EditSet)]
    [AllowEmptyString]
    public string New { get; set; } = "";

    /// <summary>Whether the text is replaced everywhere and not only at its first place.</summary>
    [Parameter(ParameterSetName = EditSet)]
    public SwitchParameter All { get; set; }

    /// <summary>Whether the answer is a mere yes or no: true when it may be done without asking anybody.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var action = ActionOf();
        var decision = action is null ? null : Answer(action);
        if (Quiet) WriteObject(decision?.Verdict == Verdict.Allow);
        else if (decision is not null) WriteObject(DecisionText.WithAction(decision, action!));
    }

    private FileAction? ActionOf()
    {
        var operation = Operation ?? (Content is null ? FileOperation.Read : FileOperation.Write);
        if (ParameterSetName == ContentSet && Content is null && operation is not (FileOperation.Read or FileOperation.Delete))
        {
            WriteError(GuardErrors.ActionInvalid(new InputException($"{operation} needs -Content."), Path));
            return null;
        }

        var path = Unresolved.Clean(SystemPath());
        var action = ParameterSetName == EditSet
            ? new FileAction(FileOperation.Write, path) { Edits = [new TextEdit(Unresolved.Clean(Old), Unresolved.Clean(New), All)] }
            : new FileAction(operation, path, operation is FileOperation.Read or FileOperation.Delete || Content is null ? null : Unresolved.Clean(Content));
        return action with { WorkingDirectory = Location, Agent = Agent, Role = Role };
    }

    // What comes from Get-ChildItem names its provider.
    private string SystemPath() => Path.Contains("::", StringComparison.Ordinal) ? Path[(Path.IndexOf("::", StringComparison.Ordinal) + 2)..] : Path;
}

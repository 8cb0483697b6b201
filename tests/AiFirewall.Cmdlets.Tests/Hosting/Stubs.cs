using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace AiFirewall.Cmdlets.Tests.Hosting;

/// <summary>
/// What scripts of the tests call and the bare engine does not have: the cmdlets of Microsoft.PowerShell.Utility and .Management.
/// The destructive one does nothing, which also makes tests of it harmless.
/// </summary>
internal static class Stubs
{
    public static SessionStateCmdletEntry[] Cmdlets { get; } =
    [
        new("Write-Output", typeof(WriteOutputStub), null),
        new("Write-Warning", typeof(WriteWarningStub), null),
        new("Write-Verbose", typeof(WriteVerboseStub), null),
        new("Write-Error", typeof(WriteErrorStub), null),
        new("Write-Information", typeof(WriteInformationStub), null),
        new("Write-Debug", typeof(WriteDebugStub), null),
        new("Write-Progress", typeof(WriteProgressStub), null),
        new("Get-Date", typeof(GetDateStub), null),
        new("Remove-Item", typeof(RemoveItemStub), null),
    ];
}

[Cmdlet("Write", "Output")]
public sealed class WriteOutputStub : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void ProcessRecord() => WriteObject(InputObject, enumerateCollection: true);
}

[Cmdlet("Write", "Warning")]
public sealed class WriteWarningStub : PSCmdlet
{
    [Parameter(Position = 0)]
    public string Message { get; set; } = "";

    protected override void ProcessRecord() => WriteWarning(Message);
}

[Cmdlet("Write", "Verbose")]
public sealed class WriteVerboseStub : PSCmdlet
{
    [Parameter(Position = 0)]
    public string Message { get; set; } = "";

    protected override void ProcessRecord() => WriteVerbose(Message);
}

[Cmdlet("Write", "Debug")]
public sealed class WriteDebugStub : PSCmdlet
{
    [Parameter(Position = 0)]
    public string Message { get; set; } = "";

    protected override void ProcessRecord() => WriteDebug(Message);
}

[Cmdlet("Write", "Progress")]
public sealed class WriteProgressStub : PSCmdlet
{
    [Parameter]
    public string Activity { get; set; } = "";

    [Parameter]
    public string Status { get; set; } = "at work";

    [Parameter]
    public int PercentComplete { get; set; } = -1;

    [Parameter]
    public int Id { get; set; }

    [Parameter]
    public SwitchParameter Completed { get; set; }

    protected override void ProcessRecord() =>
        WriteProgress(new ProgressRecord(Id, Activity, Status) { PercentComplete = PercentComplete, RecordType = Completed ? ProgressRecordType.Completed : ProgressRecordType.Processing });
}

[Cmdlet("Write", "Error")]
public sealed class WriteErrorStub : PSCmdlet
{
    [Parameter(Position = 0)]
    public string Message { get; set; } = "";

    protected override void ProcessRecord() =>
        WriteError(new ErrorRecord(new InvalidOperationException(Message), "Stub", ErrorCategory.NotSpecified, null));
}

[Cmdlet("Write", "Information")]
public sealed class WriteInformationStub : PSCmdlet
{
    [Parameter(Position = 0)]
    public object? MessageData { get; set; }

    protected override void ProcessRecord() => WriteInformation(MessageData, []);
}

[Cmdlet("Get", "Date")]
public sealed class GetDateStub : PSCmdlet
{
    protected override void ProcessRecord() => WriteObject(TimeProvider.System.GetUtcNow());
}

[Cmdlet("Remove", "Item")]
public sealed class RemoveItemStub : PSCmdlet
{
    [Parameter(Position = 0)]
    public string[] Path { get; set; } = [];

    [Parameter]
    public SwitchParameter Recurse { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord() => WriteObject("removed");
}

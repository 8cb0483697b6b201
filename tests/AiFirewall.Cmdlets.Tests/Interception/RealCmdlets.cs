using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests.Interception;

/// <summary>
/// What the bare engine lacks and the forms of interception call, with the parameters of the real cmdlets. They do what the real ones do: a form
/// that is not stopped deletes its target, which lies in a temporary directory.
/// </summary>
internal static class RealCmdlets
{
    public static SessionStateCommandEntry[] Entries { get; } =
    [
        .. Stubs.Cmdlets.Where(stub => stub.Name != "Remove-Item"),
        new SessionStateCmdletEntry("Remove-Item", typeof(RemoveItem), null),
        new SessionStateCmdletEntry("Get-Item", typeof(GetItem), null),
        new SessionStateCmdletEntry("Invoke-Expression", typeof(InvokeExpression), null),
        new SessionStateCmdletEntry("Set-Alias", typeof(SetAlias), null),
        new SessionStateCmdletEntry("Remove-Thing", typeof(RemoveThing), null),
        new SessionStateCmdletEntry("Out-String", typeof(OutString), null),
        new SessionStateAliasEntry("ri", "Remove-Item"),
        new SessionStateAliasEntry("iex", "Invoke-Expression"),
    ];
}

[Cmdlet("Remove", "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class RemoveItem : PSCmdlet
{
    [Parameter(Position = 0, ParameterSetName = "Path", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    [Parameter]
    public SwitchParameter Recurse { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var given in Path.Concat(LiteralPath))
        {
            var path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(given);
            if (!ShouldProcess(path)) continue;
            if (Directory.Exists(path)) Directory.Delete(path, Recurse);
            else if (File.Exists(path)) File.Delete(path);
            else WriteError(new ErrorRecord(new ItemNotFoundException($"There is no {given}."), "PathNotFound", ErrorCategory.ObjectNotFound, given));
        }
    }
}

[Cmdlet("Get", "Item")]
public sealed class GetItem : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true)]
    public string[] Path { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (var given in Path)
        {
            var path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(given);
            var item = PSObject.AsPSObject(Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path));
            item.Properties.Add(new PSNoteProperty("PSPath", $@"Microsoft.PowerShell.Core\FileSystem::{path}"));
            WriteObject(item);
        }
    }
}

[Cmdlet("Invoke", "Expression")]
public sealed class InvokeExpression : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    public string Command { get; set; } = "";

    protected override void ProcessRecord() => InvokeCommand.InvokeScript(
        ". $args[0]", useNewScope: false, PipelineResultTypes.Output | PipelineResultTypes.Error, (IList)Array.Empty<object>(), ScriptBlock.Create(Command));
}

[Cmdlet("Set", "Alias")]
public sealed class SetAlias : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true)]
    public string Name { get; set; } = "";

    [Parameter(Position = 1, Mandatory = true)]
    public string Value { get; set; } = "";

    protected override void ProcessRecord() => InvokeProvider.Item.Set($"Alias:{Name}", Value);
}

/// <summary>The engine pipes texts into programs through it.</summary>
[Cmdlet("Out", "String")]
public sealed class OutString : PSCmdlet
{
    [Parameter]
    public SwitchParameter Stream { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void ProcessRecord() => WriteObject($"{InputObject}");
}

/// <summary>A cmdlet that no catalog knows, of a verb that asks.</summary>
[Cmdlet("Remove", "Thing")]
public sealed class RemoveThing : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    public int Number { get; set; }

    protected override void ProcessRecord() => WriteObject($"removed {Number}");
}

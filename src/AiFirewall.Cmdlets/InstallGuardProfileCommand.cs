using System.Management.Automation;
using AiFirewall.Cmdlets.Interception.Profiles;

namespace AiFirewall.Cmdlets;

/// <summary>
/// <para type="synopsis">Makes every PowerShell session of the current user a guarded one.</para>
/// </summary>
[Cmdlet(VerbsLifecycle.Install, "GuardProfile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class InstallGuardProfileCommand : ProfileCmdlet
{
    /// <summary>Whether sessions that load no profile are guarded too, by a start-up hook of .NET.</summary>
    [Parameter]
    public SwitchParameter NoProfileSessions { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // The file first: the block names it.
        if (ShouldProcess(HookFiles.Folder, "Put there what a guarded session loads")) Try(HookFiles.Folder, () => HookFiles.Install(ModuleFolder));
        Change("Guard every session with AiFirewall", profile => profile.With(ProfilePlaces.Block(HookFiles.Session, ModuleFolder)));
        if (NoProfileSessions) InstallHook();
    }

    private void InstallHook()
    {
        // The file is there: a variable that names one that is not ends every .NET program at its start.
        if (!File.Exists(HookFiles.Assembly)) return;
        if (!ShouldProcess(HookVariable.Place, $"Set {StartupHookVariable.Name} to {HookFiles.Assembly}")) return;
        Try(HookVariable.Place, HookVariable.Install);
        WriteWarning($"{StartupHookVariable.Name} is set at the next login. It is read by every .NET program; the hook does nothing outside pwsh.");
    }
}

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
        Change("Guard every session with AiFirewall", profile => profile.With(ProfilePlaces.Block(ModuleFolder)));
        if (NoProfileSessions) InstallHook();
    }

    private void InstallHook()
    {
        // The file first: a variable that names a file that is not there ends every .NET program at its start.
        if (!ShouldProcess(HookVariable.Place, $"Set {StartupHookVariable.Name} to {HookFiles.Assembly}")) return;
        Try(HookFiles.Assembly, () => HookFiles.Install(ModuleFolder));
        Try(HookVariable.Place, HookVariable.Install);
        WriteWarning($"{StartupHookVariable.Name} is set at the next login. It is read by every .NET program; the hook does nothing outside pwsh.");
    }
}

using System.Management.Automation;
using AiFirewall.Cmdlets.Interception.Profiles;

namespace AiFirewall.Cmdlets;

/// <summary>
/// <para type="synopsis">Takes the firewall out of the current user's PowerShell sessions, from the next one on.</para>
/// </summary>
[Cmdlet(VerbsLifecycle.Uninstall, "GuardProfile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class UninstallGuardProfileCommand : ProfileCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // The variable first, for the same reason for which it is set last.
        if (HookVariable.IsInstalled && ShouldProcess(HookVariable.Place, $"Take {HookFiles.Assembly} out of {StartupHookVariable.Name}"))
            Try(HookVariable.Place, HookVariable.Uninstall);
        if (HookFiles.AreInstalled && ShouldProcess(HookFiles.Folder, "Make what guarded sessions load inert"))
        {
            Try(HookFiles.Folder, HookFiles.Uninstall);
            WriteVerbose($"{HookFiles.Assembly} stays, and does nothing: shells that are open still name it to every .NET program they start.");
        }
        Change("Take the block of AiFirewall out", profile => profile.Without());
    }
}

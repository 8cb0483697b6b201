using System.Management.Automation;
using AiFirewall.Cmdlets.Interception.Profiles;
using AiFirewall.Cmdlets.Status;
using AiFirewall.Observation;
using AiFirewall.State;

namespace AiFirewall.Cmdlets;

/// <summary>
/// <para type="synopsis">Says which layers of the firewall are in force in this session, and what they do not cover.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "GuardStatus")]
[OutputType(typeof(GuardStatus))]
public sealed class GetGuardStatusCommand : GuardCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var files = new StartupHookFiles(GuardHome.FromEnvironment().Directory);
        var variable = new StartupHookVariable(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), files.Assembly);
        WriteObject(StatusReader.Read(SessionState, GuardOf(LiveObservation.Of(Location)), variable, files));
    }
}

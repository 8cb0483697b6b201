using System.Management.Automation;
using System.Reflection;

namespace AiFirewall.Session;

/// <summary>Judges what pwsh was started with, and arms the gates of this session.</summary>
/// <remarks>
/// It stands in an assembly of its own, in the firewall's home and beside the start-up hook's: a profile that named the module's folder would
/// name an old version after an update, and importing the whole module costs a session more than guarding it. Not in the start-up hook's
/// assembly, because that one is loaded into programs that have no PowerShell, and some of them look at every class that they find.
/// </remarks>
[Cmdlet(VerbsCommon.Enter, "GuardedSession")]
[OutputType(typeof(void))]
public sealed class EnterGuardedSessionCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            var module = InstalledModule.Find() ?? throw new FileNotFoundException("the firewall was uninstalled from this user's sessions.");
            InstalledModule.Load(module).GetMethod("ArmSession")!.Invoke(null, [SessionState.PSVariable.GetValue("ExecutionContext")]);
        }
        catch (Exception problem)
        {
            var cause = problem is TargetInvocationException { InnerException: { } inner } ? inner : problem;
            ThrowTerminatingError(new ErrorRecord(cause, "AiFirewall.SessionNotGuarded", ErrorCategory.NotInstalled, null));
        }
    }
}

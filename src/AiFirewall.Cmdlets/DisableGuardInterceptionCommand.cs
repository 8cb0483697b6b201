using System.Management.Automation;
using AiFirewall.Cmdlets.Errors;
using AiFirewall.Cmdlets.Interception;
using AiFirewall.Cmdlets.Interception.Line;

namespace AiFirewall.Cmdlets;

/// <summary>
/// <para type="synopsis">Stops judging the commands of this PowerShell process, if a person agrees.</para>
/// </summary>
[Cmdlet(VerbsLifecycle.Disable, "GuardInterception", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class DisableGuardInterceptionCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!CommandGate.IsArmed || !ShouldProcess("this PowerShell process", "Stop judging commands before they run")) return;

        // No switch and no preference answers for a person; and a rule that would let it pass does not either.
        var answer = InterceptionJudge.AskInAnyCase(MyInvocation.MyCommand.Name, CommandGate.Origin, Place.Of(SessionState), Host);
        if (!answer.MayRun)
        {
            WriteError(GuardErrors.DeniedInSession(answer.Decision));
            return;
        }
        CommandGate.Disarm();
        LineGate.Disarm((EngineIntrinsics)SessionState.PSVariable.GetValue("ExecutionContext"));
    }
}

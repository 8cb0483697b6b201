using System.Management.Automation;
using AiFirewall.Cmdlets.Interception;
using AiFirewall.Cmdlets.Interception.Line;
using AiFirewall.Cmdlets.Interception.Objects;

namespace AiFirewall.Cmdlets;

/// <summary>
/// <para type="synopsis">Judges every command of this PowerShell process before it runs.</para>
/// </summary>
[Cmdlet(VerbsLifecycle.Enable, "GuardInterception", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class EnableGuardInterceptionCommand : PSCmdlet
{
    /// <summary>Whether methods of objects that delete, move or kill are judged too, in this runspace and in others from their first command on.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>Whether what this process was started with is judged first, as a profile does: a refusal ends the process with exit code 126.</summary>
    [Parameter]
    public SwitchParameter AtStart { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!ShouldProcess("this PowerShell process", "Judge every command before it runs")) return;
        var engine = (EngineIntrinsics)SessionState.PSVariable.GetValue("ExecutionContext");
        if (AtStart)
        {
            SessionGates.ArmSession(engine);
        }
        else
        {
            CommandGate.Arm(engine);
            LineGate.Arm(engine);
        }
        if (Strict) GuardedTypes.Arm(engine);
    }
}

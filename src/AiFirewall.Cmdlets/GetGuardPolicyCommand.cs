using System.Management.Automation;
using AiFirewall.Cmdlets.Errors;
using AiFirewall.Observation;
using AiFirewall.Policy;

namespace AiFirewall.Cmdlets;

/// <summary>
/// <para type="synopsis">Shows the rules in force.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "GuardPolicy")]
[OutputType(typeof(GuardPolicy))]
public sealed class GetGuardPolicyCommand : GuardCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var policy = GuardOf(LiveObservation.Of(Location)).Policy;
        if (policy.Problem is { } problem) WriteError(GuardErrors.PolicyInvalid(problem));
        else WriteObject(policy);
    }
}

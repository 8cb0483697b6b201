using System.Management.Automation;
using AiFirewall.Cmdlets.Completion;
using AiFirewall.Cmdlets.Errors;
using AiFirewall.Observation;
using AiFirewall.Policy;

namespace AiFirewall.Cmdlets;

/// <summary>
/// <para type="synopsis">Shows the rules in force, and where each comes from.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "GuardPolicy")]
[OutputType(typeof(PolicyRule))]
public sealed class GetGuardPolicyCommand : GuardCmdlet
{
    /// <summary>Names of the rules to show; all when absent.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RuleCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var policy = GuardOf(LiveObservation.Of(Location)).Policy;
        foreach (var problem in policy.Problems)
            WriteError(GuardErrors.PolicyInvalid(problem));

        var names = Name.Select(n => WildcardPattern.Get(n, WildcardOptions.IgnoreCase)).ToList();
        foreach (var rule in policy.Describe())
        {
            if (names.Exists(name => name.IsMatch(rule.Path))) WriteObject(rule);
        }
    }
}

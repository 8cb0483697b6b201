using System.Management.Automation;
using AiFirewall.Actions;
using AiFirewall.Assessment;
using AiFirewall.Cmdlets.Approval;
using AiFirewall.Policy;

namespace AiFirewall.Cmdlets;

/// <summary>How a decision reaches people and pipelines.</summary>
internal static class DecisionText
{
    /// <summary>One line: <c>BLOCK, CRITICAL risk, FILE_DELETE: deletes the filesystem root</c>.</summary>
    public static string Line(Decision decision) =>
        PrintableText.Of($"{decision.Verdict.Name()}, {RiskName(decision)} risk, {decision.Intent.Name()}: {decision.Reason}");

    /// <summary>The wire name of the decision's risk.</summary>
    public static string RiskName(Decision decision) => decision.Risk.ToString().ToUpperInvariant();

    /// <summary>The decision as it goes down a pipeline: with the action it is about in the property <c>Action</c>.</summary>
    public static PSObject WithAction(Decision decision, GuardAction action)
    {
        var written = PSObject.AsPSObject(decision);
        written.Properties.Add(new PSNoteProperty("Action", action));
        return written;
    }
}

using System.Management.Automation;
using AiFirewall.Actions;
using AiFirewall.Assessment;
using AiFirewall.Cmdlets.Approval;
using AiFirewall.Policy;
using AiFirewall.Text;

namespace AiFirewall.Cmdlets;

/// <summary>How a decision reaches people and pipelines.</summary>
internal static class DecisionText
{
    /// <summary>One line: <c>BLOCK, CRITICAL risk, FILE_DELETE: deletes the filesystem root</c>.</summary>
    public static string Line(Decision decision) =>
        $"{decision.Verdict.Name()}, {RiskName(decision)} risk, {decision.Intent.Name()}: {Reason(decision)}";

    /// <summary>The wire name of the decision's risk.</summary>
    public static string RiskName(Decision decision) => DecisionJson.Name(decision.Risk);

    /// <summary>The reason on one line, without secrets.</summary>
    public static string Reason(Decision decision) => PrintableText.OneLine(SecretMasker.Mask(decision.Reason), 400);

    /// <summary>What the action is, on one line, without secrets: for messages, which transcripts keep.</summary>
    public static string Command(GuardAction action) => PrintableText.OneLine(SecretMasker.Mask(action.Rendered));

    /// <summary>The decision as it goes down a pipeline: with the action it is about in the property <c>Action</c>.</summary>
    public static PSObject WithAction(Decision decision, GuardAction action)
    {
        var written = PSObject.AsPSObject(decision);
        written.Properties.Add(new PSNoteProperty("Action", action));
        return written;
    }
}

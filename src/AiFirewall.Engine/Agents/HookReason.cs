using System.Text;
using AiFirewall.Effects;
using AiFirewall.Text;

namespace AiFirewall.Agents;

/// <summary>Words a decision for an agent: short enough for its context, telling enough that it does something better instead.</summary>
internal static class HookReason
{
    private const int MaxFindings = 3;

    /// <summary>The reason, the worst findings, and what the agent can do about it; never empty.</summary>
    public static string Of(Decision decision)
    {
        var text = new StringBuilder(decision.Reason.Length == 0 ? "refused" : decision.Reason);
        text.Append(" (risk ").Append(DecisionJson.Name(decision.Risk));
        // A finding that the reason words already adds its id, which is what rules and documentation speak of.
        foreach (var finding in decision.Findings)
        {
            if (IsWorded(finding, decision)) text.Append(", ").Append(finding.Id);
        }
        text.Append(')');
        var shown = 0;
        foreach (var finding in decision.Findings)
        {
            if (IsWorded(finding, decision) || shown++ >= MaxFindings) continue;
            text.Append("; ").Append(finding.Message).Append(" (").Append(finding.Id).Append(')');
        }
        return Visible(SecretMasker.Mask(text.ToString()));
    }

    private static bool IsWorded(Finding finding, Decision decision) => decision.Reason.Contains(finding.Message, StringComparison.Ordinal);

    // The text goes to a terminal in the end: control characters would let an agent's own words repaint it.
    private static string Visible(string text)
    {
        var result = new StringBuilder(text);
        for (var i = 0; i < result.Length; i++)
        {
            if (char.IsControl(result[i]) && result[i] != '\n') result[i] = '\uFFFD';
        }
        return result.ToString();
    }
}

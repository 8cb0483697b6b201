using System.Management.Automation.Host;
using AiFirewall.Cmdlets.Approval;
using AiFirewall.Cmdlets.Errors;

namespace AiFirewall.Cmdlets.Interception.Line;

/// <summary>Tells at the console why a line does not run: risk, reason, findings, and what would make it pass.</summary>
internal static class LineRefusal
{
    /// <summary>Shows a refusal.</summary>
    public static void Show(PSHost host, Decision decision) => Write(host, GuardErrors.Told(decision));

    /// <summary>Confirms a person's no.</summary>
    public static void ShowAnswer(PSHost host) => Write(host, "AiFirewall: not run, as you answered.");

    /// <summary>Shows that the firewall itself failed, which is a refusal too.</summary>
    public static void ShowFailure(PSHost host, Exception problem) =>
        Write(host, $"AiFirewall: not run, because the firewall failed: {PrintableText.OneLine(problem.Message)}");

    private static void Write(PSHost host, string text)
    {
        try
        {
            foreach (var line in text.EnumerateLines()) host.UI.WriteErrorLine(line.ToString());
        }
        catch (Exception)
        {
            // A host that cannot show anything still does not run the line.
        }
    }
}

using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Text;
using AiFirewall.Approval;
using AiFirewall.Assessment;
using AiFirewall.Text;

namespace AiFirewall.Cmdlets.Approval;

/// <summary>Asks the person at the PowerShell host. No host, no answer and any failure are a no.</summary>
internal sealed class HostApprover(PSHost host) : IApprover
{
    private const int No = 1;

    private static readonly Collection<ChoiceDescription> s_choices =
    [
        new("&Yes", "Run it, this once."),
        new("&No", "Do not run it."),
    ];

    /// <summary>Whether a person was asked.</summary>
    public bool HasAsked { get; private set; }

    /// <inheritdoc/>
    public ApprovalAnswer Ask(ApprovalRequest request)
    {
        if (host.UI is null || IsConsoleWithoutPerson) return new(false, "nobody");
        try
        {
            var choice = host.UI.PromptForChoice(Caption(request.Decision), Question(request), s_choices, No);
            HasAsked = true;
            return new(choice == 0, "console");
        }
        catch (Exception problem) when (problem is not PipelineStoppedException)
        {
            // pwsh -NonInteractive and hosts without prompts throw here; so may any host that fails.
            return new(false, "nobody");
        }
    }

    /// <summary>
    /// The console host answers its prompts from standard input. Where that is a pipe, whoever writes to it would be approving its own
    /// action: <c>echo y | pwsh -Command "Invoke-Guarded ..."</c>.
    /// </summary>
    private bool IsConsoleWithoutPerson => host.Name == "ConsoleHost" && Console.IsInputRedirected;

    /// <summary>What stands over the question.</summary>
    internal static string Caption(Decision decision) =>
        $"AiFirewall asks: {DecisionText.RiskName(decision)} risk, {decision.Intent.Name()}";

    /// <summary>Why it is asked, what about, and the question; printable, without secrets.</summary>
    internal static string Question(ApprovalRequest request)
    {
        var text = new StringBuilder();
        text.AppendLine(DecisionText.Reason(request.Decision));
        foreach (var finding in request.Decision.Findings.Take(8))
            text.Append("  - ").AppendLine(PrintableText.OneLine(SecretMasker.Mask($"{finding.Message} [{finding.Id}]")));
        if (request.Action.WorkingDirectory is { } directory) text.Append("in ").AppendLine(PrintableText.OneLine(directory));
        if (request.Action.Agent is { } agent) text.Append("for ").AppendLine(PrintableText.OneLine(agent));
        text.AppendLine().AppendLine(PrintableText.Of(SecretMasker.Mask(request.Action.Rendered))).AppendLine();
        return text.Append("Run it?").ToString();
    }
}

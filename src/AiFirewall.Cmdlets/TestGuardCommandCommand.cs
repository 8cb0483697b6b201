using System.Management.Automation;
using AiFirewall.Actions;
using AiFirewall.Policy;

namespace AiFirewall.Cmdlets;

/// <summary>
/// <para type="synopsis">Says what the firewall thinks of an action, and runs nothing.</para>
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "GuardCommand")]
[OutputType(typeof(Decision), typeof(bool))]
public sealed class TestGuardCommandCommand : JudgingCmdlet
{
    /// <summary>A command as text, a script block, an action, or an action as JSON.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Command", "ScriptBlock", "Action")]
    [AllowNull]
    [AllowEmptyString]
    public object? InputObject { get; set; }

    /// <summary>The language of a text. PowerShell on Windows and Bash elsewhere when absent.</summary>
    [Parameter]
    public ShellDialect? Shell { get; set; }

    /// <summary>Whether the answer is a mere yes or no: true when it may run without asking anybody.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var inputs = 0;
        foreach (var input in Read(InputObject, Shell))
        {
            inputs++;
            var decision = Answer(input.Action);
            if (Quiet) WriteObject(decision?.Verdict == Verdict.Allow);
            else if (decision is not null) WriteObject(DecisionText.WithAction(decision, input.Action));
        }
        // What cannot be read may not run: a script that asks for a yes or no gets its no.
        if (Quiet && inputs == 0) WriteObject(false);
    }
}

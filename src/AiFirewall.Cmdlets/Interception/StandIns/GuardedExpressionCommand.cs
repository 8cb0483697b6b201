using System.Management.Automation;
using System.Management.Automation.Runspaces;
using AiFirewall.Actions;
using AiFirewall.Cmdlets.Interception.CallSites;

namespace AiFirewall.Cmdlets.Interception.StandIns;

/// <summary>Stands in for <c>Invoke-Expression</c>: judges the text as a whole script, and runs it where it would have run.</summary>
/// <remarks>A binary cmdlet: a function would add a scope, and <c>iex '$x = 1'</c> would lose <c>$x</c>.</remarks>
[Cmdlet(VerbsLifecycle.Invoke, "GuardedExpression")]
internal sealed class GuardedExpressionCommand : PSCmdlet
{
    private const string Origin = "expression";

    private readonly CallSite? _site;

    /// <summary>Made by the engine, right after the lookup.</summary>
    public GuardedExpressionCommand()
    {
        _site = Site;
        Site = null;
    }

    /// <summary>The text.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    public string Command { get; set; } = "";

    [field: ThreadStatic]
    internal static CallSite? Site { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Checking.Refusal(Command, ShellDialect.PowerShell, _site?.Pipeline, SessionState, Host, Origin) is { } denied) throw Checking.Thrown(denied);

        // With 2>&1 on the command the engine would drop errors of what runs inside it; merged inside, they arrive.
        var script = EngineInternals.MergesErrors(CommandRuntime) ? ". $args[0] 2>&1" : ". $args[0]";
        InvokeCommand.InvokeScript(script, useNewScope: false, PipelineResultTypes.Output | PipelineResultTypes.Error, input: null, ScriptBlock.Create(Command));
    }
}

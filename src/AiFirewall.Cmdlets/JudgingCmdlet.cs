using System.Management.Automation;
using AiFirewall.Actions;
using AiFirewall.Cmdlets.Completion;
using AiFirewall.Cmdlets.Errors;
using AiFirewall.Cmdlets.Input;
using AiFirewall.Observation;

namespace AiFirewall.Cmdlets;

/// <summary>What the cmdlets that judge have in common: who asks, and the way from a pipeline's value to a decision.</summary>
public abstract class JudgingCmdlet : GuardCmdlet
{
    /// <summary>The agent on whose behalf the action is judged.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AgentCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Agent { get; set; }

    /// <summary>The role the action is judged under.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Role { get; set; }

    /// <summary>The actions in a value of the pipeline; what cannot be read is written as an error and left out.</summary>
    private protected IEnumerable<GuardedInput> Read(object? value, ShellDialect? shell)
    {
        var reader = new InputReader(shell, Location, Agent, Role);
        foreach (var element in InputReader.Elements(value))
        {
            GuardedInput? input = null;
            try
            {
                input = reader.Read(element);
            }
            catch (Exception problem) when (problem is not PipelineStoppedException)
            {
                // Not only InputException: a directory may hold a NUL, a property of an object may throw when it is read.
                WriteError(GuardErrors.ActionInvalid(problem, element));
            }
            if (input is not null) yield return input;
        }
    }

    /// <summary>The decision on an action, recorded; null when there is none, and then an error says why.</summary>
    private protected Decision? Answer(GuardAction action)
    {
        try
        {
            var observation = LiveObservation.Of(action.WorkingDirectory);
            var decision = GuardOf(observation).Answer(action, observation);
            WriteVerbose(DecisionText.Line(decision));
            return decision;
        }
        catch (Exception problem) when (problem is not PipelineStoppedException)
        {
            WriteError(GuardErrors.Failed(problem));
            return null;
        }
    }
}

using System.Management.Automation;
using AiFirewall.Actions;
using AiFirewall.Cmdlets.Errors;
using AiFirewall.Cmdlets.Input;
using AiFirewall.Observation;
using AiFirewall.State;

namespace AiFirewall.Cmdlets;

/// <summary>What the cmdlets that judge have in common: who asks, from where, and the guard of that place.</summary>
public abstract class GuardCmdlet : PSCmdlet
{
    private readonly Dictionary<string, Guard> _guards = new(StringComparer.Ordinal);

    /// <summary>The directory the action runs in. The session's location when absent.</summary>
    [Parameter]
    [Alias("Cwd")]
    [ValidateNotNullOrEmpty]
    public string? WorkingDirectory { get; set; }

    /// <summary>The agent on whose behalf the action is judged.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(Completion.AgentCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Agent { get; set; }

    /// <summary>The role the action is judged under.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Role { get; set; }

    private protected string Location { get; private set; } = "";

    /// <inheritdoc/>
    protected override void BeginProcessing() => Location = ResolveDirectory();

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
            catch (InputException problem)
            {
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
            WriteError(GuardErrors.NotJudged(problem));
            return null;
        }
    }

    /// <summary>The guard of the place that is observed; opened once for every project that a pipeline meets.</summary>
    private protected Guard GuardOf(IObservation observation)
    {
        var project = observation.Project;
        if (!_guards.TryGetValue(project ?? "", out var guard))
            _guards[project ?? ""] = guard = Guard.Open(GuardHome.FromEnvironment(), project);
        return guard;
    }

    private string ResolveDirectory()
    {
        if (WorkingDirectory is null) return SessionState.Path.CurrentFileSystemLocation.ProviderPath;

        var path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(WorkingDirectory, out var provider, out _);
        if (provider.Name != "FileSystem" || !Directory.Exists(path))
            ThrowTerminatingError(GuardErrors.WorkingDirectoryNotFound(WorkingDirectory));
        return path;
    }
}

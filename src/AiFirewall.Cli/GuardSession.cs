using AiFirewall.Actions;
using AiFirewall.Observation;
using AiFirewall.State;

namespace AiFirewall.Cli;

/// <summary>The engine as the verbs use it: one guard a project, and a refusal wherever something unexpected happens.</summary>
internal sealed class GuardSession
{
    private readonly Dictionary<string, Guard> _guards = new(StringComparer.Ordinal);

    /// <summary>The firewall's home.</summary>
    public GuardHome Home { get; } = GuardHome.FromEnvironment();

    /// <summary>The guard of the project around <paramref name="observation"/>.</summary>
    public Guard GuardOf(IObservation observation)
    {
        var project = observation.Project;
        if (_guards.TryGetValue(project ?? "", out var guard)) return guard;
        guard = Guard.Open(Home, project);
        _guards.Add(project ?? "", guard);
        return guard;
    }

    /// <summary>Judges an action and keeps how it was read. Asking is not acting: nothing is recorded. Never throws.</summary>
    public Explanation Explain(GuardAction action)
    {
        try
        {
            var observation = LiveObservation.Of(action.WorkingDirectory);
            return GuardOf(observation).Explain(action, observation);
        }
        catch (Exception e)
        {
            return new Explanation(DecisionJson.Unreadable(action.Id, $"the firewall could not judge this: {Failures.Describe(e)}"), null);
        }
    }

    /// <summary>Judges and records an action. Never throws: a failure is a BLOCK that says so.</summary>
    public Decision Answer(GuardAction action)
    {
        try
        {
            var observation = LiveObservation.Of(action.WorkingDirectory);
            return GuardOf(observation).Answer(action, observation);
        }
        catch (Exception e)
        {
            return DecisionJson.Unreadable(action.Id, $"the firewall could not judge this: {Failures.Describe(e)}");
        }
    }
}

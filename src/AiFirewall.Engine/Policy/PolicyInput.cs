using AiFirewall.Actions;
using AiFirewall.Assessment;
using AiFirewall.Observation;

namespace AiFirewall.Policy;

/// <summary>All that a policy looks at.</summary>
/// <param name="Action">What an agent asks.</param>
/// <param name="Assessment">What it would do, and how bad that is.</param>
public sealed record PolicyInput(GuardAction Action, ActionAssessment Assessment)
{
    /// <summary>Absolute path of the user's home, which <c>~</c> stands for; empty when not known.</summary>
    public string Home { get; init; } = "";

    /// <summary>Decides how paths are compared.</summary>
    public HostSystem System { get; init; }

    /// <summary>The role that asks, once resolved; the action's own until then.</summary>
    public string? Role { get; init; } = Action.Role;

    /// <summary>The input for an action in the world that <paramref name="observation"/> shows.</summary>
    public static PolicyInput Of(GuardAction action, ActionAssessment assessment, IObservation observation) =>
        new(action, assessment) { Home = observation.Home, System = observation.System };
}

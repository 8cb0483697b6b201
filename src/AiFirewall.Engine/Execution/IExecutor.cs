using AiFirewall.Actions;
using AiFirewall.Observation;

namespace AiFirewall.Execution;

/// <summary>Runs an action that may run.</summary>
public interface IExecutor
{
    /// <summary>Runs it to its end; output streams as it comes.</summary>
    /// <returns>The exit code.</returns>
    int Run(GuardAction action, IObservation observation, CancellationToken cancellation);
}

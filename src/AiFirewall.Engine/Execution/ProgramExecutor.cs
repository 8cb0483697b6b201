using System.Diagnostics;
using AiFirewall.Actions;
using AiFirewall.Observation;

namespace AiFirewall.Execution;

/// <summary>Runs a program with its arguments, no shell in between.</summary>
/// <param name="words">The program and its arguments; what the action that is run was written from.</param>
public sealed class ProgramExecutor(IReadOnlyList<string> words) : IExecutor
{
    /// <inheritdoc/>
    public int Run(GuardAction action, IObservation observation, CancellationToken cancellation)
    {
        if (ProgramFinder.Find(words[0], observation.WorkingDirectory, observation.Variable("PATH")) is not { } program) return ChildProcess.NotFound;
        var start = new ProcessStartInfo(program) { WorkingDirectory = observation.WorkingDirectory };
        for (var i = 1; i < words.Count; i++) start.ArgumentList.Add(words[i]);
        return ChildProcess.Run(start, cancellation);
    }
}

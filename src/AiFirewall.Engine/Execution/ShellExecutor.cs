using System.Diagnostics;
using AiFirewall.Actions;
using AiFirewall.Observation;

namespace AiFirewall.Execution;

/// <summary>Runs a command text in its shell: bash or sh, PowerShell without profiles, or cmd.exe.</summary>
public sealed class ShellExecutor : IExecutor
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The action is no shell command.</exception>
    public int Run(GuardAction action, IObservation observation, CancellationToken cancellation)
    {
        if (action is not ShellAction shell) throw new ArgumentException("only shell commands can be run", nameof(action));
        if (FindShell(shell.Shell, observation) is not { } program) return ChildProcess.NotFound;

        var start = new ProcessStartInfo(program) { WorkingDirectory = observation.WorkingDirectory };
        switch (shell.Shell)
        {
            case ShellDialect.PowerShell:
                foreach (var argument in (ReadOnlySpan<string>)["-NoProfile", "-Command", shell.Command]) start.ArgumentList.Add(argument);
                break;
            case ShellDialect.Cmd:
                // cmd.exe takes everything after /c as it is written and, with /s, strips just the outer quotes.
                start.Arguments = $"/d /s /c \"{shell.Command}\"";
                break;
            default:
                start.ArgumentList.Add("-c");

                // A text that begins with a dash would be taken for options and not run as it was judged.
                start.ArgumentList.Add("--");
                start.ArgumentList.Add(shell.Command);
                break;
        }
        return ChildProcess.Run(start, cancellation);
    }

    /// <summary>The program that runs texts of a dialect here; null when there is none.</summary>
    public static string? FindShell(ShellDialect dialect, IObservation observation)
    {
        ReadOnlySpan<string> names = dialect switch
        {
            ShellDialect.PowerShell => ["pwsh", "powershell"],
            ShellDialect.Cmd => ["cmd"],
            _ when OperatingSystem.IsWindows() => ["bash", "sh"],
            _ => ["/bin/bash", "/usr/bin/bash", "bash", "/bin/sh"],
        };
        foreach (var name in names)
        {
            if (ProgramFinder.Find(name, observation.WorkingDirectory, observation.Variable("PATH")) is { } found) return found;
        }
        return null;
    }
}

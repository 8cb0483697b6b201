using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.ExceptionServices;
using AiFirewall.Actions;
using AiFirewall.Cmdlets.Interception.StandIns;
using AiFirewall.Execution;
using AiFirewall.Observation;

namespace AiFirewall.Cmdlets.Execution;

/// <summary>Runs an action in the caller's PowerShell session, as if the caller had typed it there.</summary>
/// <param name="cmdlet">The cmdlet whose pipeline receives what the action writes.</param>
/// <param name="block">The script block the action came as; null when it came as text.</param>
/// <param name="confirm">Asked last of all; false when the caller wants it not to run after all.</param>
internal sealed class SessionExecutor(PSCmdlet cmdlet, ScriptBlock? block, Func<bool> confirm) : IExecutor
{
    // Everything goes to where the cmdlet's own output and errors go, at once: that is what a pipeline is for.
    private const PipelineResultTypes Streaming = PipelineResultTypes.Output | PipelineResultTypes.Error;

    private ExceptionDispatchInfo? _failure;

    /// <summary>Whether this session can run a kind of action. The others are judged only.</summary>
    public static bool CanRun(GuardAction action) => action is ShellAction;

    /// <summary>Whether the action began to run.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Whether the caller decided against it at the last question.</summary>
    public bool IsDeclined { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="ShellNotFoundException">No shell here runs the action; nothing ran.</exception>
    /// <exception cref="WorkingDirectoryException">The action's directory does not exist; nothing ran.</exception>
    /// <exception cref="ParseException">The action is PowerShell that cannot be parsed; nothing ran.</exception>
    public int Run(GuardAction action, IObservation observation, CancellationToken cancellation)
    {
        if (!confirm())
        {
            IsDeclined = true;
            throw new OperationCanceledException("The caller decided against it.");
        }

        var run = Prepare((ShellAction)action, observation, cancellation);
        HasStarted = true;

        // What the action throws belongs to the caller, but only after its end has been recorded: see RethrowFailure.
        try
        {
            return At(observation.WorkingDirectory, run);
        }
        catch (Exception failure)
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
            return 1;
        }
    }

    /// <summary>Throws what the action threw, unchanged: <c>break</c>, <c>exit</c>, a stopped pipeline and errors are the caller's.</summary>
    public void RethrowFailure() => _failure?.Throw();

    /// <summary>Everything that can go wrong before the first command runs.</summary>
    private Func<int> Prepare(ShellAction action, IObservation observation, CancellationToken cancellation)
    {
        if (!Directory.Exists(observation.WorkingDirectory)) throw new WorkingDirectoryException(observation.WorkingDirectory);
        if (action.Shell == ShellDialect.PowerShell)
        {
            var script = block ?? ScriptBlock.Create(action.Command);
            return () =>
            {
                RunScript(". $args[0]", inNewScope: false, script);
                return 0;
            };
        }

        var shell = ShellExecutor.FindShell(action.Shell, observation) ?? throw new ShellNotFoundException(action.Shell);
        if (action.Shell == ShellDialect.Cmd)
        {
            // PowerShell would quote the text again for cmd.exe; the engine hands it over as it is, and what it prints goes to the console.
            return () => SetExitCode(new ShellExecutor().Run(action, observation, cancellation));
        }
        return () =>
        {
            RunScript(NativeShell.Script, inNewScope: true, shell, action.Command);
            return cmdlet.SessionState.PSVariable.GetValue("global:LASTEXITCODE") is int exitCode ? exitCode : 0;
        };
    }

    private int SetExitCode(int exitCode)
    {
        cmdlet.SessionState.PSVariable.Set("global:LASTEXITCODE", exitCode);
        return exitCode;
    }

    // With 2>&1 on the cmdlet the engine would drop errors of what runs inside it (ForEach-Object does); merged inside, they arrive.
    private void RunScript(string script, bool inNewScope, params object[] arguments) =>
        cmdlet.InvokeCommand.InvokeScript(EngineInternals.MergesErrors(cmdlet.CommandRuntime) ? script + " 2>&1" : script, inNewScope, Streaming, null, arguments);

    /// <summary>Runs something at a directory, and comes back; stays wherever it went when the session is there already.</summary>
    /// <exception cref="WorkingDirectoryException">The session did not get there; nothing ran.</exception>
    private int At(string directory, Func<int> run)
    {
        var path = cmdlet.SessionState.Path;
        if (IsAt(directory)) return run();

        var before = path.CurrentLocation;
        path.SetLocation(WildcardPattern.Escape(directory));
        try
        {
            // What is judged in one directory must not run in another, whatever drives and providers make of the path.
            return IsAt(directory) ? run() : throw new WorkingDirectoryException(directory);
        }
        finally
        {
            path.SetLocation(WildcardPattern.Escape(before.Path));
        }
    }

    // Observations write paths with forward slashes, on Windows too.
    private bool IsAt(string directory) => string.Equals(
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath)),
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)),
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}

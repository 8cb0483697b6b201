using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AiFirewall.Execution;

/// <summary>
/// Runs a program on this process's own standard streams, so that what it prints streams and what it asks is answered, and hands it
/// the signals that are meant for it.
/// </summary>
internal static partial class ChildProcess
{
    /// <summary>What shells say for a program that was not found.</summary>
    public const int NotFound = 127;

    /// <summary>What shells say for a program that was found and cannot be started.</summary>
    public const int NotStarted = 126;

    /// <summary>Runs a program to its end.</summary>
    /// <param name="start">What to run.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Its exit code; 128 + n when signal n ended it.</returns>
    public static int Run(ProcessStartInfo start, CancellationToken cancellation)
    {
        start.UseShellExecute = false;
        // Signals are taken before the child exists: one that arrives in between is for the child as well.
        using var child = new Process { StartInfo = start };
        List<PosixSignal> early = [];
        var isStarted = false;
        void Pass(PosixSignalContext context)
        {
            context.Cancel = true;
            lock (early)
            {
                if (isStarted) Forward(child, context.Signal);
                else early.Add(context.Signal);
            }
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Pass);
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Pass);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Pass);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Pass);
        try
        {
            StartWithoutBrokenPipes(child);
        }
        catch (Win32Exception)
        {
            return NotStarted;
        }
        lock (early)
        {
            isStarted = true;
            foreach (var signal in early) Forward(child, signal);
        }
        using var stop = cancellation.Register(() => Forward(child, PosixSignal.SIGTERM));
        child.WaitForExit();
        return child.ExitCode;
    }

    // The runtime ignores SIGPIPE and a child inherits that: `yes | head -1` would complain instead of ending quietly.
    private static void StartWithoutBrokenPipes(Process child)
    {
        const int brokenPipe = 13;
        const nint byDefault = 0, ignored = 1;
        if (!OperatingSystem.IsWindows()) _ = Handle(brokenPipe, byDefault);
        try
        {
            child.Start();
        }
        finally
        {
            if (!OperatingSystem.IsWindows()) _ = Handle(brokenPipe, ignored);
        }
    }

    // Ctrl-C reaches every process in the terminal's foreground group, the child among them. Any other signal, and an interrupt that
    // did not come from a terminal, was sent to this process alone and is handed on.
    private static void Forward(Process child, PosixSignal signal)
    {
        if (OperatingSystem.IsWindows() || (signal is PosixSignal.SIGINT or PosixSignal.SIGQUIT && IsForeground())) return;
        var number = signal switch
        {
            PosixSignal.SIGHUP => 1,
            PosixSignal.SIGINT => 2,
            PosixSignal.SIGQUIT => 3,
            _ => 15,
        };
        try
        {
            if (!child.HasExited) _ = Kill(child.Id, number);
        }
        catch (InvalidOperationException)
        {
            // It ended in this moment.
        }
    }

    private static bool IsForeground()
    {
        for (var descriptor = 0; descriptor <= 2; descriptor++)
        {
            var foreground = ForegroundGroup(descriptor);
            if (foreground > 0) return foreground == ProcessGroup();
        }
        return false;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Handle(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ForegroundGroup(int descriptor);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ProcessGroup();
}

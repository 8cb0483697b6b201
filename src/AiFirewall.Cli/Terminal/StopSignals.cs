using System.Runtime.InteropServices;

namespace AiFirewall.Cli.Terminal;

/// <summary>Ctrl-C and requests to end, while something runs that wants to be stopped and not killed.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _signal;

    public StopSignals() => _registrations =
        [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP]).Select(s => PosixSignalRegistration.Create(s, Stop))];

    /// <summary>Is cancelled when one arrives.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>128 and the number of the signal that arrived; null for none.</summary>
    public int? ExitCode => _signal == 0 ? null : 128 + _signal;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        _signal = context.Signal switch { PosixSignal.SIGINT => 2, PosixSignal.SIGHUP => 1, _ => 15 };
        _stop.Cancel();
    }
}

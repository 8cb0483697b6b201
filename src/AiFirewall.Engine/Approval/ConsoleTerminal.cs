using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AiFirewall.Approval;

/// <summary>The controlling terminal of this process, opened for a question.</summary>
internal sealed partial class ConsoleTerminal : IDisposable
{
    private const int DiscardInput = 0; // TCIFLUSH on Linux

    private readonly SafeFileHandle? _device;

    private ConsoleTerminal(Stream input, Stream output, SafeFileHandle? device)
    {
        Input = input;
        Output = output;
        _device = device;
    }

    /// <summary>What is typed.</summary>
    public Stream Input { get; }

    /// <summary>What is shown.</summary>
    public Stream Output { get; }

    /// <summary>Opens it.</summary>
    /// <returns>Null when there is none, or when it is another job's turn: reading it then would stop this process.</returns>
    /// <exception cref="IOException">There is none.</exception>
    public static ConsoleTerminal? Open()
    {
        if (OperatingSystem.IsWindows())
        {
            return new ConsoleTerminal(
                new FileStream("CONIN$", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0),
                new FileStream("CONOUT$", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0), null);
        }
        var device = File.OpenHandle("/dev/tty", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (ForegroundGroup(device) != ProcessGroup())
        {
            device.Dispose();
            return null;
        }
        var stream = new FileStream(device, FileAccess.ReadWrite, 0);
        return new ConsoleTerminal(stream, stream, device);
    }

    /// <summary>Forgets what was typed before now.</summary>
    public void DiscardTypedAhead()
    {
        if (_device is not null) _ = Flush(_device, OperatingSystem.IsMacOS() ? DiscardInput + 1 : DiscardInput);
        else _ = FlushWindows(((FileStream)Input).SafeFileHandle);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Input.Dispose();
        Output.Dispose();
        _device?.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ForegroundGroup(SafeFileHandle descriptor);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ProcessGroup();

    [LibraryImport("libc", EntryPoint = "tcflush")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flush(SafeFileHandle descriptor, int queue);

    [LibraryImport("kernel32", EntryPoint = "FlushConsoleInputBuffer")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int FlushWindows(SafeFileHandle console);
}

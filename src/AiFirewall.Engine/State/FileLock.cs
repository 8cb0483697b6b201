namespace AiFirewall.State;

/// <summary>
/// Exclusive use of something among processes and threads, waited for within bounds: a lock file beside it, held open with
/// <see cref="FileShare.None"/>. The system lets go of it when a process dies, and the file stays, since deleting it would race.
/// </summary>
/// <remarks>
/// A file of its own rather than the guarded file, because whoever merely reads the latter through .NET holds a shared lock on it, and on
/// Windows would make opening it fail; a reader must never hold up a writer. Not <see cref="FileStream.Lock"/>: on Unix that is
/// <c>fcntl</c>, which does not protect between threads, is lost when any handle closes, and does not exist on macOS.
/// </remarks>
internal static class FileLock
{
    private const int YieldsBeforeSleeping = 4;

    /// <summary>Takes the lock that <paramref name="path"/> stands for; null when it was not to be had in <paramref name="patience"/>.</summary>
    /// <exception cref="IOException">The lock file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The lock file may not be created.</exception>
    public static IDisposable? Take(string path, TimeSpan patience)
    {
        var deadline = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        for (var attempt = 0; ; attempt++)
        {
            if (TryTake(path) is { } taken) return taken;
            if (Environment.TickCount64 >= deadline) return null;
            if (attempt < YieldsBeforeSleeping) Thread.Yield();
            else Thread.Sleep(1);
        }
    }

    private static FileStream? TryTake(string path)
    {
        try
        {
            return PrivateFiles.Open(path, FileShare.None);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    }

    // ERROR_SHARING_VIOLATION on Windows; EWOULDBLOCK from flock(2), which is 11 on Linux and 35 on macOS and the BSDs.
    private static bool IsHeld(IOException e) => (e.HResult & 0xFFFF) == (OperatingSystem.IsWindows() ? 32 : OperatingSystem.IsLinux() ? 11 : 35);
}

namespace AiFirewall.Execution;

/// <summary>
/// Finds programs the way a shell does. <see cref="System.Diagnostics.Process"/> looks next to the running program and in the working
/// directory first, so that a file <c>ls</c> in a project would be run for <c>ls</c>.
/// </summary>
internal static class ProgramFinder
{
    /// <summary>The absolute path of a program; null when there is none.</summary>
    /// <param name="name">A name to look up in <paramref name="path"/>, or a path.</param>
    /// <param name="workingDirectory">What relative paths are relative to.</param>
    /// <param name="path">The value of <c>PATH</c>.</param>
    public static string? Find(string name, string workingDirectory, string? path)
    {
        if (name.Length == 0) return null;
        if (name.Contains('/', StringComparison.Ordinal) || (OperatingSystem.IsWindows() && name.AsSpan().ContainsAny('\\', ':')))
            return WithExtension(Path.GetFullPath(name, workingDirectory));
        foreach (var directory in (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            if (WithExtension(Path.GetFullPath(Path.Combine(directory, name), workingDirectory)) is { } found) return found;
        }
        return null;
    }

    private static string? WithExtension(string file)
    {
        if (!OperatingSystem.IsWindows()) return IsExecutable(file) ? file : null;
        if (Path.HasExtension(file) && File.Exists(file)) return file;
        // Only what can be started directly: scripts of other extensions need their own interpreter.
        foreach (var extension in (ReadOnlySpan<string>)[".exe", ".com"])
        {
            if (File.Exists(file + extension)) return file + extension;
        }
        return null;
    }

    private static bool IsExecutable(string file)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(file)) return false;
        return (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
    }
}

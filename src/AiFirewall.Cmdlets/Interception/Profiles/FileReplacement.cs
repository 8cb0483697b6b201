namespace AiFirewall.Cmdlets.Interception.Profiles;

/// <summary>Changes a file of the user's in one step, so that nobody ever reads half of it.</summary>
internal static class FileReplacement
{
    /// <summary>Writes the file; where it is a link, what the link leads to. Permissions stay.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var target = new FileInfo(path).LinkTarget is null ? Path.GetFullPath(path) : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var next = $"{target}.{Environment.ProcessId}.new";
        try
        {
            using (var file = new FileStream(next, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
            if (File.Exists(target) && !OperatingSystem.IsWindows()) File.SetUnixFileMode(next, File.GetUnixFileMode(target));
            // On Windows the replaced file keeps its access list.
            if (File.Exists(target) && OperatingSystem.IsWindows()) File.Replace(next, target, null);
            else File.Move(next, target, overwrite: true);
        }
        finally
        {
            File.Delete(next);
        }
    }
}

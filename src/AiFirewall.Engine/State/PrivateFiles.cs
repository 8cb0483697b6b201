namespace AiFirewall.State;

/// <summary>Files and directories that only their owner may read.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyDirectory = OwnerOnlyFile | UnixFileMode.UserExecute;

    /// <summary>Creates the missing part of a directory's path, with mode 0700 on Unix. One that exists is left as it is.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnlyDirectory);
    }

    /// <summary>Opens a file for reading and writing, unbuffered; creates it, with mode 0600 on Unix, and its directory when missing.</summary>
    public static FileStream Open(string path, FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = share,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnlyFile;
        try
        {
            return new FileStream(path, options);
        }
        catch (DirectoryNotFoundException) when (Path.GetDirectoryName(path) is { Length: > 0 })
        {
            CreateDirectory(Path.GetDirectoryName(path)!);
            return new FileStream(path, options);
        }
    }
}

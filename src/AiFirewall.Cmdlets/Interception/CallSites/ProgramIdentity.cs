using System.Collections.Concurrent;
using AiFirewall.Actions;

namespace AiFirewall.Cmdlets.Interception.CallSites;

/// <summary>Knows a program again that was copied or linked under another name: a program is what it is, whatever it is called.</summary>
/// <remarks>Only programs of names that the catalog does not know are looked at, each once for the size and time of its file.</remarks>
internal static class ProgramIdentity
{
    private static readonly ConcurrentDictionary<(string Path, long Length, long Time), string?> s_known = new();
    private static readonly Lazy<ILookup<long, string>> s_installed = new(ReadInstalled);

    /// <summary>The name of the installed program that <paramref name="path"/> is a copy of or a link to; null when it goes by its own name.</summary>
    public static string? Of(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (SessionGuards.Catalog.Find(name, ShellDialect.Bash) is not null) return null;
        try
        {
            var file = new FileInfo(path);
            if (file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
                return SessionGuards.Catalog.Find(Path.GetFileNameWithoutExtension(target.Name), ShellDialect.Bash) is null ? null : target.Name;
            if (!file.Exists || file.Length < 512) return null;
            return s_known.GetOrAdd((path, file.Length, file.LastWriteTimeUtc.Ticks), static key => Find(key.Path, key.Length));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Find(string path, long length)
    {
        foreach (var candidate in s_installed.Value[length])
        {
            if (candidate != path && SessionGuards.Catalog.Find(Path.GetFileNameWithoutExtension(candidate), ShellDialect.Bash) is not null && IsSame(path, candidate))
                return Path.GetFileName(candidate);
        }
        return null;
    }

    private static bool IsSame(string one, string other)
    {
        using var left = File.OpenRead(one);
        using var right = File.OpenRead(other);
        Span<byte> leftBytes = stackalloc byte[8192];
        Span<byte> rightBytes = stackalloc byte[8192];
        while (true)
        {
            var count = left.ReadAtLeast(leftBytes, leftBytes.Length, throwOnEndOfStream: false);
            if (right.ReadAtLeast(rightBytes, rightBytes.Length, throwOnEndOfStream: false) != count) return false;
            if (count == 0) return true;
            if (!leftBytes[..count].SequenceEqual(rightBytes[..count])) return false;
        }
    }

    private static ILookup<long, string> ReadInstalled() =>
        (from directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Distinct()
         where Directory.Exists(directory)
         from file in Files(directory)
         select file).ToLookup(file => file.Length, file => file.FullName);

    private static IEnumerable<FileInfo> Files(string directory)
    {
        try
        {
            return [.. new DirectoryInfo(directory).EnumerateFiles()];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

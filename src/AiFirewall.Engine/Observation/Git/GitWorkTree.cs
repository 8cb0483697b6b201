using System.Text;

namespace AiFirewall.Observation.Git;

/// <summary>A work tree and what git's own files say of what is in it. Git itself is not started.</summary>
internal sealed class GitWorkTree
{
    private const int MaxIndexBytes = 32 * 1024 * 1024;
    private const int MaxRulesBytes = 256 * 1024;
    private const int MaxHashedBytes = 4 * 1024 * 1024;
    private const int FewEntries = 20_000;

    private readonly DiskBudget _budget;
    private readonly bool _ignoresCase;
    private readonly string _gitDirectory;
    private readonly string _commonDirectory;
    private readonly Dictionary<string, IgnoreRules?> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _ignoredDirectories = new(StringComparer.Ordinal);
    private readonly GitIndex? _index;
    private readonly bool _hasIndex;
    private readonly DateTime _indexTime;
    private readonly int _hashLength = 20;
    private readonly IgnoreRules?[] _outerRules;
    private Dictionary<string, IndexEntry>? _all;

    private GitWorkTree(string root, string gitDirectory, DiskBudget budget, string home, bool ignoresCase)
    {
        Root = root;
        _gitDirectory = gitDirectory;
        _budget = budget;
        _ignoresCase = ignoresCase;
        _commonDirectory = ReadText(gitDirectory + "/commondir") is { } common ? PathOf(common.Trim(), gitDirectory) : gitDirectory;
        var config = ReadText(_commonDirectory + "/config") ?? "";
        if (config.Contains("sha256", StringComparison.OrdinalIgnoreCase) && config.Contains("objectformat", StringComparison.OrdinalIgnoreCase)) _hashLength = 32;

        var indexPath = gitDirectory + "/index";
        _indexTime = File.GetLastWriteTimeUtc(indexPath);
        _hasIndex = File.Exists(indexPath);
        if (_hasIndex && DiskFile.ReadRaw(indexPath, MaxIndexBytes, budget) is { } bytes) _index = GitIndex.Of(bytes, _hashLength);
        _outerRules = [RulesIn(_commonDirectory + "/info/exclude"), RulesIn(home + "/.config/git/ignore")];
    }

    /// <summary>The directory that the work tree is, absolute.</summary>
    public string Root { get; }

    /// <summary>The work tree that a directory is in; null for none.</summary>
    /// <param name="directory">The directory, absolute.</param>
    /// <param name="budget">What may be looked at.</param>
    /// <param name="home">The user's home, whose settings count.</param>
    /// <param name="ignoresCase">Whether names differ in more than case.</param>
    public static GitWorkTree? Around(string directory, DiskBudget budget, string home, bool ignoresCase)
    {
        for (var depth = 0; depth < 64 && directory.Length > 0; depth++)
        {
            if (At(directory, budget, home, ignoresCase) is { } found) return found;
            var slash = directory.LastIndexOf('/');
            if (slash < 0) break;
            directory = directory[..slash];
        }

        return null;
    }

    /// <summary>The work tree whose root a directory is; null when it is none.</summary>
    public static GitWorkTree? At(string directory, DiskBudget budget, string home, bool ignoresCase)
    {
        try
        {
            var mark = directory + "/.git";
            if (Directory.Exists(mark)) return File.Exists(mark + "/HEAD") ? new GitWorkTree(directory, mark, budget, home, ignoresCase) : null;

            // Submodules and further work trees keep their files elsewhere and say where.
            var says = File.Exists(mark) && new FileInfo(mark).Length is > 0 and < 4096 ? File.ReadAllText(mark) : null;
            if (says is null || !says.StartsWith("gitdir:", StringComparison.Ordinal)) return null;
            var gitDirectory = PathOf(says[7..].Trim(), directory);
            return File.Exists(gitDirectory + "/HEAD") ? new GitWorkTree(directory, gitDirectory, budget, home, ignoresCase) : null;
        }
        catch (Exception e) when (DiskFile.IsRefusal(e))
        {
            return null;
        }
    }

    /// <summary>The entries of the index at or below a path; null when they cannot be had.</summary>
    /// <param name="path">Relative to the root; empty for all.</param>
    public Dictionary<string, IndexEntry>? EntriesUnder(string path)
    {
        // A repository in which nothing was ever added has no index.
        if (!_hasIndex) return [];
        if (_index is null) return null;
        return _index.Count <= FewEntries ? _all ??= _index.Under("") : _index.Under(path);
    }

    /// <summary>Whether a file still holds what git has of it; null when that could not be found out.</summary>
    /// <param name="entry">What the index says.</param>
    /// <param name="file">The file.</param>
    public bool? IsUnchanged(in IndexEntry entry, in DiskEntry file)
    {
        if ((entry.Flags & (IndexFlags.NotWatched | IndexFlags.Submodule)) != 0) return true;
        if ((entry.Flags & (IndexFlags.Conflict | IndexFlags.OnlyIntended)) != 0) return false;
        // Git writes a size of 0 for what it wants to compare itself the next time.
        if (entry.Size != (uint)file.Bytes && entry.Size != 0) return false;
        if (entry.Size == (uint)file.Bytes && IsSameTime(entry, file.Changed) && !IsRacy(file.Changed)) return true;
        return (entry.Flags & IndexFlags.Link) != 0 ? null : HasContent(entry, file);
    }

    /// <summary>Whether git is told to pass over a path that it does not keep.</summary>
    /// <param name="path">Relative to the root.</param>
    /// <param name="isDirectory">Whether it is a directory.</param>
    public bool IsIgnored(string path, bool isDirectory)
    {
        var slash = path.LastIndexOf('/');
        // What is below a directory that is passed over is never looked at.
        if (slash > 0 && IsIgnoredDirectory(path[..slash])) return true;
        for (var end = slash; ; end = end > 0 ? path.LastIndexOf('/', end - 1) : -1)
        {
            var directory = end <= 0 ? "" : path[..end];
            var inner = end <= 0 ? path : path[(end + 1)..];
            if (RulesOf(directory)?.Says(inner, isDirectory) is { } said) return said;
            if (end <= 0) break;
        }

        foreach (var rules in _outerRules)
        {
            if (rules?.Says(path, isDirectory) is { } said) return said;
        }

        return false;
    }

    private bool IsIgnoredDirectory(string path)
    {
        if (_ignoredDirectories.TryGetValue(path, out var known)) return known;
        var slash = path.LastIndexOf('/');
        return _ignoredDirectories[path] = (slash > 0 && IsIgnoredDirectory(path[..slash])) || IsIgnored(path, isDirectory: true);
    }

    private IgnoreRules? RulesOf(string directory)
    {
        if (_rules.TryGetValue(directory, out var known)) return known;
        return _rules[directory] = RulesIn(directory.Length == 0 ? Root + "/.gitignore" : $"{Root}/{directory}/.gitignore");
    }

    private IgnoreRules? RulesIn(string path) => ReadText(path) is { } text ? new IgnoreRules(text, _ignoresCase) : null;

    private string? ReadText(string path) => DiskFile.ReadRaw(path, MaxRulesBytes, _budget) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    private static bool IsSameTime(in IndexEntry entry, DateTime changed)
    {
        var ticks = (changed - DateTime.UnixEpoch).Ticks;
        return (uint)(ticks / TimeSpan.TicksPerSecond) == entry.Seconds && (entry.Nanoseconds == 0 || entry.Nanoseconds / 100 == ticks % TimeSpan.TicksPerSecond);
    }

    // Changed in the moment in which the index was written: the time says nothing.
    private bool IsRacy(DateTime changed) => changed >= _indexTime;

    private bool? HasContent(in IndexEntry entry, in DiskEntry file)
    {
        if (_hashLength != 20 || file.Bytes > MaxHashedBytes) return null;
        if (file.Bytes == 0) return entry.Hash.Span.SequenceEqual(Sha1.OfBlob([]));
        if (DiskFile.ReadRaw(file.Path, MaxHashedBytes, _budget) is not { } bytes) return null;
        if (entry.Hash.Span.SequenceEqual(Sha1.OfBlob(bytes))) return true;
        // With core.autocrlf git keeps line feeds only.
        return bytes.AsSpan().IndexOf("\r\n"u8) >= 0 && entry.Hash.Span.SequenceEqual(Sha1.OfBlob(WithoutReturns(bytes)));
    }

    private static byte[] WithoutReturns(byte[] bytes)
    {
        var result = new byte[bytes.Length];
        var count = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != '\r' || i + 1 >= bytes.Length || bytes[i + 1] != '\n') result[count++] = bytes[i];
        }

        return result[..count];
    }

    private static string PathOf(string path, string directory) => Path.GetFullPath(path, directory).Replace('\\', '/').TrimEnd('/');
}

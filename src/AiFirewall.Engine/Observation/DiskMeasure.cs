using System.IO.Enumeration;
using AiFirewall.Effects;
using AiFirewall.Observation.Git;

namespace AiFirewall.Observation;

/// <summary>Counts what a path stands for, and what git says of it. Links are counted and never followed.</summary>
internal sealed class DiskMeasure
{
    private const int MaxPaths = 8;
    private const int MaxRoots = 2_000;
    private const int MaxDepth = 128;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false, RecurseSubdirectories = false };

    private readonly DiskBudget _budget;
    private readonly string _home;
    private readonly bool _ignoresCase;
    private readonly Dictionary<string, GitWorkTree?> _workTrees;
    private readonly List<string> _uncommittedPaths = [];
    private long _files, _bytes, _unchanged, _uncommitted, _untracked, _ignored;
    private bool _isComplete = true, _isInGit, _isGitComplete = true;

    private DiskMeasure(DiskBudget budget, Dictionary<string, GitWorkTree?> workTrees, string home, bool ignoresCase) =>
        (_budget, _workTrees, _home, _ignoresCase) = (budget, workTrees, home, ignoresCase);

    /// <summary>Measures a path.</summary>
    /// <param name="path">The path, absolute, with slashes; <c>*</c>, <c>?</c> and <c>[…]</c> are patterns unless there is a file of that name.</param>
    /// <param name="budget">What may be looked at.</param>
    /// <param name="workTrees">Work trees by directory, kept between calls.</param>
    /// <param name="home">The user's home.</param>
    /// <param name="ignoresCase">Whether names differ in more than case.</param>
    public static PathFacts Of(string path, DiskBudget budget, Dictionary<string, GitWorkTree?> workTrees, string home, bool ignoresCase) =>
        new DiskMeasure(budget, workTrees, home, ignoresCase).Measure(path);

    private PathFacts Measure(string path)
    {
        var roots = Entry(path) is { } literal ? [literal] : path.AsSpan().IndexOfAny("*?[") >= 0 ? Expand(path) : [];
        if (roots.Count == 0) return PathFacts.Missing with { IsComplete = _isComplete };
        foreach (var root in roots) Count(root);
        return new PathFacts
        {
            Kind = roots[0].IsDirectory ? PathKind.Directory : PathKind.File,
            Files = _files,
            Bytes = _bytes,
            Paths = [.. roots.Take(MaxPaths).Select(r => r.Path)],
            Roots = roots.Count,
            IsComplete = _isComplete,
            Git = !_isInGit ? null : new GitFacts
            {
                Unchanged = _unchanged,
                Uncommitted = _uncommitted,
                Untracked = _untracked,
                Ignored = _ignored,
                UncommittedPaths = _uncommittedPaths,
                IsComplete = _isGitComplete,
            },
        };
    }

    private void Count(DiskEntry root)
    {
        var parent = root.Path.LastIndexOf('/') is > 0 and var slash ? root.Path[..slash] : "";
        // A directory may be the root of a repository itself; then the one around it says nothing of what is in it.
        var workTree = (root.IsDirectory ? At(root.Path) : null) ?? Around(parent);
        var entries = workTree?.EntriesUnder(Relative(root.Path, workTree));
        if (root.IsDirectory) Walk(root.Path, workTree, entries, 0);
        else Take(root, workTree, entries);
    }

    private void Walk(string directory, GitWorkTree? workTree, Dictionary<string, IndexEntry>? entries, int depth)
    {
        if (depth > MaxDepth)
        {
            _isComplete = false;
            return;
        }

        foreach (var entry in List(directory))
        {
            if (!entry.IsDirectory)
            {
                Take(entry, workTree, entries);
            }
            else if (entry.Path.EndsWith("/.git", StringComparison.Ordinal))
            {
                // Git's own files are counted; git says nothing of them.
                Walk(entry.Path, null, null, depth + 1);
            }
            else if (workTree?.Root != entry.Path && At(entry.Path) is { } inner)
            {
                Walk(entry.Path, inner, inner.EntriesUnder(""), depth + 1);
            }
            else
            {
                Walk(entry.Path, workTree, entries, depth + 1);
            }
        }
    }

    private void Take(in DiskEntry file, GitWorkTree? workTree, Dictionary<string, IndexEntry>? entries)
    {
        _files++;
        _bytes += file.Bytes;
        // The file with which a further work tree or a submodule says where git keeps its files.
        if (workTree is null || file.Path.EndsWith("/.git", StringComparison.Ordinal)) return;
        _isInGit = true;
        if (entries is null)
        {
            _isGitComplete = false;
            return;
        }

        var path = Relative(file.Path, workTree);
        if (!entries.TryGetValue(path, out var entry))
        {
            if (workTree.IsIgnored(path, isDirectory: false)) _ignored++;
            else _untracked++;
            return;
        }

        switch (workTree.IsUnchanged(entry, file))
        {
            case true:
                _unchanged++;
                break;
            case false:
                _uncommitted++;
                if (_uncommittedPaths.Count < 3) _uncommittedPaths.Add(path);
                break;
            default:
                _isGitComplete = false;
                break;
        }
    }

    private List<DiskEntry> List(string directory)
    {
        var found = new List<DiskEntry>();
        try
        {
            foreach (var entry in new FileSystemEnumerable<DiskEntry>(directory.Length == 0 ? "/" : directory, (ref FileSystemEntry e) => EntryOf(ref e, directory), Everything))
            {
                if (!_budget.TakeEntry())
                {
                    _isComplete = false;
                    break;
                }

                found.Add(entry);
            }
        }
        catch (Exception e) when (DiskFile.IsRefusal(e))
        {
            _isComplete = false;
        }

        // Directories give their names in any order; an answer must not hang on it.
        found.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return found;
    }

    private static DiskEntry EntryOf(ref FileSystemEntry entry, string directory)
    {
        var path = string.Concat(directory, "/", entry.FileName);
        var isDirectory = entry.IsDirectory && (entry.Attributes & FileAttributes.ReparsePoint) == 0;
        return isDirectory ? new DiskEntry(path, true, 0, default) : new DiskEntry(path, false, Math.Max(0, entry.Length), entry.LastWriteTimeUtc.UtcDateTime);
    }

    private DiskEntry? Entry(string path)
    {
        try
        {
            if (!_budget.TakeEntry()) return null;
            var file = new FileInfo(path);
            // A link that leads nowhere is there, too.
            if (file.LinkTarget is not null) return new DiskEntry(path, false, 0, file.LastWriteTimeUtc);
            if (file.Exists) return new DiskEntry(path, false, file.Length, file.LastWriteTimeUtc);
            return Directory.Exists(path) ? new DiskEntry(path, true, 0, default) : null;
        }
        catch (Exception e) when (DiskFile.IsRefusal(e))
        {
            _isComplete = false;
            return null;
        }
    }

    /// <summary>What a pattern matches, name by name; hidden names only where the pattern says so.</summary>
    private List<DiskEntry> Expand(string pattern)
    {
        var root = PathText.RootLength(pattern);
        var level = new List<DiskEntry> { new(pattern[..root].TrimEnd('/'), true, 0, default) };
        foreach (var segment in pattern[root..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = new List<DiskEntry>();
            foreach (var directory in level)
            {
                if (!directory.IsDirectory) continue;
                if (segment.AsSpan().IndexOfAny("*?[") < 0)
                {
                    if (Entry(directory.Path + "/" + segment) is { } entry) next.Add(entry);
                    continue;
                }

                foreach (var entry in List(directory.Path))
                {
                    var name = entry.Path.AsSpan(directory.Path.Length + 1);
                    if ((name[0] != '.' || segment[0] == '.') && Glob.Matches(segment, name, _ignoresCase)) next.Add(entry);
                    if (next.Count >= MaxRoots)
                    {
                        _isComplete = false;
                        return next;
                    }
                }
            }

            level = next;
        }

        return level;
    }

    private GitWorkTree? At(string directory) => GitWorkTree.At(directory, _budget, _home, _ignoresCase);

    private GitWorkTree? Around(string directory)
    {
        if (!_workTrees.TryGetValue(directory, out var known)) _workTrees[directory] = known = GitWorkTree.Around(directory, _budget, _home, _ignoresCase);
        return known;
    }

    private static string Relative(string path, GitWorkTree workTree) => path.Length <= workTree.Root.Length ? "" : path[(workTree.Root.Length + 1)..];
}

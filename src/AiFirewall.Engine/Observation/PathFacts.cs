namespace AiFirewall.Observation;

/// <summary>What a path stands for on disk: a file, a whole tree, or everything that a pattern matches.</summary>
public sealed record PathFacts
{
    /// <summary>What stands there; of a pattern what its first match is.</summary>
    public PathKind Kind { get; init; } = PathKind.Missing;

    /// <summary>Number of files, links and special files in it; a lower bound unless <see cref="IsComplete"/>.</summary>
    public long Files { get; init; }

    /// <summary>Their size in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>The path itself, or what a pattern matches: the first of them, absolute.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>How many paths there are.</summary>
    public int Roots { get; init; }

    /// <summary>Whether everything was looked at: no bound was reached and no directory was closed.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>What git says of the files; null outside a repository.</summary>
    public GitFacts? Git { get; init; }

    /// <summary>Nothing stands there.</summary>
    public static PathFacts Missing { get; } = new();
}

/// <summary>What git says of files, worked out from its index without starting it.</summary>
public sealed record GitFacts
{
    /// <summary>Files that git keeps and that hold what they held when they were last added or committed.</summary>
    public long Unchanged { get; init; }

    /// <summary>Files that git keeps and whose present content it does not.</summary>
    public long Uncommitted { get; init; }

    /// <summary>Files that git does not keep, though nothing tells it to pass over them.</summary>
    public long Untracked { get; init; }

    /// <summary>Files that git is told to pass over.</summary>
    public long Ignored { get; init; }

    /// <summary>The first uncommitted files, relative to the work tree.</summary>
    public IReadOnlyList<string> UncommittedPaths { get; init; } = [];

    /// <summary>Whether git's view of every file could be had within the budgets.</summary>
    public bool IsComplete { get; init; } = true;
}

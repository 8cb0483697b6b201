using AiFirewall.Effects;
using AiFirewall.Observation;

namespace AiFirewall.Files;

/// <summary>What an action would touch, and what is worrying about that.</summary>
internal sealed record FileImpact
{
    /// <summary>Number of files; a lower bound when <see cref="Notes"/> say so.</summary>
    public long Files { get; init; }

    /// <summary>Their size in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>The first paths.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Remarks for people, one clause each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Unified diff of what is written; null for none.</summary>
    public string? Diff { get; init; }

    /// <summary>Lines that come.</summary>
    public int LinesAdded { get; init; }

    /// <summary>Lines that go.</summary>
    public int LinesRemoved { get; init; }

    /// <summary>What is worrying about the code that is written.</summary>
    public IReadOnlyList<Finding> CodeFindings { get; init; } = [];

    /// <summary>What is worrying about what is lost.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What git says of the files; null outside a repository.</summary>
    public GitFacts? Git { get; init; }
}

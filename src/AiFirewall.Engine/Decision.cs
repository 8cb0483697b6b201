using AiFirewall.Assessment;
using AiFirewall.Effects;
using AiFirewall.Observation;
using AiFirewall.Policy;

namespace AiFirewall;

/// <summary>The answer to an action, with its reasons.</summary>
public sealed record Decision
{
    /// <summary>The action's id.</summary>
    public required string Id { get; init; }

    /// <summary>What the firewall says.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What the action is about.</summary>
    public required Intent Intent { get; init; }

    /// <summary>How bad it is.</summary>
    public required Risk Risk { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Reason { get; init; }

    /// <summary>What is worrying, worst first.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What the action would do.</summary>
    public IReadOnlyList<Effect> Effects { get; init; } = [];

    /// <summary>What it would touch; null when no stop looked.</summary>
    public Impact? Impact { get; init; }

    /// <summary>Every stop that spoke, in order.</summary>
    public IReadOnlyList<TrailEntry> Trail { get; init; } = [];
}

/// <summary>What one stop of the road said.</summary>
/// <param name="Stop">The stop: <c>assessment</c>, <c>policy</c>, <c>limits</c>, <c>trust</c> …</param>
/// <param name="Said">A verdict, a risk or an intent in its wire name.</param>
/// <param name="Why">One clause.</param>
public sealed record TrailEntry(string Stop, string Said, string Why);

/// <summary>What an action would touch.</summary>
public sealed record Impact
{
    /// <summary>Number of files; a lower bound when <see cref="Notes"/> says that counting stopped.</summary>
    public long FilesAffected { get; init; }

    /// <summary>Their size in bytes.</summary>
    public long BytesAffected { get; init; }

    /// <summary>The first paths, at most eight.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Remarks for people.</summary>
    public string Notes { get; init; } = "";

    /// <summary>Unified diff of a write; null for none.</summary>
    public string? Diff { get; init; }

    /// <summary>Lines that a write adds.</summary>
    public int LinesAdded { get; init; }

    /// <summary>Lines that a write takes away.</summary>
    public int LinesRemoved { get; init; }

    /// <summary>What is worrying about the code that is written; these are among the decision's findings, too.</summary>
    public IReadOnlyList<Finding> CodeFindings { get; init; } = [];

    /// <summary>What git says of the files; null outside a repository and where no stop looked.</summary>
    public GitFacts? Git { get; init; }
}

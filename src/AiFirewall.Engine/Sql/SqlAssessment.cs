using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>What a text for a database would do.</summary>
/// <param name="Effects">What it would do.</param>
/// <param name="Findings">What is worrying about it, in the order of the text.</param>
public sealed record SqlAssessment(IReadOnlyList<Effect> Effects, IReadOnlyList<Finding> Findings);

/// <summary>What the caller of the assessor knows and takes care of itself.</summary>
public sealed record SqlContext
{
    /// <summary>Nothing is known.</summary>
    public static SqlContext None { get; } = new();

    /// <summary>
    /// Makes a target of a path of this machine (of the client, or of a database that is a file here). Without it such paths have an unknown scope.
    /// </summary>
    public Func<string, Target>? ResolvePath { get; init; }

    /// <summary>Whether the database is a file of this machine, so that files of the server are files here.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Whether the caller reads <see cref="SqlScript.ShellCode"/> itself.</summary>
    public bool ReadsShellCode { get; init; }

    /// <summary>Whether the caller reads <see cref="SqlScript.Includes"/> itself.</summary>
    public bool ReadsIncludes { get; init; }
}

using AiFirewall.Assessment;

namespace AiFirewall.Policy;

/// <summary>What a policy says about one intent. A key that no file gives is null.</summary>
internal sealed record Section(Intent Intent)
{
    /// <summary>Texts that pass.</summary>
    public TextPattern[]? Allowed { get; init; }

    /// <summary>Texts that are refused.</summary>
    public TextPattern[]? Blocked { get; init; }

    /// <summary>Paths that must not be touched.</summary>
    public PathGlob[]? BlockedPaths { get; init; }

    /// <summary>When a person is asked.</summary>
    public ApprovalRule? Approval { get; init; }

    /// <summary>The section's name in a file: <c>file_delete</c>.</summary>
    public string Name { get; } = NameOf(Intent);

    /// <summary>This section with what <paramref name="upper"/> gives in place of its own, key by key.</summary>
    public Section With(Section? upper) => upper is null ? this : this with
    {
        Allowed = upper.Allowed ?? Allowed,
        Blocked = upper.Blocked ?? Blocked,
        BlockedPaths = upper.BlockedPaths ?? BlockedPaths,
        Approval = upper.Approval ?? Approval,
    };

    /// <summary>The name of an intent's section.</summary>
    public static string NameOf(Intent intent) => intent.Name().ToLowerInvariant();
}

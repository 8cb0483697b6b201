namespace AiFirewall.Audit;

/// <summary>A line of an audit log as it was read back. What a line does not hold is null.</summary>
/// <param name="Line">Line number, from 1.</param>
/// <param name="Text">The line itself.</param>
public sealed record AuditEntry(long Line, string Text)
{
    /// <summary>Whether the line is a JSON object; otherwise everything below is null.</summary>
    public bool IsRecord { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The action's id.</summary>
    public string? ActionId { get; init; }

    /// <summary>The action's wire type.</summary>
    public string? Type { get; init; }

    /// <summary>The action as shown to people, masked.</summary>
    public string? Rendered { get; init; }

    /// <summary>The intent's wire name.</summary>
    public string? Intent { get; init; }

    /// <summary>The risk's wire name.</summary>
    public string? Risk { get; init; }

    /// <summary>The verdict's wire name.</summary>
    public string? Decision { get; init; }

    /// <summary>The reason.</summary>
    public string? Reason { get; init; }

    /// <summary>What the action would touch, as JSON.</summary>
    public string? Impact { get; init; }

    /// <summary>Whether it was allowed or approved.</summary>
    public bool? Approved { get; init; }

    /// <summary>Whether it ran.</summary>
    public bool? Executed { get; init; }

    /// <summary>Its exit code.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The agent that asked.</summary>
    public string? Agent { get; init; }

    /// <summary>The agent's session.</summary>
    public string? Session { get; init; }

    /// <summary>The role it asked as.</summary>
    public string? Role { get; init; }

    /// <summary>The project's directory.</summary>
    public string? Project { get; init; }

    /// <summary>The ids of the findings.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];
}

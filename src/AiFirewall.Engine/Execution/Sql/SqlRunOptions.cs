namespace AiFirewall.Execution.Sql;

/// <summary>How a text of SQL is run.</summary>
public sealed record SqlRunOptions
{
    /// <summary>Whether everything is rolled back in the end. Texts that cannot be are not run at all.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>How long it may take, connecting included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>More changed rows than this are rolled back; null for any number.</summary>
    public long? MaxRows { get; init; }
}

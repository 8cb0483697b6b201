namespace AiFirewall.Execution.Sql;

/// <summary>What came of running a text of SQL.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="RowsAffected">How many rows its statements changed, in all; before what was rolled back was rolled back.</param>
/// <param name="Problem">What went wrong, one sentence without a full stop and without secrets; null for nothing.</param>
public sealed record SqlOutcome(SqlEnding Ending, long RowsAffected, string? Problem)
{
    /// <summary>What a process that did nothing else would exit with: 0 done, 1 refused by the database, 2 nothing was tried, 124 out of time, 130 stopped.</summary>
    public int ExitCode => Ending switch
    {
        SqlEnding.NotRun => 2,
        SqlEnding.OutOfTime => 124,
        SqlEnding.Stopped => 130,
        _ => Problem is null ? 0 : 1,
    };
}

/// <summary>How the running of a text ended.</summary>
public enum SqlEnding : byte
{
    /// <summary>Nothing was sent to the database.</summary>
    NotRun,
    /// <summary>What it did stays.</summary>
    Committed,
    /// <summary>What it did was undone, because that was wanted or something went wrong.</summary>
    RolledBack,
    /// <summary>Something went wrong, and what had been done by then stays because the database cannot undo it, or it is not known whether it does.</summary>
    PartlyDone,
    /// <summary>The time was up; what it did was undone as far as the database can.</summary>
    OutOfTime,
    /// <summary>Somebody stopped it; what it did was undone as far as the database can.</summary>
    Stopped,
}

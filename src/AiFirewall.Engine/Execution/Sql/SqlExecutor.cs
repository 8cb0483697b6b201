using AiFirewall.Actions;
using AiFirewall.Observation;

namespace AiFirewall.Execution.Sql;

/// <summary>
/// Runs a text of SQL against a database: every statement of it in one transaction, which is committed when all went well and rolled back
/// otherwise.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="output">Takes rows as they come.</param>
/// <param name="options">How it is run.</param>
public sealed class SqlExecutor(SqlDatabase database, ISqlOutput output, SqlRunOptions options) : IExecutor
{
    private readonly SqlDriver? _driver = SqlDriver.For(database.Dialect);

    /// <summary>What came of it; null before it ran.</summary>
    public SqlOutcome? Outcome { get; private set; }

    /// <summary>Why a text would not be run even if it may; one sentence without a full stop, null when nothing stands against it.</summary>
    /// <remarks>No connection is made: the database may still have its own objections.</remarks>
    public string? ProblemOf(string sql) => Plan(sql).Problem;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The action is no SQL.</exception>
    public int Run(GuardAction action, IObservation observation, CancellationToken cancellation)
    {
        if (action is not SqlAction sql) throw new ArgumentException("only SQL can be run on a database", nameof(action));
        Outcome = Run(Plan(sql.Sql), cancellation);
        return Outcome.ExitCode;
    }

    private SqlPlan Plan(string sql) => _driver is null
        ? new SqlPlan([], $"this program was built without the driver of {SqlDatabase.NameOf(database.Dialect)}; the PowerShell module's Invoke-Guarded has it, and so has a guard that is published with -p:DatabaseServers=true")
        : SqlPlan.Of(sql, _driver, database.Dialect, options.IsDryRun);

    private SqlOutcome Run(SqlPlan plan, CancellationToken cancellation)
    {
        if (plan.Problem is { } problem) return new SqlOutcome(SqlEnding.NotRun, 0, problem);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Timeout);
        var run = new SqlTransaction(database, _driver!, output, options, limit.Token);
        try
        {
            return run.Play(plan.Pieces);
        }
        catch (Exception) when (run.HasOutputFailed)
        {
            // Whoever takes the rows cannot take more: what was done is undone by now, and the reason is theirs.
            throw;
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            return run.Ended(SqlEnding.Stopped, "it was stopped");
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            return run.Ended(SqlEnding.OutOfTime, $"the time of {options.Timeout.TotalSeconds:0.#} seconds was up");
        }
        catch (SqlFailure failure)
        {
            return run.Ended(run.HasBegun ? SqlEnding.RolledBack : SqlEnding.NotRun, failure.Message);
        }
        catch (Exception error) when (SqlTransaction.IsOfTheDatabase(error))
        {
            return run.Ended(run.HasBegun ? SqlEnding.RolledBack : SqlEnding.NotRun, run.Describe(error));
        }
    }
}

using System.Management.Automation;
using System.Runtime.ExceptionServices;
using AiFirewall.Actions;
using AiFirewall.Execution;
using AiFirewall.Execution.Sql;
using AiFirewall.Observation;

namespace AiFirewall.Cmdlets.Execution;

/// <summary>Runs SQL on a database; each row goes down the pipeline as an object with a property for each column.</summary>
/// <param name="cmdlet">The cmdlet whose pipeline receives the rows.</param>
/// <param name="database">The database.</param>
/// <param name="options">How it is run.</param>
/// <param name="confirm">Asked last of all; false when the caller wants it not to run after all.</param>
internal sealed class DatabaseExecutor(PSCmdlet cmdlet, SqlDatabase database, SqlRunOptions options, Func<bool> confirm) : IExecutor, ISqlOutput
{
    private string[] _columns = [];
    private ExceptionDispatchInfo? _failure;

    /// <summary>What came of it; null when it did not run.</summary>
    public SqlOutcome? Outcome { get; private set; }

    /// <summary>Whether the caller decided against it at the last question.</summary>
    public bool IsDeclined { get; private set; }

    /// <inheritdoc/>
    public int Run(GuardAction action, IObservation observation, CancellationToken cancellation)
    {
        if (!confirm())
        {
            IsDeclined = true;
            throw new OperationCanceledException("The caller decided against it.");
        }

        var executor = new SqlExecutor(database, this, options);
        try
        {
            var exitCode = executor.Run(action, observation, cancellation);
            Outcome = executor.Outcome;
            return exitCode;
        }
        catch (Exception failure)
        {
            // The pipeline wants no more rows, or what is behind it threw. It is rolled back by now; what was thrown belongs to the caller, but
            // only after the end has been recorded: see RethrowFailure.
            _failure = ExceptionDispatchInfo.Capture(failure);
            return 1;
        }
    }

    /// <summary>Throws what the pipeline threw, unchanged.</summary>
    public void RethrowFailure() => _failure?.Throw();

    /// <inheritdoc/>
    public void Columns(int statement, IReadOnlyList<string> columns) => _columns = Distinct(columns);

    /// <inheritdoc/>
    public void Row(IReadOnlyList<object?> values)
    {
        var row = new PSObject();
        for (var i = 0; i < _columns.Length; i++) row.Properties.Add(new PSNoteProperty(_columns[i], values[i]), preValidated: true);
        cmdlet.WriteObject(row);
    }

    /// <inheritdoc/>
    public void Done(int statement, string verb, long? rowsAffected) =>
        cmdlet.WriteVerbose(rowsAffected is { } rows ? $"Statement {statement}, {verb}: {rows} rows changed." : $"Statement {statement}, {verb}: done.");

    // The names of an object's properties have to differ, in PowerShell by more than case.
    private static string[] Distinct(IReadOnlyList<string> columns)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = columns.Select(c => c.Length > 0 ? c : "Column").ToArray();
        for (var i = 0; i < names.Length; i++)
        {
            var name = names[i];
            for (var n = 2; !seen.Add(names[i]); n++) names[i] = $"{name}_{n}";
        }

        return names;
    }
}

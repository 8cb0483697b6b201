using System.Data.Common;
using AiFirewall.Sql;

namespace AiFirewall.Execution.Sql;

/// <summary>One run of statements on one connection, in one transaction where the database can.</summary>
internal sealed class SqlTransaction(SqlDatabase database, SqlDriver driver, ISqlOutput output, SqlRunOptions options, CancellationToken stop)
{
    private int _statement;
    private string _verb = "";
    private long _rows;
    private bool _keepsSome;
    private bool _isCommitting;

    /// <summary>Whether anything was sent that may have changed something.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether it was the output that threw, and not the database.</summary>
    public bool HasOutputFailed { get; private set; }

    /// <summary>Runs the statements to the end.</summary>
    public SqlOutcome Play(IReadOnlyList<SqlPiece> pieces)
    {
        using var connection = driver.Connect(database, options.Timeout);
        connection.OpenAsync(stop).GetAwaiter().GetResult();
        if (options.IsDryRun && driver.WhyNotUndone(connection, pieces) is { } why) throw new SqlFailure($"this cannot be tried in a dry run: {why}");
        try
        {
            return InTransaction(connection, pieces, isAlone: pieces.Count == 1 && driver.RunsAlone(pieces[0]));
        }
        catch (DbException error) when (pieces.Count == 1 && !options.IsDryRun && driver.WantsNoTransaction(error))
        {
            return InTransaction(connection, pieces, isAlone: true);
        }
    }

    /// <summary>How a run ended that did not get to its end.</summary>
    public SqlOutcome Ended(SqlEnding ending, string problem) =>
        new(ending == SqlEnding.RolledBack && (_keepsSome || _isCommitting) ? SqlEnding.PartlyDone : ending, _rows, problem + Remains());

    /// <summary>Whether an exception comes of the database or the way to it, and not of a fault of this program.</summary>
    public static bool IsOfTheDatabase(Exception error) =>
        error is DbException or TimeoutException or IOException or System.Net.Sockets.SocketException or ArgumentException or NotSupportedException
            or InvalidOperationException or DllNotFoundException or TypeInitializationException or System.Security.Authentication.AuthenticationException;

    /// <summary>An exception as a sentence, without secrets.</summary>
    public string Describe(Exception error)
    {
        if (Root(error) is DllNotFoundException) return "the library of SQLite (e_sqlite3) is not beside the program";
        var said = database.Mask(OneLine(error is DbException known ? driver.Describe(known) : error.Message));
        if (error is DbException wants && driver.WantsNoTransaction(wants))
            return options.IsDryRun ? $"this cannot be tried in a dry run: {_verb} cannot be rolled back" : $"{_verb} cannot run in a transaction with other statements; run it by itself";
        return _statement == 0 ? $"{database} cannot be reached: {said}" : $"the database refused statement {_statement} ({_verb}): {said}";
    }

    private SqlOutcome InTransaction(DbConnection connection, IReadOnlyList<SqlPiece> pieces, bool isAlone)
    {
        (_statement, _rows) = (0, 0);
        using var transaction = isAlone ? null : connection.BeginTransaction();
        HasBegun = true;
        _keepsSome = isAlone;
        foreach (var piece in pieces)
        {
            _statement++;
            _verb = piece.Verb;
            // From here on the database cannot go back behind this statement.
            _keepsSome |= driver.Commits(piece);
            RunOne(connection, transaction, piece);
            stop.ThrowIfCancellationRequested();
            if (options.MaxRows is { } most && _rows > most)
                throw new SqlFailure($"{_rows} rows would be changed, which is more than the {most} that may be");
        }

        if (options.IsDryRun) transaction!.Rollback();
        else if (transaction is not null) Commit(transaction);
        return new SqlOutcome(options.IsDryRun ? SqlEnding.RolledBack : SqlEnding.Committed, _rows, null);
    }

    // When the connection breaks now, nobody here knows whether the database got that far.
    private void Commit(DbTransaction transaction)
    {
        _isCommitting = true;
        try
        {
            transaction.Commit();
        }
        catch (DbException said) when (said.InnerException is not (IOException or System.Net.Sockets.SocketException))
        {
            // It is the database that says no: a constraint that is only looked at now.
            _isCommitting = false;
            throw;
        }

        _isCommitting = false;
    }

    private void RunOne(DbConnection connection, DbTransaction? transaction, SqlPiece piece)
    {
        using var command = driver.Command(connection, transaction, piece.Text, options.Timeout);
        using var interrupt = stop.Register(() => Interrupt(connection, command));
        stop.ThrowIfCancellationRequested();
        var reader = command.ExecuteReader();
        try
        {
            do
            {
                if (reader.FieldCount > 0) HandOn(reader);
            }
            while (reader.NextResult());
            reader.Close();
        }
        catch
        {
            // Drivers read all that is left before they let go of a reader, and that may have no end.
            Interrupt(connection, command);
            Release(reader);
            throw;
        }

        // SQLite goes on counting what an earlier statement changed.
        long? changed = reader.RecordsAffected >= 0 && piece.Running().Any(ChangesRows) ? reader.RecordsAffected : null;
        reader.Dispose();
        _rows += changed ?? 0;
        HandOn(() => output.Done(_statement, _verb, changed));
    }

    private void HandOn(DbDataReader reader)
    {
        var columns = new string[reader.FieldCount];
        for (var i = 0; i < columns.Length; i++) columns[i] = reader.GetName(i);
        HandOn(() => output.Columns(_statement, columns));
        var values = new object?[columns.Length];
        var row = () => output.Row(values);
        while (reader.Read())
        {
            for (var i = 0; i < values.Length; i++) values[i] = driver.Value(reader, i);
            HandOn(row);
        }
    }

    private void HandOn(Action give)
    {
        HasOutputFailed = true;
        give();
        HasOutputFailed = false;
    }

    private static bool ChangesRows(SqlStatement statement) => statement.Kind is SqlStatementKind.Insert or SqlStatementKind.Update or SqlStatementKind.Delete
        or SqlStatementKind.Merge or SqlStatementKind.Copy or SqlStatementKind.Call or SqlStatementKind.Block;

    // Runs on the thread of the signal or the clock, where nobody catches.
    private void Interrupt(DbConnection connection, DbCommand command)
    {
        try
        {
            driver.Interrupt(connection, command);
        }
        catch (Exception e) when (e is DbException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // It ended in this moment, or the server is gone; then it ends by itself.
        }
    }

    private static void Release(DbDataReader reader)
    {
        try
        {
            reader.Dispose();
        }
        catch (Exception e) when (e is DbException or OperationCanceledException or IOException or InvalidOperationException)
        {
            // What is wrong with it is known already.
        }
    }

    private string Remains() => HasBegun switch
    {
        false => "",
        true when _isCommitting => "; it broke off at the commit, so look whether the changes are there",
        true when _keepsSome => "; what the database had done by then stays done",
        _ => "; nothing was changed",
    };

    private static Exception Root(Exception error)
    {
        while (error.InnerException is { } inner) error = inner;
        return error;
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).TrimEnd('.');
}

using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using AiFirewall.Sql;

namespace AiFirewall.Execution.Sql;

/// <summary>What running SQL needs to know of a database's own ways.</summary>
internal abstract class SqlDriver
{
    /// <summary>
    /// Whether the drivers of database servers are there. A program that does not want to carry them turns them off when it is published,
    /// and they are left out of it.
    /// </summary>
    [FeatureSwitchDefinition("AiFirewall.DatabaseServers")]
    public static bool HasServers => !AppContext.TryGetSwitch("AiFirewall.DatabaseServers", out var isOn) || isOn;

    /// <summary>The driver for a dialect; null when there is none.</summary>
    public static SqlDriver? For(SqlDialect dialect)
    {
        if (dialect == SqlDialect.Sqlite) return new SqliteDriver();
        if (!HasServers) return null;
        return dialect switch
        {
            SqlDialect.Postgres => new PostgresDriver(),
            SqlDialect.MySql => new MySqlDriver(),
            _ => null,
        };
    }

    /// <summary>Makes a connection that is not open yet.</summary>
    /// <exception cref="SqlFailure">An option of the connection is none that is taken.</exception>
    public abstract DbConnection Connect(SqlDatabase database, TimeSpan timeout);

    /// <summary>Makes a command that has no time limit of its own below <paramref name="timeout"/>.</summary>
    public virtual DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql, TimeSpan timeout)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        // The caller's own clock stops it; this one is for a server that no longer answers.
        command.CommandTimeout = (int)Math.Min(int.MaxValue / 1000, timeout.TotalSeconds + 5);
        return command;
    }

    /// <summary>Stops what is running; called from another thread.</summary>
    public virtual void Interrupt(DbConnection connection, DbCommand command) => command.Cancel();

    /// <summary>A value as <see cref="ISqlOutput"/> takes it.</summary>
    public abstract object? Value(DbDataReader reader, int column);

    /// <summary>Why a text cannot be rolled back for certain; null when it can.</summary>
    /// <param name="connection">The open connection, before anything has run.</param>
    /// <param name="pieces">The statements.</param>
    public virtual string? WhyNotUndone(DbConnection connection, IReadOnlyList<SqlPiece> pieces) => null;

    /// <summary>Whether a statement has to run by itself, outside of a transaction.</summary>
    public virtual bool RunsAlone(SqlPiece piece) => false;

    /// <summary>Whether the database commits what was done before when it runs this.</summary>
    public virtual bool Commits(SqlPiece piece) => false;

    /// <summary>Whether the error says that the statement cannot run in a transaction.</summary>
    public virtual bool WantsNoTransaction(DbException error) => false;

    /// <summary>What the database said, on one line.</summary>
    public virtual string Describe(DbException error) => error.Message;
}

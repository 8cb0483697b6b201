using System.Data.Common;
using AiFirewall.Sql;
using Microsoft.Data.Sqlite;

namespace AiFirewall.Execution.Sql;

/// <summary>SQLite, in this process.</summary>
internal sealed class SqliteDriver : SqlDriver
{
    /// <inheritdoc/>
    public override DbConnection Connect(SqlDatabase database, TimeSpan timeout)
    {
        SQLitePCL.Batteries_V2.Init();
        var fields = database.Fields;
        if (fields.Password.Length > 0) throw new SqlFailure("this SQLite cannot open encrypted databases, but the connection has a password");
        var builder = new SqliteConnectionStringBuilder
        {
            DataSource = database.File ?? fields.Database,
            Mode = database.File is null ? SqliteOpenMode.Memory : SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = (int)Math.Clamp(timeout.TotalSeconds, 1, 3600),
        };
        foreach (var (name, value) in fields.Options) Take(builder, name, value);
        if (database.File is { } file && builder.Mode != SqliteOpenMode.ReadWriteCreate && !System.IO.File.Exists(file))
            throw new SqlFailure($"{database} does not exist; 'sqlite:FILE?mode=rwc' makes it");
        return new SqliteConnection(builder.ConnectionString);
    }

    /// <inheritdoc/>
    public override void Interrupt(DbConnection connection, DbCommand command)
    {
        if (((SqliteConnection)connection).Handle is { } handle) SQLitePCL.raw.sqlite3_interrupt(handle);
    }

    /// <inheritdoc/>
    public override object? Value(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetValue(column);

    /// <inheritdoc/>
    public override string? WhyNotUndone(DbConnection connection, IReadOnlyList<SqlPiece> pieces)
    {
        foreach (var statement in pieces.SelectMany(p => p.Running()))
        {
            if (statement.Kind == SqlStatementKind.Pragma && !statement.Targets.Any(t => SqlitePragmas.OnlyLooks(t))) return "a PRAGMA cannot be rolled back";
            if (statement.Kind == SqlStatementKind.Attach) return "ATTACH and DETACH cannot be rolled back";
        }

        return null;
    }

    // https://www.sqlite.org/lang_vacuum.html, pragma.html#pragma_journal_mode: refused, or without any effect, in a transaction.
    /// <inheritdoc/>
    public override bool RunsAlone(SqlPiece piece) =>
        piece.Running().Any(s => s.Kind is SqlStatementKind.Pragma or SqlStatementKind.Attach || (s.Kind == SqlStatementKind.Maintenance && s.Verb == "VACUUM"));

    /// <inheritdoc/>
    public override string Describe(DbException error)
    {
        // "SQLite Error 1: 'no such table: t'."
        var message = error.Message;
        var first = message.IndexOf('\'', StringComparison.Ordinal);
        var last = message.LastIndexOf('\'');
        return first >= 0 && last > first ? message[(first + 1)..last] : message;
    }

    private static void Take(SqliteConnectionStringBuilder builder, string name, string value)
    {
        switch (name)
        {
            case "mode":
                builder.Mode = value.ToLowerInvariant() switch
                {
                    "ro" or "readonly" => SqliteOpenMode.ReadOnly,
                    "rw" or "readwrite" => SqliteOpenMode.ReadWrite,
                    "rwc" or "readwritecreate" => SqliteOpenMode.ReadWriteCreate,
                    "memory" => SqliteOpenMode.Memory,
                    _ => throw new SqlFailure("the connection's option 'mode' is one of ro, rw, rwc, memory"),
                };
                break;
            case "cache" or "pooling" or "version" or "timeout" or "defaulttimeout" or "connectiontimeout":
                break;
            case "foreignkeys":
                builder.ForeignKeys = value is "true" or "True" or "1" or "on";
                break;
            default:
                throw new SqlFailure($"the connection has the option '{name}', which is none of those taken for SQLite: mode, foreign keys");
        }
    }
}

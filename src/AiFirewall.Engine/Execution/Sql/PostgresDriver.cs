using System.Data.Common;
using System.Globalization;
using AiFirewall.Sql;
using Npgsql;

namespace AiFirewall.Execution.Sql;

/// <summary>PostgreSQL and what speaks its protocol.</summary>
internal sealed class PostgresDriver : SqlDriver
{
    private const string ActiveSqlTransaction = "25001";

    // What these do to the server stays done whatever becomes of the transaction. PostgreSQL 9.17, 9.27.
    private static readonly HashSet<string> NotUndone = new(StringComparer.OrdinalIgnoreCase)
    {
        "setval", "nextval", "pg_advisory_lock", "pg_create_physical_replication_slot", "pg_create_logical_replication_slot", "pg_create_restore_point",
        "pg_drop_replication_slot", "pg_logical_emit_message", "pg_logical_slot_get_changes", "pg_promote", "pg_reload_conf", "pg_replication_slot_advance",
        "pg_rotate_logfile", "pg_stat_reset", "pg_stat_reset_shared", "pg_stat_statements_reset", "pg_switch_wal", "pg_wal_replay_pause",
    };

    /// <inheritdoc/>
    public override DbConnection Connect(SqlDatabase database, TimeSpan timeout)
    {
        var fields = database.Fields;
        var builder = new NpgsqlConnectionStringBuilder
        {
            Pooling = false,
            Timeout = (int)Math.Clamp(timeout.TotalSeconds, 1, 15),
            ApplicationName = "guard",
            IncludeErrorDetail = false,
        };
        if (fields.Host.Length > 0) builder.Host = fields.Host;
        else builder.Host = "localhost";
        if (fields.Port is { } port) builder.Port = port;
        if (fields.User.Length > 0) builder.Username = fields.User;
        if (fields.Password.Length > 0) builder.Password = fields.Password;
        if (fields.Database.Length > 0) builder.Database = fields.Database;
        foreach (var (name, value) in fields.Options) Take(builder, name, value);

        // The types of the server are not asked for: values come as text, whatever their type.
        var source = new NpgsqlSlimDataSourceBuilder(builder.ConnectionString).EnableTransportSecurity();
        source.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return source.Build().CreateConnection();
    }

    /// <inheritdoc/>
    public override DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql, TimeSpan timeout)
    {
        var command = (NpgsqlCommand)base.Command(connection, transaction, sql, timeout);
        command.AllResultTypesAreUnknown = true;
        return command;
    }

    /// <inheritdoc/>
    public override object? Value(DbDataReader reader, int column)
    {
        if (reader.IsDBNull(column)) return null;
        var text = reader.GetString(column);
        return reader.GetDataTypeName(column) switch
        {
            "smallint" or "integer" or "bigint" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            "numeric" when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            "real" or "double precision" when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            "boolean" => text == "t",
            "bytea" when text.StartsWith("\\x", StringComparison.Ordinal) => Convert.FromHexString(text.AsSpan(2)),
            _ => text,
        };
    }

    /// <inheritdoc/>
    public override string? WhyNotUndone(DbConnection connection, IReadOnlyList<SqlPiece> pieces)
    {
        foreach (var piece in pieces)
        {
            foreach (var name in NotUndone)
            {
                if (piece.Text.Contains(name, StringComparison.OrdinalIgnoreCase)) return $"what {name}() does cannot be rolled back";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override bool WantsNoTransaction(DbException error) => error.SqlState == ActiveSqlTransaction;

    /// <inheritdoc/>
    public override string Describe(DbException error) => error switch
    {
        PostgresException said => $"{said.MessageText} ({said.SqlState})",
        { InnerException: { } inner } => inner.Message,
        _ => error.Message,
    };

    private static void Take(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        switch (name)
        {
            case "sslmode":
                builder.SslMode = ConnectionFields.Plain(value) switch
                {
                    "disable" or "disabled" or "none" => SslMode.Disable,
                    "allow" => SslMode.Allow,
                    "prefer" or "preferred" => SslMode.Prefer,
                    "require" or "required" => SslMode.Require,
                    "verifyca" => SslMode.VerifyCA,
                    "verifyfull" => SslMode.VerifyFull,
                    _ => throw new SqlFailure("the connection's option 'sslmode' is one of disable, allow, prefer, require, verify-ca, verify-full"),
                };
                break;
            case "sslrootcert" or "rootcertificate":
                builder.RootCertificate = value;
                break;
            case "options":
                builder.Options = value;
                break;
            case "searchpath":
                builder.SearchPath = value;
                break;
            case "applicationname" or "timeout" or "connecttimeout" or "commandtimeout" or "pooling" or "gssencmode" or "targetsessionattrs"
                or "includeerrordetail" or "channelbinding" or "schema":
                break;
            default:
                throw new SqlFailure($"the connection has the option '{name}', which is none of those taken for PostgreSQL: sslmode, sslrootcert, options, search_path");
        }
    }
}

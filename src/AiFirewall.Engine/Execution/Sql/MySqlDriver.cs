using System.Data.Common;
using System.Globalization;
using AiFirewall.Sql;
using MySqlConnector;

namespace AiFirewall.Execution.Sql;

/// <summary>MySQL and MariaDB.</summary>
internal sealed class MySqlDriver : SqlDriver
{
    /// <inheritdoc/>
    public override DbConnection Connect(SqlDatabase database, TimeSpan timeout)
    {
        var fields = database.Fields;
        var builder = new MySqlConnectionStringBuilder
        {
            Server = fields.Host.Length > 0 ? fields.Host : "localhost",
            Pooling = false,
            ConnectionTimeout = (uint)Math.Clamp(timeout.TotalSeconds, 1, 15),
            ApplicationName = "guard",
            AllowUserVariables = true,
            // The server may not ask for files of this machine.
            AllowLoadLocalInfile = false,
            AllowZeroDateTime = true,
            TreatTinyAsBoolean = false,
            UseAffectedRows = true,
            CancellationTimeout = 2,
        };
        if (fields.Host.StartsWith('/')) builder.ConnectionProtocol = MySqlConnectionProtocol.UnixSocket;
        if (fields.Port is { } port) builder.Port = (uint)port;
        if (fields.User.Length > 0) builder.UserID = fields.User;
        if (fields.Password.Length > 0) builder.Password = fields.Password;
        if (fields.Database.Length > 0) builder.Database = fields.Database;
        foreach (var (name, value) in fields.Options) Take(builder, name, value);
        return new MySqlConnection(builder.ConnectionString);
    }

    /// <inheritdoc/>
    public override object? Value(DbDataReader reader, int column)
    {
        if (reader.IsDBNull(column)) return null;
        return reader.GetValue(column) switch
        {
            MySqlDateTime { IsValidDateTime: true } time => time.GetDateTime(),
            MySqlDateTime time => string.Create(CultureInfo.InvariantCulture, $"{time.Year:0000}-{time.Month:00}-{time.Day:00} {time.Hour:00}:{time.Minute:00}:{time.Second:00}"),
            TimeSpan time => time.ToString(null, CultureInfo.InvariantCulture),
            string or bool or byte[] or DateTime or DateTimeOffset or decimal or double or float or Guid => reader.GetValue(column),
            IFormattable value => value,
            var other => other.ToString(),
        };
    }

    /// <inheritdoc/>
    public override string? WhyNotUndone(DbConnection connection, IReadOnlyList<SqlPiece> pieces) => MySqlUndo.WhyNot(connection, pieces);

    /// <inheritdoc/>
    public override bool Commits(SqlPiece piece) => piece.Running().Any(s => !MySqlUndo.IsUndone(s));

    /// <inheritdoc/>
    public override string Describe(DbException error) => error is MySqlException { Number: > 0 } said ? $"{said.Message} ({said.Number})" : error.Message;

    private static void Take(MySqlConnectionStringBuilder builder, string name, string value)
    {
        switch (name)
        {
            case "sslmode":
                builder.SslMode = ConnectionFields.Plain(value) switch
                {
                    "disable" or "disabled" or "none" => MySqlSslMode.Disabled,
                    "prefer" or "preferred" => MySqlSslMode.Preferred,
                    "require" or "required" => MySqlSslMode.Required,
                    "verifyca" => MySqlSslMode.VerifyCA,
                    "verifyfull" or "verifyidentity" => MySqlSslMode.VerifyFull,
                    _ => throw new SqlFailure("the connection's option 'ssl-mode' is one of disabled, preferred, required, verify-ca, verify-full"),
                };
                break;
            case "sslca" or "cacertificatefile":
                builder.SslCa = value;
                break;
            case "allowpublickeyretrieval":
                builder.AllowPublicKeyRetrieval = value is "true" or "True" or "1";
                break;
            case "charset" or "characterset" or "timeout" or "connecttimeout" or "connectiontimeout" or "commandtimeout" or "defaultcommandtimeout" or "pooling"
                or "allowuservariables" or "connectionlimit" or "serverversion":
                break;
            default:
                throw new SqlFailure($"the connection has the option '{name}', which is none of those taken for MySQL: ssl-mode, ssl-ca, allow-public-key-retrieval");
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using AiFirewall.Sql;
using AiFirewall.Text;

namespace AiFirewall.Execution.Sql;

/// <summary>A database that SQL is run against. What it prints as holds no secrets.</summary>
public sealed class SqlDatabase
{
    private readonly ConnectionFields _fields;

    private SqlDatabase(SqlDialect dialect, ConnectionFields fields, string? file)
    {
        Dialect = dialect;
        _fields = fields;
        File = file;
    }

    /// <summary>The language it speaks: PostgreSQL, MySQL or SQLite.</summary>
    public SqlDialect Dialect { get; }

    /// <summary>The absolute path of an SQLite database; null for a server and for a database in memory.</summary>
    public string? File { get; }

    internal ConnectionFields Fields => _fields;

    /// <summary>Reads how a database is reached.</summary>
    /// <param name="text">
    /// A URL (<c>postgres://</c>, <c>mysql://</c>, <c>sqlite:</c>), a connection string of <c>name=value</c> pairs, the path of an SQLite
    /// file, or <c>env:NAME</c> for any of these in an environment variable.
    /// </param>
    /// <param name="dialect">The dialect where it was named; unknown otherwise.</param>
    /// <param name="variable">The value of an environment variable; null when it is not set.</param>
    /// <param name="workingDirectory">What relative paths are relative to.</param>
    /// <param name="problem">What is wrong, one sentence without a full stop that repeats nothing of the text; null for nothing.</param>
    /// <returns>The database; null when there is a problem.</returns>
    public static SqlDatabase? Parse(
        string text, SqlDialect dialect, Func<string, string?> variable, string workingDirectory, [NotNullWhen(false)] out string? problem)
    {
        if (ConnectionText.Resolve(text, variable, out problem) is not { } resolved) return null;
        if (ConnectionText.Read(resolved, dialect, out problem) is not { } read) return null;
        if (dialect != SqlDialect.Unknown && dialect != read.Dialect)
        {
            problem = $"the connection is to {NameOf(read.Dialect)}, but the dialect that was named is {NameOf(dialect)}";
            return null;
        }

        string? file = null;
        if (read.Dialect == SqlDialect.Sqlite)
        {
            if (read.Fields.Database.Length == 0)
            {
                problem = "the connection names no SQLite file";
                return null;
            }

            if (!read.Fields.IsInMemory) file = Path.GetFullPath(read.Fields.Database, workingDirectory);
        }

        return new SqlDatabase(read.Dialect, read.Fields, file);
    }

    /// <summary>The name of a dialect's product for people.</summary>
    public static string NameOf(SqlDialect dialect) => dialect switch
    {
        SqlDialect.Postgres => "PostgreSQL",
        SqlDialect.MySql => "MySQL",
        SqlDialect.Sqlite => "SQLite",
        SqlDialect.TSql => "SQL Server",
        SqlDialect.Oracle => "Oracle",
        _ => "a database that is not known",
    };

    /// <summary>What it is for people: <c>PostgreSQL at db.example.com, database app</c>.</summary>
    public override string ToString()
    {
        if (Dialect == SqlDialect.Sqlite) return File is null ? "SQLite in memory" : "the SQLite file " + SecretMasker.Mask(File);
        var at = _fields.Host.Length == 0 ? "this machine" : _fields.Host;
        return $"{NameOf(Dialect)} at {at}{(_fields.Port is { } port ? $":{port}" : "")}{(_fields.Database.Length > 0 ? ", database " + _fields.Database : "")}";
    }

    /// <summary>A message of a driver, without the password and what else looks like a secret.</summary>
    internal string Mask(string message)
    {
        if (_fields.Password.Length > 2) message = message.Replace(_fields.Password, "***", StringComparison.Ordinal);
        return SecretMasker.Mask(message);
    }
}

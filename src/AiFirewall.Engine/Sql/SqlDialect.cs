namespace AiFirewall.Sql;

/// <summary>The language that a database speaks, as far as it changes what a text means.</summary>
public enum SqlDialect : byte
{
    /// <summary>Not known: a text is read as every dialect, and what any of them would run counts.</summary>
    Unknown,
    /// <summary>PostgreSQL and its relatives, with psql's backslash commands.</summary>
    Postgres,
    /// <summary>MySQL and MariaDB, with the commands of the mysql client.</summary>
    MySql,
    /// <summary>SQLite, with the dot commands of its shell.</summary>
    Sqlite,
    /// <summary>Transact-SQL (SQL Server, Sybase), with the commands of sqlcmd.</summary>
    TSql,
    /// <summary>Oracle, with the commands of SQL*Plus.</summary>
    Oracle,
}

/// <summary>Names of dialects.</summary>
public static class SqlDialects
{
    /// <summary>The dialect that <paramref name="name"/> (a product, driver or client, any case) stands for; unknown for any other name.</summary>
    public static SqlDialect Parse(string? name) => name?.Trim().ToLowerInvariant() switch
    {
        "postgres" or "postgresql" or "pg" or "pgsql" or "psql" or "cockroach" or "cockroachdb" or "redshift" or "timescale" or "npgsql"
            => SqlDialect.Postgres,
        "mysql" or "mariadb" or "maria" or "tidb" or "percona" or "mysql2" => SqlDialect.MySql,
        "sqlite" or "sqlite3" or "libsql" or "turso" => SqlDialect.Sqlite,
        "mssql" or "tsql" or "t-sql" or "transactsql" or "sqlserver" or "sql server" or "sqlcmd" or "azuresql" or "sybase" => SqlDialect.TSql,
        "oracle" or "plsql" or "pl/sql" or "sqlplus" or "oracledb" => SqlDialect.Oracle,
        _ => SqlDialect.Unknown,
    };
}

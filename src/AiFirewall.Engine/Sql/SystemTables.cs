namespace AiFirewall.Sql;

/// <summary>Tables in which servers keep themselves.</summary>
internal static class SystemTables
{
    /// <summary>Whether changing the table changes the server or the schema behind its back.</summary>
    public static bool IsCatalog(string table)
    {
        var name = table.ToLowerInvariant();
        return name is "sqlite_master" or "sqlite_schema" or "main.sqlite_master" or "main.sqlite_schema" or "pg_authid" or "pg_class" or "pg_proc"
                or "pg_database" or "pg_attribute" or "pg_language" or "pg_settings" or "pg_auth_members" or "pg_namespace"
            || name.StartsWith("mysql.", StringComparison.Ordinal) || name.StartsWith("pg_catalog.", StringComparison.Ordinal)
            || name.StartsWith("sys.", StringComparison.Ordinal) || name.StartsWith("information_schema.", StringComparison.Ordinal);
    }

    /// <summary>Whether the table holds passwords or their hashes.</summary>
    public static bool HoldsCredentials(string table)
    {
        var name = table.ToLowerInvariant();
        return name is "mysql.user" or "mysql.global_priv" or "sys.sql_logins" or "sys.syslogins" or "master..syslogins"
            or "master.dbo.syslogins" or "master..sysxlogins"
                or "syslogins" or "sql_logins" or "master.sys.sql_logins" or "sys.user$" or "user$" or "dba_users" or "sys.dba_users"
                    or "dba_credentials"
            || name[(name.LastIndexOf('.') + 1)..] is "pg_shadow" or "pg_authid" or "pg_user_mapping" or "pg_user_mappings" or "pg_subscription";
    }
}

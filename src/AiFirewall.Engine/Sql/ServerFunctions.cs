using System.Collections.Frozen;
using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>What a function or procedure of a server does beyond its tables.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Operand">Which argument (from 0) names the file, program, host or time; negative for none.</param>
internal readonly record struct ServerFunction(SqlReachKind Kind, int Operand = -1)
{
    /// <summary>Which argument is SQL that it runs; negative for none.</summary>
    public int Query { get; init; } = -1;

    /// <summary>How bad it is where that differs from the usual.</summary>
    public Risk? Severity { get; init; }
}

/// <summary>Functions, procedures and packages that reach beyond the tables.</summary>
internal static class ServerFunctions
{
    private static readonly FrozenDictionary<string, ServerFunction> Functions = Build().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, ServerFunction>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Functions.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What is known of the function <paramref name="name"/>, or of the package that <paramref name="qualifier"/> names.</summary>
    public static bool TryFind(ReadOnlySpan<char> qualifier, ReadOnlySpan<char> name, out ServerFunction function) =>
        BySpan.TryGetValue(name, out function) || (qualifier.Length > 0 && BySpan.TryGetValue(qualifier, out function));

    private static Dictionary<string, ServerFunction> Build()
    {
        var all = new Dictionary<string, ServerFunction>(StringComparer.OrdinalIgnoreCase);

        // PostgreSQL 9.28 and adminpack.
        Add(SqlReachKind.ReadFile, 0, "pg_read_file", "pg_read_binary_file", "pg_ls_dir", "pg_stat_file", "lo_import");
        Add(SqlReachKind.ReadFile, -1, "pg_ls_logdir", "pg_ls_waldir", "pg_ls_tmpdir", "pg_ls_archive_statusdir", "pg_logdir_ls",
            "pg_read_server_files", "pg_hba_file_rules");
        Add(SqlReachKind.WriteFile, 0, "pg_file_write", "pg_file_sync");
        Add(SqlReachKind.WriteFile, 1, "lo_export");
        Add(SqlReachKind.DeleteFile, 0, "pg_file_unlink", "pg_file_rename");
        Add(SqlReachKind.Destroy, 0, "lo_unlink", "pg_drop_replication_slot", "pg_replication_origin_drop");
        Add(SqlReachKind.StopServer, 0, "pg_terminate_backend", "pg_cancel_backend");
        Add(SqlReachKind.StopServer, -1, "pg_promote", "pg_wal_replay_pause");
        Add(SqlReachKind.ServerSetting, -1, "pg_reload_conf", "pg_rotate_logfile");
        Add(SqlReachKind.Stall, 0, "pg_sleep", "pg_sleep_for", "pg_sleep_until", "pg_advisory_lock");
        Add(SqlReachKind.Network, 0, "dblink_connect", "dblink_connect_u", "dblink_send_query");
        Query(SqlReachKind.Network, 0, 1, "dblink", "dblink_exec", "dblink_open");
        Query(SqlReachKind.DynamicSql, -1, 0, "query_to_xml", "query_to_xmlschema", "query_to_xml_and_xmlschema", "ts_stat", "ts_rewrite",
            "crosstab");
        Query(SqlReachKind.Schedule, 0, 2, "schedule", "schedule_in_database");

        // MySQL and MariaDB; the sys_ functions are those of the lib_mysqludf_sys library.
        Add(SqlReachKind.ReadFile, 0, "load_file");
        Add(SqlReachKind.Stall, 0, "sleep", "benchmark", "get_lock", "master_pos_wait", "source_pos_wait");
        Add(SqlReachKind.RunProgram, 0, "sys_exec", "sys_eval", "sys_bineval");

        // SQLite; the second line are functions of its shell.
        Add(SqlReachKind.LoadCode, 0, "load_extension", "fts3_tokenizer");
        Add(SqlReachKind.ReadFile, 0, "readfile", "lsdir", "fsdir");
        Add(SqlReachKind.WriteFile, 0, "writefile");
        Add(SqlReachKind.RunProgram, 1, "edit");

        // SQL Server.
        Add(SqlReachKind.RunProgram, 0, "xp_cmdshell", "sp_OACreate", "sp_OAMethod", "sp_execute_external_script", "xp_servicecontrol",
            "sp_start_job");
        Add(SqlReachKind.LoadCode, 0, "sp_addextendedproc");
        Add(SqlReachKind.ReadFile, 0, "xp_dirtree", "xp_subdirs", "xp_fileexist", "xp_readerrorlog", "fn_trace_gettable",
            "fn_xe_file_target_read_file",
            "fn_get_audit_file", "xp_readmail", "xp_availablemedia");
        Add(SqlReachKind.ServerSetting, 0, "xp_regread", "sp_addlinkedserver", "sp_serveroption", "sp_dboption");
        Add(SqlReachKind.ServerSetting, 0, "xp_regwrite", "xp_regdeletekey", "xp_regdeletevalue", "xp_instance_regwrite", "sp_configure");
        Add(SqlReachKind.DeleteFile, 0, "xp_delete_file");
        Add(SqlReachKind.Schedule, -1, "sp_add_job", "sp_add_jobstep", "sp_add_schedule", "sp_update_jobstep");
        Add(SqlReachKind.Network, 0, "sp_send_dbmail", "xp_sendmail", "sp_invoke_external_rest_endpoint");
        Add(SqlReachKind.RoleChange, 0, "sp_addlogin", "sp_droplogin", "sp_grantlogin", "sp_adduser", "sp_dropuser", "sp_grantdbaccess",
            "sp_password",
            "sp_addsrvrolemember", "sp_dropsrvrolemember", "sp_addrolemember", "sp_droprolemember", "sp_addrole", "sp_droprole",
            "sp_change_users_login", "sp_changedbowner", "sp_addremotelogin", "sp_addlinkedsrvlogin", "sp_setapprole");
        Add(SqlReachKind.Destroy, 0, "sp_detach_db", "sp_delete_job", "sp_delete_database_backuphistory", "sp_delete_backuphistory",
            "sp_cycle_errorlog");
        Query(SqlReachKind.Network, 0, 1, "openquery");
        Query(SqlReachKind.Network, 0, 2, "openrowset");
        Add(SqlReachKind.Network, 1, "opendatasource");
        Query(SqlReachKind.DynamicSql, -1, 0, "sp_executesql", "sp_sqlexec", "sp_prepexec", "sp_msforeachtable", "sp_msforeachdb", "sp_prepare",
            "sp_cursoropen", "sp_describe_first_result_set");

        // Oracle: packages; their procedures are found by the name of the package.
        Add(SqlReachKind.ReadFile, 0, "utl_file", "bfilename", "dbms_lob_loadfromfile", "dbms_backup_restore");
        Add(SqlReachKind.WriteFile, 1, "dbms_xslprocessor", "dbms_advisor", "clob2file");
        Add(SqlReachKind.Network, 0, "utl_http", "utl_tcp", "utl_smtp", "utl_inaddr", "utl_mail", "httpuritype", "dbms_ldap", "apex_web_service");
        Add(SqlReachKind.Schedule, 0, "dbms_scheduler", "dbms_job");
        Add(SqlReachKind.RunProgram, 0, "dbms_java", "dbms_java_test", "java_exec", "dbms_pipe");
        Add(SqlReachKind.Stall, 0, "dbms_lock", "dbms_session_sleep");
        Add(SqlReachKind.Destroy, 1, "dbms_repair", "dbms_goldengate_adm");
        Query(SqlReachKind.DynamicSql, -1, 0, "getxml", "getxmltype", "execute_ddl_statement", "exec_ddl_statement");
        Query(SqlReachKind.DynamicSql, -1, 1, "dbms_sql");

        // Others that agents meet: ClickHouse, DuckDB, Snowflake, BigQuery, Presto.
        Add(SqlReachKind.ReadFile, 0, "read_csv", "read_csv_auto", "read_parquet", "read_json", "read_json_auto", "read_text", "read_blob",
            "glob", "file");
        Add(SqlReachKind.Network, 0, "url", "s3", "remote", "http_get", "http_post");
        Add(SqlReachKind.RunProgram, 0, "executable", "shellfs", "getenv_exec");
        Query(SqlReachKind.Network, 0, 1, "external_query");
        Query(SqlReachKind.DynamicSql, -1, 0, "query");
        Add(SqlReachKind.StopServer, -1, "system$cancel_all_queries", "system$abort_session");
        return all;

        void Add(SqlReachKind kind, int operand, params ReadOnlySpan<string> names)
        {
            foreach (var name in names) all[name] = new ServerFunction(kind, operand);
        }

        void Query(SqlReachKind kind, int operand, int query, params ReadOnlySpan<string> names)
        {
            foreach (var name in names) all[name] = new ServerFunction(kind, operand) { Query = query };
        }
    }
}

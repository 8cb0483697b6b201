namespace AiFirewall.Execution.Sql;

/// <summary>The pragmas of SQLite that only look. https://www.sqlite.org/pragma.html</summary>
internal static class SqlitePragmas
{
    private static readonly HashSet<string> Looking = new(StringComparer.OrdinalIgnoreCase)
    {
        "collation_list", "compile_options", "data_version", "database_list", "foreign_key_check", "foreign_key_list", "freelist_count", "function_list",
        "index_info", "index_list", "index_xinfo", "integrity_check", "module_list", "page_count", "pragma_list", "quick_check", "table_info", "table_list",
        "table_xinfo",
    };

    /// <summary>Whether a pragma changes nothing, with or without an argument.</summary>
    /// <param name="name">Its name, with or without a schema.</param>
    public static bool OnlyLooks(string name) => Looking.Contains(name[(name.LastIndexOf('.') + 1)..]);
}

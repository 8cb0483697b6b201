namespace AiFirewall.Sql;

/// <summary>Knows which tables are temporary, so that clearing them away is seen to be harmless.</summary>
internal static class TemporaryTables
{
    /// <summary>Marks a change or drop whose targets are all temporary tables. A dropped one is temporary no more.</summary>
    public static void Mark(SqlCursor c, StatementDraft s)
    {
        if (s.Targets.Count == 0) return;
        var all = true;
        foreach (var target in s.Targets) all &= IsTemporary(c, target);
        s.IsTemporary = all;
        if (s.Kind != SqlStatementKind.Drop || !c.Session.HasTemporaryTables) return;
        foreach (var target in s.Targets) c.Session.TemporaryTables.Remove(target);
    }

    /// <summary>Notes a temporary table. Inside a procedure it may never be made.</summary>
    public static void Add(SqlCursor c, string table)
    {
        if (!c.IsProcedural) c.Session.TemporaryTables.Add(table);
    }

    // T-SQL: #name and @name are never lasting tables; PostgreSQL: pg_temp is the schema of the session's temporary tables.
    private static bool IsTemporary(SqlCursor c, string table) =>
        (c.Session.HasTemporaryTables && c.Session.TemporaryTables.Contains(table))
        || (table.Length > 1 && table[0] is '#' or '@' && c.Session.Dialect is SqlDialect.TSql or SqlDialect.Unknown)
        || table.StartsWith("tempdb..#", StringComparison.OrdinalIgnoreCase)
        || table.StartsWith("pg_temp.", StringComparison.OrdinalIgnoreCase)
        || (table.StartsWith("temp.", StringComparison.OrdinalIgnoreCase) && c.Session.Dialect == SqlDialect.Sqlite);
}

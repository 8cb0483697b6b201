using System.Data.Common;
using AiFirewall.Sql;

namespace AiFirewall.Execution.Sql;

/// <summary>What MySQL can undo. https://dev.mysql.com/doc/refman/8.4/en/implicit-commit.html, nonatomic tables in commit.html</summary>
internal static class MySqlUndo
{
    private const string SystemSchemas = "('mysql', 'information_schema', 'performance_schema', 'sys')";

    /// <summary>Whether a statement is one of the few that never commit by themselves.</summary>
    public static bool IsUndone(SqlStatement statement) => statement.Kind switch
    {
        SqlStatementKind.Select or SqlStatementKind.Insert or SqlStatementKind.Update or SqlStatementKind.Delete or SqlStatementKind.Show
            or SqlStatementKind.Explain or SqlStatementKind.Use => true,
        // SET autocommit = 1 commits what is open.
        SqlStatementKind.Set => !statement.Targets.Any(t => t.Contains("autocommit", StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };

    /// <summary>Why a text cannot be rolled back; null when it can.</summary>
    public static string? WhyNot(DbConnection connection, IReadOnlyList<SqlPiece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (piece.Text.Contains("autocommit", StringComparison.OrdinalIgnoreCase)) return "MySQL may commit what is open when 'autocommit' is set";
            if (piece.Running().FirstOrDefault(s => !IsUndone(s)) is { } commits)
                return $"MySQL commits by itself when it runs {(commits.Verb.Length > 0 ? commits.Verb : "this")}";
        }

        return WhyTablesAreNot(connection, pieces);
    }

    /// <summary>Tables of engines without transactions keep what is done to them, and a trigger or a function can reach any table.</summary>
    private static string? WhyTablesAreNot(DbConnection connection, IReadOnlyList<SqlPiece> pieces)
    {
        var changes = pieces.SelectMany(p => p.Running()).Where(s => s.Kind is SqlStatementKind.Insert or SqlStatementKind.Update or SqlStatementKind.Delete);
        var hasChanges = changes.Any();
        var table = First(connection,
            "SELECT CONCAT(t.table_schema, '.', t.table_name, ' (', t.engine, ')') FROM information_schema.tables t JOIN information_schema.engines e ON e.engine = t.engine "
            + $"WHERE t.table_type = 'BASE TABLE' AND COALESCE(e.transactions, 'NO') <> 'YES' AND t.table_schema NOT IN {SystemSchemas} LIMIT 1");
        if (table is null) return null;
        var isLooking = !hasChanges
            && First(connection, $"SELECT routine_name FROM information_schema.routines WHERE routine_type = 'FUNCTION' AND routine_schema NOT IN {SystemSchemas} LIMIT 1") is null;
        return isLooking ? null : $"the table {table} is of an engine that cannot roll back, and a change might reach it";
    }

    private static string? First(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }
}

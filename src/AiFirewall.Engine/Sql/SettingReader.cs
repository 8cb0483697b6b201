using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>Reads SET and RESET.</summary>
internal static class SettingReader
{
    /// <summary>Reads up to the end of the statement.</summary>
    public static void Read(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Set;
        var start = c.At++;
        var resets = c.Peek(-1).Word == SqlWord.Reset;
        if (c.Word is SqlWord.Local or SqlWord.Session && c.Peek(1).Word is not SqlWord.None) c.At++;
        switch (c.Word)
        {
            case SqlWord.Role or SqlWord.Password or SqlWord.Authorization:
            case SqlWord.Default when c.Peek(1).Word is SqlWord.Role:
                s.Kind = SqlStatementKind.RoleChange;
                s.ObjectType = SqlObjectType.User;
                if (c.Word != SqlWord.Password) c.At++;
                c.Accept(SqlWord.Role);
                if (c.Word is SqlWord.Default || resets || c.IsText("NONE")) s.Kind = SqlStatementKind.Set;
                else if (c.Word != SqlWord.Password && NameReader.TryRead(c, out var role)) s.AddTarget(role);
                break;
            case SqlWord.Transaction or SqlWord.Constraint:
                s.Kind = SqlStatementKind.Transaction;
                break;
            case SqlWord.Global or SqlWord.Persist or SqlWord.Persist_Only:
            case SqlWord.Master or SqlWord.Replica or SqlWord.Slave or SqlWord.Query when resets:
                ReadGlobal(c, s, start, resets);
                break;
            default:
                ReadVariable(c, s, start);
                break;
        }

        Assignment.ReadList(c);
        ClauseReader.Read(c, s);
    }

    private static void ReadGlobal(SqlCursor c, StatementDraft s, int start, bool resets)
    {
        var what = c.Raw().ToString();
        if (c.Word is SqlWord.Global or SqlWord.Persist or SqlWord.Persist_Only && c.Peek(1).Kind is SqlTokenKind.Word
            or SqlTokenKind.Name) what = c.Raw(1).ToString();
        if (c.Word is SqlWord.Global && c.Peek(1).Word == SqlWord.Transaction) return;

        // RESET MASTER deletes the binary logs. MySQL 15.4.1.2.
        s.AddReach(resets && c.Word == SqlWord.Master
            ? new SqlReach(SqlReachKind.Destroy, "RESET MASTER", "binary logs", c.SpanOf(start, c.At + 1))
            : new SqlReach(SqlReachKind.ServerSetting, "SET GLOBAL", what, c.SpanOf(start, c.At + 2)));
    }

    private static void ReadVariable(SqlCursor c, StatementDraft s, int start)
    {
        if (c.Kind == SqlTokenKind.Variable && c.Raw().StartsWith("@@", StringComparison.Ordinal))
        {
            if (c.Raw().StartsWith("@@global", StringComparison.OrdinalIgnoreCase) || c.Raw().StartsWith("@@persist",
                StringComparison.OrdinalIgnoreCase))
            {
                s.AddReach(SqlReachKind.ServerSetting, "SET GLOBAL", c.Raw().ToString(), c.SpanOf(start, c.At + 1));
            }

            return;
        }

        // Turns triggers, and with them foreign keys and audit triggers, off. PostgreSQL 20.11.1.
        if (c.IsText("session_replication_role") && !c.IsText("origin", 2) && !c.IsText("default", 2))
        {
            s.AddReach(SqlReachKind.WeakenSecurity, "SET", "session_replication_role", c.SpanOf(start, c.At + 3), Risk.Medium);
        }
        else if (c.IsText("row_security") && (c.IsText("off", 2) || c.Raw(2) is "0"))
        {
            s.AddReach(SqlReachKind.WeakenSecurity, "SET", "row_security", c.SpanOf(start, c.At + 3), Risk.Medium);
        }
    }
}

namespace AiFirewall.Sql;

/// <summary>
/// Says where a statement starts although the one before it was not ended. T-SQL needs no semicolons, and in procedures conditions stand
/// before statements. The verbs are reserved words there; what follows has to look like the statement all the same, since other dialects
/// take some of them for names.
/// </summary>
internal static class ImplicitStart
{
    /// <summary>Whether a statement starts at the cursor, inside the statement that is being read.</summary>
    public static bool IsAt(SqlCursor c, StatementDraft s)
    {
        ref readonly var before = ref c.Peek(-1);
        if (before.Kind is SqlTokenKind.Dot or SqlTokenKind.Comma || c.Peek(1).Kind == SqlTokenKind.Dot) return false;
        if (before.Kind == SqlTokenKind.Symbol && before.Symbol != SqlSymbol.Star && !IsLoneAt(before, c)) return false;
        return c.Word switch
        {
            SqlWord.Drop => StartsDrop(c, s, before.Word),
            SqlWord.Create or SqlWord.Alter => !IsGranting(s) && ObjectTypes.StartsAt(c, 1) && s.Kind != SqlStatementKind.Alter,
            SqlWord.Delete => !Continues(before.Word) && StartsDelete(c),
            SqlWord.Update => !Continues(before.Word) && StartsUpdate(c),
            SqlWord.Insert => !Continues(before.Word) && StartsInsert(c),
            SqlWord.Merge => !Continues(before.Word) && c.Peek(1).Word is SqlWord.Into,
            SqlWord.Truncate => !IsGranting(s) && c.Peek(1).Word == SqlWord.Table,
            SqlWord.Select => StartsSelect(s, before),
            SqlWord.Exec => !Continues(before.Word) && IsNameLike(c, 1, orGroup: true),
            SqlWord.Execute => !Continues(before.Word) && s.ObjectType != SqlObjectType.Trigger && IsNameLike(c, 1, orGroup: true)
                && c.Peek(1).Word is not (SqlWord.As or SqlWord.On or SqlWord.Function or SqlWord.Procedure),
            SqlWord.Grant => before.Word is not (SqlWord.With or SqlWord.Revoke) && !IsGranting(s) && c.Peek(1).Word is not SqlWord.Option
                && IsNameLike(c, 1) && HasSoon(c, SqlWord.To),
            SqlWord.Revoke => !IsGranting(s) && IsNameLike(c, 1) && HasSoon(c, SqlWord.From),
            SqlWord.Set => c.Peek(1).Kind == SqlTokenKind.Variable && s.Kind is not (SqlStatementKind.Update or SqlStatementKind.Merge),
            SqlWord.Declare => c.Peek(1).Kind == SqlTokenKind.Variable,
            SqlWord.Backup or SqlWord.Restore => c.Peek(1).Word is SqlWord.Database or SqlWord.Logfile || c.IsText("LOG", 1),
            SqlWord.Bulk => c.Peek(1).Word == SqlWord.Insert,
            SqlWord.Waitfor => c.Peek(1).Word is SqlWord.Delay or SqlWord.Time,
            SqlWord.Begin => !Continues(before.Word) && (c.IsProcedural || c.InCondition || c.Session.Dialect == SqlDialect.TSql),
            SqlWord.End or SqlWord.Else => EndsOperand(before) || s.Kind is SqlStatementKind.Transaction or SqlStatementKind.Step
                or SqlStatementKind.Call,
            SqlWord.If => c.Session.Dialect == SqlDialect.TSql && EndsOperand(before) && c.Peek(1).Word is not SqlWord.Exists,
            SqlWord.While or SqlWord.Print or SqlWord.Return or SqlWord.Raiserror or SqlWord.Use or SqlWord.Kill or SqlWord.Shutdown
                or SqlWord.Deny => c.Session.Dialect == SqlDialect.TSql && (EndsOperand(before) || before.Word != SqlWord.None) && !IsGranting(s),
            _ => false,
        };
    }

    /// <summary>Whether the text at the cursor looks like DELETE, UPDATE, INSERT or MERGE, as in WITH x AS (DELETE FROM t).</summary>
    public static bool IsChange(SqlCursor c) => c.Word switch
    {
        SqlWord.Delete => StartsDelete(c),
        SqlWord.Update => StartsUpdate(c),
        SqlWord.Insert => StartsInsert(c),
        SqlWord.Merge => c.Peek(1).Word is SqlWord.Into || IsNameLike(c, 1),
        SqlWord.Replace => c.Peek(1).Word is SqlWord.Into,
        _ => false,
    };

    // After these words a verb goes on with the statement: FOR UPDATE, GRANT INSERT, AFTER INSERT OR UPDATE OF a. Not ON, ALL or IMMEDIATE: T-SQL
    // statements end in them (SET XACT_ABORT ON, NOCHECK CONSTRAINT ALL, WITH ROLLBACK IMMEDIATE).
    private static bool Continues(SqlWord before) => before is SqlWord.For or SqlWord.Of or SqlWord.Or or SqlWord.After or SqlWord.Before
        or SqlWord.Instead or SqlWord.Grant or SqlWord.Revoke or SqlWord.Deny or SqlWord.Key or SqlWord.With or SqlWord.When;

    private static bool StartsDrop(SqlCursor c, StatementDraft s, SqlWord before)
    {
        if (IsGranting(s) || before is SqlWord.Add or SqlWord.Alter or SqlWord.Or || !ObjectTypes.StartsAt(c, 1)) return false;

        // CREATE TEMP TABLE … ON COMMIT DROP.
        if (before == SqlWord.Commit && s.Kind is SqlStatementKind.Create or SqlStatementKind.Select) return false;

        // ALTER TABLE t DROP INDEX i, ALTER EXTENSION e DROP TABLE t: the drop is part of the change.
        return s.Kind != SqlStatementKind.Alter || (s.ObjectType != SqlObjectType.Extension && c.Peek(1).Word is SqlWord.Table or SqlWord.Database
            or SqlWord.Procedure or SqlWord.View or SqlWord.Login);
    }

    private static bool StartsDelete(SqlCursor c)
    {
        ref readonly var next = ref c.Peek(1);
        if (next.Word is SqlWord.From or SqlWord.Top) return true;
        if (!IsNameLike(c, 1) || next.Word is SqlWord.Cascade or SqlWord.Set or SqlWord.Restrict or SqlWord.No or SqlWord.On) return false;
        ref readonly var after = ref c.Peek(2);
        return c.Session.Dialect == SqlDialect.TSql || after.Word is SqlWord.From or SqlWord.Where or SqlWord.Output or SqlWord.Delete or SqlWord.Update
            or SqlWord.Insert or SqlWord.Drop or SqlWord.Exec or SqlWord.Select or SqlWord.Truncate or SqlWord.Merge or SqlWord.End
            || after.Kind is SqlTokenKind.Dot or SqlTokenKind.Terminator or SqlTokenKind.End or SqlTokenKind.Batch;
    }

    private static bool StartsUpdate(SqlCursor c)
    {
        if (c.Peek(1).Word is SqlWord.Set or SqlWord.Statistics or SqlWord.Cascade or SqlWord.Restrict or SqlWord.No) return false;
        if (!IsNameLike(c, 1) && c.Peek(1).Word != SqlWord.Top) return false;
        return c.Session.Dialect == SqlDialect.TSql || HasSoon(c, SqlWord.Set);
    }

    private static bool StartsInsert(SqlCursor c)
    {
        if (c.Peek(1).Word is SqlWord.Into or SqlWord.Overwrite || (c.Peek(1).Word is SqlWord.Ignore && c.Peek(2).Word is SqlWord.Into)) return true;
        if (c.Peek(1).Word is SqlWord.Or && c.Peek(3).Word is SqlWord.Into) return true;
        return IsNameLike(c, 1) && (c.Peek(2).Kind == SqlTokenKind.Open || c.Peek(2).Word is SqlWord.Values or SqlWord.Select or SqlWord.Exec
            or SqlWord.Execute or SqlWord.Default);
    }

    private static bool StartsSelect(StatementDraft s, in SqlToken before)
    {
        if (before.Word is SqlWord.As or SqlWord.Union or SqlWord.All or SqlWord.Distinct or SqlWord.Except or SqlWord.Intersect or SqlWord.Minus
            or SqlWord.For or SqlWord.Return or SqlWord.In or SqlWord.Is or SqlWord.Explain or SqlWord.On or SqlWord.Any or SqlWord.Some
            or SqlWord.Begin or SqlWord.Grant or SqlWord.Revoke or SqlWord.Deny or SqlWord.Query or SqlWord.Set)
        {
            return false;
        }

        return s.Kind switch
        {
            SqlStatementKind.Insert => s.HasRows,
            SqlStatementKind.Create or SqlStatementKind.Grant or SqlStatementKind.Revoke or SqlStatementKind.Explain
                or SqlStatementKind.Unknown => false,
            SqlStatementKind.Select => before.Kind != SqlTokenKind.End,
            _ => true,
        };
    }

    // Up to whom they are granted, verbs are privileges.
    private static bool IsGranting(StatementDraft s) => s.Kind is SqlStatementKind.Grant or SqlStatementKind.Revoke && !s.HasGrantee;

    private static bool IsLoneAt(in SqlToken token, SqlCursor c) => token.Symbol == SqlSymbol.Other && c.Raw(-1) is "@";

    private static bool EndsOperand(in SqlToken token) =>
        token.Kind is SqlTokenKind.Name or SqlTokenKind.Text or SqlTokenKind.Number or SqlTokenKind.Close or SqlTokenKind.Variable
        || (token.Kind == SqlTokenKind.Word && token.Word is SqlWord.None or SqlWord.Null or SqlWord.End);

    private static bool IsNameLike(SqlCursor c, int offset, bool orGroup = false)
    {
        ref readonly var token = ref c.Peek(offset);
        return token.Kind is SqlTokenKind.Word or SqlTokenKind.Name or SqlTokenKind.Variable
            || (orGroup && token.Kind is SqlTokenKind.Open or SqlTokenKind.Text);
    }

    private static bool HasSoon(SqlCursor c, SqlWord word)
    {
        for (var i = 1; i <= 24; i++)
        {
            ref readonly var token = ref c.Peek(i);
            if (token.Word == word) return true;
            if (token.Kind is SqlTokenKind.End or SqlTokenKind.Terminator or SqlTokenKind.Batch) return false;
        }

        return false;
    }
}

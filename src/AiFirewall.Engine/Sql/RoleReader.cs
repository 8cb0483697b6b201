namespace AiFirewall.Sql;

/// <summary>Reads statements about users, roles and what they may.</summary>
internal static class RoleReader
{
    /// <summary>GRANT.</summary>
    public static void Grant(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Grant;
        ReadPrivileges(c, s);
    }

    /// <summary>REVOKE, DENY.</summary>
    public static void Revoke(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Revoke;
        ReadPrivileges(c, s);
    }

    /// <summary>REASSIGN OWNED BY a TO b.</summary>
    public static void Reassign(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.RoleChange;
        s.ObjectType = SqlObjectType.Owned;
        c.At++;
        c.Accept(SqlWord.Owned);
        c.Accept(SqlWord.By);
        if (NameReader.TryRead(c, out var name)) s.AddTarget(name);
        c.SkipStatement();
    }

    /// <summary>EXECUTE AS LOGIN = 'sa' (T-SQL).</summary>
    public static void ExecuteAs(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.RoleChange;
        s.ObjectType = SqlObjectType.User;
        c.At += 2;
        if (!c.AtEnd) c.At++;
        if (c.Current.Symbol == SqlSymbol.Equal)
        {
            c.At++;
            s.AddTarget(ConstantText.Read(c)[0]);
        }

        ClauseReader.Read(c, s);
    }

    private static void ReadPrivileges(SqlCursor c, StatementDraft s)
    {
        c.At++;
        while (!c.AtEnd && c.Word is not (SqlWord.On or SqlWord.To or SqlWord.From))
        {
            c.Session.Steps++;
            if (c.Kind == SqlTokenKind.Open) c.SkipGroup();
            else c.At++;
        }

        if (c.Accept(SqlWord.On))
        {
            s.ObjectType = ObjectTypes.StartsAt(c, 0) ? ObjectTypes.Read(c, out _) : SqlObjectType.Table;
            if (c.Accept(SqlWord.All) || c.Current.Symbol == SqlSymbol.Star) s.AddTarget("*");
            else if (NameReader.TryRead(c, out var name)) s.AddTarget(name);
        }
        else
        {
            s.ObjectType = SqlObjectType.User;
        }

        while (!c.AtEnd)
        {
            c.Session.Steps++;
            if (c.AllowsImplicitStarts && c.Word is not (SqlWord.None or SqlWord.Grant) && ImplicitStart.IsAt(c, s)) return;
            s.HasGrantee |= c.Word is SqlWord.To or SqlWord.From;
            c.At++;
        }
    }
}

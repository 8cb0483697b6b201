using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>Reads CREATE, ALTER, DROP, TRUNCATE and their relatives.</summary>
internal static class DefinitionReader
{
    /// <summary>CREATE.</summary>
    public static void Create(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Create;
        var start = c.At++;
        s.ObjectType = ObjectTypes.Read(c, out var temporary);
        var word = c.Peek(-1).Word;
        SkipIfExists(c);
        c.Accept(SqlWord.Concurrently);
        SkipIfExists(c);
        if (s.ObjectType == SqlObjectType.Index)
        {
            // The name of an index may be left out; what it is made on is what changes.
            while (!c.AtEnd && c.Word != SqlWord.On) c.At++;
            c.Accept(SqlWord.On);
            c.Accept(SqlWord.Only);
        }

        if (c.Word == SqlWord.Authorization) c.At++;
        else if (!c.AtEnd && NameReader.TryRead(c, out var name)) AddTarget(s, name);
        switch (s.ObjectType)
        {
            case SqlObjectType.Table when temporary || IsTemporaryName(s):
                s.IsTemporary = true;
                foreach (var target in s.Targets) TemporaryTables.Add(c, target);
                break;
            case SqlObjectType.Extension:
                LoadsCode(c, s, word, start);
                break;
            case SqlObjectType.Routine or SqlObjectType.Trigger or SqlObjectType.Event:
                RoutineReader.Read(c, s, start);
                return;
            case SqlObjectType.Type or SqlObjectType.Other or SqlObjectType.View or SqlObjectType.Table:
                break;
        }

        s.ReadsFrom = true;
        ClauseReader.Read(c, s);
        s.WhereAt = -1;
        s.HasLimit = false;
    }

    /// <summary>ALTER.</summary>
    public static void Alter(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Alter;
        var start = c.At++;
        s.ObjectType = ObjectTypes.Read(c, out _);
        SkipIfExists(c);
        c.Accept(SqlWord.Only);
        switch (s.ObjectType)
        {
            case SqlObjectType.Other when c.Peek(-1).Word == SqlWord.Default:
                // ALTER DEFAULT PRIVILEGES … GRANT …
                s.Kind = SqlStatementKind.Grant;
                s.AddTarget("default privileges");
                c.SkipStatement();
                return;
            case SqlObjectType.System:
                ServerStatements.AlterSystem(c, s, start);
                return;
            case SqlObjectType.Other when c.Peek(-1).Word == SqlWord.Session:
                s.Kind = SqlStatementKind.Set;
                break;
            default:
                if (!c.AtEnd && NameReader.TryRead(c, out var name)) AddTarget(s, name);
                break;
        }

        ReadActions(c, s);
        ClauseReader.Read(c, s);
        TemporaryTables.Mark(c, s);
    }

    /// <summary>DROP.</summary>
    public static void Drop(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Drop;
        c.At++;
        c.Accept(SqlWord.If);
        s.ObjectType = ObjectTypes.Read(c, out var temporary);
        if (s.ObjectType == SqlObjectType.None)
        {
            // DROP PREPARE p; DROP STATISTICS and the like of other servers.
            if (c.Word == SqlWord.Prepare) s.Kind = SqlStatementKind.Step;
            else s.ObjectType = c.AtEnd ? SqlObjectType.None : SqlObjectType.Other;
        }

        if (s.ObjectType == SqlObjectType.Owned) c.Accept(SqlWord.By);
        c.Accept(SqlWord.Concurrently);
        SkipIfExists(c);
        do
        {
            if (!NameReader.TryRead(c, out var name)) break;
            AddTarget(s, name);
            SkipUserHost(c);
            c.SkipGroup();
        }
        while (c.Accept(SqlTokenKind.Comma));

        // MySQL: DROP TEMPORARY TABLE drops no lasting table.
        if (s.ObjectType == SqlObjectType.Table)
        {
            TemporaryTables.Mark(c, s);
            s.IsTemporary |= temporary;
        }

        ClauseReader.Read(c, s);
    }

    /// <summary>TRUNCATE.</summary>
    public static void Truncate(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Truncate;
        s.ObjectType = SqlObjectType.Table;
        c.At++;
        c.Accept(SqlWord.Table);
        if (c.Accept(SqlWord.Database)) s.ObjectType = SqlObjectType.Database;
        SkipIfExists(c);
        do
        {
            c.Accept(SqlWord.Only);
            if (!NameReader.TryRead(c, out var name)) break;
            AddTarget(s, name);
            if (c.Kind == SqlTokenKind.Symbol && c.Current.Symbol == SqlSymbol.Star) c.At++;
        }
        while (c.Accept(SqlTokenKind.Comma));
        ClauseReader.Read(c, s);
        TemporaryTables.Mark(c, s);
    }

    /// <summary>RENAME TABLE a TO b (MySQL), RENAME a TO b (Oracle).</summary>
    public static void Rename(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Alter;
        s.ObjectType = SqlObjectType.Table;
        c.At++;
        if (c.Word is SqlWord.Table or SqlWord.Tables or SqlWord.User) c.At++;
        do
        {
            if (!NameReader.TryRead(c, out var name)) break;
            AddTarget(s, name);
            SkipUserHost(c);
            if (c.Accept(SqlWord.To))
            {
                NameReader.TryRead(c, out _);
                SkipUserHost(c);
            }
        }
        while (c.Accept(SqlTokenKind.Comma));
        ClauseReader.Read(c, s);
    }

    /// <summary>COMMENT ON object IS 'text'.</summary>
    public static void Comment(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Alter;
        c.At++;
        c.Accept(SqlWord.On);
        s.ObjectType = ObjectTypes.Read(c, out _);
        if (s.ObjectType != SqlObjectType.None) s.ObjectType = SqlObjectType.Other;
        if (NameReader.TryRead(c, out var name)) AddTarget(s, name);
        c.SkipStatement();
    }

    /// <summary>PURGE RECYCLEBIN, PURGE TABLE t (Oracle), PURGE BINARY LOGS (MySQL): what could be brought back is gone.</summary>
    public static void Purge(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Drop;
        c.At++;
        s.ObjectType = ObjectTypes.Read(c, out _);
        if (s.ObjectType == SqlObjectType.None) s.ObjectType = SqlObjectType.Other;
        if (c.IsText("BINARY")) c.At++;
        if (NameReader.TryRead(c, out var name)) AddTarget(s, name);
        c.SkipStatement();
    }

    /// <summary>ENABLE TRIGGER, DISABLE TRIGGER (T-SQL).</summary>
    public static void Toggle(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Alter;
        var start = c.At;
        var disables = c.Word == SqlWord.Disable;
        c.At++;
        s.ObjectType = ObjectTypes.Read(c, out _);
        if (NameReader.TryRead(c, out var name)) AddTarget(s, name);
        ClauseReader.Read(c, s);
        if (disables) s.AddReach(SqlReachKind.WeakenSecurity, "DISABLE TRIGGER", name, c.SpanOf(start, c.At), Risk.Medium);
    }

    internal static void AddTarget(StatementDraft s, string name) => s.AddTarget(name);

    /// <summary>IF EXISTS, IF NOT EXISTS.</summary>
    internal static void SkipIfExists(SqlCursor c)
    {
        if (c.Word != SqlWord.If || c.Peek(1).Word is not (SqlWord.Exists or SqlWord.Not)) return;
        c.At++;
        c.Accept(SqlWord.Not);
        c.Accept(SqlWord.Exists);
    }

    /// <summary>'user'@'host', user@localhost.</summary>
    internal static void SkipUserHost(SqlCursor c)
    {
        if (c.Kind == SqlTokenKind.Variable && c.Raw() is ['@', ..])
        {
            c.At++;
        }
        else if (c.Kind == SqlTokenKind.Symbol && c.Raw() is "@")
        {
            c.At++;
            if (c.Kind is SqlTokenKind.Text or SqlTokenKind.Name or SqlTokenKind.Word) c.At++;
        }
    }

    private static bool IsTemporaryName(StatementDraft s) => s.Targets is [['#', ..]];

    /// <summary>Looks through the actions of ALTER for those that drop data or switch protections off.</summary>
    private static void ReadActions(SqlCursor c, StatementDraft s)
    {
        for (var ahead = c.Slice(c.At, c.Limit); !ahead.AtEnd; ahead.At++)
        {
            c.Session.Steps++;
            switch (ahead.Word)
            {
                case SqlWord.Drop when s.ObjectType is SqlObjectType.Table or SqlObjectType.Type or SqlObjectType.View:
                    s.DropsData |= DropsData(ahead);
                    break;
                case SqlWord.Truncate or SqlWord.Discard:
                    s.DropsData = true;
                    break;
                case SqlWord.Row when ahead.IsText("LEVEL", 1) && ahead.Peek(-1).Word == SqlWord.Disable:
                    Weaken(c, s, ahead, "DISABLE ROW LEVEL SECURITY", Risk.High);
                    break;
                case SqlWord.Trigger when ahead.Peek(-1).Word == SqlWord.Disable:
                    Weaken(c, s, ahead, "DISABLE TRIGGER", Risk.Medium);
                    break;
                case SqlWord.None when ahead.IsText("TRUSTWORTHY") && ahead.Peek(1).Word == SqlWord.On:
                    Weaken(c, s, ahead, "TRUSTWORTHY ON", Risk.High);
                    break;
                case SqlWord.None when ahead.IsText("SUPERUSER") || ahead.IsText("BYPASSRLS"):
                    Weaken(c, s, ahead, ahead.Raw().ToString().ToUpperInvariant(), Risk.High);
                    break;
                case SqlWord.None when (ahead.IsText("SYSADMIN") || ahead.IsText("DB_OWNER") || ahead.IsText("SECURITYADMIN"))
                    && s.ObjectType == SqlObjectType.User:
                    Weaken(c, s, ahead, ahead.Raw().ToString().ToUpperInvariant(), Risk.High);
                    break;
            }

            if (ahead.Kind == SqlTokenKind.Open) ahead.At = Math.Max(ahead.At, ahead.MatchOf(ahead.At) - 1);
        }
    }

    // DROP COLUMN, DROP [name] of a column, DROP PARTITION; not DROP CONSTRAINT, INDEX, DEFAULT, NOT NULL.
    private static bool DropsData(SqlCursor c)
    {
        if (c.Peek(1).Word is SqlWord.Column or SqlWord.Columns or SqlWord.Partition or SqlWord.If
            or SqlWord.Unknown) return c.Peek(1).Word != SqlWord.If || !NamesConstraint(c);
        if (c.IsText("SUBPARTITION", 1) || c.IsText("ATTRIBUTE", 1)) return true;
        return c.Peek(1).Kind is SqlTokenKind.Name or SqlTokenKind.Open || (c.Peek(1).Kind == SqlTokenKind.Word && c.Peek(1).Word == SqlWord.None
            && !c.IsText("IDENTITY", 1) && !c.IsText("EXPRESSION", 1));
    }

    private static bool NamesConstraint(SqlCursor c) => c.Peek(-1).Word is SqlWord.Constraint;

    private static void Weaken(SqlCursor c, StatementDraft s, SqlCursor at, string by, Risk severity) =>
        s.AddReach(SqlReachKind.WeakenSecurity, by, s.Name, c.SpanOf(at.At, at.At + 1), severity);

    /// <summary>Extensions, plug-ins and libraries bring code into the server; trusted languages and the stock extensions are data only.</summary>
    private static void LoadsCode(SqlCursor c, StatementDraft s, SqlWord word, int start)
    {
        var name = s.Targets.Count > 0 ? s.Targets[0] : Unresolved.Anything;
        var untrusted = word is SqlWord.Assembly or SqlWord.Library or SqlWord.Plugin
            || name is "dblink" or "file_fdw" or "adminpack" or "pg_cron" or "http" or "pg_net" or "lo"
            || name.EndsWith('u') && (name.StartsWith("pl", StringComparison.OrdinalIgnoreCase) || name.StartsWith("jsonb_pl",
                StringComparison.OrdinalIgnoreCase));
        var severity = word is SqlWord.Assembly or SqlWord.Library ? Risk.Critical : untrusted ? Risk.High : Risk.Low;
        s.AddReach(SqlReachKind.LoadCode, "CREATE " + VerbNames.Of(word), name, c.SpanOf(start, c.At), severity);
    }
}

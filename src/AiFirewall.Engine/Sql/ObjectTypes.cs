namespace AiFirewall.Sql;

/// <summary>Reads the words that say what CREATE, ALTER and DROP are about.</summary>
internal static class ObjectTypes
{
    /// <summary>Whether such words stand <paramref name="offset"/> tokens away.</summary>
    public static bool StartsAt(SqlCursor c, int offset)
    {
        var i = offset;
        while (i < offset + 4 && IsModifier(c, i)) i++;
        return Of(c.Peek(i).Word) != SqlObjectType.None;
    }

    /// <summary>Moves past the words and says what they stand for; modifiers come first (TEMPORARY, MATERIALIZED, OR REPLACE).</summary>
    public static SqlObjectType Read(SqlCursor c, out bool temporary)
    {
        temporary = false;
        while (IsModifier(c, 0))
        {
            // A global temporary table of Oracle is a lasting definition.
            if (c.Word is SqlWord.Temp or SqlWord.Temporary) temporary = c.Peek(-1).Word != SqlWord.Global
                || c.Session.Dialect == SqlDialect.Postgres;
            if (Of(c.Word) != SqlObjectType.None && c.Peek(1).Kind is SqlTokenKind.Word && Of(c.Peek(1).Word) == SqlObjectType.None) break;
            c.At++;
            if (c.Peek(-1).Word == SqlWord.Definer || c.IsText("ALGORITHM", -1) || c.IsText("SECURITY", -1)) SkipValue(c);
        }

        var word = c.Word;
        var type = Of(word);
        if (type == SqlObjectType.None) return type;
        c.At++;
        switch (word)
        {
            case SqlWord.Database when c.Accept(SqlWord.Role): return SqlObjectType.User;
            case SqlWord.Database when c.AcceptText("LINK"): return SqlObjectType.Server;
            case SqlWord.User when c.Accept(SqlWord.Mapping): c.Accept(SqlWord.For); return SqlObjectType.Server;
            case SqlWord.Server when c.Accept(SqlWord.Role): return SqlObjectType.User;
            case SqlWord.Server when c.Accept(SqlWord.Audit): return SqlObjectType.Policy;
            case SqlWord.Event when c.Accept(SqlWord.Trigger): return SqlObjectType.Trigger;
            case SqlWord.Package: c.Accept(SqlWord.Body); return type;
            case SqlWord.Type: c.Accept(SqlWord.Body); return type;
            case SqlWord.Text: c.Accept(SqlWord.Search); c.At++; return type;
            case SqlWord.Operator when c.Word is SqlWord.Class || c.IsText("FAMILY"): c.At++; return type;
            case SqlWord.Access: c.Accept(SqlWord.Method); return type;
            case SqlWord.Resource: c.Accept(SqlWord.Group); return type;
            default: return type;
        }
    }

    private static bool IsModifier(SqlCursor c, int offset) => c.Peek(offset).Word switch
    {
        SqlWord.Or or SqlWord.Replace or SqlWord.Temp or SqlWord.Temporary or SqlWord.Global or SqlWord.Local or SqlWord.Unlogged
            or SqlWord.Materialized or SqlWord.Foreign or SqlWord.External or SqlWord.Public or SqlWord.Unique or SqlWord.Fulltext
            or SqlWord.Spatial or SqlWord.Clustered or SqlWord.Nonclustered or SqlWord.Virtual or SqlWord.Recursive or SqlWord.Definer
            or SqlWord.Constraint or SqlWord.Alter or SqlWord.Security or SqlWord.Xml or SqlWord.Primary or SqlWord.Default => true,
        SqlWord.Force => true,
        SqlWord.None => IsModifierText(c, offset),
        _ => false,
    };

    private static bool IsModifierText(SqlCursor c, int offset)
    {
        var raw = c.Raw(offset);
        return raw.Length switch
        {
            5 => raw.Equals("CACHE", StringComparison.OrdinalIgnoreCase),
            6 => raw.Equals("BITMAP", StringComparison.OrdinalIgnoreCase) || raw.Equals("HYBRID", StringComparison.OrdinalIgnoreCase),
            7 => raw.Equals("TRUSTED", StringComparison.OrdinalIgnoreCase) || raw.Equals("EDITION", StringComparison.OrdinalIgnoreCase),
            8 => raw.Equals("EDITIONABLE", StringComparison.OrdinalIgnoreCase) || raw.Equals("EVENTUAL", StringComparison.OrdinalIgnoreCase),
            9 => raw.Equals("ALGORITHM", StringComparison.OrdinalIgnoreCase) || raw.Equals("AGGREGATE", StringComparison.OrdinalIgnoreCase)
                && c.Peek(offset + 1).Word == SqlWord.Function,
            10 => raw.Equals("PROCEDURAL", StringComparison.OrdinalIgnoreCase) || raw.Equals("PERSISTENT", StringComparison.OrdinalIgnoreCase),
            11 => raw.Equals("EDITIONABLE", StringComparison.OrdinalIgnoreCase) || raw.Equals("COLUMNSTORE", StringComparison.OrdinalIgnoreCase),
            14 => raw.Equals("NONEDITIONABLE", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    // MySQL: CREATE DEFINER = 'root'@'localhost' ALGORITHM = MERGE SQL SECURITY DEFINER VIEW v.
    private static void SkipValue(SqlCursor c)
    {
        if (c.Current.Symbol != SqlSymbol.Equal)
        {
            return;
        }

        c.At++;
        if (!c.AtEnd) c.At++;
        c.SkipGroup();
        if (c.Kind == SqlTokenKind.Symbol && c.Raw() is "@")
        {
            c.At++;
            if (!c.AtEnd) c.At++;
        }
        else if (c.Kind == SqlTokenKind.Variable)
        {
            c.At++;
        }

        if (c.Word == SqlWord.Sql) c.At++;
    }

    private static SqlObjectType Of(SqlWord word) => word switch
    {
        SqlWord.Table => SqlObjectType.Table,
        SqlWord.View => SqlObjectType.View,
        SqlWord.Index => SqlObjectType.Index,
        SqlWord.Database => SqlObjectType.Database,
        SqlWord.Schema => SqlObjectType.Schema,
        SqlWord.Sequence => SqlObjectType.Sequence,
        SqlWord.Function or SqlWord.Procedure or SqlWord.Proc or SqlWord.Package or SqlWord.Routine or SqlWord.Operator or SqlWord.Cast
            or SqlWord.Conversion => SqlObjectType.Routine,
        SqlWord.Trigger or SqlWord.Rule => SqlObjectType.Trigger,
        SqlWord.Type or SqlWord.Domain => SqlObjectType.Type,
        SqlWord.User or SqlWord.Role or SqlWord.Login or SqlWord.Group or SqlWord.Profile => SqlObjectType.User,
        SqlWord.Tablespace or SqlWord.Filegroup or SqlWord.Logfile => SqlObjectType.Tablespace,
        SqlWord.Extension or SqlWord.Language or SqlWord.Library or SqlWord.Assembly or SqlWord.Plugin => SqlObjectType.Extension,
        SqlWord.Server or SqlWord.Wrapper => SqlObjectType.Server,
        SqlWord.Policy or SqlWord.Audit => SqlObjectType.Policy,
        SqlWord.Event or SqlWord.Job => SqlObjectType.Event,
        SqlWord.System or SqlWord.Instance => SqlObjectType.System,
        SqlWord.Owned => SqlObjectType.Owned,
        SqlWord.Column or SqlWord.Text or SqlWord.Access or SqlWord.Synonym or SqlWord.Statistics or SqlWord.Publication
            or SqlWord.Subscription or SqlWord.Transform or SqlWord.Directory or SqlWord.Resource or SqlWord.Secret or SqlWord.Collate
            or SqlWord.Session or SqlWord.Assertion or SqlWord.Character or SqlWord.Default => SqlObjectType.Other,
        _ => SqlObjectType.None,
    };
}

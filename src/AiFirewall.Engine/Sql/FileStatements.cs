using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>Reads statements that move data between tables and files: COPY, LOAD, BULK INSERT, BACKUP, ATTACH.</summary>
internal static class FileStatements
{
    /// <summary>Reads up to the end of the statement.</summary>
    public static void Read(SqlCursor c, StatementDraft s)
    {
        s.Kind = SqlStatementKind.Copy;
        var start = c.At;
        switch (c.Word)
        {
            case SqlWord.Copy: Copy(c, s, start); break;
            case SqlWord.Load: Load(c, s, start); break;
            case SqlWord.Bulk: Bulk(c, s, start); break;
            case SqlWord.Backup: Backup(c, s, start); break;
            case SqlWord.Restore: Restore(c, s, start); break;
            case SqlWord.Attach or SqlWord.Detach: Attach(c, s, start); break;
            case SqlWord.Vacuum: Vacuum(c, s, start); break;
            default: ImportOrExport(c, s, start); break;
        }

        ClauseReader.Read(c, s);
    }

    /// <summary>COPY table | (query) FROM | TO 'file' | PROGRAM 'command' | STDIN | STDOUT.</summary>
    private static void Copy(SqlCursor c, StatementDraft s, int start)
    {
        c.At++;
        c.AcceptText("BINARY");
        var table = "";
        if (c.Kind == SqlTokenKind.Open)
        {
            var end = c.MatchOf(c.At);
            StatementReader.ReadNested(c.Slice(c.At + 1, end), s, SqlRun.Runs);
            c.At = Math.Min(end + 1, c.Limit);
        }
        else
        {
            NameReader.TryRead(c, out table);
            c.SkipGroup();
        }

        // Snowflake: COPY INTO table FROM stage, COPY INTO stage FROM table.
        if (table.Equals("INTO", StringComparison.OrdinalIgnoreCase) && NameReader.TryRead(c, out table)) c.SkipGroup();
        var imports = c.Word == SqlWord.From;
        if (imports) s.AddTarget(table);
        else s.AddRead(table);
        if (!imports && c.Word != SqlWord.To) return;
        c.At++;
        if (c.Accept(SqlWord.Program))
        {
            var program = ConstantText.Read(c)[0];
            s.AddReach(SqlReachKind.RunProgram, "COPY PROGRAM", program, c.SpanOf(start, c.At));
        }
        else if (c.Kind is SqlTokenKind.Text or SqlTokenKind.Variable)
        {
            var by = imports ? "COPY FROM" : "COPY TO";
            var file = ConstantText.Read(c)[0];
            s.AddReach(imports ? SqlReachKind.ReadFile : SqlReachKind.WriteFile, by, file, c.SpanOf(start, c.At));
        }
    }

    /// <summary>LOAD DATA [LOCAL] INFILE (MySQL); LOAD 'library' (PostgreSQL); LOAD extension (DuckDB).</summary>
    private static void Load(SqlCursor c, StatementDraft s, int start)
    {
        c.At++;
        if (c.Word is not (SqlWord.Data or SqlWord.Xml or SqlWord.Index))
        {
            s.Kind = SqlStatementKind.LoadCode;
            var library = c.AtEnd ? Unresolved.Anything : c.Kind == SqlTokenKind.Text ? ConstantText.Read(c)[0] : NameReader.Part(c);
            s.AddReach(SqlReachKind.LoadCode, "LOAD", library, c.SpanOf(start, c.At + 1), Risk.High);
            return;
        }

        if (c.Word == SqlWord.Index)
        {
            s.Kind = SqlStatementKind.Maintenance;
            return;
        }

        var local = false;
        while (!c.AtEnd && c.Kind != SqlTokenKind.Text && c.Word != SqlWord.Into)
        {
            local |= c.Word == SqlWord.Local;
            c.At++;
        }

        if (c.Kind == SqlTokenKind.Text)
        {
            s.AddReach(new SqlReach(SqlReachKind.ReadFile, "LOAD DATA", ConstantText.Read(c)[0], c.SpanOf(start, c.At)) { IsClient = local });
        }

        while (!c.AtEnd && c.Word != SqlWord.Into) c.At++;
        if (c.Accept(SqlWord.Into))
        {
            c.Accept(SqlWord.Table);
            if (NameReader.TryRead(c, out var table)) s.AddTarget(table);
        }
    }

    /// <summary>BULK INSERT table FROM 'file'.</summary>
    private static void Bulk(SqlCursor c, StatementDraft s, int start)
    {
        c.At++;
        c.Accept(SqlWord.Insert);
        if (NameReader.TryRead(c, out var table)) s.AddTarget(table);
        if (c.Accept(SqlWord.From)) s.AddReach(SqlReachKind.ReadFile, "BULK INSERT", ConstantText.Read(c)[0], c.SpanOf(start, c.At));
    }

    /// <summary>BACKUP DATABASE name TO DISK = 'file'.</summary>
    private static void Backup(SqlCursor c, StatementDraft s, int start)
    {
        c.At += 2;
        if (!c.AtEnd && NameReader.TryRead(c, out var name)) s.AddRead(name);
        s.AddReach(SqlReachKind.WriteFile, "BACKUP", FindFile(c), c.SpanOf(start, c.At));
    }

    /// <summary>RESTORE DATABASE name FROM DISK = 'file'; RESTORE HEADERONLY and the like only look.</summary>
    private static void Restore(SqlCursor c, StatementDraft s, int start)
    {
        c.At++;
        var looks = c.IsText("HEADERONLY") || c.IsText("FILELISTONLY") || c.IsText("LABELONLY") || c.IsText("VERIFYONLY");
        if (!looks) s.Kind = SqlStatementKind.Restore;
        s.ObjectType = SqlObjectType.Database;
        c.At++;
        if (!c.AtEnd && !looks && NameReader.TryRead(c, out var name)) s.AddTarget(name);
        s.AddReach(SqlReachKind.ReadFile, "RESTORE", FindFile(c), c.SpanOf(start, c.At));
    }

    /// <summary>ATTACH [DATABASE] 'file' AS name (SQLite) opens the file and makes it when it is not there.</summary>
    private static void Attach(SqlCursor c, StatementDraft s, int start)
    {
        s.Kind = SqlStatementKind.Attach;
        s.ObjectType = SqlObjectType.Database;
        var attaches = c.Word == SqlWord.Attach;
        c.At++;
        c.Accept(SqlWord.Database);
        DefinitionReader.SkipIfExists(c);
        if (!attaches)
        {
            if (NameReader.TryRead(c, out var name)) s.AddTarget(name);
            return;
        }

        if (c.AtEnd) return;
        var file = ConstantText.Read(c)[0];
        if (c.Accept(SqlWord.As) && NameReader.TryRead(c, out var alias)) s.AddTarget(alias);
        if (file is ":memory:" or "") return;
        s.AddReach(SqlReachKind.OpenDatabaseFile, "ATTACH", file, c.SpanOf(start, c.At));
    }

    /// <summary>VACUUM; VACUUM INTO 'file' (SQLite).</summary>
    private static void Vacuum(SqlCursor c, StatementDraft s, int start)
    {
        s.Kind = SqlStatementKind.Maintenance;
        c.At++;
        while (!c.AtEnd && c.Word != SqlWord.Into) c.At++;
        if (c.Accept(SqlWord.Into)) s.AddReach(SqlReachKind.WriteFile, "VACUUM INTO", ConstantText.Read(c)[0], c.SpanOf(start, c.At));
    }

    /// <summary>IMPORT and EXPORT of several servers; IMPORT FOREIGN SCHEMA makes tables.</summary>
    private static void ImportOrExport(SqlCursor c, StatementDraft s, int start)
    {
        var imports = c.Word == SqlWord.Import;
        c.At++;
        if (c.Word == SqlWord.Foreign)
        {
            s.Kind = SqlStatementKind.Create;
            s.ObjectType = SqlObjectType.Table;
            return;
        }

        var file = FindFile(c);
        var kind = imports ? SqlReachKind.ReadFile : SqlReachKind.WriteFile;
        s.AddReach(kind, imports ? "IMPORT" : "EXPORT", file, c.SpanOf(start, c.At));
    }

    private static string FindFile(SqlCursor c)
    {
        while (!c.AtEnd && c.Kind is not (SqlTokenKind.Text or SqlTokenKind.Variable)) c.At++;
        return c.AtEnd ? Unresolved.Anything : ConstantText.Read(c)[0];
    }
}

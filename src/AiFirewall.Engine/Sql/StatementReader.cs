namespace AiFirewall.Sql;

/// <summary>Reads one statement by its verb.</summary>
internal static class StatementReader
{
    /// <summary>Reads the statement at the cursor and moves to its end; null when nothing stands here.</summary>
    public static SqlStatement? Read(SqlCursor c)
    {
        if (c.AtEnd) return null;
        var start = c.At;
        if (!c.Session.EnterStatement(c.SpanOf(start, start + 1)))
        {
            c.SkipStatement();
            return new SqlStatement(SqlStatementKind.Unknown, c.SpanOf(start, c.At));
        }

        var s = new StatementDraft(SqlStatementKind.Unknown) { Verb = Verb(c) };
        if (!ClientVariables.Substitute(c, s)) Dispatch(c, s);
        c.Session.LeaveStatement();
        return s.Build(c.SpanOf(start, c.At));
    }

    /// <summary>Reads a query or change that is part of the statement at hand, such as what EXPLAIN explains.</summary>
    public static void ReadNested(SqlCursor c, StatementDraft s, SqlRun run)
    {
        if (Read(c) is { } inner) s.AddNested(inner with { Run = run });
    }

    private static string Verb(SqlCursor c) =>
        c.Kind == SqlTokenKind.Word ? c.Word == SqlWord.None ? c.Raw().ToString().ToUpperInvariant() : VerbNames.Of(c.Word)
            : c.Kind == SqlTokenKind.Open ? "(" : "";

    private static void Dispatch(SqlCursor c, StatementDraft s)
    {
        switch (c.Word)
        {
            case SqlWord.Select or SqlWord.Values or SqlWord.Table or SqlWord.From: QueryReader.Read(c, s); break;
            case SqlWord.With: QueryReader.ReadWith(c, s); break;
            case SqlWord.Insert: ChangeReader.Insert(c, s); break;
            case SqlWord.Replace when c.Peek(1).Kind != SqlTokenKind.Open: ChangeReader.Insert(c, s); break;
            case SqlWord.Upsert: ChangeReader.Insert(c, s); break;
            case SqlWord.Update when c.Peek(1).Word == SqlWord.Statistics: Plain(c, s, SqlStatementKind.Maintenance); break;
            case SqlWord.Update: ChangeReader.Update(c, s); break;
            case SqlWord.Delete: ChangeReader.Delete(c, s); break;
            case SqlWord.Merge: MergeReader.Read(c, s); break;
            case SqlWord.Create: DefinitionReader.Create(c, s); break;
            case SqlWord.Alter: DefinitionReader.Alter(c, s); break;
            case SqlWord.Drop: DefinitionReader.Drop(c, s); break;
            case SqlWord.Truncate: DefinitionReader.Truncate(c, s); break;
            case SqlWord.Rename: DefinitionReader.Rename(c, s); break;
            case SqlWord.Comment: DefinitionReader.Comment(c, s); break;
            case SqlWord.Purge: DefinitionReader.Purge(c, s); break;
            case SqlWord.Enable or SqlWord.Disable: DefinitionReader.Toggle(c, s); break;
            case SqlWord.Grant: RoleReader.Grant(c, s); break;
            case SqlWord.Revoke or SqlWord.Deny: RoleReader.Revoke(c, s); break;
            case SqlWord.Reassign: RoleReader.Reassign(c, s); break;
            case SqlWord.Set or SqlWord.Reset: SettingReader.Read(c, s); break;
            case SqlWord.Execute when c.Peek(1).Word == SqlWord.As: RoleReader.ExecuteAs(c, s); break;
            case SqlWord.Exec or SqlWord.Execute or SqlWord.Call or SqlWord.Perform: CallStatements.Read(c, s); break;
            case SqlWord.Prepare: CallStatements.Prepare(c, s); break;
            case SqlWord.Do: CallStatements.Do(c, s); break;
            case SqlWord.Return: CallStatements.Return(c, s); break;
            case SqlWord.Open or SqlWord.Declare: CallStatements.Declare(c, s); break;
            case SqlWord.Explain or SqlWord.Describe or SqlWord.Desc or SqlWord.Analyze or SqlWord.Analyse
                or SqlWord.Show:
                QueryReader.Explain(c, s); break;
            case SqlWord.Copy or SqlWord.Load or SqlWord.Bulk or SqlWord.Backup or SqlWord.Restore or SqlWord.Import or SqlWord.Export:
                FileStatements.Read(c, s);
                break;
            case SqlWord.Attach or SqlWord.Detach or SqlWord.Vacuum: FileStatements.Read(c, s); break;
            default: ServerStatements.Read(c, s); break;
        }
    }

    /// <summary>A statement of which only its clauses matter.</summary>
    internal static void Plain(SqlCursor c, StatementDraft s, SqlStatementKind kind)
    {
        s.Kind = kind;
        c.At++;
        ClauseReader.Read(c, s);
    }
}

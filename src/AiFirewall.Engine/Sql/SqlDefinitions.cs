namespace AiFirewall.Sql;

/// <summary>Knows which routines and triggers of a text the same text sets off.</summary>
internal sealed class SqlDefinitions
{
    private readonly HashSet<string> _called = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _changed = new(StringComparer.OrdinalIgnoreCase);

    public SqlDefinitions(SqlScript script)
    {
        if (!script.Statements.Any(s => s.Kind == SqlStatementKind.Create && s.ObjectType is SqlObjectType.Routine or SqlObjectType.Trigger)) return;
        foreach (var statement in script.Statements)
        {
            foreach (var running in statement.Running()) Note(running);
        }
    }

    /// <summary>Whether the text calls the routine, or changes the table of the trigger, that the statement defines.</summary>
    public bool IsCalled(SqlStatement definition) => definition.ObjectType == SqlObjectType.Trigger
        ? definition.Reads.Any(table => _changed.Contains(LastPart(table)))
        : definition.Targets.Any(name => _called.Contains(LastPart(name)));

    private void Note(SqlStatement s)
    {
        foreach (var call in s.Calls) _called.Add(call);
        if (s.Kind == SqlStatementKind.Call) foreach (var target in s.Targets) _called.Add(LastPart(target));
        if (s.Kind is SqlStatementKind.Insert or SqlStatementKind.Update or SqlStatementKind.Delete or SqlStatementKind.Merge)
        {
            foreach (var target in s.Targets) _changed.Add(LastPart(target));
        }
    }

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..];
}

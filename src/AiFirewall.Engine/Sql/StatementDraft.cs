using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>A statement while it is read.</summary>
internal sealed class StatementDraft(SqlStatementKind kind)
{
    private List<SqlStatement>? _nested;
    private List<SqlReach>? _reaches;
    private List<string>? _targets;
    private List<string>? _reads;
    private List<string>? _calls;
    private List<(string Alias, string Table)>? _aliases;
    private HashSet<string>? _commonTables;

    public SqlStatementKind Kind { get; set; } = kind;

    public string Verb { get; set; } = "";

    public SqlObjectType ObjectType { get; set; }

    public SqlTruth Where { get; set; }

    /// <summary>Index of the token after WHERE; negative for none.</summary>
    public int WhereAt { get; set; } = -1;

    public bool HasLimit { get; set; }

    public bool HasJoinCondition { get; set; }

    /// <summary>Index of the token after the first ON of a join; negative for none.</summary>
    public int JoinAt { get; set; } = -1;

    /// <summary>Whether a join keeps rows that its condition does not hold for.</summary>
    public bool HasOuterJoin { get; set; }

    public bool IsTemporary { get; set; }

    public bool DropsData { get; set; }

    /// <summary>Whether FROM outside parentheses names tables that are read.</summary>
    public bool ReadsFrom { get; set; }

    /// <summary>Whether the rows of an INSERT have begun, so that a further SELECT is another statement.</summary>
    public bool HasRows { get; set; }

    /// <summary>GRANT, REVOKE: whether it has been said to or from whom.</summary>
    public bool HasGrantee { get; set; }

    public IReadOnlyList<string> Targets => (IReadOnlyList<string>?)_targets ?? [];

    /// <summary>The first target; empty for none.</summary>
    public string Name => _targets is { Count: > 0 } ? _targets[0] : "";

    public IReadOnlyList<SqlReach> Reaches => (IReadOnlyList<SqlReach>?)_reaches ?? [];

    public IReadOnlyList<SqlStatement> Nested => (IReadOnlyList<SqlStatement>?)_nested ?? [];

    public void AddTarget(string name)
    {
        if (name.Length > 0) (_targets ??= []).Add(name);
    }

    public void AddRead(string name)
    {
        if (name.Length > 0 && _commonTables?.Contains(name) != true) (_reads ??= []).Add(name);
    }

    public void AddAlias(string alias, string table) => (_aliases ??= []).Add((alias, table));

    public void AddCommonTable(string name) => (_commonTables ??= new(StringComparer.OrdinalIgnoreCase)).Add(name);

    public void AddNested(SqlStatement statement) => (_nested ??= []).Add(statement);

    public void AddReach(SqlReach reach) => (_reaches ??= []).Add(reach);

    public void AddReach(SqlReachKind kind, string by, string operand, TextSpan span, Risk? severity = null) =>
        AddReach(new SqlReach(kind, by, operand, span) { Severity = severity });

    public void AddCall(string name) => (_calls ??= []).Add(name);

    /// <summary>Puts the tables in the place of their aliases: <c>DELETE u FROM users u</c>.</summary>
    public void ResolveAliases()
    {
        if (_aliases is null || _targets is null) return;
        for (var i = 0; i < _targets.Count; i++)
        {
            foreach (var (alias, table) in _aliases)
            {
                if (!alias.Equals(_targets[i], StringComparison.OrdinalIgnoreCase)) continue;
                _targets[i] = table;
                break;
            }
        }
    }

    public SqlStatement Build(TextSpan span) => new(Kind, span)
    {
        Verb = Verb,
        ObjectType = ObjectType,
        Targets = Targets,
        Reads = (IReadOnlyList<string>?)_reads ?? [],
        Where = Where,
        HasWhere = WhereAt >= 0,
        HasLimit = HasLimit,
        HasJoinCondition = HasJoinCondition,
        IsTemporary = IsTemporary,
        DropsData = DropsData,
        Nested = Nested,
        Reaches = Reaches,
        Calls = (IReadOnlyList<string>?)_calls ?? [],
    };
}

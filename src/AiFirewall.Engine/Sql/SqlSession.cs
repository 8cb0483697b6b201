using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>What is known while one text is read, shared with the texts that come out of it.</summary>
internal sealed class SqlSession(SqlDialect dialect, int textLength)
{
    private const int MostValues = 8;
    private const int DeepestText = 8;
    private const int DeepestStatement = 64;

    private Dictionary<string, List<string>>? _variables;
    private HashSet<string>? _temporaryTables;
    private HashSet<string>? _prepared;
    private HashSet<string>? _routines;
    private int _textDepth;
    private int _statementDepth;
    private long _rereadLeft = 65536 + (4L * textLength);

    /// <summary>The dialect.</summary>
    public SqlDialect Dialect { get; } = dialect;

    /// <summary>What kept the text from being read.</summary>
    public List<SqlProblem> Problems { get; } = [];

    /// <summary>Steps taken.</summary>
    public long Steps { get; set; }

    /// <summary>Temporary tables that the text has made and not dropped.</summary>
    public HashSet<string> TemporaryTables => _temporaryTables ??= new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there are any.</summary>
    public bool HasTemporaryTables => _temporaryTables is { Count: > 0 };

    /// <summary>Prepared statements by name.</summary>
    public HashSet<string> Prepared => _prepared ??= new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Routines that the text defines.</summary>
    public HashSet<string> Routines => _routines ??= new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there are any.</summary>
    public bool HasRoutines => _routines is not null;

    /// <summary>Whether variables of psql or sqlcmd have been set, so that statements have to be looked through for them.</summary>
    public bool HasClientVariables { get; set; }

    /// <summary>How many more terms of constant expressions are worked out; calls inside calls would otherwise be folded again and again.</summary>
    public long FoldsLeft { get; set; } = 65536 + (4L * textLength);

    /// <summary>The text in which client variables have been looked for.</summary>
    public SqlSource? PlainSource { get; set; }

    /// <summary>Up to which token there are none left to put in, so that the statements up to there need no second look.</summary>
    public int PlainUntil { get; set; }

    /// <summary>
    /// Notes that a variable may hold <paramref name="values"/>. A later assignment does not replace an earlier one: whether it is reached is
    /// not known.
    /// </summary>
    public void Assign(string variable, IReadOnlyList<string> values, bool appends = false)
    {
        _variables ??= new(StringComparer.OrdinalIgnoreCase);
        if (!_variables.TryGetValue(variable, out var known)) _variables[variable] = known = [];
        if (known.Count > MostValues) return;
        if (appends)
        {
            var before = known.Count == 0 ? [Unresolved.Anything] : known.ToArray();
            values = [.. from first in before from second in values.Take(MostValues) select first + second];
        }

        foreach (var value in values)
        {
            if (known.Contains(value)) continue;
            known.Add(known.Count < MostValues && value.Length <= _rereadLeft ? value : Unresolved.Anything);

            // Full: the last value stands for any.
            if (known.Count > MostValues) return;
        }
    }

    /// <summary>What a variable may hold at this point, for a text that is read meanwhile may assign it; a hole when nothing is known of it.</summary>
    public IReadOnlyList<string> ValuesOf(string variable) =>
        _variables is not null && _variables.TryGetValue(variable, out var known) && known.Count > 0 ? known.ToArray() : [Unresolved.Anything];

    /// <summary>Whether anything has been assigned to the variable.</summary>
    public bool IsAssigned(string variable) => _variables is not null && _variables.ContainsKey(variable);

    /// <summary>Asks for reading a text that comes out of the text; notes a problem when that is too much.</summary>
    public bool EnterText(string text, TextSpan span)
    {
        _rereadLeft -= text.Length + 16;
        if (_textDepth >= DeepestText || _rereadLeft < 0)
        {
            Problem(SqlProblemKind.TooMuchDynamicSql, span);
            return false;
        }

        _textDepth++;
        return true;
    }

    /// <summary>Ends what <see cref="EnterText"/> began.</summary>
    public void LeaveText() => _textDepth--;

    /// <summary>Asks for reading a statement inside another; notes a problem when that is too deep.</summary>
    public bool EnterStatement(TextSpan span)
    {
        if (_statementDepth >= DeepestStatement)
        {
            Problem(SqlProblemKind.TooDeep, span);
            return false;
        }

        _statementDepth++;
        return true;
    }

    /// <summary>Ends what <see cref="EnterStatement"/> began.</summary>
    public void LeaveStatement() => _statementDepth--;

    private void Problem(SqlProblemKind kind, TextSpan span)
    {
        if (Problems.Count < 100) Problems.Add(new SqlProblem(kind, span));
    }
}

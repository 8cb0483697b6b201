using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>One statement as read.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it stands; for text that is only run through another statement, the place of that text.</param>
public sealed record SqlStatement(SqlStatementKind Kind, TextSpan Span)
{
    /// <summary>The verb as written, upper-case: <c>DELETE</c>, <c>\copy</c>.</summary>
    public string Verb { get; init; } = "";

    /// <summary>What sort of object it is about.</summary>
    public SqlObjectType ObjectType { get; init; }

    /// <summary>The objects it changes or defines, without quotes, parts joined by dots. Aliases are resolved.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>The tables it reads.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>What its WHERE clause comes to (for MERGE the ON clause). Only worked out for statements that change data.</summary>
    public SqlTruth Where { get; init; }

    /// <summary>Whether it has a WHERE clause.</summary>
    public bool HasWhere { get; init; }

    /// <summary>Whether the number of rows is limited (LIMIT, TOP, FETCH FIRST, ROWNUM).</summary>
    public bool HasLimit { get; init; }

    /// <summary>Whether a join with a condition stands in for a WHERE clause.</summary>
    public bool HasJoinCondition { get; init; }

    /// <summary>Whether all its targets are temporary tables.</summary>
    public bool IsTemporary { get; init; }

    /// <summary>ALTER: whether data goes with what is dropped (a column, a partition).</summary>
    public bool DropsData { get; init; }

    /// <summary>Whether it runs, when it is nested in another one.</summary>
    public SqlRun Run { get; init; }

    /// <summary>Statements inside this one.</summary>
    public IReadOnlyList<SqlStatement> Nested { get; init; } = [];

    /// <summary>How it reaches beyond the tables of its database.</summary>
    public IReadOnlyList<SqlReach> Reaches { get; init; } = [];

    /// <summary>Routines called, when the text defines routines itself.</summary>
    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary>Whether only a reading in another dialect than the most plausible one finds it.</summary>
    public bool IsAlternative { get; init; }

    /// <summary>The statement and everything nested in it that runs with it.</summary>
    public IEnumerable<SqlStatement> Running()
    {
        yield return this;
        foreach (var inner in Nested)
        {
            if (inner.Run != SqlRun.Runs) continue;
            foreach (var statement in inner.Running()) yield return statement;
        }
    }
}

using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>A text of SQL as read.</summary>
/// <param name="Text">The text.</param>
/// <param name="Dialect">The dialect it was read in; for a text of unknown dialect the one that fits best, or unknown.</param>
/// <param name="Statements">The statements in the order of the text.</param>
/// <param name="IsComplete">Whether the whole text was read, without an open quote or comment and within the bounds.</param>
/// <param name="Problems">What kept it from being read in whole.</param>
public sealed record SqlScript(
    string Text, SqlDialect Dialect, IReadOnlyList<SqlStatement> Statements, bool IsComplete, IReadOnlyList<SqlProblem> Problems)
{
    /// <summary>Shell code that the client would run (<c>\!</c>, <c>.shell</c>, <c>system</c>), for the reader of shell code.</summary>
    public IEnumerable<(string Code, TextSpan Span)> ShellCode =>
        from statement in Statements
        from running in statement.Running()
        from reach in running.Reaches
        where reach.Kind == SqlReachKind.ClientShell
        select (reach.Operand, reach.Span);

    /// <summary>Files of SQL that the text runs (<c>\i</c>, <c>.read</c>, <c>source</c>, <c>:r</c>), for whoever can read them.</summary>
    public IEnumerable<(string Path, TextSpan Span)> Includes =>
        from statement in Statements
        from running in statement.Running()
        from reach in running.Reaches
        where reach.Kind == SqlReachKind.Include
        select (reach.Operand, reach.Span);

    /// <summary>Steps that the reading took; grows in proportion to the text.</summary>
    internal long Steps { get; init; }
}

/// <summary>Something that kept a text from being read.</summary>
/// <param name="Kind">What.</param>
/// <param name="Span">Where.</param>
public sealed record SqlProblem(SqlProblemKind Kind, TextSpan Span);

/// <summary>What can keep a text from being read.</summary>
public enum SqlProblemKind : byte
{
    /// <summary>A quote that is not closed.</summary>
    OpenQuote,
    /// <summary>A comment that is not closed.</summary>
    OpenComment,
    /// <summary>The text is longer than what is read.</summary>
    TooLong,
    /// <summary>Statements nested deeper than what is followed.</summary>
    TooDeep,
    /// <summary>More dynamic SQL than what is followed.</summary>
    TooMuchDynamicSql,
}

namespace AiFirewall.Sql;

/// <summary>The rules of tokens in which the dialects differ.</summary>
[Flags]
internal enum SqlLexicon
{
    None = 0,
    /// <summary>Comments nest. PostgreSQL 4.1.5; T-SQL "Slash Star (Block Comment)".</summary>
    NestedComments = 1 << 0,
    /// <summary><c>#</c> starts a comment. MySQL 11.7.</summary>
    HashComments = 1 << 1,
    /// <summary><c>--</c> starts a comment only before white space. MySQL 1.7.2.4.</summary>
    DashNeedsSpace = 1 << 2,
    /// <summary>A backslash escapes inside plain quotes. MySQL 11.1.1.</summary>
    BackslashEscapes = 1 << 3,
    /// <summary><c>"…"</c> is a text and not a name. MySQL without ANSI_QUOTES.</summary>
    DoubleQuotedText = 1 << 4,
    /// <summary>A backtick quotes a name.</summary>
    Backticks = 1 << 5,
    /// <summary><c>[…]</c> quotes a name.</summary>
    Brackets = 1 << 6,
    /// <summary><c>$tag$…$tag$</c> quotes a text. PostgreSQL 4.1.2.4.</summary>
    DollarQuotes = 1 << 7,
    /// <summary>The same, but only in statements that only PostgreSQL has (routine bodies, DO).</summary>
    DollarQuotesInDefinitions = 1 << 8,
    /// <summary><c>q'[…]'</c> quotes a text. Oracle, "Text Literals".</summary>
    AlternativeQuotes = 1 << 9,
    /// <summary><c>/*! … */</c> is run. MySQL 11.7; MariaDB also <c>/*M! … */</c>.</summary>
    ExecutableComments = 1 << 10,
    /// <summary>GO on a line of its own ends a batch.</summary>
    BatchWords = 1 << 11,
    /// <summary>A slash on a line of its own ends a block. SQL*Plus.</summary>
    SlashLines = 1 << 12,
    /// <summary>DELIMITER sets a further terminator. mysql client.</summary>
    DelimiterCommand = 1 << 13,
    /// <summary><c>E'…'</c> has backslash escapes, <c>U&amp;'…'</c> code points.</summary>
    EscapePrefixes = 1 << 14,
    /// <summary>Lines after COPY … FROM STDIN are data. psql.</summary>
    CopyData = 1 << 15,
    /// <summary>Backslash commands of psql and mysql.</summary>
    BackslashCommands = 1 << 16,
    /// <summary>Dot commands of the SQLite shell.</summary>
    DotCommands = 1 << 17,
    /// <summary>Word commands of the mysql client.</summary>
    MySqlCommands = 1 << 18,
    /// <summary>Commands of sqlcmd.</summary>
    SqlcmdCommands = 1 << 19,
    /// <summary>Commands of SQL*Plus.</summary>
    SqlPlusCommands = 1 << 20,
    /// <summary>A statement may start where the one before has not been ended. T-SQL.</summary>
    ImplicitStarts = 1 << 21,
    /// <summary><c>#</c> is part of names (temporary tables of T-SQL, Oracle names).</summary>
    HashNames = 1 << 22,

    Clients = BackslashCommands | DotCommands | MySqlCommands | SqlcmdCommands | SqlPlusCommands,
}

/// <summary>The rules of each dialect.</summary>
internal static class SqlLexicons
{
    private const SqlLexicon Postgres = SqlLexicon.NestedComments | SqlLexicon.DollarQuotes | SqlLexicon.EscapePrefixes | SqlLexicon.CopyData
        | SqlLexicon.BackslashCommands;

    private const SqlLexicon MySql = SqlLexicon.HashComments | SqlLexicon.DashNeedsSpace | SqlLexicon.BackslashEscapes
        | SqlLexicon.DoubleQuotedText | SqlLexicon.Backticks | SqlLexicon.ExecutableComments | SqlLexicon.DelimiterCommand
        | SqlLexicon.BackslashCommands | SqlLexicon.MySqlCommands;

    private const SqlLexicon Sqlite = SqlLexicon.Backticks | SqlLexicon.Brackets | SqlLexicon.DotCommands;

    private const SqlLexicon TSql = SqlLexicon.NestedComments | SqlLexicon.Brackets | SqlLexicon.BatchWords | SqlLexicon.SqlcmdCommands
        | SqlLexicon.ImplicitStarts | SqlLexicon.HashNames;

    private const SqlLexicon Oracle = SqlLexicon.AlternativeQuotes | SqlLexicon.SlashLines | SqlLexicon.SqlPlusCommands | SqlLexicon.HashNames;

    // Text without anything that the dialects read differently is read once, with all that any of them knows.
    private const SqlLexicon Any = SqlLexicon.DollarQuotes | SqlLexicon.EscapePrefixes | SqlLexicon.CopyData | SqlLexicon.Backticks
        | SqlLexicon.Brackets | SqlLexicon.AlternativeQuotes | SqlLexicon.ExecutableComments | SqlLexicon.BatchWords
        | SqlLexicon.DelimiterCommand | SqlLexicon.HashNames | SqlLexicon.ImplicitStarts | SqlLexicon.Clients;

    /// <summary>The rules of <paramref name="dialect"/> when it is known; for an unknown one those of the first reading.</summary>
    public static SqlLexicon Of(SqlDialect dialect) => dialect switch
    {
        SqlDialect.Postgres => Postgres,
        SqlDialect.MySql => MySql,
        SqlDialect.Sqlite => Sqlite,
        SqlDialect.TSql => TSql,
        SqlDialect.Oracle => Oracle,
        _ => Any,
    };

    /// <summary>The rules of <paramref name="dialect"/> when it is one of several that a text may be in.</summary>
    public static SqlLexicon Candidate(SqlDialect dialect) =>
        Of(dialect) | SqlLexicon.Clients | SqlLexicon.ImplicitStarts | SqlLexicon.DelimiterCommand | SqlLexicon.Backticks
        | (dialect == SqlDialect.Postgres ? 0 : SqlLexicon.DollarQuotesInDefinitions);
}

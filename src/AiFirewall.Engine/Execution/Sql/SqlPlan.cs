using AiFirewall.Sql;

namespace AiFirewall.Execution.Sql;

/// <summary>What is sent to a database, statement by statement, or why nothing is.</summary>
/// <param name="Pieces">The statements.</param>
/// <param name="Problem">Why nothing is sent, one sentence without a full stop; null when it is.</param>
internal sealed record SqlPlan(IReadOnlyList<SqlPiece> Pieces, string? Problem)
{
    /// <summary>Plans how a text is run.</summary>
    /// <param name="sql">The text.</param>
    /// <param name="driver">The database's ways.</param>
    /// <param name="dialect">The database's dialect.</param>
    /// <param name="isDryRun">Whether all of it has to be undone.</param>
    public static SqlPlan Of(string sql, SqlDriver driver, SqlDialect dialect, bool isDryRun)
    {
        var script = SqlReader.Read(sql, dialect);
        var pieces = SqlPieces.Of(sql, script);
        if (pieces.Count == 0 && script.Statements.Count == 0) return new SqlPlan([], "there is no statement in the SQL");

        foreach (var statement in script.Statements.SelectMany(s => s.Running()))
        {
            if (ProblemOf(statement, dialect) is { } problem) return new SqlPlan([], problem);
        }

        if (!script.IsComplete) return new SqlPlan([], "the SQL cannot be read to its end (a quote or a comment is open, or it is too long)");
        if (pieces.Count > 1 && pieces.FirstOrDefault(driver.RunsAlone) is { } alone)
            return new SqlPlan([], $"{alone.Verb} cannot run in a transaction with other statements; run it by itself");
        if (isDryRun && WhyNotUndone(pieces, driver) is { } why) return new SqlPlan([], $"this cannot be tried in a dry run: {why}");
        return new SqlPlan(pieces, null);
    }

    private static string? ProblemOf(SqlStatement statement, SqlDialect dialect) => statement.Kind switch
    {
        SqlStatementKind.Client => $"'{statement.Verb}' is a command of a client program and no SQL; only SQL can be run here",
        SqlStatementKind.Transaction => $"{statement.Verb} cannot be run here: the whole text already runs in one transaction, which is committed in the end",
        SqlStatementKind.Copy when dialect == SqlDialect.Postgres && statement.Reaches.Count == 0 =>
            "COPY from STDIN or to STDOUT cannot be run here; use INSERT or SELECT, or psql",
        _ => null,
    };

    private static string? WhyNotUndone(IReadOnlyList<SqlPiece> pieces, SqlDriver driver)
    {
        foreach (var piece in pieces)
        {
            if (driver.RunsAlone(piece)) return $"{piece.Verb} runs outside of transactions";
            foreach (var statement in piece.Running())
            {
                if (statement.Kind == SqlStatementKind.Unknown) return "not all of it is understood";
                if (statement.Reaches.Count > 0) return $"{statement.Reaches[0].By} reaches beyond the database's tables, and that cannot be rolled back";
            }
        }

        return null;
    }
}

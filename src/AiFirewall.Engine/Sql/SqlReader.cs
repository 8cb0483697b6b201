using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>Reads SQL of any dialect. Tolerant: it finds what a server would run, it does not check what a server would accept.</summary>
public static class SqlReader
{
    /// <summary>Longest text that is read, in UTF-16 code units.</summary>
    public const int LongestText = 8 * 1024 * 1024;

    private static readonly SqlDialect[] Candidates = [SqlDialect.Postgres, SqlDialect.MySql, SqlDialect.Sqlite, SqlDialect.TSql, SqlDialect.Oracle];

    /// <summary>
    /// Reads a text of one or several statements. Never throws; what could not be read stands in <see cref="SqlScript.Problems"/>. Takes time
    /// in proportion to the length of the text.
    /// </summary>
    /// <param name="sql">The text.</param>
    /// <param name="dialect">
    /// Its dialect. When unknown, the text is read as every dialect in which it could be meant, and what any of them would run counts.
    /// </param>
    public static SqlScript Read(string sql, SqlDialect dialect = SqlDialect.Unknown)
    {
        var text = Unresolved.Clean(sql);
        List<SqlProblem> problems = [];
        if (text.Length > LongestText)
        {
            problems.Add(new SqlProblem(SqlProblemKind.TooLong, TextSpan.Between(LongestText, text.Length)));
            text = text[..LongestText];
        }

        var source = SqlTokenizer.Read(text, SqlLexicons.Of(dialect));
        var script = !source.IsAmbiguous || dialect is not SqlDialect.Unknown ? ReadSource(source, dialect) : ReadCandidates(text);
        if (AlternativeOf(dialect, text) is { } lexicon) script = Combine(script, [ReadSource(SqlTokenizer.Read(text, lexicon), dialect)]);
        return problems.Count == 0 ? script with { Text = sql } : script with
        {
            Text = sql,
            IsComplete = false,
            Problems = [.. problems,
            .. script.Problems]
        };
    }

    /// <summary>Reads the text as each dialect; the reading that fits best leads, the others add what only they would run.</summary>
    private static SqlScript ReadCandidates(string text)
    {
        var readings = Array.ConvertAll(Candidates, candidate => ReadSource(SqlTokenizer.Read(text, SqlLexicons.Candidate(candidate)), candidate,
            isCandidate: true));
        var best = readings.MinBy(Doubt)!;
        var all = Combine(best, readings);
        return all with { Steps = readings.Sum(r => r.Steps) };
    }

    // MinBy takes the first of equals, so the order of the candidates is the order of preference.
    private static int Doubt(SqlScript script) =>
        (script.IsComplete ? 0 : 1000)
        + script.Statements.Sum(s => s.Kind == SqlStatementKind.Unknown || LacksTarget(s) ? 10 : 0)
        + (script.Statements.Count == 0 ? 5 : 0);

    /// <summary>
    /// Settings inside a text change how the same server reads it (backslashes in quotes), and whether MySQL runs a comment depends on its
    /// version: then the text is read both ways.
    /// </summary>
    private static SqlLexicon? AlternativeOf(SqlDialect dialect, string text) => dialect switch
    {
        SqlDialect.MySql when text.Contains("sql_mode", StringComparison.OrdinalIgnoreCase) =>
            SqlLexicons.Of(dialect) & ~(SqlLexicon.BackslashEscapes | SqlLexicon.DoubleQuotedText),
        SqlDialect.MySql when text.Contains("/*!", StringComparison.Ordinal) || text.Contains("/*M!", StringComparison.OrdinalIgnoreCase) =>
            SqlLexicons.Of(dialect) & ~SqlLexicon.ExecutableComments,
        SqlDialect.Postgres when text.Contains("standard_conforming_strings", StringComparison.OrdinalIgnoreCase) =>
            SqlLexicons.Of(dialect) | SqlLexicon.BackslashEscapes,
        _ => null,
    };

    private static SqlScript ReadSource(SqlSource source, SqlDialect dialect, bool isCandidate = false)
    {
        var session = new SqlSession(dialect, source.Text.Length);
        session.Problems.AddRange(source.Problems);
        if (source.Commands.Count > 0) ClientCommandReader.ReadVariables(source, session);
        var cursor = new SqlCursor(source, session);
        var statements = StatementList.Read(cursor);
        if (isCandidate) DropFragments(source, statements);
        if (source.Commands.Count > 0) AddCommands(source, session, statements);
        return new SqlScript(source.Text, dialect, statements, session.Problems.Count == 0,
            session.Problems)
        { Steps = session.Steps + source.Count };
    }

    private static void AddCommands(SqlSource source, SqlSession session, List<SqlStatement> statements)
    {
        foreach (var command in source.Commands) statements.Add(ClientCommandReader.Read(source, command, session));
        statements.Sort((a, b) => a.Span.Start != b.Span.Start ? a.Span.Start.CompareTo(b.Span.Start) : a.Span.Length.CompareTo(b.Span.Length));
    }

    /// <summary>
    /// In a reading that is one of several: a statement left with an open parenthesis, or broken off in an open quote, is not what the text
    /// means, and neither is what follows it on the same line, which no client would go on to.
    /// </summary>
    private static void DropFragments(SqlSource source, List<SqlStatement> statements)
    {
        var broken = new List<(int From, int To)>();
        for (var i = 0; i < source.Count; i++)
        {
            if (source.Tokens[i].Kind is not (SqlTokenKind.Terminator or SqlTokenKind.Batch) || source.Tokens[i].Match != 1) continue;
            var from = source.Tokens[i].Start;
            if (broken.Count > 0 && from < broken[^1].To) continue;
            var line = source.Text.AsSpan(from).IndexOf('\n');
            broken.Add((from, line < 0 ? source.Text.Length : from + line));
        }

        var open = source.Problems.Count > 0 ? source.Problems[0].Span.Start : int.MaxValue;
        var next = 0;
        statements.RemoveAll(statement =>
        {
            var span = statement.Span;
            while (next < broken.Count && broken[next].To <= span.Start) next++;
            return (next < broken.Count && span.Start > broken[next].From)
                || (span.End > open && span.Start <= open && statement.Kind == SqlStatementKind.Unknown)
                || SqlFragments.EndsMidway(source.Text.AsSpan(span.Start, Math.Min(span.Length, source.Text.Length - span.Start)));
        });
    }

    private static SqlScript Combine(SqlScript first, IEnumerable<SqlScript> others)
    {
        var seen = new HashSet<(SqlStatementKind, SqlTruth, int, string)>();
        foreach (var statement in first.Statements) seen.Add(KeyOf(statement));
        List<SqlStatement>? added = null;
        foreach (var other in others)
        {
            if (ReferenceEquals(other, first)) continue;
            foreach (var statement in other.Statements)
            {
                if (IsMeant(statement) && seen.Add(KeyOf(statement))) (added ??= []).Add(statement with { IsAlternative = true });
            }
        }

        return added is null ? first : first with { Statements = [.. first.Statements, .. added] };
    }

    private static (SqlStatementKind Kind, SqlTruth Where, int Reaches, string Targets) KeyOf(SqlStatement s) =>
        (s.Kind, s.Where, (s.Reaches.Count * 31) + s.Nested.Count, string.Join(',', s.Targets));

    /// <summary>Only what would do something counts in a reading that is not the likeliest; fragments of what others quote do not.</summary>
    private static bool IsMeant(SqlStatement s) => s.Kind switch
    {
        SqlStatementKind.Unknown or SqlStatementKind.Step => false,
        SqlStatementKind.Client => s.Reaches.Count > 0,
        SqlStatementKind.Select or SqlStatementKind.Set or SqlStatementKind.Transaction or SqlStatementKind.Show or SqlStatementKind.Explain
            or SqlStatementKind.Maintenance or SqlStatementKind.Use or SqlStatementKind.Pragma => s.Reaches.Count > 0 || s.Nested.Count > 0,
        _ => !LacksTarget(s),
    };

    private static bool LacksTarget(SqlStatement s) => s.Targets.Count == 0 && s.Kind is SqlStatementKind.Update or SqlStatementKind.Delete
        or SqlStatementKind.Insert or SqlStatementKind.Drop or SqlStatementKind.Truncate or SqlStatementKind.Alter or SqlStatementKind.Create;
}

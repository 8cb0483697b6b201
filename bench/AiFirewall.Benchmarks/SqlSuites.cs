using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AiFirewall.Sql;

namespace AiFirewall.Benchmarks;

/// <summary>
/// Reads every statement of the test suites of databases: what crashes, what cannot be read, how fast. The statements can be written out
/// for a parser of the database itself to judge.
/// </summary>
internal static class SqlSuites
{
    /// <summary>Reads the suites in folders: PostgreSQL's <c>*.sql</c>, and <c>*.test</c> of SQLite (Tcl) and of MySQL.</summary>
    /// <param name="arguments">Folders; <c>--out FILE</c> writes each statement with its reading as a line of JSON.</param>
    public static void Run(string[] arguments)
    {
        var at = Array.IndexOf(arguments, "--out");
        using var output = at >= 0 ? new StreamWriter(arguments[at + 1]) : null;
        var folders = at >= 0 ? [.. arguments[..at], .. arguments[(at + 2)..]] : arguments;
        foreach (var folder in folders) ReadFolder(folder, output);
    }

    private static void ReadFolder(string folder, StreamWriter? output)
    {
        var statements = new List<(SqlDialect Dialect, string Sql, bool IsBroken)>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (file.EndsWith(".sql", StringComparison.Ordinal)) statements.AddRange(SqlSuiteText.OfScript(File.ReadAllText(file)).Select(s => (SqlDialect.Postgres, s, false)));
            else if (file.EndsWith(".test", StringComparison.Ordinal)) statements.AddRange(SqlSuiteText.OfTest(File.ReadAllText(file, Encoding.Latin1)));
        }

        int crashes = 0, unreadable = 0, broken = 0, unknown = 0;
        long characters = 0;
        var clock = new Stopwatch();
        var slowest = (Microseconds: 0.0, Sql: "");
        foreach (var (dialect, sql, isBroken) in statements)
        {
            characters += sql.Length;
            try
            {
                var before = clock.Elapsed;
                clock.Start();
                var script = SqlReader.Read(sql, dialect);
                var assessment = SqlAssessor.Effects(script);
                clock.Stop();
                if ((clock.Elapsed - before).TotalMicroseconds > slowest.Microseconds) slowest = ((clock.Elapsed - before).TotalMicroseconds, sql);

                // Read once more as if nobody had said what it is: slower, and what most agents' SQL is read by.
                SqlAssessor.Effects(SqlReader.Read(sql));
                var isUnreadable = assessment.Findings.Any(f => f.Id == "sql.unreadable");
                if (isUnreadable) unreadable++;
                if (isUnreadable && isBroken) broken++;
                if (script.Statements.Count == 0 && !string.IsNullOrWhiteSpace(sql)) unknown++;
                output?.WriteLine(JsonSerializer.Serialize(new
                {
                    dialect = dialect.ToString(),
                    sql,
                    unreadable = isUnreadable,
                    broken = isBroken,
                    statements = script.Statements.Where(s => !s.IsAlternative)
                        .Select(s => new { kind = s.Kind.ToString(), verb = s.Verb, targets = s.Targets, where = s.HasWhere, nested = s.Nested.Select(n => n.Kind.ToString()) }),
                }));
            }
            catch (Exception e)
            {
                clock.Stop();
                crashes++;
                Console.WriteLine($"CRASH {e.GetType().Name}: {e.Message}: {(sql.Length > 300 ? sql[..300] : sql)}");
            }
        }

        var seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine($"{folder}: {statements.Count} statements, {characters / 1e6:F1} MB, {crashes} crashes, {unreadable} unreadable ({broken} of them broken on purpose, by what the test expects), {unknown} without any statement; "
            + $"{statements.Count / seconds:F0}/s, {characters / 1e6 / seconds:F1} MB/s, slowest {slowest.Microseconds:F0} us: {(slowest.Sql.Length > 80 ? slowest.Sql[..80] : slowest.Sql).ReplaceLineEndings(" ")}");
    }

    /// <summary>How many simple statements a second are read and assessed, on one core.</summary>
    public static void Speed()
    {
        string[] simple =
        [
            "SELECT id, name FROM users WHERE id = 42", "INSERT INTO orders (user_id, total) VALUES (1, 9.99)", "UPDATE users SET name = 'x' WHERE id = 7",
            "DELETE FROM sessions WHERE expires_at < now()", "SELECT u.name, count(*) FROM users u JOIN orders o ON o.user_id = u.id GROUP BY u.name", "DROP TABLE users",
        ];
        foreach (var dialect in (SqlDialect[])[SqlDialect.Postgres, SqlDialect.MySql, SqlDialect.Sqlite, SqlDialect.TSql, SqlDialect.Unknown])
        {
            void Round()
            {
                foreach (var sql in simple) SqlAssessor.Effects(SqlReader.Read(sql, dialect));
            }

            CorpusTiming.WarmUp(Round);
            var best = double.MaxValue;
            // Short rounds: the best of many is one that nothing else came between.
            for (var i = 0; i < 1000; i++)
            {
                var start = Stopwatch.GetTimestamp();
                for (var n = 0; n < 200; n++) Round();
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            Console.WriteLine($"{dialect,-10} {simple.Length * 200 / best,12:F0} statements/s");
        }
    }
}

using System.Globalization;
using AiFirewall.Actions;
using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Rendering;
using AiFirewall.Cli.Terminal;
using AiFirewall.Effects;
using AiFirewall.Execution.Sql;
using AiFirewall.Observation;
using AiFirewall.Policy;
using AiFirewall.Sql;

namespace AiFirewall.Cli.Verbs;

/// <summary><c>guard sql</c>: judges SQL, and runs it where that is wanted and allowed.</summary>
internal sealed class SqlVerb : Verb
{
    private static readonly string[] Dialects = ["postgres", "mysql", "sqlite", "tsql", "oracle"];

    /// <inheritdoc/>
    public override string Name => "sql";

    /// <inheritdoc/>
    public override string Summary => "judge SQL, and run it if that is wanted and it may run";

    /// <inheritdoc/>
    public override string Usage =>
        "sql [OPTIONS] SQL\nsql [OPTIONS] --file FILE\nsql [OPTIONS] < FILE\nsql --execute --connection CONNECTION [OPTIONS] SQL";

    /// <inheritdoc/>
    public override string Details =>
        """
        Without --execute or --dry-run no connection is made. CONNECTION is a URL
        (postgres://user@host/db, mysql://user@host/db, sqlite:FILE), a connection string, the path
        of an SQLite file, or env:NAME for any of these in an environment variable; it is never
        shown. All statements run in one transaction, which is rolled back when one of them fails.
        Rows are a table on a terminal and a JSON object a line anywhere else.
        Exit code: 0, or 126 for what may not run or needs approval; with --exit-code 0 for ALLOW,
        2 for BLOCK, 3 for REQUIRE_APPROVAL. Of what ran: 0, 1 when the database refused it, 124
        when the time was up, 130 when it was stopped.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Options { get; } =
    [
        new("--dialect", "NAME", "postgres, mysql, sqlite, tsql or oracle") { Alias = "-d" },
        new("--file", "FILE", "read the SQL from FILE; - for standard input") { Alias = "-f" },
        new("--execute", null, "run it if it may run"),
        new("--dry-run", null, "run it if it may run, and roll it back"),
        new("--connection", "C", "what it is run against"),
        new("--max-rows", "N", "roll back if more rows would be changed"),
        new("--timeout", "SECONDS", "stop it after that (default 30)"),
        new("--json", null, "answer in JSON even on a terminal"),
        new("--exit-code", null, "let the exit code tell the verdict"),
        ShellOptions.Cwd, ShellOptions.Agent, ShellOptions.Role,
    ];

    /// <inheritdoc/>
    public override int Run(ParsedLine line, Streams streams)
    {
        if (ProblemOf(line) is { } wrong) return streams.Fail($"{wrong}; see 'guard sql --help'");
        var observation = LiveObservation.Of(line.ValueOf("--cwd") is { } cwd ? Path.GetFullPath(cwd) : null);
        SqlDatabase? database = null;
        if (line.ValueOf("--connection") is { } connection)
        {
            database = SqlDatabase.Parse(connection, SqlDialects.Parse(line.ValueOf("--dialect")), observation.Variable, observation.WorkingDirectory, out var unreachable);
            if (database is null) return streams.Fail(unreachable!);
        }

        if (SqlInput.Read(line, streams, out var sql) is { } unreadable) return streams.Fail(unreadable);
        var action = new SqlAction(Unresolved.Clean(sql), database is null ? line.ValueOf("--dialect") : NameOf(database.Dialect))
        {
            DatabaseFile = database?.File,
            WorkingDirectory = observation.WorkingDirectory,
            Agent = line.ValueOf("--agent"),
            Role = line.ValueOf("--role"),
        };
        return IsRun(line) ? Execute(action, database!, line, observation, streams) : DecisionOutput.Judge(action, line, streams);
    }

    private static int Execute(SqlAction action, SqlDatabase database, ParsedLine line, IObservation observation, Streams streams)
    {
        var isTable = streams.IsOutputTerminal && !line.Has("--json");
        ISqlOutput output = isTable ? new SqlTable(streams) : new SqlJsonLines(streams);
        var options = new SqlRunOptions
        {
            IsDryRun = line.Has("--dry-run"),
            Timeout = line.ValueOf("--timeout") is { } seconds ? TimeSpan.FromSeconds(Number(seconds)!.Value) : TimeSpan.FromSeconds(30),
            MaxRows = line.ValueOf("--max-rows") is { } rows ? Number(rows) : null,
        };
        var executor = new SqlExecutor(database, output, options);
        using var stop = new StopSignals();

        // Nobody is asked about what would not run anyway; that it was tried is recorded, and a BLOCK is a BLOCK.
        if (executor.ProblemOf(action.Sql) is { } problem && new GuardSession().Answer(action).Verdict != Verdict.Block) return streams.Fail(problem);
        var where = $"{(options.IsDryRun ? "Dry run, rolled back in the end, on " : "On ")}{database}";
        if (GuardedRun.Execute(action, observation, executor, where, streams, stop.Token) is null) return ExitCodes.Refused;

        var outcome = executor.Outcome!;
        if (isTable) ((SqlTable)output).Finish();
        else ((SqlJsonLines)output).Finish(outcome);
        streams.Output.Flush();
        if (outcome.Problem is { } failed) streams.Say(failed);
        else if (isTable) streams.Say(options.IsDryRun ? $"dry run: {Rows(outcome.RowsAffected)} would be changed; everything was rolled back" : $"{Rows(outcome.RowsAffected)} changed");
        return stop.ExitCode ?? outcome.ExitCode;
    }

    private static string? ProblemOf(ParsedLine line)
    {
        if (line.ValueOf("--dialect") is { } dialect && SqlDialects.Parse(dialect) == SqlDialect.Unknown)
            return $"unknown dialect '{dialect}'{Suggestion.For(dialect, Dialects)}; it is one of {string.Join(", ", Dialects)}";
        if (line.Has("--execute") && line.Has("--dry-run")) return "'--execute' and '--dry-run' exclude each other";
        if (IsRun(line) && !line.Has("--connection")) return "to run SQL, '--connection' has to say on what";
        if (IsRun(line) && line.Has("--exit-code")) return "'--exit-code' tells the verdict of what is only judged; of what is run the exit code is its own";
        foreach (var option in (ReadOnlySpan<string>)["--timeout", "--max-rows"])
        {
            if (line.ValueOf(option) is { } number && (Number(number) is not { } count || (count == 0 && option == "--timeout"))) return $"'{option}' takes a whole number, not '{number}'";
        }

        return line.ValueOf("--cwd") is { } directory && !Directory.Exists(directory) ? $"the directory '{directory}' does not exist" : null;
    }

    private static bool IsRun(ParsedLine line) => line.Has("--execute") || line.Has("--dry-run");

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1_000_000_000 ? number : null;

    private static string Rows(long count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "row" : "rows")}");

    private static string NameOf(SqlDialect dialect) => dialect switch
    {
        SqlDialect.Postgres => "postgres",
        SqlDialect.MySql => "mysql",
        _ => "sqlite",
    };
}

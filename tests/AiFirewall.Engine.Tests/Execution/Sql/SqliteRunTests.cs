using AiFirewall.Execution.Sql;

namespace AiFirewall.Tests.Execution.Sql;

public sealed class SqliteRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guard-lite").FullName;

    private string File => Path.Combine(_folder, "app.db");

    public SqliteRunTests() => Assert.Null(Played.Run($"sqlite:{File}?mode=rwc", "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT UNIQUE); INSERT INTO users (name) VALUES ('a'), ('b'), ('c')").Outcome.Problem);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private long Count() => long.Parse(Played.Run(File, "SELECT count(*) AS n FROM users").Lines[0]["n=Int64:".Length..], System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void Rows_come_with_their_values()
    {
        var played = Played.Run(File, "SELECT 1 AS a, 'x' AS b, 2.5 AS c, NULL AS d, x'00ff' AS e");
        Assert.Equal(["a=Int64:1|b=x|c=Double:2.5|d=null|e=00FF"], played.Lines);
        Assert.Equal(SqlEnding.Committed, played.Outcome.Ending);
    }

    [Fact]
    public void Each_statement_says_how_many_rows_it_changed()
    {
        var played = Played.Run(File, "UPDATE users SET name = name || '!' WHERE id < 3; DELETE FROM users WHERE id = 3; SELECT count(*) AS n FROM users;");
        Assert.Equal(["UPDATE 2", "DELETE 1", "n=Int64:2"], played.Lines);
        Assert.Equal(3, played.Outcome.RowsAffected);
    }

    [Fact]
    public void A_dry_run_counts_and_keeps_nothing()
    {
        var played = Played.Run(File, "DELETE FROM users; DROP TABLE users", isDryRun: true);
        Assert.Equal(new SqlOutcome(SqlEnding.RolledBack, 3, null), played.Outcome);
        Assert.Equal(3, Count());
    }

    [Theory]
    [InlineData("VACUUM", "VACUUM runs outside of transactions")]
    [InlineData("PRAGMA user_version = 5", "PRAGMA runs outside of transactions")]
    [InlineData("ATTACH 'other.db' AS o", "ATTACH runs outside of transactions")]
    [InlineData("DELETE FROM users; COMMIT", "COMMIT cannot be run here")]
    [InlineData("ROLLBACK", "ROLLBACK cannot be run here")]
    [InlineData("SELECT writefile('/tmp/x', 'y')", "reaches beyond the database's tables")]
    [InlineData(".shell id", "is a command of a client program")]
    [InlineData("SELECT 'open", "cannot be read to its end")]
    [InlineData("-- nothing", "there is no statement")]
    public void What_cannot_be_undone_is_not_tried_in_a_dry_run(string sql, string problem)
    {
        var played = Played.Run(File, sql, isDryRun: true);
        Assert.Equal((SqlEnding.NotRun, 2), (played.Outcome.Ending, played.Outcome.ExitCode));
        Assert.Contains(problem, played.Outcome.Problem, StringComparison.Ordinal);
        Assert.Equal(3, Count());
    }

    [Fact]
    public void A_statement_that_fails_takes_those_before_it_back()
    {
        var played = Played.Run(File, "DELETE FROM users WHERE id = 1; INSERT INTO users (name) VALUES ('b')");
        Assert.Equal("the database refused statement 2 (INSERT): UNIQUE constraint failed: users.name; nothing was changed", played.Outcome.Problem);
        Assert.Equal((SqlEnding.RolledBack, 1), (played.Outcome.Ending, played.Outcome.ExitCode));
        Assert.Equal(3, Count());
    }

    [Fact]
    public void More_rows_than_may_be_are_rolled_back()
    {
        var played = Played.Run(File, "DELETE FROM users", maxRows: 2);
        Assert.Equal("3 rows would be changed, which is more than the 2 that may be; nothing was changed", played.Outcome.Problem);
        Assert.Equal(3, Count());
        Assert.Null(Played.Run(File, "DELETE FROM users", maxRows: 3).Outcome.Problem);
    }

    [Fact]
    public void What_runs_outside_of_transactions_runs_alone()
    {
        Assert.Null(Played.Run(File, "VACUUM").Outcome.Problem);
        Assert.Contains("run it by itself", Played.Run(File, "VACUUM; SELECT 1").Outcome.Problem, StringComparison.Ordinal);
        Assert.Equal(["table_info"], Played.Run(File, "PRAGMA table_info(users)", isDryRun: false).Outcome.Problem is null ? ["table_info"] : Array.Empty<string>());
    }

    [Fact]
    public void A_trigger_is_one_statement()
    {
        Assert.Null(Played.Run(File, "CREATE TRIGGER t AFTER DELETE ON users BEGIN DELETE FROM users; SELECT 1; END; DELETE FROM users WHERE id = 1").Outcome.Problem);
        Assert.Equal(0, Count());
    }

    [Fact]
    public void What_takes_too_long_is_stopped()
    {
        var played = Played.Run(File, "DELETE FROM users; WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT max(n) FROM x", seconds: 0.5);
        Assert.Equal((SqlEnding.OutOfTime, 124), (played.Outcome.Ending, played.Outcome.ExitCode));
        Assert.Equal("the time of 0.5 seconds was up; nothing was changed", played.Outcome.Problem);
        Assert.Equal(3, Count());
    }

    [Fact]
    public void Whoever_started_it_can_stop_it()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.4));
        var played = Played.Run(File, "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT max(n) FROM x", stop: stop.Token);
        Assert.Equal((SqlEnding.Stopped, 130), (played.Outcome.Ending, played.Outcome.ExitCode));
    }

    [Fact]
    public void A_file_that_is_not_there_is_not_made_by_accident()
    {
        var missing = Path.Combine(_folder, "typo.db");
        Assert.Contains("does not exist", Played.Run(missing, "SELECT 1").Outcome.Problem, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(missing));
    }

    [Fact]
    public void A_database_that_may_only_be_read_is_not_changed() =>
        Assert.Contains("readonly database", Played.Run($"sqlite:{File}?mode=ro", "DELETE FROM users").Outcome.Problem, StringComparison.Ordinal);

    [Fact]
    public void Libraries_are_not_loaded() =>
        Assert.Contains("not authorized", Played.Run(File, "SELECT load_extension('/tmp/x.so')").Outcome.Problem, StringComparison.Ordinal);
}

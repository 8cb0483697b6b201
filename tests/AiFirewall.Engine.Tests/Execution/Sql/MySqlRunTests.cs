using AiFirewall.Execution.Sql;

namespace AiFirewall.Tests.Execution.Sql;

public sealed class MySqlRunTests(MySqlServer server) : IClassFixture<MySqlServer>
{
    private static int s_tables;

    private readonly string _table = $"users{Interlocked.Increment(ref s_tables)}";

    private void Fill(string engine = "InnoDB") => Assert.Null(
        Played.Run(server.Url, $"CREATE TABLE {_table} (id int PRIMARY KEY, name varchar(20)) ENGINE={engine}; INSERT INTO {_table} VALUES (1, 'a'), (2, 'b'), (3, 'c')").Outcome.Problem);

    private string Count() => Played.Run(server.Url, $"SELECT count(*) AS n FROM {_table}").Lines[0];

    [MySqlFact]
    public void Values_of_any_type_arrive() => Assert.Equal(
        ["a=Int32:1|b=Int64:9007199254740993|c=Decimal:1.50|d=x|e=null|f=00FF|g=DateTime:01/05/2026 10:00:00|h=Double:1.5"],
        Played.Run(server.Url, "SELECT 1 AS a, 9007199254740993 AS b, CAST(1.50 AS decimal(5,2)) AS c, 'x' AS d, NULL AS e, x'00ff' AS f, TIMESTAMP'2026-01-05 10:00:00' AS g, 1.5e0 AS h").Lines);

    [MySqlFact]
    public void Each_statement_says_how_many_rows_it_changed()
    {
        Fill();
        var played = Played.Run(server.Url, $"UPDATE {_table} SET name = 'x' WHERE id < 3; DELETE FROM {_table} WHERE id = 3; SET @a = 5; SELECT @a AS a, ';' AS s");
        Assert.Equal(["UPDATE 2", "DELETE 1", "a=Int64:5|s=;"], played.Lines);
    }

    [MySqlFact]
    public void A_dry_run_counts_and_keeps_nothing()
    {
        Fill();
        var played = Played.Run(server.Url, $"DELETE FROM {_table} WHERE id < 3; INSERT INTO {_table} VALUES (9, 'z')", isDryRun: true);
        Assert.Equal(new SqlOutcome(SqlEnding.RolledBack, 3, null), played.Outcome);
        Assert.Equal("n=Int64:3", Count());
    }

    [MySqlFact]
    public void What_commits_by_itself_is_not_tried_in_a_dry_run()
    {
        Fill();
        foreach (var sql in (string[])[$"DROP TABLE {_table}", $"TRUNCATE {_table}", $"ALTER TABLE {_table} ADD c int", $"DELETE FROM {_table}; CREATE TABLE x (a int)", "SET autocommit = 1",
            "SET SESSION autocommit = 1", "SET @@autocommit = 1", "/*!50000 SET autocommit = 1 */", "CALL p()", "GRANT ALL ON *.* TO x", $"LOCK TABLES {_table} WRITE", "ANALYZE TABLE x", "COMMIT",
            $"PREPARE s FROM 'DROP TABLE {_table}'", $"SELECT * FROM {_table} INTO OUTFILE '/tmp/x'", "SET GLOBAL max_connections = 5", $"/*!50000 DROP TABLE {_table} */",
            $"BEGIN NOT ATOMIC DELETE FROM {_table}; COMMIT; END", $"EXECUTE IMMEDIATE 'DROP TABLE {_table}'", "XA START 'x'", "system id"])
        {
            var outcome = Played.Run(server.Url, sql, isDryRun: true).Outcome;
            Assert.True(outcome is { Problem: not null, Ending: SqlEnding.NotRun }, $"{sql}: {outcome}");
        }

        Assert.Equal("n=Int64:3", Count());
    }

    [MySqlFact]
    public void A_table_that_cannot_roll_back_is_not_tried_in_a_dry_run()
    {
        Fill("MyISAM");
        try
        {
            var outcome = Played.Run(server.Url, $"DELETE FROM {_table}", isDryRun: true).Outcome;
            Assert.Equal($"this cannot be tried in a dry run: the table app.{_table} (MyISAM) is of an engine that cannot roll back, and a change might reach it", outcome.Problem);
            Assert.Equal("n=Int64:3", Count());
        }
        finally
        {
            Played.Run(server.Url, $"DROP TABLE {_table}");
        }
    }

    [MySqlFact]
    public void What_the_database_had_committed_by_itself_stays_done_and_that_is_said()
    {
        Fill();
        var played = Played.Run(server.Url, $"DELETE FROM {_table} WHERE id = 1; CREATE TABLE other{_table} (a int); INSERT INTO {_table} VALUES (2, 'x')");
        Assert.Equal(SqlEnding.PartlyDone, played.Outcome.Ending);
        Assert.EndsWith("what the database had done by then stays done", played.Outcome.Problem, StringComparison.Ordinal);
        Assert.Equal("n=Int64:2", Count());
    }

    [MySqlFact]
    public void A_statement_that_fails_takes_those_before_it_back()
    {
        Fill();
        var played = Played.Run(server.Url, $"DELETE FROM {_table} WHERE id = 1; INSERT INTO {_table} VALUES (2, 'x')");
        Assert.StartsWith("the database refused statement 2 (INSERT): Duplicate entry '2' for key 'PRIMARY' (1062); nothing was changed", played.Outcome.Problem, StringComparison.Ordinal);
        Assert.Equal("n=Int64:3", Count());
    }

    [MySqlFact]
    public void What_takes_too_long_is_stopped()
    {
        Fill();
        var played = Played.Run(server.Url, $"DELETE FROM {_table}; SELECT SLEEP(60)", seconds: 1.5);
        Assert.Equal((SqlEnding.OutOfTime, 124), (played.Outcome.Ending, played.Outcome.ExitCode));
        Assert.Equal("n=Int64:3", Count());
    }

    [MySqlFact]
    public void Files_of_this_machine_are_not_sent()
    {
        Fill();
        Assert.NotNull(Played.Run(server.Url, $"LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE {_table}").Outcome.Problem);
        Assert.Equal("n=Int64:3", Count());
    }

    [MySqlFact]
    public void The_password_is_in_no_message()
    {
        var wrong = server.Url.Replace(Uri.EscapeDataString(DatabaseServer.Password), "wr0ng-s3cret", StringComparison.Ordinal);
        var refused = Played.Run(wrong, "SELECT 1").Outcome;
        Assert.Contains("Access denied", refused.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", refused.Problem, StringComparison.Ordinal);
    }
}

using AiFirewall.Execution.Sql;

namespace AiFirewall.Tests.Execution.Sql;

public sealed class PostgresRunTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private static int s_tables;

    private readonly string _table = $"users{Interlocked.Increment(ref s_tables)}";

    private void Fill() => Assert.Null(Played.Run(server.Url, $"CREATE TABLE {_table} (id int PRIMARY KEY, name text); INSERT INTO {_table} SELECT n, 'n' || n FROM generate_series(1, 3) n").Outcome.Problem);

    private string Count() => Played.Run(server.Url, $"SELECT count(*) AS n FROM {_table}").Lines[0];

    [PostgresFact]
    public void Values_of_any_type_arrive()
    {
        var played = Played.Run(server.Url,
            "SELECT 1 AS a, 9007199254740993 AS b, 1.50::numeric AS c, 'x' AS d, true AS e, NULL AS f, '\\x00ff'::bytea AS g, ARRAY[1,2] AS h, '{\"a\":1}'::jsonb AS i, "
            + "'2026-01-05 10:00:00'::timestamp AS j, int4range(1,5) AS k, '00000000-0000-0000-0000-000000000001'::uuid AS l, 1.5::float8 AS m");
        Assert.Equal(
            ["a=Int64:1|b=Int64:9007199254740993|c=Decimal:1.50|d=x|e=true|f=null|g=00FF|h={1,2}|i={\"a\": 1}|j=2026-01-05 10:00:00|k=[1,5)|l=00000000-0000-0000-0000-000000000001|m=Double:1.5"],
            played.Lines);
    }

    [PostgresFact]
    public void A_type_that_the_database_made_arrives_as_text()
    {
        var played = Played.Run(server.Url, $"CREATE TYPE mood{_table} AS ENUM ('sad', 'ok'); SELECT 'ok'::mood{_table} AS m");
        Assert.Equal(["m=ok"], played.Lines);
    }

    [PostgresFact]
    public void Each_statement_says_how_many_rows_it_changed()
    {
        Fill();
        var played = Played.Run(server.Url, $"UPDATE {_table} SET name = 'x' WHERE id < 3; DELETE FROM {_table} WHERE id = 3 RETURNING id; SELECT ';' AS s");
        Assert.Equal(["UPDATE 2", "id=Int64:3", "DELETE 1", "s=;"], played.Lines);
        Assert.Equal(3, played.Outcome.RowsAffected);
    }

    [PostgresFact]
    public void A_dry_run_counts_and_keeps_nothing()
    {
        Fill();
        var played = Played.Run(server.Url, $"DELETE FROM {_table}; TRUNCATE {_table}; DROP TABLE {_table}", isDryRun: true);
        Assert.Equal(new SqlOutcome(SqlEnding.RolledBack, 3, null), played.Outcome);
        Assert.Equal("n=Int64:3", Count());
    }

    [PostgresFact]
    public void A_block_cannot_commit_a_dry_run_from_inside()
    {
        Fill();
        var played = Played.Run(server.Url, $"DO $$ BEGIN DELETE FROM {_table}; COMMIT; END $$", isDryRun: true);
        Assert.NotNull(played.Outcome.Problem);
        Assert.Equal("n=Int64:3", Count());
        Assert.Null(Played.Run(server.Url, $"CREATE PROCEDURE p{_table}() LANGUAGE plpgsql AS $$ BEGIN DELETE FROM {_table}; COMMIT; END $$").Outcome.Problem);
        Assert.Contains("invalid transaction termination", Played.Run(server.Url, $"CALL p{_table}()", isDryRun: true).Outcome.Problem, StringComparison.Ordinal);
        Assert.Equal("n=Int64:3", Count());
    }

    [PostgresFact]
    public void What_cannot_be_undone_is_not_tried_in_a_dry_run()
    {
        foreach (var sql in (string[])["VACUUM", "CREATE DATABASE x", "DROP DATABASE x", "CREATE INDEX CONCURRENTLY i ON pg_class (oid)", "ALTER SYSTEM SET work_mem = '8MB'",
            "SELECT pg_read_file('/etc/passwd')", "COPY pg_class TO PROGRAM 'cat'", "SELECT setval('s', 1)", "COMMIT", "\\! id", "SELECT * FROM dblink('host=x', 'DELETE FROM t') AS t(a int)"])
        {
            var outcome = Played.Run(server.Url, sql, isDryRun: true).Outcome;
            Assert.True(outcome.Problem is not null && outcome.ExitCode != 0, sql);
        }
    }

    [PostgresFact]
    public void What_cannot_run_in_a_transaction_runs_alone()
    {
        Assert.Null(Played.Run(server.Url, "VACUUM").Outcome.Problem);
        Assert.Contains("VACUUM cannot run in a transaction with other statements", Played.Run(server.Url, "SELECT 1; VACUUM").Outcome.Problem, StringComparison.Ordinal);
        Assert.Contains("COPY from STDIN", Played.Run(server.Url, "COPY pg_class TO STDOUT").Outcome.Problem, StringComparison.Ordinal);
    }

    [PostgresFact]
    public void A_statement_that_fails_takes_those_before_it_back()
    {
        Fill();
        var played = Played.Run(server.Url, $"DELETE FROM {_table} WHERE id = 1; INSERT INTO {_table} VALUES (2, 'x')");
        Assert.Equal($"the database refused statement 2 (INSERT): duplicate key value violates unique constraint \"{_table}_pkey\" (23505); nothing was changed", played.Outcome.Problem);
        Assert.Equal("n=Int64:3", Count());
    }

    [PostgresFact]
    public void What_takes_too_long_is_stopped()
    {
        Fill();
        var played = Played.Run(server.Url, $"DELETE FROM {_table}; SELECT pg_sleep(60)", seconds: 1.5);
        Assert.Equal((SqlEnding.OutOfTime, 124), (played.Outcome.Ending, played.Outcome.ExitCode));
        Assert.Equal("n=Int64:3", Count());
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        Assert.Equal(SqlEnding.Stopped, Played.Run(server.Url, "SELECT pg_sleep(60)", stop: stop.Token).Outcome.Ending);
    }

    [PostgresFact]
    public void The_password_is_in_no_message()
    {
        var wrong = server.Url.Replace(Uri.EscapeDataString(DatabaseServer.Password), "wr0ng-s3cret", StringComparison.Ordinal);
        var refused = Played.Run(wrong, "SELECT 1").Outcome;
        Assert.Equal((SqlEnding.NotRun, 2), (refused.Ending, refused.ExitCode));
        Assert.Contains("password authentication failed", refused.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", refused.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(DatabaseServer.Password, Played.Run(server.Url, $"SELECT '{DatabaseServer.Password}'::int").Outcome.Problem, StringComparison.Ordinal);
    }

    [PostgresFact]
    public void A_connection_string_over_the_socket_works_too() => Assert.Equal(["a=Int64:1"], Played.Run(server.Pairs, "SELECT 1 AS a").Lines);
}

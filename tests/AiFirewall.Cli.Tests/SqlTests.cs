using System.Text.Json;

namespace AiFirewall.Cli.Tests;

public sealed class SqlTests : IDisposable
{
    private readonly GuardProgram _guard = new();

    // A project, so that its files are its own.
    public SqlTests() => Directory.CreateDirectory(Path.Combine(_guard.Project, ".git"));

    public void Dispose() => _guard.Dispose();

    private void Fill() => Assert.Equal(0, _guard.Run("sql", "--execute", "--connection", "sqlite:app.db?mode=rwc",
        "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO users (name) VALUES ('a'), ('b'), ('c')").ExitCode);

    private string Count() => _guard.Run("sql", "--execute", "--connection", "app.db", "SELECT count(*) AS n FROM users").Output.Split('\n')[0];

    [Theory]
    [InlineData(0, 0, "SELECT 1")]
    [InlineData(126, 3, "DELETE FROM users")]
    [InlineData(126, 2, "DROP DATABASE prod")]
    public void What_is_only_judged_exits_by_its_verdict(int exitCode, int verdictCode, string sql)
    {
        var ran = _guard.Run("sql", sql, "--dialect", "postgres");
        Assert.Equal(exitCode, ran.ExitCode);
        Assert.Equal("DB_", JsonDocument.Parse(ran.Output).RootElement.GetProperty("intent").GetString()![..3]);
        Assert.Equal(verdictCode, _guard.Run("sql", "--exit-code", sql).ExitCode);
    }

    [Fact]
    public void SQL_comes_from_the_command_line_a_file_or_standard_input()
    {
        File.WriteAllText(Path.Combine(_guard.Project, "x.sql"), "DROP TABLE users;\n");
        foreach (var ran in (Ran[])[_guard.Run("sql", "DROP", "TABLE", "users"), _guard.Run("sql", "--file", "x.sql"), _guard.RunWith("DROP TABLE users", "sql"), _guard.RunWith("DROP TABLE users", "sql", "-")])
            Assert.Contains("sql.drop-table", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown dialect 'postgre'", "--dialect", "postgre", "SELECT 1")]
    [InlineData("'--connection' has to say on what", "--execute", "SELECT 1")]
    [InlineData("exclude each other", "--execute", "--dry-run", "--connection", "x.db", "SELECT 1")]
    [InlineData("there is no SQL", "")]
    [InlineData("'x.sql': it does not exist", "--file", "x.sql")]
    [InlineData("takes a whole number", "--timeout", "soon", "SELECT 1")]
    [InlineData("NOT_SET_AT_ALL, is not set", "--execute", "--connection", "env:NOT_SET_AT_ALL", "SELECT 1")]
    public void Wrong_usage_is_one_sentence(string sentence, params string[] arguments)
    {
        var ran = _guard.Run(["sql", .. arguments.Where(a => a.Length > 0)]);
        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(sentence, ran.Error, StringComparison.Ordinal);
        Assert.Equal(1, ran.Error.Split('\n').Length - 1);
    }

    [Fact]
    public void Rows_are_lines_of_JSON()
    {
        Fill();
        Assert.Equal(
            "{\"statement\":1,\"row\":{\"id\":1,\"name\":\"a\",\"id_2\":1}}\n{\"statement\":1,\"verb\":\"SELECT\"}\n{\"outcome\":\"committed\",\"rows_affected\":0}\n",
            _guard.Run("sql", "--execute", "--connection", "app.db", "SELECT id, name, id FROM users WHERE id = 1").Output);
    }

    [Fact]
    public void A_dry_run_counts_and_keeps_nothing()
    {
        Fill();
        var ran = _guard.Run("sql", "--dry-run", "--connection", "app.db", "UPDATE users SET name = 'x' WHERE id < 3");
        Assert.Equal((0, "{\"statement\":1,\"verb\":\"UPDATE\",\"rows_affected\":2}\n{\"outcome\":\"rolled back\",\"rows_affected\":2}\n"), (ran.ExitCode, ran.Output));
    }

    [Fact]
    public void What_needs_approval_does_not_run_where_nobody_can_be_asked()
    {
        Fill();
        foreach (var how in (string[])["--execute", "--dry-run"])
        {
            var ran = _guard.RunWith("y\n", "sql", how, "--connection", "app.db", "DELETE FROM users");
            Assert.Equal((126, ""), (ran.ExitCode, ran.Output));
            Assert.Contains("needs approval", ran.Error, StringComparison.Ordinal);
        }

        Assert.Equal("{\"statement\":1,\"row\":{\"n\":3}}", Count());
    }

    [TerminalFact]
    public void A_yes_on_the_terminal_runs_it_and_the_question_says_where()
    {
        Fill();
        var played = TestTerminal.Play(_guard, [["expect", "[y/N] "], ["send", "y\n"]], "sql", "--execute", "--connection", "app.db", "DELETE FROM users; SELECT 7 AS seven");
        Assert.Equal(0, played.ExitCode);
        Assert.Contains("the SQLite file", played.Output, StringComparison.Ordinal);
        Assert.Matches(@"DELETE 3\s+seven\s+-+\s+7\s+\(1 row\)", System.Text.RegularExpressions.Regex.Replace(played.Output, "\x1B\\[[0-9;]*m", ""));
        Assert.Equal("{\"statement\":1,\"row\":{\"n\":0}}", Count());
    }

    [Fact]
    public void The_firewalls_own_files_are_no_database()
    {
        var ran = _guard.Run("sql", "--execute", "--connection", $"sqlite:{_guard.Home}/state.db?mode=rwc", "CREATE TABLE t (a int)");
        Assert.Equal(126, ran.ExitCode);
        Assert.False(File.Exists(Path.Combine(_guard.Home, "state.db")));
    }

    [Fact]
    public void What_the_database_refuses_is_one_sentence_and_1()
    {
        Fill();
        var ran = _guard.Run("sql", "--execute", "--connection", "app.db", "INSERT INTO users (name) VALUES ('d'); SELECT * FROM nope");
        Assert.Equal((1, "guard: the database refused statement 2 (SELECT): no such table: nope; nothing was changed\n"), (ran.ExitCode, ran.Error));
    }

    [Fact]
    public void A_server_is_named_and_its_password_never()
    {
        _guard.Variables["DATABASE_URL"] = "postgres://bob:hunter2@127.0.0.1:9/app";
        var ran = _guard.Run("sql", "--execute", "--connection", "env:DATABASE_URL", "SELECT 1");
        Assert.NotEqual(0, ran.ExitCode);
        Assert.Contains("PostgreSQL", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", ran.Output + ran.Error + (File.Exists(_guard.AuditPath) ? File.ReadAllText(_guard.AuditPath) : ""), StringComparison.Ordinal);
    }

    [Fact]
    public void What_takes_too_long_is_stopped()
    {
        Fill();
        var ran = _guard.Run("sql", "--execute", "--timeout", "1", "--connection", "app.db", "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT max(n) FROM x");
        Assert.Equal((124, "guard: the time of 1 seconds was up; nothing was changed\n"), (ran.ExitCode, ran.Error));
    }

    [TerminalFact]
    public void Ctrl_C_stops_it()
    {
        Fill();
        var played = TestTerminal.Play(_guard, [["expect", "one"], ["signal-group", "INT"]], "sql", "--execute", "--connection", "app.db",
            "SELECT 'one'; WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT max(n) FROM x");
        Assert.Equal(130, played.ExitCode);
    }
}

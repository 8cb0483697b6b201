using AiFirewall.Execution.Sql;
using AiFirewall.Sql;

namespace AiFirewall.Tests.Execution.Sql;

public sealed class SqlDatabaseTests
{
    private static string Shown(string text, SqlDialect dialect = SqlDialect.Unknown) =>
        SqlDatabase.Parse(text, dialect, name => name == "DATABASE_URL" ? "postgres://u:pw@h/d" : null, "/work", out var problem)?.ToString() ?? "! " + problem;

    [Theory]
    [InlineData("postgres://bob:pw@db.example.com:6432/app?sslmode=require", "PostgreSQL at db.example.com:6432, database app")]
    [InlineData("postgresql+psycopg2://bob@h/app", "PostgreSQL at h, database app")]
    [InlineData("jdbc:postgresql://h/app", "PostgreSQL at h, database app")]
    [InlineData("postgres:///app?host=/run/pg", "PostgreSQL at /run/pg, database app")]
    [InlineData("postgres://u:p%40ss%2F@[::1]:5432/a", "PostgreSQL at ::1:5432, database a")]
    [InlineData("mysql://root@localhost/app", "MySQL at localhost, database app")]
    [InlineData("mariadb://root@localhost", "MySQL at localhost")]
    [InlineData("Host=h;Username=u;Password=p;Database=d", "PostgreSQL at h, database d")]
    [InlineData("host=h user=u password=p dbname=d", "PostgreSQL at h, database d")]
    [InlineData("Server=h;Port=3306;Uid=u;Pwd=p;Database=d", "MySQL at h:3306, database d")]
    [InlineData("sqlite:app.db", "the SQLite file /work/app.db")]
    [InlineData("sqlite:///app.db", "the SQLite file /work/app.db")]
    [InlineData("sqlite:////data/app.db", "the SQLite file /data/app.db")]
    [InlineData("file:./dev.db", "the SQLite file /work/dev.db")]
    [InlineData("./data/app.sqlite3", "the SQLite file /work/data/app.sqlite3")]
    [InlineData("Data Source=app.db", "the SQLite file /work/app.db")]
    [InlineData(":memory:", "SQLite in memory")]
    [InlineData("env:DATABASE_URL", "PostgreSQL at h, database d")]
    [InlineData("DATABASE_URL", "PostgreSQL at h, database d")]
    [InlineData("env:NOT_SET", "! the environment variable that the connection is to come from, NOT_SET, is not set")]
    [InlineData("Server=h;Uid=u;Pwd=p", "! the connection string does not tell which database it is for; name the dialect, or write a URL")]
    [InlineData("oracle://h/x", "! SQL is run on PostgreSQL, MySQL and SQLite only, not on Oracle")]
    [InlineData("postgres://u:pa/ss@h/d", "! the port in the connection's URL is no number from 1 to 65535 (a '/', '?' or '#' in the password has to be written as %2F, %3F, %23)")]
    public void A_connection_is_read_in_every_notation_and_shown_without_its_secrets(string text, string shown) => Assert.Equal(shown, Shown(text));

    [Fact]
    public void The_dialect_decides_where_the_text_does_not() => Assert.Equal("MySQL at h", Shown("Server=h;Uid=u;Pwd=p", SqlDialect.MySql));

    [Fact]
    public void Two_dialects_are_one_too_many() =>
        Assert.Equal("! the connection is to PostgreSQL, but the dialect that was named is MySQL", Shown("postgres://h/d", SqlDialect.MySql));

    [Theory]
    [InlineData("")]
    [InlineData("hunter2")]
    [InlineData("hunter2://x")]
    [InlineData("x=hunter2;;=;a")]
    [InlineData("postgres:hunter2")]
    [InlineData("postgres://u:hunter2@h:port/d")]
    [InlineData("postgres://h/d?hunter2")]
    [InlineData("env:hunter2")]
    public void No_problem_repeats_what_was_written(string text)
    {
        var shown = Shown(text);
        Assert.StartsWith("! ", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_that_could_reach_further_is_not_taken() =>
        Assert.Contains("'allowloadlocalinfile'", Played.Run("mysql://u@127.0.0.1:9/d?AllowLoadLocalInfile=true", "SELECT 1").Outcome.Problem, StringComparison.Ordinal);

    [Fact]
    public void A_server_that_does_not_answer_is_one_clear_sentence()
    {
        var outcome = Played.Run("postgres://u:hunter2@127.0.0.1:9/d", "SELECT 1").Outcome;
        Assert.StartsWith("PostgreSQL at 127.0.0.1:9, database d cannot be reached: ", outcome.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", outcome.Problem, StringComparison.Ordinal);
    }
}

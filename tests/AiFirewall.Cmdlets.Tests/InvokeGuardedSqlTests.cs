using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests;

public sealed class InvokeGuardedSqlTests : IDisposable
{
    private readonly Session _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("guard-sql").FullName;

    public InvokeGuardedSqlTests() => Run("CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO users (name) VALUES ('a'), ('b'), ('c')", "?mode=rwc").Clean();

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Ran Run(string sql, string options = "", string more = "") =>
        _session.Run($"New-GuardAction -Sql \"{sql}\" | Invoke-Guarded -Connection 'sqlite:{_folder}/app.db{options}' {more}");

    private string Count() => Run("SELECT count(*) AS n FROM users", more: "| ForEach-Object { $_.n }").Clean().Lines[0];

    [Fact]
    public void Rows_are_objects() =>
        Assert.Equal(["1 a", "2 b"], Run("SELECT id, name, id FROM users WHERE id < 3", more: "| ForEach-Object { \"$($_.id_2) $($_.Name)\" }").Clean().Lines);

    [Fact]
    public void A_dry_run_says_how_many_rows_it_would_be()
    {
        var ran = Run("UPDATE users SET name = 'x' WHERE id < 3", more: "-DryRun | ForEach-Object { \"$($_.Ending) $($_.RowsAffected)\" }").Clean();
        Assert.Equal(["RolledBack 2"], ran.Lines);
        Assert.Equal(["a"], Run("SELECT name FROM users WHERE id = 1", more: "| ForEach-Object name").Clean().Lines);
    }

    [Fact]
    public void What_needs_approval_runs_on_a_yes_only()
    {
        var refused = Run("DELETE FROM users");
        Assert.StartsWith("AiFirewall.Denied,", Assert.Single(refused.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("3", Count());
        _session.Person.Answers.Enqueue(0);
        Run("DELETE FROM users").Clean();
        Assert.Equal("0", Count());
    }

    [Fact]
    public void A_refusal_of_the_database_is_an_error_without_secrets()
    {
        var ran = _session.Run("New-GuardAction -Sql 'SELECT 1' | Invoke-Guarded -Connection 'postgres://bob:hunter2@127.0.0.1:9/app'");
        var error = Assert.Single(ran.Errors);
        Assert.StartsWith("AiFirewall.SqlFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("PostgreSQL at 127.0.0.1:9, database app cannot be reached", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.Exception.ToString(), StringComparison.Ordinal);
        Assert.Contains("MySQL at 127.0.0.1:9 cannot be reached", Assert.Single(_session.Run("New-GuardAction -Sql 'SELECT 1' | Invoke-Guarded -Connection 'mysql://bob@127.0.0.1:9'").Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_that_cannot_be_read_is_an_error_of_its_own() => Assert.StartsWith(
        "AiFirewall.ConnectionInvalid,", Assert.Single(_session.Run("New-GuardAction -Sql 'SELECT 1' | Invoke-Guarded -Connection env:NOT_SET_AT_ALL").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void A_pipeline_that_wants_no_more_rows_ends_it()
    {
        var action = "New-GuardAction -Sql 'WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT n FROM x'";
        Assert.Equal(["1", "after"], _session.Run($"foreach ($i in 1, 2) {{ {action} | Invoke-Guarded -Connection '{_folder}/app.db' | ForEach-Object {{ \"$($_.n)\"; break }} }}; 'after'").Clean().Lines);
    }

    [Fact]
    public void There_is_no_dry_run_of_a_command()
    {
        var ran = _session.Run("Invoke-Guarded { $script:ran = 1 } -DryRun; $ran");
        Assert.StartsWith("AiFirewall.DryRunNotPossible,", Assert.Single(ran.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("1", ran.Lines);
    }

    [Fact]
    public void What_if_runs_nothing()
    {
        Run("DELETE FROM users WHERE id = 1", more: "-WhatIf").Clean();
        Assert.Equal("3", Count());
    }
}

namespace AiFirewall.Cli.Tests;

public sealed class HousekeepingTests : IDisposable
{
    private readonly GuardProgram _guard = new();

    public void Dispose() => _guard.Dispose();

    [Fact]
    public void Status_says_where_everything_is()
    {
        var ran = _guard.Run("status");
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Contains(_guard.Home, ran.Output, StringComparison.Ordinal);
        Assert.Contains("the default policy", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_policy_is_in_order() => Assert.Equal(0, _guard.Run("policy", "check").ExitCode);

    [Fact]
    public void An_audit_log_that_is_not_there_yet_is_empty() => Assert.Equal(new Ran(0, "", ""), _guard.Run("audit", "show"));

    [Fact]
    public void The_last_records_are_shown()
    {
        Directory.CreateDirectory(_guard.Home);
        File.WriteAllLines(_guard.AuditPath, Enumerable.Range(0, 50).Select(i =>
            $$"""{"ts":"2026-01-01T00:00:{{i % 60:00}}Z","action_id":"{{i}}","type":"shell","rendered":"echo {{i}}","intent":"SHELL_EXEC","risk":"LOW","decision":"ALLOW"}"""));
        var lines = _guard.Run("audit", "show", "--tail", "2").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.EndsWith("ALLOW            LOW      echo 49", lines[1], StringComparison.Ordinal);
        Assert.Equal(20, _guard.Run("audit", "show").Output.Count(c => c == '\n'));
        Assert.Equal(50, _guard.Run("audit", "show", "--tail", "0", "--json").Output.Count(c => c == '\n'));
    }

    [Fact]
    public void A_line_that_is_no_record_is_shown_as_such()
    {
        Directory.CreateDirectory(_guard.Home);
        File.WriteAllText(_guard.AuditPath, "oops\n");
        Assert.Equal("not a record: oops\n", _guard.Run("audit", "show").Output);
    }

    [Fact]
    public void An_audit_log_that_is_a_directory_is_one_clear_sentence()
    {
        Directory.CreateDirectory(_guard.AuditPath);
        var ran = _guard.Run("audit", "show");
        Assert.Equal(2, ran.ExitCode);
        Assert.Equal($"guard: the audit log '{_guard.AuditPath}' is a directory\n", ran.Error);
    }
}

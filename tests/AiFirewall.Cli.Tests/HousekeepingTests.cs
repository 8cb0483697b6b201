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
    public void The_rules_in_force_are_shown_with_where_they_come_from()
    {
        Rules("file_write:\n  blocked_paths: [\"/opt/vault\"]\n");
        var ran = _guard.Run("policy", "show");
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Contains("rules.never-the-root", ran.Output, StringComparison.Ordinal);
        Assert.Contains("default.yaml:", ran.Output, StringComparison.Ordinal);
        Assert.Contains($"file_write.blocked_paths  /opt/vault  ({_guard.Home}/rules.yaml:2)".Replace('/', Path.DirectorySeparatorChar), ran.Output.Replace('/', Path.DirectorySeparatorChar), StringComparison.Ordinal);
        foreach (var line in _guard.Run("policy", "show", "--json").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.True(System.Text.Json.JsonDocument.Parse(line).RootElement.TryGetProperty("rule", out _));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("lint")]
    [InlineData("show")]
    public void Rules_that_cannot_be_read_are_named_with_file_and_line(string verb)
    {
        Rules("file_write:\n  require_aproval: true\n");
        var ran = _guard.Run("policy", verb);
        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("rules.yaml:2:3: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'require_approval'?", ran.Error, StringComparison.Ordinal);
        Assert.Equal(1, _guard.Run("status").ExitCode);
    }

    [Fact]
    public void Rules_that_cannot_be_read_refuse_everything()
    {
        Rules("file_write: [");
        Assert.Equal(2, _guard.Run("eval", "--exit-code", "ls").ExitCode);
        Assert.Equal(126, _guard.Run("run", "true").ExitCode);
    }

    [Fact]
    public void A_directory_in_place_of_the_rules_refuses_everything()
    {
        Directory.CreateDirectory(Path.Combine(_guard.Home, "rules.yaml"));
        Assert.Equal(2, _guard.Run("eval", "--exit-code", "ls").ExitCode);
        Assert.Contains("this is a directory, not a file", _guard.Run("policy", "check").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.yaml", "there is no such file")]
    [InlineData(".", "this is a directory, not a file")]
    public void A_file_of_rules_that_is_none_is_one_clear_sentence(string file, string sentence)
    {
        var ran = _guard.Run("policy", "check", file);
        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(sentence, ran.Error, StringComparison.Ordinal);
        Assert.Equal(1, ran.Error.Count(c => c == '\n'));
    }

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
        Assert.EndsWith("ALLOW             LOW       judged    echo 49", lines[1], StringComparison.Ordinal);
        Assert.Equal(20, _guard.Run("audit", "show").Output.Count(c => c == '\n'));
        Assert.Equal(50, _guard.Run("audit", "show", "--tail", "0", "--json").Output.Count(c => c == '\n'));
    }

    [Fact]
    public void Every_evaluation_is_recorded_and_so_is_what_became_of_it()
    {
        _guard.Run("eval", "ls -la");
        _guard.RunWith("{\"type\":\"shell\",\"command\":\"rm -rf /\"}\n", "eval", "--batch");
        _guard.Run("run", "exit 3");
        var lines = _guard.Run("audit", "show").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches("ALLOW +LOW +judged +ls -la$", lines[0]);
        Assert.Matches("BLOCK +CRITICAL +judged +rm -rf /$", lines[1]);
        Assert.Matches("ALLOW .*approved +exit 3$", lines[2]);
        Assert.Matches("ALLOW .*exit 3 +exit 3$", lines[3]);
    }

    [Fact]
    public void A_line_that_is_no_record_is_shown_as_such()
    {
        Directory.CreateDirectory(_guard.Home);
        File.WriteAllText(_guard.AuditPath, "oops\n");
        Assert.Equal("line 1 is no record: oops\n", _guard.Run("audit", "show").Output);
    }

    [Fact]
    public void An_audit_log_that_is_a_directory_is_one_clear_sentence()
    {
        Directory.CreateDirectory(_guard.AuditPath);
        var ran = _guard.Run("audit", "show");
        Assert.Equal(2, ran.ExitCode);
        Assert.Equal($"guard: the audit log '{_guard.AuditPath}' is a directory\n", ran.Error);
    }

    private void Rules(string text)
    {
        Directory.CreateDirectory(_guard.Home);
        File.WriteAllText(Path.Combine(_guard.Home, "rules.yaml"), text);
    }
}

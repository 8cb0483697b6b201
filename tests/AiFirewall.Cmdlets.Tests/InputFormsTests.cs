using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests;

public sealed class InputFormsTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Test-GuardCommand 'ls'", "shell ls")]
    [InlineData("'ls', 'pwd' | Test-GuardCommand", "shell ls", "shell pwd")]
    [InlineData("Test-GuardCommand @('ls', { pwd })", "shell ls", "shell  pwd ")]
    [InlineData("Test-GuardCommand { Get-Date }", "shell  Get-Date ")]
    [InlineData("New-GuardAction 'ls' | Test-GuardCommand", "shell ls")]
    [InlineData("'{\"type\":\"sql\",\"sql\":\"SELECT 1\"}' | Test-GuardCommand", "sql SELECT 1")]
    [InlineData("' { \"type\": \"file\", \"operation\": \"delete\", \"path\": \"a\" }' | Test-GuardCommand", "file delete a")]
    [InlineData("@{ type = 'http'; method = 'get'; url = 'https://example.com/'; headers = @{ a = 'b' } } | Test-GuardCommand", "http GET https://example.com/")]
    [InlineData("[pscustomobject]@{ type = 'text'; text = 'hello' } | Test-GuardCommand", "text hello")]
    [InlineData("'{\"type\":\"tool\",\"server\":\"s\",\"tool\":\"t\",\"arguments\":{\"a\":[1,2]}}' | Test-GuardCommand", "tool s/t {\"a\":[1,2]}")]
    [InlineData("Test-GuardCommand '{ ls; }'", "shell { ls; }")]
    [InlineData("Test-GuardCommand ''", "shell ")]
    public void Everything_that_can_be_judged_is_read(string script, params string[] expected) =>
        Assert.Equal(expected, _session.Run($"{script} | ForEach-Object {{ \"$($_.Action.Type) $($_.Action.Rendered)\" }}").Clean().Lines);

    [Theory]
    [InlineData("'{\"type\":\"shell\",\"command\":' | Test-GuardCommand")]
    [InlineData("'{\"type\":\"shell\",\"command\":\"ls\"} trailing' | Test-GuardCommand")]
    [InlineData("'{\"type\":\"shell\",\"command\":\"ls\",\"command\":\"rm -rf /\"}' | Test-GuardCommand")]
    [InlineData("'{\"type\":\"shell\"}' | Test-GuardCommand")]
    [InlineData("'{\"type\":\"shell\",\"command\":[\"rm\"]}' | Test-GuardCommand")]
    [InlineData("'{\"type\":\"shell\",\"shell\":\"fish\",\"command\":\"ls\"}' | Test-GuardCommand")]
    [InlineData("'{\"type\":\"dance\"}' | Test-GuardCommand")]
    [InlineData("'{\"command\":\"ls\"}' | Test-GuardCommand")]
    [InlineData("'{\"type\":\"http\",\"method\":\"GET\",\"url\":\"u\",\"headers\":{\"A\":\"1\",\"a\":\"2\"}}' | Test-GuardCommand")]
    [InlineData("'{\"type\":\"shell\",\"command\":\"ls\",\"cwd\":\"a\\u0000b\"}' | Test-GuardCommand")]
    [InlineData("42 | Test-GuardCommand")]
    [InlineData("Test-GuardCommand $null")]
    [InlineData("$h = @{ type = 'tool'; server = 's'; tool = 't' }; $h.arguments = $h; $h | Test-GuardCommand")]
    public void What_is_no_action_is_an_error_and_not_a_decision(string script)
    {
        var ran = _session.Run(script);

        Assert.Empty(ran.Output);
        Assert.StartsWith("AiFirewall.ActionInvalid", Assert.Single(ran.ErrorIds), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_line_does_not_end_the_pipeline()
    {
        var ran = _session.Run("'{\"type\":', 'ls' | Test-GuardCommand");

        Assert.Single(ran.Output);
        Assert.Single(ran.Errors);
    }

    [Fact]
    public void What_is_no_action_does_not_run()
    {
        var ran = _session.Run("'{\"type\":\"shell\",\"command\":' | Invoke-Guarded");

        Assert.Empty(_session.Person.Questions);
        Assert.Equal(["AiFirewall.ActionInvalid,AiFirewall.Cmdlets.InvokeGuardedCommand"], ran.ErrorIds);
    }

    [Fact]
    public void An_action_keeps_what_it_says_and_takes_the_rest_from_the_cmdlet()
    {
        var ran = _session.Run(
            "'{\"type\":\"shell\",\"command\":\"ls\",\"cwd\":\"sub\",\"agent\":\"codex\",\"id\":\"7\"}', 'ls' | Test-GuardCommand -Agent claude -Role dev "
            + "| ForEach-Object { \"$($_.Id)|$($_.Action.WorkingDirectory)|$($_.Action.Agent)|$($_.Action.Role)\" }").Clean();

        Assert.Equal([$"7|{_session.WorkingDirectory}/sub|codex|dev", $"|{_session.WorkingDirectory}|claude|dev"], ran.Lines);
    }

    [Fact]
    public void The_language_of_a_text_is_that_of_the_platform_unless_said()
    {
        var ran = _session.Run("(Test-GuardCommand 'ls').Action.Shell; (Test-GuardCommand 'ls' -Shell Cmd).Action.Shell; (Test-GuardCommand { ls } -Shell Bash).Action.Shell");

        Assert.Equal([OperatingSystem.IsWindows() ? "PowerShell" : "Bash", "Cmd", "PowerShell"], ran.Clean().Lines);
    }
}

using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests;

public sealed class TestGuardCommandTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_answer_is_a_decision_with_the_action_it_is_about()
    {
        var decision = Assert.Single(_session.Run("Test-GuardCommand 'rm -rf ./build' -Shell Bash").Clean().Output);

        Assert.Equal("AiFirewall.Decision", decision.BaseObject.GetType().FullName);
        Assert.Equal(["rm -rf ./build|False"], _session.Run("Test-GuardCommand 'rm -rf ./build' -Shell Bash | ForEach-Object { \"$($_.Command)|$($_.IsAllowed)\" }").Clean().Lines);
    }

    [Fact]
    public void Nothing_runs_and_nobody_is_asked()
    {
        _session.Run("Test-GuardCommand { $script:ran = $true }; $ran -eq $true").Clean();

        Assert.Equal(["False"], _session.Run("$ran -eq $true").Lines);
        Assert.Empty(_session.Person.Questions);
    }

    [Fact]
    public void Quiet_answers_yes_or_no_for_every_input()
    {
        var ran = _session.Run("'rm -rf /', '{\"type\":' | Test-GuardCommand -Quiet");

        Assert.Equal([false, false], ran.Output.Select(o => o.BaseObject));
    }

    [Fact]
    public void Decisions_are_shown_as_a_table_with_colours()
    {
        _session.Run("Test-GuardCommand 'rm -rf ./build' -Shell Bash | Out-Default").Clean();

        var screen = _session.Person.Screen.ToString();
        Assert.Matches(@"Verdict\s+Risk\s+Command\s+Reason", WithoutColours(screen));
        Assert.Contains("rm -rf ./build", screen, StringComparison.Ordinal);
        Assert.Contains("\u001b[", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_cannot_paint_over_the_table()
    {
        _session.Run("Test-GuardCommand \"rm x`e[1A`e[2Kls\" -Shell Bash | Out-Default").Clean();

        Assert.DoesNotContain("\u001b[1A", _session.Person.Screen.ToString(), StringComparison.Ordinal);
    }

    private static string WithoutColours(string screen) => System.Text.RegularExpressions.Regex.Replace(screen, "\u001b\\[[0-9;]*m", "");
}

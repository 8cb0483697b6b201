namespace AiFirewall.Cli.Tests;

public sealed class EvalTests : IDisposable
{
    private readonly GuardProgram _guard = new();

    public void Dispose() => _guard.Dispose();

    [Fact]
    public void A_command_is_answered_in_JSON_when_nobody_watches()
    {
        var ran = _guard.Run("eval", "rm -rf ./build");
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        var answer = Answers.One(ran);
        Assert.Equal(("REQUIRE_APPROVAL", "FILE_DELETE", "HIGH"), (answer.Verdict(), answer.Text("intent"), answer.Text("risk")));
        Assert.Equal("files.delete.tree", answer.GetProperty("findings")[0].Text("id"));
    }

    [Theory]
    [InlineData(0, "ALLOW", "ls -la")]
    [InlineData(2, "BLOCK", "rm -rf /")]
    [InlineData(3, "REQUIRE_APPROVAL", "rm -rf ./build")]
    public void The_exit_code_tells_the_verdict_when_asked(int exitCode, string verdict, string command)
    {
        var ran = _guard.Run("eval", "--exit-code", command);
        Assert.Equal((exitCode, verdict), (ran.ExitCode, Answers.One(ran).Verdict()));
    }

    [Fact]
    public void A_command_is_judged_where_it_would_run()
    {
        Assert.Equal(2, _guard.Run("eval", "--exit-code", "--cwd", "/", "rm -rf *").ExitCode);
        Assert.Equal(3, _guard.Run("eval", "--exit-code", "--cwd", _guard.Project, "rm -rf ./build").ExitCode);
    }

    [Fact]
    public void Options_may_follow_a_command_text() => Assert.NotEqual(0, _guard.Run("eval", "rm -rf ./build", "--exit-code").ExitCode);

    [Fact]
    public void Options_after_the_words_of_a_command_are_the_commands_and_guard_says_so()
    {
        var ran = _guard.Run("eval", "rm", "--exit-code");
        Assert.Equal(0, ran.ExitCode);
        Assert.Equal("guard: '--exit-code' after the command is part of the command; options of guard stand before it\n", ran.Error);
    }

    [Fact]
    public void Words_keep_their_borders()
    {
        var ran = _guard.Run("eval", "--table", "rm", "-rf", "a b", "$HOME");
        Assert.Contains("rm -rf 'a b' '$HOME'", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_after_two_dashes_is_the_command() =>
        Assert.Contains("--json ls", _guard.Run("eval", "--table", "--", "--json", "ls").Output, StringComparison.Ordinal);

    [Fact]
    public void A_table_has_a_heading_and_a_row()
    {
        var lines = _guard.Run("eval", "--table", "rm -rf ./build").Output.Split('\n');
        Assert.StartsWith("VERDICT           RISK      COMMAND", lines[0], StringComparison.Ordinal);
        Assert.Equal(lines[0].IndexOf("COMMAND", StringComparison.Ordinal), lines[1].IndexOf("rm -rf ./build", StringComparison.Ordinal));
    }

    [Fact]
    public void A_command_that_could_repaint_the_terminal_is_shown_as_what_it_is()
    {
        var output = _guard.Run("eval", "--table", "echo \u001b[2J\u202Etxt").Output;
        Assert.Contains("echo ␛[2J<U+202E>txt", output, StringComparison.Ordinal);
    }

    [TerminalFact]
    public void A_terminal_gets_readable_text()
    {
        var played = TestTerminal.Play(_guard, [], "eval", "rm -rf ./build");
        Assert.DoesNotContain("{", played.Output, StringComparison.Ordinal);
        Assert.Contains("rm -rf ./build", played.Output, StringComparison.Ordinal);
        Assert.Contains("\u001b[", played.Output, StringComparison.Ordinal);
    }

    [TerminalFact]
    public void NO_COLOR_turns_colours_off()
    {
        _guard.Variables["NO_COLOR"] = "1";
        Assert.DoesNotContain("\u001b[", TestTerminal.Play(_guard, [], "eval", "rm -rf ./build").Output, StringComparison.Ordinal);
    }

    [TerminalFact]
    public void JSON_can_be_had_on_a_terminal() =>
        Assert.StartsWith("{\"id\":", TestTerminal.Play(_guard, [], "eval", "--json", "ls -la").Output, StringComparison.Ordinal);

    [Fact]
    public void Explain_shows_the_command_and_no_colours_in_a_pipe()
    {
        var ran = _guard.Run("explain", "rm -rf ./build");
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Contains("├─ effects\n│  └─ delete ", ran.Output, StringComparison.Ordinal);
        Assert.Contains("coreutils/rm", ran.Output, StringComparison.Ordinal);
        Assert.Contains("[files.delete.tree]", ran.Output, StringComparison.Ordinal);
        Assert.Contains("└─ trail", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[", ran.Output, StringComparison.Ordinal);
    }
}

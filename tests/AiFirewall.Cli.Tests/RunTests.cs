namespace AiFirewall.Cli.Tests;

public sealed class RunTests : IDisposable
{
    private const string Prompt = "[y/N] ";

    private readonly GuardProgram _guard = new();

    public void Dispose() => _guard.Dispose();

    private string Victim()
    {
        var directory = Path.Combine(_guard.Project, "build");
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "out.txt"), "x");
        return directory;
    }

    [Theory]
    [InlineData("run", "rm -rf build")]
    [InlineData("run", "rm", "-rf", "build")]
    [InlineData("wrap", "--", "rm", "-rf", "build")]
    public void What_needs_approval_does_not_run_where_nobody_can_be_asked(params string[] arguments)
    {
        var victim = Victim();
        var ran = _guard.Run(arguments);
        Assert.Equal((126, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith("guard: ", ran.Error, StringComparison.Ordinal);
        Assert.True(Directory.Exists(victim));
    }

    [Fact]
    public void What_may_run_runs_on_the_callers_streams()
    {
        var ran = _guard.RunWith("from the caller\n", "run", "cat; echo to the caller >&2; exit 4");
        Assert.Equal(new Ran(4, "from the caller\n", "to the caller\n"), ran);
    }

    [Fact]
    public void Words_reach_the_shell_as_words() =>
        Assert.Equal("<a b><$HOME><*>", _guard.Run("run", "--", "printf", "<%s>", "a b", "$HOME", "*").Output);

    [Fact]
    public void What_is_blocked_does_not_run_and_says_why()
    {
        var ran = _guard.Run("run", "echo ran; rm -rf /");
        Assert.Equal((126, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith("guard: blocked: deletes the root of a file system", ran.Error, StringComparison.Ordinal);
        Assert.Contains("[files.delete.root]", ran.Error, StringComparison.Ordinal);
    }

    [TerminalFact]
    public void What_is_blocked_is_not_asked_about() =>
        Assert.DoesNotContain(Prompt, TestTerminal.Play(_guard, [], "run", "rm -rf /").Output, StringComparison.Ordinal);

    [Fact]
    public void A_command_that_cannot_be_recorded_does_not_run()
    {
        File.WriteAllText(_guard.Home, "a file where the home should be");
        var ran = _guard.Run("run", "echo ran");
        Assert.Equal((126, ""), (ran.ExitCode, ran.Output));
    }

    [Fact]
    public void Standard_input_is_no_answer()
    {
        var victim = Victim();
        Assert.Equal(126, _guard.RunWith("y\ny\nyes\n", "run", "rm -rf build").ExitCode);
        Assert.True(Directory.Exists(victim));
    }

    [TerminalFact]
    public void A_yes_on_the_terminal_runs_it()
    {
        var victim = Victim();
        var played = TestTerminal.Play(_guard, [["expect", Prompt], ["send", "y\n"]], "run", "rm -rf build");
        Assert.Equal(0, played.ExitCode);
        Assert.False(Directory.Exists(victim));
    }

    [TerminalFact]
    public void Anything_but_a_yes_does_not()
    {
        var victim = Victim();
        foreach (var answer in (string[])["n\n", "\n", "yeah\n", "\u0004"])
        {
            var played = TestTerminal.Play(_guard, [["expect", Prompt], ["send", answer]], "run", "rm -rf build");
            Assert.Equal(126, played.ExitCode);
            Assert.Contains("it was not approved", played.Output, StringComparison.Ordinal);
        }
        Assert.True(Directory.Exists(victim));
    }

    [TerminalFact]
    public void What_was_typed_before_the_question_is_no_answer()
    {
        var victim = Victim();
        var played = TestTerminal.Play(_guard, [["send", "y\n"], ["expect", Prompt], ["send", "n\n"]], "run", "rm -rf build");
        Assert.Equal(126, played.ExitCode);
        Assert.True(Directory.Exists(victim));
    }

    [TerminalFact]
    public void An_agent_cannot_say_yes_on_a_terminal_that_it_opened_itself()
    {
        var victim = Victim();
        _guard.Variables["CLAUDECODE"] = "1";
        var played = TestTerminal.Play(_guard, [["answer", Prompt, "y\n"]], "run", "rm -rf build");
        Assert.Equal(126, played.ExitCode);
        Assert.Contains("nobody is asked inside an agent's own tool call", played.Output, StringComparison.Ordinal);
        Assert.True(Directory.Exists(victim));
    }

    [TerminalFact]
    public void A_wrapped_program_gets_its_words_as_they_are()
    {
        var played = TestTerminal.Play(_guard, [["answer", Prompt, "y\n"]], "wrap", "--", "printf", "<%s>", "a b", "$HOME", "*", "it's");
        Assert.Equal(0, played.ExitCode);
        Assert.Contains("<a b><$HOME><*><it's>", played.Output, StringComparison.Ordinal);
    }

    [TerminalFact]
    public void A_program_that_is_not_there_is_127()
    {
        var played = TestTerminal.Play(_guard, [["answer", Prompt, "y\n"]], "wrap", "--", "no-such-program-anywhere");
        Assert.Equal(127, played.ExitCode);
        Assert.Contains("'no-such-program-anywhere' was not found", played.Output, StringComparison.Ordinal);
    }

    [TerminalFact]
    public void A_program_in_the_project_does_not_take_the_place_of_one_in_PATH()
    {
        var trap = Path.Combine(_guard.Project, "uname");
        File.WriteAllText(trap, "#!/bin/sh\necho trapped\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(trap, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var played = TestTerminal.Play(_guard, [["answer", Prompt, "y\n"]], "wrap", "--", "uname");
        Assert.DoesNotContain("trapped", played.Output, StringComparison.Ordinal);
    }

    [TerminalFact]
    public void The_exit_code_is_the_commands_own()
    {
        Assert.Equal(7, Run("exit 7").ExitCode);
        Assert.Equal(128 + 9, Run("kill -9 $$").ExitCode);
    }

    [TerminalFact]
    public void It_runs_in_the_directory_that_was_named()
    {
        Directory.CreateDirectory(Path.Combine(_guard.Project, "sub"));
        var played = TestTerminal.Play(_guard, [["answer", Prompt, "y\n"]], "run", "--cwd", "sub", "pwd");
        Assert.Contains(Path.Combine(_guard.Project, "sub"), played.Output, StringComparison.Ordinal);
    }

    [TerminalFact]
    public void Output_streams_as_it_comes()
    {
        var played = TestTerminal.Play(_guard, [["answer", Prompt, "y\n"], ["expect", "first\r\n"]], "run", "echo first; sleep 1.5; echo second");
        Assert.True(played.Total - played.Times[1] > 1, $"first came after {played.Times[1]} of {played.Total} s");
        Assert.Contains("second", played.Output, StringComparison.Ordinal);
    }

    [TerminalFact]
    public void A_command_can_read_the_terminal()
    {
        var played = TestTerminal.Play(
            _guard, [["answer", Prompt, "y\n"], ["expect", "name?"], ["send", "ada\n"]], "run", "printf 'name?'; read n; echo hello $n");
        Assert.Contains("hello ada", played.Output, StringComparison.Ordinal);
    }

    [TerminalFact]
    public void Ctrl_C_reaches_the_child_and_guard_waits_for_it()
    {
        var played = TestTerminal.Play(
            _guard, [["answer", Prompt, "y\n"], ["expect", "ready\r\n"], ["send", "\u0003"], ["expect", "cleaned"]],
            "run", "trap 'sleep 0.3; echo cleaned; exit 42' INT; echo ready; while :; do sleep 0.1; done");
        Assert.Equal(42, played.ExitCode);
        Assert.Equal(1, played.Output.Split("cleaned\r\n").Length - 1);
    }

    [TerminalFact]
    public void An_interrupt_that_ends_the_child_is_130()
    {
        var played = TestTerminal.Play(_guard, [["answer", Prompt, "y\n"], ["expect", "ready\r\n"], ["signal-group", "INT"]], "run", "echo ready; exec sleep 15");
        Assert.Equal(130, played.ExitCode);
        Assert.True(played.Total < 10);
    }

    [TerminalFact]
    public void A_request_to_end_that_reaches_guard_alone_is_handed_on()
    {
        var played = TestTerminal.Play(_guard, [["answer", Prompt, "y\n"], ["expect", "ready\r\n"], ["signal", "TERM"]], "run", "echo ready; exec sleep 15");
        Assert.Equal(128 + 15, played.ExitCode);
        Assert.True(played.Total < 10);
    }

    [TerminalFact]
    public void A_broken_pipe_stays_the_childs_own_affair()
    {
        var played = Run("yes | head -1; echo ${PIPESTATUS[0]}");
        Assert.Contains("141", played.Output, StringComparison.Ordinal);
    }

    private Played Run(string command) => TestTerminal.Play(_guard, [["answer", Prompt, "y\n"]], "run", command);
}

using Xunit.Abstractions;

namespace AiFirewall.Cli.Tests;

public sealed class UsageTests(ITestOutputHelper report) : IDisposable
{
    private readonly GuardProgram _guard = new();

    public void Dispose() => _guard.Dispose();

    [Fact]
    public void The_published_executable_is_what_is_tested()
    {
        Assert.True(File.Exists(GuardProgram.Executable));
        report.WriteLine(GuardProgram.IsNative ? "native executable" : "NO NATIVE EXECUTABLE: the framework-dependent build is tested");
    }

    [Theory]
    [InlineData("unknown verb 'evla', did you mean 'eval'?", "evla")]
    [InlineData("unknown verb 'destroy'; see 'guard --help'", "destroy")]
    [InlineData("unknown option '--verison', did you mean '--version'?", "--verison")]
    [InlineData("unknown option '--jsn' for 'guard eval', did you mean '--json'?", "eval", "--jsn", "ls")]
    [InlineData("unknown option '--yes' for 'guard run'", "run", "--yes", "ls")]
    [InlineData("unknown option '-x' for 'guard status'", "status", "-x")]
    [InlineData("option '--cwd' needs a value: --cwd DIR", "eval", "--cwd")]
    [InlineData("option '--json' takes no value", "eval", "--json=yes", "ls")]
    [InlineData("there is no command to judge", "eval")]
    [InlineData("there is no command to judge", "run", "--")]
    [InlineData("there is no command to judge", "wrap")]
    [InlineData("there is no command to judge", "explain")]
    [InlineData("the program's name is empty", "wrap", "--", "")]
    [InlineData("unknown shell 'fish'", "eval", "--shell", "fish", "ls")]
    [InlineData("the directory '/no/such/place' does not exist", "run", "--cwd", "/no/such/place", "ls")]
    [InlineData("'--json' and '--table' exclude each other", "eval", "--json", "--table", "ls")]
    [InlineData("takes one command text or the words of one command, not both", "eval", "rm -rf x", "rm -rf y")]
    [InlineData("'guard eval --batch' takes one file at most", "eval", "--batch", "--", "a", "b")]
    [InlineData("unknown verb 'policy chek', did you mean 'check'?", "policy", "chek")]
    [InlineData("'guard policy' needs one of", "policy")]
    [InlineData("unknown verb 'audit shw', did you mean 'show'?", "audit", "shw")]
    [InlineData("option '--tail' needs a number, but got 'many'", "audit", "show", "--tail", "many")]
    [InlineData("'guard hook' takes the name of one agent", "hook")]
    [InlineData("unknown agent 'claud', did you mean 'claude'?", "hook", "claud")]
    [InlineData("'guard status' takes no operand", "status", "now")]
    [InlineData("unknown verb 'evla', did you mean 'eval'?", "help", "evla")]
    public void Wrong_usage_is_one_clear_sentence_and_exit_code_2(string sentence, params string[] arguments)
    {
        var ran = _guard.Run(arguments);
        Assert.Equal(2, ran.ExitCode);
        Assert.Empty(ran.Output);
        Assert.Contains(sentence, ran.Error, StringComparison.Ordinal);
        Assert.Equal(1, ran.Error.Count(c => c == '\n'));
        Assert.StartsWith("guard: ", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_verb_shows_the_verbs_and_is_an_error()
    {
        var ran = _guard.Run();
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("guard VERB --help", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public void Help_lists_every_verb(string word)
    {
        var ran = _guard.Run(word);
        Assert.Equal(0, ran.ExitCode);
        foreach (var verb in (string[])["eval", "run", "wrap", "api", "explain", "hook", "policy", "audit", "status", "version"])
            Assert.Contains($"  {verb} ", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eval", "--exit-code")]
    [InlineData("run", "--shell")]
    [InlineData("wrap", "PROGRAM")]
    [InlineData("explain", "NO_COLOR")]
    [InlineData("hook", "AI_FIREWALL_HOOK_APPROVAL")]
    [InlineData("policy", "lint")]
    [InlineData("audit", "--tail")]
    [InlineData("status", "guard status")]
    [InlineData("version", "guard version")]
    public void Every_verb_has_help(string verb, string text)
    {
        var ran = _guard.Run(verb, "--help");
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Contains(text, ran.Output, StringComparison.Ordinal);
        Assert.Equal(ran.Output, _guard.Run("help", verb).Output);
    }

    [Theory]
    [InlineData("version")]
    [InlineData("--version")]
    public void The_version_is_shown(string word) => Assert.Matches(@"^guard \d+\.\d+\.\d+ \(", _guard.Run(word).Output);

    [Fact]
    public void Standard_output_that_nobody_reads_is_no_crash()
    {
        if (OperatingSystem.IsWindows()) return;
        using var guard = _guard.Start("eval", "ls");
        guard.StandardOutput.Close();
        var error = guard.StandardError.ReadToEnd();
        guard.WaitForExit();
        Assert.True(guard.ExitCode is 0 or 2, error);
    }
}

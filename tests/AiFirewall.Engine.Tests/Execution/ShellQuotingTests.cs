using System.Diagnostics;
using AiFirewall.Actions;
using AiFirewall.Execution;
using CsCheck;

namespace AiFirewall.Tests.Execution;

public sealed class ShellQuotingTests
{
    [Theory]
    [InlineData("ls -la", new[] { "ls", "-la" })]
    [InlineData("rm -rf 'a b'", new[] { "rm", "-rf", "a b" })]
    [InlineData("echo 'it'\\''s' '' '$HOME' '*'", new[] { "echo", "it's", "", "$HOME", "*" })]
    [InlineData("'if' 'X=1' '~'", new[] { "if", "X=1", "~" })]
    public void Words_are_quoted_for_bash_where_they_need_it(string text, string[] words) =>
        Assert.Equal(text, ShellQuoting.Join(words, ShellDialect.Bash));

    [Theory]
    [InlineData("ls -la", new[] { "ls", "-la" })]
    [InlineData("& 'C:\\a b\\x.exe' '1kb' 'it''s'", new[] { "C:\\a b\\x.exe", "1kb", "it's" })]
    [InlineData("git '@{u}' 'a,b' '‘‘'", new[] { "git", "@{u}", "a,b", "‘" })]
    public void Words_are_quoted_for_PowerShell_where_they_need_it(string text, string[] words) =>
        Assert.Equal(text, ShellQuoting.Join(words, ShellDialect.PowerShell));

    [Fact]
    public void Bash_reads_back_the_words()
    {
        if (!File.Exists("/bin/bash")) return;
        Gen.String[Gen.Char["abc '\"\\$`!*?[]{}()<>|&;~#=\n\té☃-"], 0, 12].List[1, 20].Sample(words =>
        {
            var start = new ProcessStartInfo("/bin/bash") { RedirectStandardOutput = true };
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(ShellQuoting.Join(["printf", "%s\\0", .. words], ShellDialect.Bash));
            using var bash = Process.Start(start)!;
            Assert.Equal(string.Concat(words.Select(w => w + "\0")), bash.StandardOutput.ReadToEnd());
        }, iter: 60, threads: 1);
    }
}

using AiFirewall.Actions;
using AiFirewall.Policy;

namespace AiFirewall.Tests.Bounds;

/// <summary>
/// Input that is made to be too much. Whatever is not read to its end is not allowed, and every input gets an answer; how long that takes
/// is measured by the benchmarks (<c>bounds</c>), the limit here only tells an answer from none.
/// </summary>
public sealed class BoundsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Inputs that hide <c>rm -rf /</c> behind more than can be read, or hold nothing that could be read to an end.</summary>
    public static TheoryData<string, ShellDialect> Unreadable()
    {
        var data = new TheoryData<string, ShellDialect>();
        foreach (var name in Texts.Keys) data.Add(name, name.Contains("PowerShell", StringComparison.Ordinal) ? ShellDialect.PowerShell : name.Contains("cmd", StringComparison.Ordinal) ? ShellDialect.Cmd : ShellDialect.Bash);
        return data;
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task What_cannot_be_read_to_its_end_is_not_allowed(string name, ShellDialect shell)
    {
        var decision = await Task.Run(() => TestWorld.Judge(Texts[name](), shell)).WaitAsync(Limit);
        Assert.NotEqual(Verdict.Allow, decision.Verdict);
        Assert.DoesNotContain(decision.Findings, f => f.Id == "guard.failure");
    }

    [Fact]
    public async Task A_variable_that_doubles_is_not_read_to_its_end()
    {
        var decision = await Task.Run(() => TestWorld.Judge("x=aaaaaaaa; " + Repeat("x=$x$x; ", 60) + "rm -rf $x")).WaitAsync(Limit);
        Assert.NotEqual(Verdict.Allow, decision.Verdict);
        Assert.DoesNotContain(decision.Findings, f => f.Id == "guard.failure");
    }

    [Fact(Skip = "A call of a function that is more than sixteen calls deep is not read, and nothing says so (BashEvaluator.MaxDepth).")]
    public void A_chain_of_functions_that_is_too_long_to_follow_is_not_allowed()
    {
        var chain = string.Concat(Enumerable.Range(0, 40).Select(i => $"f{i}() {{ f{i + 1}; }}; "));
        Assert.NotEqual(Verdict.Allow, TestWorld.Judge(chain + "f40() { rm -rf /; }; f0").Verdict);
    }

    [Fact]
    public async Task A_long_text_that_is_only_long_is_judged_for_what_it_is()
    {
        var decision = await Task.Run(() => TestWorld.Judge("echo " + new string('a', 1 << 20))).WaitAsync(Limit);
        Assert.DoesNotContain(decision.Findings, f => f.Id == "guard.failure");
    }

    [Theory]
    [InlineData("rm\0 -rf /")]
    [InlineData("r\0m -rf /")]
    [InlineData("rm -rf /\0")]
    [InlineData("\0\0rm -rf \0/")]
    public void Bytes_that_the_shell_drops_hide_nothing(string command) => Assert.Equal(Verdict.Block, TestWorld.Judge(command).Verdict);

    [Theory]
    [InlineData("rm -rf /\uD800")]
    [InlineData("\uDC00; rm -rf /")]
    [InlineData("echo \uFFFE\uFFFF; rm -rf /")]
    [InlineData("echo \uFDD0; rm -rf /")]
    public void Broken_characters_hide_nothing(string command) => Assert.NotEqual(Verdict.Allow, TestWorld.Judge(command).Verdict);

    private static readonly Dictionary<string, Func<string>> Texts = new()
    {
        ["1 MiB of commands"] = () => Repeat("ls -la; ", 1 << 17) + "rm -rf /",
        ["a word of 40,000 quoted pieces"] = () => "echo " + Repeat("'a'\"b\"", 20_000) + "; rm -rf /",
        ["1 MiB of comment lines"] = () => Repeat("# nothing here\n", 70_000) + "rm -rf /",
        ["100,000 words"] = () => "rm -rf " + Repeat("x ", 100_000) + "/",
        ["100,000 assignments"] = () => Repeat("a=1 ", 100_000) + "rm -rf /",
        ["10,000 open $("] = () => Repeat("echo $(", 10_000) + "rm -rf /",
        ["10,000 nested $()"] = () => Repeat("$(", 10_000) + "rm -rf /" + Repeat(")", 10_000),
        ["10,000 open {"] = () => Repeat("{ ", 10_000) + "rm -rf /",
        ["10,000 nested ()"] = () => Repeat("( ", 10_000) + "rm -rf /" + Repeat(" )", 10_000),
        ["10,000 quotes and backquotes"] = () => Repeat("\"`", 10_000) + "rm -rf /",
        ["10,000 nested ${}"] = () => Repeat("${a:-", 10_000) + "$(rm -rf /)" + Repeat("}", 10_000),
        ["10,000 here-documents"] = () => "cat " + Repeat("<<A ", 10_000) + "\n" + Repeat("A\n", 10_000) + "rm -rf /",
        ["a function that doubles"] = () => string.Concat(Enumerable.Range(0, 60).Select(i => $"f{i}() {{ f{i + 1}; f{i + 1}; }}; ")) + "f60() { rm -rf /; }; f0",
        ["braces that double"] = () => "rm -rf " + Repeat("{a,b}", 200),
        ["eval in eval"] = () => Repeat("eval ", 1_000) + "rm -rf /",
        ["sh in sh"] = () => Enumerable.Range(0, 8).Aggregate("rm -rf /", (inner, _) => "sh -c '" + inner.Replace("'", "'\\''", StringComparison.Ordinal) + "'"),
        ["a long path"] = () => "rm -rf /" + Repeat("a/../", (1 << 20) / 5),
        ["100,000 stars"] = () => "rm -rf /" + new string('*', 100_000),
        ["10,000 open $( of PowerShell"] = () => Repeat("$(", 10_000) + "Remove-Item -Recurse -Force /",
        ["10,000 open @{ of PowerShell"] = () => Repeat("@{a=", 10_000) + "Remove-Item -Recurse -Force /",
        ["1 MiB of PowerShell"] = () => Repeat("Get-Item a; ", (1 << 20) / 12) + "Remove-Item -Recurse -Force /",
        ["1 MiB of cmd"] = () => Repeat("dir & ", (1 << 20) / 6) + "rd /s /q C:\\",
    };

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}

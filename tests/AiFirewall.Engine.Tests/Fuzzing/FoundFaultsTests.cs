using System.Text.Json;
using AiFirewall.Policy;

namespace AiFirewall.Tests.Fuzzing;

/// <summary>What fuzzing found, each text as small as it got: what held for none of them once has to hold for all.</summary>
public sealed class FoundFaultsTests
{
    private static readonly FuzzProperties Properties = new(TestWorld.Guard, TestWorld.Observation);

    /// <summary>Crashes and answers that were wrong, by what they were found as.</summary>
    [Theory]
    [InlineData("Bash", "a //*")]
    [InlineData("Bash", "a file://")]
    [InlineData("Cmd", ":RANDOM\nif - lss 0 cd /d %CD:D=% else c/q x\ngoto RANDOM\ngxc")]
    [InlineData("Cmd", "\" !a:~0! %*\n:a\nfor %%i in (^Com\nSp%A in (*) do pushd ComSpec > ^RANDl& el& el& el& else exit /b 0 & @echo off\necho %%i\ngoto a && echo x > notes.txt:hidden")]
    [InlineData("Cmd", ":PATH\nc\ncall :PATH %* C:\\%* go 0")]
    [InlineData("Bash", "ruby -eFile.read")]
    [InlineData("Sql", "q:='q:=';EXECUTE q")]
    public void Texts_that_fuzzing_found_get_their_answer(string language, string text)
    {
        foreach (var dialect in (string?[])(language == "Sql" ? [null, "postgres", "mysql", "sqlite", "mssql", "oracle"] : [null]))
        {
            var fault = Properties.Check(new FuzzCase(Enum.Parse<FuzzLanguage>(language), text, dialect));
            Assert.True(fault is null, $"{fault}: {JsonSerializer.Serialize(text)}");
        }
    }

    /// <summary>A function may define another one of its own name and call that: it is no call of itself.</summary>
    [Theory]
    [InlineData("f() { f() { rm -rf /; }; f; }; f")]
    [InlineData("f() { eval 'f() { rm -rf /; }'; f; }; f")]
    public void A_function_that_defines_itself_anew_hides_nothing(string text) => Assert.Equal(Verdict.Block, TestWorld.Judge(text).Verdict);

    [Fact]
    public void Lines_that_are_too_many_to_be_followed_one_by_one_are_not_passed_over()
    {
        var lines = string.Join("\\n", Enumerable.Range(0, 40).Select(i => "x" + i).Append("/"));
        Assert.NotEqual(Verdict.Allow, TestWorld.Judge($"printf '{lines}\\n' | while read -r f; do rm -rf \"$f\"; done").Verdict);
    }

    /// <summary>What a loop adds to at every turn, and patterns over long texts, are paid for: they end in a finding, not in a long wait.</summary>
    [Theory]
    [InlineData("array", "x+=(a); ")]
    [InlineData("text", "x+=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; ")]
    [InlineData("pipes", "y$z=b | ls | x=$x$y ls; ")]
    public void What_grows_step_by_step_is_bounded(string name, string step)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var decision = TestWorld.Judge(string.Concat(Enumerable.Repeat(step, 20_000)) + "rm -rf \"$x\" \"${x[@]}\"");
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.NotEqual(Verdict.Allow, decision.Verdict);
        Assert.True(allocated < 400L << 20, $"{name}: {allocated >> 20} MiB");
    }
}

using System.Text;

namespace AiFirewall.Cli.Tests;

public sealed class BatchTests : IDisposable
{
    private readonly GuardProgram _guard = new();

    public void Dispose() => _guard.Dispose();

    [Fact]
    public void Every_line_gets_one_answer_in_order_whatever_it_holds()
    {
        byte[] input =
        [
            .. "{\"id\":1,\"type\":\"shell\",\"command\":\"ls\"}\r\n"u8,
            .. "rm -rf /\n"u8,
            .. "\n"u8,
            .. "[]\n"u8,
            .. "{\"id\":\"t\",\"type\":\"shel\"}\n"u8,
            .. "{\"id\":\"u\",\"type\":\"shell\",\"command\":\""u8, 0xFF, .. "\"}\n"u8,
            .. "{\"id\":\"z\",\"type\":\"sql\",\"sql\":\"select 1\"}"u8,
        ];
        var ran = _guard.RunWith(input, "eval", "--batch");
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        var answers = Answers.All(ran);
        Assert.Equal(["1", "", "", "", "t", "", "z"], answers.Select(a => a.Text("id")));
        foreach (var answer in answers.Skip(1).Take(5))
        {
            Assert.Equal("BLOCK", answer.Verdict());
            Assert.Equal(answer.Text("reason"), answer.Text("error"));
        }
        Assert.False(answers[0].TryGetProperty("error", out _));
    }

    [Fact]
    public void A_line_that_is_no_JSON_is_answered_with_a_sentence() => Assert.Equal(
        "the action is not valid JSON (line 1, byte 1)", Answers.One(_guard.RunWith("ls -la\n", "eval", "--batch")).Text("error"));

    [Fact]
    public void The_exit_code_is_that_of_the_strictest() => Assert.Equal(2, _guard.RunWith("x\n", "eval", "--batch", "--exit-code").ExitCode);

    [Fact]
    public void No_lines_are_no_answers() => Assert.Equal(new Ran(0, "", ""), _guard.RunWith("", "eval", "--batch"));

    [Fact]
    public async Task An_answer_comes_before_the_next_line_is_written()
    {
        using var guard = _guard.Start("eval", "--batch");
        for (var i = 0; i < 3; i++)
        {
            guard.StandardInput.Write($$"""{"id":{{i}},"type":"text","text":"a"}{{"\n"}}""");
            guard.StandardInput.Flush();
            var answer = await guard.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10));
            Assert.Contains($"\"id\":\"{i}\"", answer, StringComparison.Ordinal);
        }
        guard.StandardInput.Close();
        Assert.True(guard.WaitForExit(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Thousands_of_lines_are_answered()
    {
        var input = new StringBuilder();
        for (var i = 0; i < 5000; i++) input.Append("{\"id\":").Append(i).Append(",\"type\":\"shell\",\"command\":\"git status\"}\n");
        var answers = Answers.All(_guard.RunWith(input.ToString(), "eval", "--batch"));
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => $"{i}"), answers.Select(a => a.Text("id")));
    }

    [Fact]
    public void A_line_may_be_long_but_not_endless()
    {
        var input = "{\"id\":\"a\",\"type\":\"text\",\"text\":\"" + new string('x', 3_000_000) + "\"}\n" + new string('y', 40_000_000) + "\n{\"id\":\"b\",\"type\":\"text\",\"text\":\"\"}\n";
        var answers = Answers.All(_guard.RunWith(input, "eval", "--batch"));
        Assert.Equal(["a", "", "b"], answers.Select(a => a.Text("id")));
        Assert.Equal("the line is longer than 16 MiB", answers[1].Text("error"));
    }

    [Fact]
    public void A_file_of_actions_is_read()
    {
        var file = Path.Combine(_guard.Project, "actions.jsonl");
        File.WriteAllText(file, """{"id":"f","type":"text","text":"a"}""");
        Assert.Equal("f", Answers.One(_guard.Run("eval", "--batch", file)).Text("id"));
    }

    [Fact]
    public void A_table_shows_the_line_that_could_not_be_read()
    {
        var output = _guard.RunWith("oops\n", "eval", "--batch", "--table").Output;
        Assert.Contains("BLOCK             MEDIUM    oops ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is a directory, not a file of actions", ".")]
    [InlineData("the actions cannot be read from 'missing.jsonl': it does not exist", "missing.jsonl")]
    public void A_file_that_cannot_be_read_is_one_clear_sentence(string sentence, string file)
    {
        var ran = _guard.Run("eval", "--batch", file);
        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(sentence, ran.Error, StringComparison.Ordinal);
        Assert.Equal(1, ran.Error.Count(c => c == '\n'));
    }

    [Fact]
    public void The_examples_are_all_readable()
    {
        var ran = _guard.Run("eval", "--batch", Path.Combine(GuardProgram.Metadata("RepoRoot"), "examples/actions.jsonl"));
        var answers = Answers.All(ran);
        Assert.True(answers.Count >= 20);
        Assert.DoesNotContain(answers, a => a.TryGetProperty("error", out _));
    }
}

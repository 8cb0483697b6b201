namespace AiFirewall.Cli.Tests;

public sealed class FileTests : IDisposable
{
    private readonly GuardProgram _guard = new();

    public void Dispose() => _guard.Dispose();

    [Fact]
    public void What_would_be_written_is_compared_with_what_is_there()
    {
        Write("src/a.py", "one\ntwo\n");
        Write("new.py", "one\n2\n");
        var ran = _guard.Run("file", "write", "src/a.py", "--content-file", Path.Combine(_guard.Project, "new.py"), "--cwd", _guard.Project);
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Equal("--- a/src/a.py\n+++ b/src/a.py\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n", Answers.One(ran).GetProperty("impact").Text("diff"));
    }

    [Fact]
    public void An_edit_that_does_not_fit_asks()
    {
        Write("src/a.py", "one\n");
        Assert.Equal(0, _guard.Run("file", "edit", "src/a.py", "--old", "one", "--new", "two", "--cwd", _guard.Project, "--exit-code").ExitCode);
        Assert.Equal(3, _guard.Run("file", "edit", "src/a.py", "--old", "three", "--new", "two", "--cwd", _guard.Project, "--exit-code").ExitCode);
    }

    [Fact]
    public void A_deletion_counts_the_files()
    {
        for (var i = 0; i < 60; i++) Write($"build/{i}", "x");
        var answer = Answers.One(_guard.Run("file", "delete", "build", "--cwd", _guard.Project));
        Assert.Equal((60, "HIGH"), (answer.GetProperty("impact").GetProperty("files_affected").GetInt32(), answer.Text("risk")));
        Assert.Contains(answer.GetProperty("findings").EnumerateArray(), f => f.Text("id") == "files.impact.many");
    }

    [Fact]
    public void The_diff_is_shown_when_asked()
    {
        Write("a.txt", "one\n");
        Write("b.txt", "two\n");
        var ran = _guard.Run("file", "write", "a.txt", "--content-file", Path.Combine(_guard.Project, "b.txt"), "--cwd", _guard.Project, "--diff");
        Assert.EndsWith("@@ -1 +1 @@\n-one\n+two\n", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("say what would be done", "file")]
    [InlineData("unknown operation 'wirte', did you mean 'write'?", "file", "wirte", "a")]
    [InlineData("'guard file delete' needs a path", "file", "delete")]
    [InlineData("'guard file read' takes one path", "file", "read", "a", "b")]
    [InlineData("an edit needs '--old TEXT' and '--new TEXT'", "file", "edit", "a", "--old", "x")]
    [InlineData("'--old', '--new' and '--all' are for 'guard file edit'", "file", "read", "a", "--old", "x")]
    [InlineData("'guard file delete' writes no content of its own", "file", "delete", "a", "--content-file", "b")]
    [InlineData("'--json' and '--diff' exclude each other", "file", "read", "a", "--json", "--diff")]
    [InlineData("what would be written cannot be read", "file", "write", "a", "--content-file", "/no/such/file")]
    public void Wrong_usage_is_said_in_one_sentence(string message, params string[] words)
    {
        var ran = _guard.Run(words);
        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(message, ran.Error, StringComparison.Ordinal);
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(_guard.Project, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}

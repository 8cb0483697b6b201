using AiFirewall.Observation;

namespace AiFirewall.Tests.Disk;

public sealed class MeasureTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("aifirewall-measure-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_tree_is_counted()
    {
        Write("t/a", 10);
        Write("t/b/c", 20);
        Write("other", 5);
        var facts = Measure("t");
        Assert.Equal((2L, 30L, PathKind.Directory, true), (facts.Files, facts.Bytes, facts.Kind, facts.IsComplete));
    }

    [Fact]
    public void A_link_is_counted_and_not_followed()
    {
        Write("big/x", 1000);
        Directory.CreateDirectory(Path.Combine(_root, "t"));
        File.CreateSymbolicLink(Path.Combine(_root, "t/link"), Path.Combine(_root, "big"));
        File.CreateSymbolicLink(Path.Combine(_root, "t/loop"), Path.Combine(_root, "t"));
        File.CreateSymbolicLink(Path.Combine(_root, "t/nowhere"), "/no/such/file");
        Assert.Equal(3, Measure("t").Files);
        Assert.Equal(1, Measure("t/link").Files);
    }

    [Fact]
    public void A_pattern_is_expanded_as_a_shell_does()
    {
        Write("a.log", 1);
        Write("b.log", 2);
        Write(".hidden.log", 4);
        Write("d/c.log", 8);
        Assert.Equal((2L, 3L), (Measure("*.log").Files, Measure("*.log").Bytes));
        Assert.Equal(8, Measure("*/c.lo?").Bytes);
        Assert.Equal(8, Measure("[c-e]/*").Bytes);
        Assert.Equal(0, Measure("*.txt").Roots);
    }

    [Fact]
    public void A_name_that_looks_like_a_pattern_is_that_name()
    {
        Write("a[1].txt", 7);
        Write("a1.txt", 1);
        Assert.Equal(7, Measure("a[1].txt").Bytes);
    }

    [Fact]
    public void No_more_than_the_budget_is_looked_at()
    {
        for (var d = 0; d < 11; d++)
        {
            for (var i = 0; i < 2000; i++) Write($"t/{d}/{i}", 0);
        }

        var facts = Measure("t");
        Assert.False(facts.IsComplete);
        Assert.InRange(facts.Files, 15_000, 20_000);
        Assert.Equal(facts.Files, Measure("t").Files);
    }

    [Fact]
    public void A_pipe_is_never_opened()
    {
        if (OperatingSystem.IsWindows()) return;
        using (var process = System.Diagnostics.Process.Start("mkfifo", Path.Combine(_root, "pipe"))) process.WaitForExit();
        Assert.Equal("", LiveObservation.Of(_root).ReadFile(_root + "/pipe", 100).Text);
    }

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'a' }, "a")]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a', 0 }, "a")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, (byte)'a' }, "a")]
    [InlineData(new byte[] { 0xC3, 0xA4 }, "ä")]
    [InlineData(new byte[] { 0xE4 }, "ä")]
    [InlineData(new byte[] { 1, 0, 2 }, null)]
    public void Text_is_read_in_its_encoding(byte[] bytes, string? text)
    {
        File.WriteAllBytes(Path.Combine(_root, "f"), bytes);
        var content = LiveObservation.Of(_root).ReadFile(_root + "/f", 100);
        Assert.Equal((text, text is null ? FileState.Binary : FileState.Text), (content.Text, content.State));
    }

    [Fact]
    public void What_cannot_be_read_whole_is_not_read()
    {
        Write("big", 101);
        var world = LiveObservation.Of(_root);
        Assert.Equal(FileState.TooLarge, world.ReadFile(_root + "/big", 100).State);
        Assert.Equal(FileState.Missing, world.ReadFile(_root + "/none", 100).State);
        Assert.Equal(FileState.Unreadable, world.ReadFile(_root, 100).State);
    }

    private PathFacts Measure(string path) => LiveObservation.Of(_root).Measure(_root + "/" + path);

    private void Write(string path, int bytes)
    {
        var full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, new byte[bytes]);
    }
}

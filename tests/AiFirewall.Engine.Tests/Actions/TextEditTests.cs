using AiFirewall.Actions;

namespace AiFirewall.Tests.Actions;

public sealed class TextEditTests
{
    [Fact]
    public void An_edit_changes_the_first_place() => Assert.Equal("b a", Apply("a a", new TextEdit("a", "b", false)));

    [Fact]
    public void An_edit_everywhere_changes_every_place() => Assert.Equal("b b", Apply("a a", new TextEdit("a", "b", true)));

    [Fact]
    public void Edits_build_on_each_other() => Assert.Equal("c", Apply("a", new TextEdit("a", "b", false), new TextEdit("b", "c", false)));

    [Fact]
    public void Nothing_to_replace_creates_a_file() => Assert.Equal("x", Apply(null, new TextEdit("", "x", false)));

    [Fact]
    public void Windows_line_ends_stay() => Assert.Equal("1\r\n2\r\nc\r\n", Apply("a\r\nb\r\nc\r\n", new TextEdit("a\nb", "1\n2", false)));

    [Fact]
    public void An_edit_that_does_not_fit_gives_nothing() => Assert.Null(Apply("a", new TextEdit("b", "x", false)));

    [Fact]
    public void An_edit_of_a_missing_file_gives_nothing() => Assert.Null(Apply(null, new TextEdit("b", "x", false), new TextEdit("c", "y", false)));

    [Fact]
    public void Edits_that_multiply_are_bounded()
    {
        var doubling = Enumerable.Repeat(new TextEdit("a", "aa", true), 60).ToArray();
        Assert.Null(TextEdit.Apply("a", doubling));
    }

    private static string? Apply(string? text, params TextEdit[] edits) => TextEdit.Apply(text, edits);
}

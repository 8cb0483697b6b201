using AiFirewall.Files;

namespace AiFirewall.Tests.Files;

public sealed class CodexPatchTests
{
    private const string Text = "one\ntwo\nthree\nfour\nfive\n";

    [Fact]
    public void A_section_says_what_it_does_to_which_file()
    {
        var sections = CodexPatch.Read("*** Begin Patch\n*** Add File: a\n+x\n+y\n*** Update File: b\n*** Move to: c\n@@ def f\n one\n-two\n+2\n*** Delete File: d\n*** End Patch\n", out var problem);
        Assert.Null(problem);
        Assert.Equal([PatchKind.Add, PatchKind.Update, PatchKind.Delete], sections.Select(s => s.Kind));
        Assert.Equal(["a", "b", "d"], sections.Select(s => s.Path));
        Assert.Equal(("x\ny\n", "c", "def f"), (sections[0].Added, sections[1].MovedTo, sections[1].Hunks[0].Anchor));
    }

    [Theory]
    [InlineData(" two\n-three\n+3\n four", "one\ntwo\n3\nfour\nfive\n")]
    [InlineData("@@\n one\n+and a half\n two", "one\nand a half\ntwo\nthree\nfour\nfive\n")]
    [InlineData("@@ three\n-four\n@@\n-five\n+5", "one\ntwo\nthree\n5\n")]
    [InlineData(" four \n-  five\n+5", "one\ntwo\nthree\nfour \n5\n")]
    [InlineData("+six", "one\ntwo\nthree\nfour\nfive\nsix\n")]
    public void Hunks_are_made_where_their_lines_stand(string hunks, string expected) => Assert.Equal(expected, Apply(hunks, Text));

    [Theory]
    [InlineData("-six\n+6")]
    [InlineData("@@ nowhere\n-two\n+2")]
    [InlineData("-three\n+3\n@@\n-one\n+1")]
    public void A_hunk_that_stands_nowhere_does_not_fit(string hunks) => Assert.Null(Apply(hunks, Text));

    [Fact]
    public void Windows_line_ends_stay() => Assert.Equal("a\r\nc\r\n", Apply("-b\n+c", "a\r\nb\r\n"));

    [Theory]
    [InlineData("")]
    [InlineData("*** Update File: a\n")]
    [InlineData("*** Begin Patch\n*** End Patch")]
    [InlineData("*** Begin Patch\n*** Add File: a\n+x\n")]
    [InlineData("*** Begin Patch\n*** Rename File: a\n*** End Patch")]
    [InlineData("*** Begin Patch\nhello\n*** End Patch")]
    public void What_is_no_patch_is_a_problem(string patch)
    {
        CodexPatch.Read(patch, out var problem);
        Assert.NotNull(problem);
    }

    private static string? Apply(string hunks, string text) =>
        CodexPatch.Apply(CodexPatch.Read($"*** Begin Patch\n*** Update File: a\n{hunks}\n*** End Patch", out _)[0], text);
}

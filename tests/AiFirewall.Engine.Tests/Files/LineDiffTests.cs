using AiFirewall.Files;
using CsCheck;

namespace AiFirewall.Tests.Files;

public sealed class LineDiffTests
{
    private static readonly Gen<string> Text = Gen.Int[0, 6].List[0, 60].Select(lines => string.Concat(lines.Select(n => $"line {n}\n")));

    [Fact]
    public void The_changes_made_to_the_old_lines_give_the_new_ones() => Gen.Select(Text, Text).Sample((old, now) =>
    {
        var diff = LineDiff.Of(old, now);
        Assert.Equal(diff.New, Changed(diff));
    }, iter: 5_000);

    [Fact]
    public void Large_texts_are_divided_and_still_right() => Gen.Select(Gen.Int[0, 5000].Array[2000], Gen.Int[0, 5000].Array[2000]).Sample((a, b) =>
    {
        var diff = LineDiff.Of(string.Join('\n', a), string.Join('\n', b));
        Assert.Equal(diff.New, Changed(diff));
    }, iter: 20);

    [Fact]
    public void One_changed_line_of_many_is_one_change()
    {
        var lines = Enumerable.Range(0, 20_000).Select(i => $"line {i}").ToArray();
        var old = string.Join('\n', lines);
        lines[10_000] = "other";
        var diff = LineDiff.Of(old, string.Join('\n', lines));
        Assert.Equal(new LineChange(10_000, 1, 10_000, 1), Assert.Single(diff.Changes));
    }

    [Fact]
    public void Two_distant_changes_are_found_between_what_is_the_same()
    {
        var lines = Enumerable.Range(0, 20_000).Select(i => $"line {i}").ToList();
        var old = string.Join('\n', lines);
        lines.RemoveAt(100);
        lines.Insert(15_000, "new");
        var diff = LineDiff.Of(old, string.Join('\n', lines));
        Assert.Equal((2, 1, 1), (diff.Changes.Count, diff.Added, diff.Removed));
    }

    [Fact]
    public void Line_ends_do_not_count() => Assert.Empty(LineDiff.Of("a\r\nb\r\n", "a\nb\n").Changes);

    [Fact]
    public void A_diff_reads_as_tools_write_it() => Assert.Equal(
        "--- a/x\n+++ b/x\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n",
        UnifiedDiff.Of(LineDiff.Of("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"), "a/x", "b/x"));

    [Fact]
    public void A_new_file_is_all_added() => Assert.Equal("--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n", UnifiedDiff.Of(LineDiff.Of("", "a\n"), "/dev/null", "b/x"));

    [Fact]
    public void A_long_diff_is_cut_and_says_so()
    {
        var text = UnifiedDiff.Of(LineDiff.Of("", string.Concat(Enumerable.Repeat("x\n", 1000))), "/dev/null", "b/x");
        Assert.True(text.Split('\n').Length <= UnifiedDiff.MaxLines + 2);
        Assert.Contains("1000 lines are added and 0 removed in all", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_line_is_cut() => Assert.True(UnifiedDiff.Of(LineDiff.Of("", new string('x', 10_000)), "/dev/null", "b/x").Length < 400);

    private static List<string> Changed(LineDiff diff)
    {
        var lines = diff.Old.ToList();
        foreach (var change in diff.Changes.Reverse())
        {
            lines.RemoveRange(change.OldStart, change.OldCount);
            lines.InsertRange(change.OldStart, diff.New[change.NewStart..(change.NewStart + change.NewCount)]);
        }

        return lines;
    }
}

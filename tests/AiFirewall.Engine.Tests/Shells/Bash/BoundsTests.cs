using AiFirewall.Shells.Bash;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Tests.Shells.Bash;

public sealed class BoundsTests
{
    [Theory]
    [InlineData("$(")]
    [InlineData("( ")]
    [InlineData("(")]
    [InlineData("{ ")]
    [InlineData("\"$(")]
    [InlineData("${x:-")]
    [InlineData("\"${x:-")]
    [InlineData("<(")]
    [InlineData("if ")]
    [InlineData("while ")]
    [InlineData("case x in a) ")]
    [InlineData("f() { ")]
    [InlineData("coproc ")]
    [InlineData("x=($(")]
    [InlineData("a[$(")]
    [InlineData("$[")]
    [InlineData("{a,")]
    [InlineData("[[ -n $(")]
    [InlineData("((")]
    [InlineData("$((")]
    [InlineData("a && (")]
    public void Nesting_too_deep_ends_in_an_error(string opening)
    {
        var script = BashParser.Parse("rm x\n" + string.Concat(Enumerable.Repeat(opening, 10_000)));
        Assert.Contains(script.Errors, error => error.Kind == BashErrorKind.TooDeep);
        Assert.StartsWith("(cmd rm x)", TreeText.Of(script), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$(", ")")]
    [InlineData("( ", ")")]
    [InlineData("{ ", ";}")]
    [InlineData("x=\"$(", ")\"")]
    [InlineData("${x:-", "}")]
    [InlineData("if ", ";then y;fi")]
    [InlineData("((", "))")]
    [InlineData("$((", "))")]
    public void Nesting_of_ninety_levels_is_read(string opening, string closing)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 90)) + "1" + string.Concat(Enumerable.Repeat(closing, 90));
        Assert.DoesNotContain(BashParser.Parse(text).Errors, error => error.Kind is BashErrorKind.TooDeep or BashErrorKind.Unterminated);
    }

    [Fact]
    public void What_follows_a_backquoted_text_that_is_too_deep_is_still_read()
    {
        var script = BashParser.Parse("echo `" + string.Concat(Enumerable.Repeat("( ", 300)) + "`; rm x");
        Assert.Contains(script.Errors, error => error.Kind == BashErrorKind.TooDeep);
        Assert.Contains("rm", TreeWalk.StaticCommandNames(script));
    }

    [Fact]
    public void A_hundred_thousand_words_are_read()
    {
        var script = BashParser.Parse("echo" + string.Concat(Enumerable.Repeat(" word", 100_000)));
        Assert.Empty(script.Errors);
        Assert.Equal(100_001, Assert.IsType<SimpleCommand>(script.Body.Items[0].Command).Words.Count);
    }

    [Theory]
    [InlineData("a;")]
    [InlineData("a ")]
    [InlineData("\\a")]
    [InlineData("$x")]
    [InlineData("a|")]
    [InlineData("''")]
    [InlineData(">a ")]
    [InlineData("x=1 ")]
    [InlineData("`a` ")]
    [InlineData("[[ a ]];")]
    public void Texts_of_too_many_parts_end_in_an_error(string unit)
    {
        var script = BashParser.Parse(string.Concat(Enumerable.Repeat(unit, 300_000)));
        Assert.Contains(script.Errors, error => error.Kind == BashErrorKind.TooLarge);
        Assert.True(TreeWalk.Of(script).Count() < 1_000_000);
    }

    [Fact]
    public void Errors_are_bounded() => Assert.InRange(BashParser.Parse(new string(')', 100_000)).Errors.Count, 1, 101);

    /// <summary>Twice the text costs twice the memory: nothing is read again and again.</summary>
    [Theory]
    [InlineData("$((a) ")]
    [InlineData("((a) ")]
    [InlineData("$(( $( ")]
    [InlineData("[[[ ")]
    [InlineData("[\"")]
    [InlineData("{a} ")]
    [InlineData("{a,b}")]
    [InlineData("a=~:~")]
    [InlineData("`a \\`b\\``")]
    [InlineData("cat <<A\nA\n")]
    [InlineData("<<A ")]
    [InlineData("'")]
    [InlineData("\"a\\\"")]
    [InlineData("a\\\n")]
    [InlineData("x[")]
    [InlineData("@(")]
    [InlineData(")")]
    public void Cost_grows_with_the_length_of_the_text(string unit)
    {
        long Cost(int count)
        {
            var text = string.Concat(Enumerable.Repeat(unit, count));
            BashParser.Parse(text);
            var before = GC.GetAllocatedBytesForCurrentThread();
            BashParser.Parse(text);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.InRange(Cost(4_000), 0, (3 * Cost(2_000)) + 10_000);
    }
}

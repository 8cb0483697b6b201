using AiFirewall.Shells.Bash;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Tests.Shells.Bash;

public sealed class RecoveryTests
{
    [Theory]
    [InlineData("find . -delete 'unterminated", "(cmd find . -delete 'unterminated')")]
    [InlineData("git stash clear \"un $(x", "(cmd git stash clear \"un +$((cmd x))\")")]
    [InlineData("if true; then rm x", "(if [(cmd true)] then [(cmd rm x)])")]
    [InlineData("(rm a; { rm b", "(sub (cmd rm a) ; (group (cmd rm b)))")]
    [InlineData("echo `rm x", "(cmd echo `((cmd rm x)))")]
    [InlineData("while a; do rm x", "(while [(cmd a)] do [(cmd rm x)])")]
    [InlineData("case x in a) rm y", "(case x a) [(cmd rm y)] ;;)")]
    [InlineData("rm x &&", "(cmd rm x)")]
    [InlineData("rm x |", "(cmd rm x)")]
    [InlineData("f() {\nrm x", "(function f (group (cmd rm x)))")]
    [InlineData("x=(a $(rm b)", "(cmd x:=(a $((cmd rm b))))")]
    [InlineData("echo ${x:-$(rm y)", "(cmd echo ${x :- $((cmd rm y))})")]
    [InlineData("cat < ", "(cmd cat < _)")]
    public void What_is_not_closed_is_read_to_the_end(string text, string tree)
    {
        var script = BashParser.Parse(text);
        Assert.Equal(tree, TreeText.Of(script));
        Assert.All(script.Errors, error => Assert.Equal(BashErrorKind.Unterminated, error.Kind));
        Assert.NotEmpty(script.Errors);
    }

    [Theory]
    [InlineData("& git reset --hard", "(cmd git reset --hard)")]
    [InlineData("| git reset --hard", "(cmd git reset --hard)")]
    [InlineData(") rm -rf /", "(cmd rm -rf /)")]
    [InlineData("fi; rm x", "(cmd rm x)")]
    [InlineData("a; done; rm x", "(cmd a) ; (cmd rm x)")]
    [InlineData("a && ; rm x", "(cmd a) ; (cmd rm x)")]
    [InlineData("a ;; rm x", "(cmd a) ; (cmd rm x)")]
    [InlineData("echo (rm x) y", "(cmd echo) ; (sub (cmd rm x)) ; (cmd y)")]
    [InlineData("a > ; rm x", "(cmd a > _) ; (cmd rm x)")]
    [InlineData("a | ! rm x", "((cmd a) | (cmd rm x))")]
    [InlineData("[[ a b c ]]; rm x", "(test a b c) ; (cmd rm x)")]
    [InlineData("[[ $(rm y)\nrm x", "(test $((cmd rm y))) ; (cmd rm x)")]
    [InlineData("foo x=(a $(rm y)) z", "(cmd foo x:=(a $((cmd rm y))) z)")]
    [InlineData("f() rm x", "(function f (cmd rm x))")]
    [InlineData("x=(a; rm b)", "(cmd x:=(a)) ; (cmd rm b)")]
    [InlineData("{ rm a; ) rm b; }", "(group (cmd rm a) ; (cmd rm b))")]
    [InlineData("( { rm a; ) ; rm b", "(sub (group (cmd rm a))) ; (cmd rm b)")]
    [InlineData("while a; do rm b; fi; done; rm c", "(while [(cmd a)] do [(cmd rm b)]) ; (cmd rm c)")]
    [InlineData("in; rm x", "(cmd in) ; (cmd rm x)")]
    [InlineData("a && fi; rm x", "(cmd a) ; (cmd rm x)")]
    [InlineData("a > 2>f; rm x", "(cmd a > 2 > f) ; (cmd rm x)")]
    [InlineData("if ; then rm x; fi", "(if [] then [(cmd rm x)])")]
    public void After_a_wrong_token_the_commands_are_still_seen(string text, string tree)
    {
        var script = BashParser.Parse(text);
        Assert.Equal(tree, TreeText.Of(script));
        Assert.False(script.IsComplete);
    }

    [Theory]
    [InlineData("a 'b")]
    [InlineData("a; )")]
    [InlineData("if a; fi")]
    [InlineData("()")]
    [InlineData("{ }")]
    [InlineData("a b()")]
    [InlineData("a &&& b")]
    [InlineData("a | | b")]
    [InlineData("case x in a b) c;; esac")]
    [InlineData("[[ ]]")]
    [InlineData("[[ a == ]]")]
    [InlineData("((1+2)")]
    [InlineData("$((1+2)")]
    [InlineData("x=(a | b)")]
    [InlineData("function { a; }")]
    [InlineData("for x in a; b; done")]
    public void What_Bash_refuses_is_not_complete(string text) => Assert.False(BashParser.Parse(text).IsComplete);

    [Fact]
    public void An_error_says_where()
    {
        var error = Assert.Single(BashParser.Parse("ls 'abc").Errors);
        Assert.Equal("'abc", error.Span.Of("ls 'abc"));
    }
}

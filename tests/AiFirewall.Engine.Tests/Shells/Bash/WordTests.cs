using AiFirewall.Effects;
using AiFirewall.Shells.Bash;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Tests.Shells.Bash;

public sealed class WordTests
{
    [Theory]
    [InlineData("ls", "(cmd ls)")]
    [InlineData("  ls\t-la  ", "(cmd ls -la)")]
    [InlineData("git commit -m 'fix: rm -rf / & co'", "(cmd git commit -m 'fix: rm -rf / & co')")]
    [InlineData("echo a#b", "(cmd echo a#b)")]
    [InlineData("echo é→", "(cmd echo é→)")]
    public void A_command_is_its_words(string text, string tree) => BashTree.Is(text, tree);

    [Theory]
    [InlineData("'a b'", "'a b'")]
    [InlineData("''", "''")]
    [InlineData("'a\\'", "'a\\'")]
    [InlineData("'a\nb'", "'a\\nb'")]
    [InlineData("a'b'c", "a+'b'+c")]
    [InlineData("'it'\\''s'", "'it'+\\'+'s'")]
    public void Single_quotes_keep_everything(string word, string tree) => BashTree.Word(word, tree);

    [Theory]
    [InlineData("\"a b\"", "\"a b\"")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("\"a\\\"b\\\\c\\$d\\`e\\n\"", "\"a\"b\\c$d`e\\n\"")]
    [InlineData("\"a\\\nb\"", "\"ab\"")]
    [InlineData("\"'a'\"", "\"'a'\"")]
    [InlineData("\"$x y\"", "\"${x}+ y\"")]
    [InlineData("\"*~{a,b}#\"", "\"*~{a,b}#\"")]
    [InlineData("\"a$\"", "\"a$\"")]
    [InlineData("\"$'a'\"", "\"$'a'\"")]
    [InlineData("$\"a $x\"", "$\"a +${x}\"")]
    public void Double_quotes_keep_all_but_expansions(string word, string tree) => BashTree.Word(word, tree);

    [Theory]
    [InlineData("\\a", "\\a")]
    [InlineData("\\ ", "\\ ")]
    [InlineData("a\\;b", "a+\\;+b")]
    [InlineData("r\\m", "r+\\m")]
    [InlineData("a\\\nb", "ab")]
    [InlineData("a\\", "a\\")]
    public void A_backslash_quotes_one_character(string word, string tree) => BashTree.Word(word, tree);

    [Theory]
    [InlineData(@"$'a\nb\tc'", @"$'a\nb\tc'")]
    [InlineData(@"$'\x72\x6d'", "$'rm'")]
    [InlineData(@"$'\162\155'", "$'rm'")]
    [InlineData(@"$'\u0072\U0000006d'", "$'rm'")]
    [InlineData(@"$'\x{72}m'", "$'rm'")]
    [InlineData(@"$'\xc3\xa9'", "$'é'")]
    [InlineData(@"$'\e[0m'", @"$'\e[0m'")]
    [InlineData(@"$'a\'b'", "$'a'b'")]
    [InlineData(@"$'\\'", @"$'\'")]
    [InlineData(@"$'\q\xz'", @"$'\q\xz'")]
    [InlineData(@"$'\cA'", "$'\u0001'")]
    [InlineData(@"$'rm\0x'y", "$'rm'+y")]
    [InlineData(@"$'\u'", @"$'\u'")]
    public void Ansi_quotes_are_decoded(string word, string tree) => BashTree.Word(word, tree);

    [Theory]
    [InlineData("*.c", "<*>+.c")]
    [InlineData("a?b**", "a+<?>+b+<**>")]
    [InlineData("[a-z]x", "<[a-z]>+x")]
    [InlineData("[!]a]", "<[!]a]>")]
    [InlineData("[[:alpha:]_]", "<[[:alpha:]_]>")]
    [InlineData("[", "[")]
    [InlineData("[a", "[a")]
    [InlineData("a]", "a]")]
    [InlineData("[\"a\"]", "<[>+\"a\"+]")]
    [InlineData("!(a|b)c", "<!(a|b)>+c")]
    [InlineData("@(a b|c;d)", "<@(a b|c;d)>")]
    [InlineData("+([0-9])?(.x)", "<+([0-9])>+<?(.x)>")]
    [InlineData("*(a|@(b|c))", "<*(a|@(b|c))>")]
    [InlineData("@($(rm x)|y)", "<@(>+$((cmd rm x))+|y+<)>")]
    public void Unquoted_pattern_characters_are_patterns(string word, string tree) => BashTree.Word(word, tree);

    [Theory]
    [InlineData("{a,b}", "{a,b}")]
    [InlineData("x{a,b{c,d}e,}y", "x+{a,b+{c,d}+e,_}+y")]
    [InlineData("{1..9}", "{1..9}")]
    [InlineData("{a..e..2}", "{a..e..2}")]
    [InlineData("{-1..+3}", "{-1..+3}")]
    [InlineData("{\"a\",$b,'c d'}", "{\"a\",${b},'c d'}")]
    [InlineData("{}", "{}")]
    [InlineData("{a}", "{a}")]
    [InlineData("{a,b", "{a,b")]
    [InlineData("a,b}", "a,b}")]
    [InlineData("{a,{b,c}", "{a,+{b,c}")]
    [InlineData("{x{b},c}", "{x{b},c}")]
    [InlineData("{42},a}", "{42},a}")]
    [InlineData("{a\\,b}", "{a+\\,+b}")]
    [InlineData("{1..x}", "{1..x}")]
    [InlineData("{r,}m", "{r,_}+m")]
    [InlineData("${x}{a,b}", "${x}+{a,b}")]
    public void Braces_expand_with_a_comma_or_a_range(string word, string tree) => BashTree.Word(word, tree);

    [Theory]
    [InlineData("{42},a}", 2)]
    [InlineData("{a}", 0)]
    [InlineData("{a,b", 0)]
    [InlineData("{a,b},c}", 2)]
    [InlineData("{{a,b}},c", 2)]
    public void Braces_pair_as_in_Bash(string word, int alternatives)
    {
        var command = (SimpleCommand)BashParser.Parse("x " + word).Body.Items[0].Command;
        Assert.Equal(alternatives, command.Words[1].Parts.OfType<BraceListPart>().FirstOrDefault()?.Alternatives.Count ?? 0);
    }

    [Theory]
    [InlineData("~", "~<>")]
    [InlineData("~/a", "~<>+/a")]
    [InlineData("~root/a", "~<root>+/a")]
    [InlineData("~+", "~<+>")]
    [InlineData("a~", "a~")]
    [InlineData("~\"x\"", "~+\"x\"")]
    [InlineData("\"~\"", "\"~\"")]
    [InlineData("\\~", "\\~")]
    [InlineData("PREFIX=~/a:~/b", "PREFIX=+~<>+/a:+~<>+/b")]
    [InlineData("--prefix=~/a", "--prefix=~/a")]
    [InlineData("a:~", "a:~")]
    [InlineData("{~,~/a}", "{~<>,~<>+/a}")]
    public void A_tilde_expands_at_the_start_of_a_word(string word, string tree) => BashTree.Word(word, tree);

    [Fact]
    public void Comments_are_no_commands()
    {
        var script = BashParser.Parse("ls # rm -rf /\n#x\necho a;# y");
        Assert.Equal("(cmd ls) ; (cmd echo a)", TreeText.Of(script));
        Assert.Equal(["# rm -rf /", "#x", "# y"], script.Comments.Select(span => span.Of("ls # rm -rf /\n#x\necho a;# y")));
    }

    [Theory]
    [InlineData("r\\\nm -rf /", "(cmd rm -rf /)")]
    [InlineData("a &\\\n& b", "((cmd a) && (cmd b))")]
    [InlineData("if\\\n a; th\\\nen b; fi", "(if [(cmd a)] then [(cmd b)])")]
    [InlineData("x\\\n=1 ls", "(cmd x:=1 ls)")]
    [InlineData("echo $\\\n(ls) $\\\nx ${x\\\ny:\\\n-z}", "(cmd echo $((cmd ls)) ${x} ${xy :- z})")]
    [InlineData("cat <\\\n<A\nx\nA\n", "(cmd cat << A <<x\\n>>)")]
    public void Continued_lines_are_joined_first(string text, string tree) => BashTree.Is(text, tree);

    [Theory]
    [InlineData("ls\r\nrm x\r\n", "(cmd ls) ; (cmd rm x)")]
    [InlineData("if a; then\r\nb\r\nfi\r\n", "(if [(cmd a)] then [(cmd b)])")]
    [InlineData("cat <<E\r\nx\r\nE\r\nls", "(cmd cat << E <<x\\r\\n>>) ; (cmd ls)")]
    [InlineData("a 'b\r\nc'", "(cmd a 'b\\r\\nc')")]
    public void Carriage_returns_before_newlines_belong_to_them(string text, string tree) => BashTree.Is(text, tree);

    [Fact]
    public void A_carriage_return_is_no_part_of_a_continued_line() =>
        BashTree.Is("echo \\\r\nrm x", "(cmd echo \\\r) ; (cmd rm x)");

    [Fact]
    public void Nul_characters_are_dropped_as_Bash_drops_them()
    {
        var script = BashParser.Parse("r\0m \0-rf x");
        Assert.Equal("(cmd rm -rf x)", TreeText.Of(script));
        Assert.Equal(new TextSpan(0, 3), ((SimpleCommand)script.Body.Items[0].Command).Words[0].Span);
    }
}

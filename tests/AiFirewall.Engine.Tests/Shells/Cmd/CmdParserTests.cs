namespace AiFirewall.Tests.Shells.Cmd;

public sealed class CmdParserTests
{
    [Theory]
    [InlineData("dir", "[dir]")]
    [InlineData("a & b && c || d | e", "[a ] & [b ] && [c ] || [d ] | [e]")]
    [InlineData("@echo off", "[echo off]")]
    [InlineData("d^el x", "[del x]")]
    [InlineData("echo a^&b & c", "[echo a&b ] & [c]")]
    [InlineData("echo \"a & b\" & c", "[echo \"a & b\" ] & [c]")]
    [InlineData("echo ^\"a & b", "[echo \"a ] & [b]")]
    [InlineData("echo a^\n b", "[echo a b]")]
    [InlineData("echo a^\n&b", "[echo a&b]")]
    [InlineData("echo \"a\n& b", "[echo \"a]\n[b]")]
    [InlineData("(a & b) > c", "([a ] & [b]) 1>c")]
    [InlineData("(\r\na\r\nb\r\n)", "([a]; [b])")]
    [InlineData("a > b 2>&1 < c", "[a   ] 1>b 2>&1 0<c")]
    [InlineData("a2>b", "[a2] 1>b")]
    [InlineData("a >>\"b c\"", "[a ] 1>>\"b c\"")]
    [InlineData(">b echo x", "[echo x] 1>b")]
    [InlineData("rem a & b", "")]
    [InlineData("rem & b", "[b]")]
    [InlineData("r^em a & b", "")]
    [InlineData("^^rem a & b", "[^rem a ] & [b]")]
    [InlineData(":: a & b", "")]
    [InlineData(":label\ngoto label", "[goto label]")]
    [InlineData("if exist a (b) else (c)", "if exist a {([b])} else {([c])}")]
    [InlineData("if not defined a b else c", "if not defined a {[b else c]}")]
    [InlineData("IF /I \"a\"==\"B\" c & d", "if /i \"a\" == \"B\" {[c ] & [d]}")]
    [InlineData("if 1 neq 2 a", "if 1 neq 2 {[a]}")]
    [InlineData("if a==b (c) else if d==e (f) else g", "if a == b {([c])} else {if d == e {([f])} else {[g]}}")]
    [InlineData("for %a in (1 2) do b %a", "for/Words a in <1 2> {[b %a]}")]
    [InlineData("for %%a in (1 2) do @b & c", "for/Words a in <1 2> {[b ] & [c]}")]
    [InlineData("F^oR /f \"tokens=1,2* delims=,\" %a in ('dir ^| sort') do b", "for/Lines \"tokens=1,2* delims=,\" a in <'dir | sort'> {[b]}")]
    [InlineData("for /l %i in (1,1,3) do b", "for/Numbers i in <1,1,3> {[b]}")]
    [InlineData("for /r c:\\ %i in (*.txt) do b", "for/Tree c:\\ i in <*.txt> {[b]}")]
    [InlineData("for /d %i in (*) do (b\nc)", "for/Directories i in <*> {([b]; [c])}")]
    public void Constructs_are_read(string text, string tree) => Assert.Equal(tree, CmdTree.Of(text));

    [Theory]
    [InlineData("(a", "([a])\n!Unterminated")]
    [InlineData("(a) b", "([a]) & [b]\n!Syntax")]
    [InlineData("a &&", "[a ]\n!Syntax")]
    [InlineData("&& a", "[a]\n!Syntax\n!Syntax")]
    [InlineData("if a b", "[]\n!Syntax")]
    [InlineData("for a in b", "[in b]\n!Syntax")]
    [InlineData("a >", "[a ] 1>\n!Syntax")]
    public void Broken_text_is_an_error_and_what_can_be_read_is(string text, string tree)
    {
        var actual = CmdTree.Of(text);
        Assert.Contains(tree[(tree.IndexOf('!', StringComparison.Ordinal))..].Split('\n')[0], actual, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_is_bounded()
    {
        var tree = CmdTree.Of(new string('(', 5000) + "a");
        Assert.Contains("!TooDeep", tree, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_commands_is_bounded() => Assert.Contains("!TooLarge", CmdTree.Of(string.Concat(Enumerable.Repeat("a&", 60_000))), StringComparison.Ordinal);
}

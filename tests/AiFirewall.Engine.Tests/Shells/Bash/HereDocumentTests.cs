using AiFirewall.Shells.Bash;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Tests.Shells.Bash;

public sealed class HereDocumentTests
{
    [Theory]
    [InlineData("cat <<E\nrm -rf /\nE\nls", "(cmd cat << E <<rm -rf /\\n>>) ; (cmd ls)")]
    [InlineData("cat <<E\nE", "(cmd cat << E <<_>>)")]
    [InlineData("cat <<E >f\na\nE\n", "(cmd cat << E <<a\\n>> > f)")]
    [InlineData("cat <<E\n$x $(y) \"`z`\" \\$a\nE\n", "(cmd cat << E <<${x}+ +$((cmd y))+ \"+`((cmd z))+\" $a\\n>>)")]
    [InlineData("cat <<'E'\n$x $(y) \\$a\nE\n", "(cmd cat << 'E' <<'$x $(y) \\$a\\n'>>)")]
    [InlineData("cat <<\\E\n$x\nE\n", "(cmd cat << \\E <<'$x\\n'>>)")]
    [InlineData("cat <<\"E F\"\n$x\nE F\n", "(cmd cat << \"E F\" <<'$x\\n'>>)")]
    [InlineData("cat <<E\na\n E\nE x\nE\n", "(cmd cat << E <<a\\n E\\nE x\\n>>)")]
    [InlineData("cat <<E\na\\\nb\nE\n", "(cmd cat << E <<ab\\n>>)")]
    [InlineData("cat <<E\na\\\nE\nE\n", "(cmd cat << E <<aE\\n>>)")]
    [InlineData("cat <<$x\na\n$x\n", "(cmd cat << $x <<a\\n>>)")]
    public void A_here_document_is_data(string text, string tree) => BashTree.Is(text, tree);

    [Theory]
    [InlineData("cat <<-E\n\ta\n\t\tb\n\tE\nls", "(cmd cat <<- E <<a\\nb\\n>>) ; (cmd ls)")]
    [InlineData("cat <<-'E'\n\t$a\n\tE\nls", "(cmd cat <<- 'E' <<'$a\\n'>>) ; (cmd ls)")]
    public void Tabs_are_stripped_when_asked(string text, string tree) => BashTree.Is(text, tree);

    [Theory]
    [InlineData("a <<A <<B\n1\nA\n2\nB\nc", "(cmd a << A <<1\\n>> << B <<2\\n>>) ; (cmd c)")]
    [InlineData("a <<A | b <<B && c\n1\nA\n2\nB\nd", "(((cmd a << A <<1\\n>>) | (cmd b << B <<2\\n>>)) && (cmd c)) ; (cmd d)")]
    [InlineData("{ cat <<A; ls; } >f\n1\nA\nc", "(group (cmd cat << A <<1\\n>>) ; (cmd ls) > f) ; (cmd c)")]
    [InlineData("if cat <<A; then\n1\nA\nls\nfi", "(if [(cmd cat << A <<1\\n>>)] then [(cmd ls)])")]
    [InlineData("while a; do b; done <<A\n1\nA\nc", "(while [(cmd a)] do [(cmd b)] << A <<1\\n>>) ; (cmd c)")]
    [InlineData("x=$(cat <<A\n1)\nA\n) ls", "(cmd x:=$((cmd cat << A <<1)\\n>>)) ls)")]
    [InlineData("echo \"$(cat <<'A'\n1\"\nA\n)\"", "(cmd echo \"$((cmd cat << 'A' <<'1\"\\n'>>))\")")]
    [InlineData("git commit -m \"$(cat <<'E'\nit's (done)\nE\n)\"", "(cmd git commit -m \"$((cmd cat << 'E' <<'it's (done)\\n'>>))\")")]
    public void Bodies_follow_the_line_in_order(string text, string tree) => BashTree.Is(text, tree);

    [Theory]
    [InlineData("echo $(cat <<A)\n1\nA\nls", "(cmd echo $((cmd cat << A <<1\\n>>))) ; (cmd ls)")]
    [InlineData("cat <<A; echo $(echo\nx)\n1\nA\nls", "(cmd cat << A <<1\\n>>) ; (cmd echo $((cmd echo) ; (cmd x))) ; (cmd ls)")]
    [InlineData("echo $(cat <<A\n1\nA)", "(cmd echo $((cmd cat << A <<1\\n>>)))")]
    public void Substitutions_and_here_documents_meet_as_in_Bash(string text, string tree) => BashTree.Is(text, tree);

    [Fact]
    public void A_line_with_a_carriage_return_ends_nothing_when_the_first_had_none()
    {
        var script = BashParser.Parse("cat <<A\nA\r\ncat <<'Z'\nA\nrm -rf /\nZ\n");
        Assert.Contains("rm", TreeWalk.StaticCommandNames(script));
    }

    [Fact]
    public void A_here_document_without_end_is_unterminated_and_its_text_is_known()
    {
        var script = BashParser.Parse("cat <<A\nx");
        Assert.Equal("(cmd cat << A <<x>>)", TreeText.Of(script));
        Assert.Equal(BashErrorKind.Unterminated, Assert.Single(script.Errors).Kind);
    }
}

using AiFirewall.Effects;
using AiFirewall.Shells.Bash;
using AiFirewall.Shells.Bash.Syntax;
using CsCheck;

namespace AiFirewall.Tests.Shells.Bash;

public sealed class PropertyTests
{
    private static readonly string[] Tokens =
    [
        "a", " ", "\n", "'", "\"", "\\", "$", "`", "(", ")", "{", "}", "[", "]", "<", ">", "&", "|", ";", "#", "~", "=", ",", "..", "*", "!", "@(", "$(",
        "$((", "${", "$'", "<(", "<<A\n", "<<-'B'\n", "A\n", "if ", "then ", "fi ", "do ", "done ", "case x in ", "esac", "for x in ", "[[ ", " ]]", "((",
        "x=(", "f()", "\\\n", "\r\n", "\t", "\0", "time ", "coproc ", "function ", "2>&1", ";;", "1", "é", "/", ":", "?", "%",
    ];

    private static readonly Gen<string> Texts =
        Gen.Int[0, Tokens.Length - 1].Array[0, 30].Select(indexes => string.Concat(indexes.Select(index => Tokens[index])));

    [Fact]
    public void Any_text_is_read_and_all_spans_lie_inside_their_parents() => Texts.Sample(CheckSpans, iter: 20_000);

    [Fact]
    public void Any_characters_are_read() => Gen.String.Sample(CheckSpans, iter: 5_000);

    [Fact]
    public void Valid_scripts_have_no_errors() => Gen.Int.Sample(
        seed =>
        {
            var text = RandomScript.Of(seed);
            var errors = BashParser.Parse(text).Errors;
            Assert.True(errors.Count == 0, $"{string.Join("; ", errors)} in {text}");
            CheckSpans(text);
        },
        iter: 3_000);

    [Fact]
    public void The_same_text_gives_the_same_tree() =>
        Texts.Sample(text => TreeText.Of(BashParser.Parse(text)) == TreeText.Of(BashParser.Parse(new string(text))), iter: 1_000);

    /// <summary>A whole command in front of any text is always seen, whatever follows on the next lines.</summary>
    [Fact]
    public void A_command_before_a_newline_is_seen_whatever_follows() =>
        Texts.Sample(text => TreeText.Of(BashParser.Parse("rm -rf x\n" + text)).StartsWith("(cmd rm -rf x)", StringComparison.Ordinal), iter: 5_000);

    private static void CheckSpans(string text)
    {
        var script = BashParser.Parse(text);
        var whole = new TextSpan(0, text.Length);
        Assert.All(script.Errors, error => Assert.True(IsInside(error.Span, whole), text));
        Assert.All(script.Comments, span => Assert.True(IsInside(span, whole), text));
        foreach (var (node, parent) in TreeWalk.Of(script))
        {
            Assert.True(IsInside(node.Span, whole), $"{node} outside of the text {text}");
            // The body of a here-document stands after the line that names it.
            var isApart = parent is Redirection redirection && ReferenceEquals(redirection.Document, node);
            Assert.True(isApart || IsInside(node.Span, parent.Span), $"{node.GetType().Name} {node.Span} in {parent.GetType().Name} {parent.Span}: {text}");
        }
    }

    private static bool IsInside(TextSpan inner, TextSpan outer) => inner.Length >= 0 && inner.Start >= outer.Start && inner.End <= outer.End;
}

using System.Diagnostics;
using System.Text;
using AiFirewall.Shells.PowerShell;
using AiFirewall.Shells.PowerShell.Syntax;
using CsCheck;

namespace AiFirewall.Tests.Shells.PowerShell;

public sealed class PowerShellParserTests
{
    public static TheoryData<string> Fragments => [.. SyntaxCorpus.Fragments.Distinct()];

    [Fact]
    public void The_corpus_is_large_enough_to_mean_something() => Assert.True(SyntaxCorpus.Fragments.Count >= 250);

    [Theory]
    [MemberData(nameof(Fragments))]
    public void A_fragment_is_read_as_PowerShell_reads_it(string text) => AssertReadsLikePowerShell(text);

    [Fact]
    public void Fragments_put_together_at_random_are_read_as_PowerShell_reads_them() =>
        Gen.Int.Array[12].Sample(numbers => AssertReadsLikePowerShell(SyntaxCorpus.Compose(numbers)), iter: 1500, threads: 1);

    [Fact]
    public void Any_text_is_read_without_throwing() =>
        Gen.String[Gen.OneOf(Gen.Char["(){}[]$@'\"`;|&,.:=+-*/%<>#? \r\n\tax1\u2013\u201C"], Gen.Char), 0, 200].Sample(text =>
        {
            var script = PowerShellParser.Parse(text);
            foreach (var node in TreeFacts.Descendants(script.Body))
            {
                Assert.InRange(node.Span.Start, 0, text.Length);
                Assert.InRange(node.Span.End, node.Span.Start, text.Length);
            }
        }, iter: 5000, threads: 1);

    [Theory]
    [InlineData("(")]
    [InlineData("{")]
    [InlineData("@{a=")]
    [InlineData("$(")]
    [InlineData("@(")]
    [InlineData("\"$(")]
    [InlineData("- ")]
    [InlineData("$a=")]
    [InlineData("[a[")]
    [InlineData("[a({")]
    [InlineData("[int]")]
    [InlineData("if(1){")]
    [InlineData("$x[")]
    [InlineData("$x.y(")]
    [InlineData("$a?1:")]
    [InlineData("function f{")]
    [InlineData("class c{")]
    [InlineData("switch(1){1{")]
    [InlineData(")else ")]
    [InlineData("try{")]
    public void Nesting_without_end_is_cut_off_and_said(string opening)
    {
        var text = new StringBuilder().Insert(0, opening, 20_000).ToString();
        var clock = Stopwatch.StartNew();
        var script = PowerShellParser.Parse(text);
        Assert.False(script.IsComplete);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"took {clock.Elapsed}");
    }

    [Fact]
    public void A_text_with_too_many_parts_is_cut_off_and_said()
    {
        var script = PowerShellParser.Parse(string.Join('\n', Enumerable.Repeat("a b", 150_000)));
        Assert.Contains(script.Errors, error => error.Kind == PowerShellErrorKind.TooLarge);
    }

    [Fact]
    public void Deep_nesting_is_an_error_of_its_own() =>
        Assert.Contains(PowerShellParser.Parse(new string('(', 1000)).Errors, error => error.Kind == PowerShellErrorKind.TooDeep);

    [Theory]
    [InlineData("'abc", PowerShellErrorKind.Unterminated)]
    [InlineData("foo {", PowerShellErrorKind.Unterminated)]
    [InlineData("a |", PowerShellErrorKind.Unterminated)]
    [InlineData("a ) b", PowerShellErrorKind.Syntax)]
    public void What_is_not_closed_is_told_from_what_is_wrong(string text, PowerShellErrorKind kind) =>
        Assert.Contains(PowerShellParser.Parse(text).Errors, error => error.Kind == kind);

    [Fact]
    public void Commands_after_an_error_are_still_seen()
    {
        var script = PowerShellParser.Parse("if ($a { b }\n) \nremove-item x\n@{ a }\nformat-volume y");
        Assert.Superset(new HashSet<string> { "b", "remove-item", "format-volume" }, TreeFacts.CommandNames(script.Body).ToHashSet());
    }

    [Fact]
    public void Spans_name_the_text_they_stand_for()
    {
        const string text = "x \"a $(\"\"b\"\" + (Remove-Item $y)) c\"";
        var command = TreeFacts.Descendants(PowerShellParser.Parse(text).Body).OfType<Command>().Single(command => command.Elements.Count == 2 && command.Span.Start > 5);
        Assert.Equal("Remove-Item $y", command.Span.Of(text));
    }

    [Fact]
    public void Comments_are_listed_once()
    {
        const string text = "# one\n[a(1)] <# two #> $x = 1 # three\n";
        Assert.Equal(["# one", "<# two #>", "# three"], PowerShellParser.Parse(text).Comments.Select(span => span.Of(text)));
    }

    [Fact]
    public void What_acts_when_PowerShell_parses_it_is_only_read()
    {
        var script = PowerShellParser.Parse(
            "using module ./Foo.psm1\nusing assembly ./a.dll\nconfiguration C { Import-DscResource -ModuleName M\nNode n { File f { Ensure = 'Present' } } }\n[a.b, c]::d()");
        Assert.Empty(script.Errors);
        Assert.Equal(["module", "assembly"], script.Body.Usings.Select(directive => directive.Kind));
        Assert.Contains("Import-DscResource", TreeFacts.CommandNames(script.Body));
    }

    private static void AssertReadsLikePowerShell(string text)
    {
        if (SyntaxCorpus.ActsWhenParsed(text)) return;
        var oracle = OracleFacts.Of(text);
        var script = PowerShellParser.Parse(text);
        if (oracle.IsAccepted is not { } isAccepted) return;
        Assert.True(isAccepted == script.IsComplete, $"PowerShell: {string.Join("; ", oracle.Errors)}\nours: {string.Join("; ", script.Errors)}\nin: {text}");
        if (isAccepted) Assert.Equal(oracle.Facts, TreeFacts.Of(script));
    }
}

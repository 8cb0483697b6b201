using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests;

public sealed partial class DocumentationTests : IDisposable
{
    private static readonly string s_docs = Path.Combine(Staged.RepoRoot, "docs");

    private static readonly string[] s_cmdlets = [.. Directory.GetFiles(Path.Combine(s_docs, "cmdlets"), "*.md").Select(p => Path.GetFileNameWithoutExtension(p))];

    private readonly Session _session = new();

    public static TheoryData<string> CmdletPages => [.. s_cmdlets];

    public static TheoryData<string> AllPages => ["powershell.md", .. s_cmdlets.Select(name => $"cmdlets/{name}.md")];

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet() =>
        Assert.Equal(_session.Run("(Get-Command -Module AiFirewall).Name").Clean().Lines.Order(), s_cmdlets.Order());

    [Theory]
    [MemberData(nameof(CmdletPages))]
    public void A_page_shows_the_syntax_that_the_cmdlet_has(string cmdlet)
    {
        var real = _session.Run($"Get-Command {cmdlet} -Syntax").Clean().Lines[0];
        var shown = SyntaxBlock().Match(Page($"cmdlets/{cmdlet}.md")).Groups[1].Value;

        Assert.Equal(Lines(real), Lines(shown));
    }

    [Theory]
    [MemberData(nameof(CmdletPages))]
    public void A_page_describes_every_parameter_and_no_other(string cmdlet)
    {
        var real = _session.Run($"(Get-Command {cmdlet}).Parameters.Keys").Clean().Lines.Except(Cmdlet.CommonParameters);
        var described = ParameterHeading().Matches(Page($"cmdlets/{cmdlet}.md")).Select(m => m.Groups[1].Value);

        Assert.Equal(real.Order(), described.Order());
    }

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Every_example_parses_and_uses_parameters_that_exist(string page)
    {
        var examples = Example().Matches(Page(page)).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(examples);

        foreach (var example in examples)
        {
            var script = Parser.ParseInput(example, out _, out var errors);
            Assert.Empty(errors);
            foreach (var command in script.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>())
                AssertParametersExist(command);
        }
    }

    [Fact]
    public void The_error_ids_are_those_that_the_page_lists()
    {
        var source = File.ReadAllText(Path.Combine(Staged.RepoRoot, "src", "AiFirewall.Cmdlets", "Errors", "GuardErrors.cs"));
        var raised = Regex.Matches(source, @"""(AiFirewall\.\w+)""").Select(m => m.Groups[1].Value).Distinct();
        var listed = Regex.Matches(Page("powershell.md"), @"^\| `(AiFirewall\.\w+)` \|", RegexOptions.Multiline).Select(m => m.Groups[1].Value);

        Assert.Equal(raised.Order(), listed.Order());
    }

    [Theory]
    [MemberData(nameof(CmdletPages))]
    public void Get_Help_says_what_the_page_says(string cmdlet)
    {
        var ran = _session.Run($"$h = Get-Help {cmdlet} -Full; $h.Synopsis; $h.description.Text -join ' '; $h.examples.example.Count; $h.parameters.parameter.name -join ','").Clean();

        Assert.Equal(Lines(Page($"cmdlets/{cmdlet}.md").Split("## SYNOPSIS")[1])[0], ran.Lines[0]);
        Assert.NotEmpty(ran.Lines[1]);
        Assert.Equal($"{Page($"cmdlets/{cmdlet}.md").Split("### Example ").Length - 1}", ran.Lines[2]);
        Assert.All(ParameterHeading().Matches(Page($"cmdlets/{cmdlet}.md")), m => Assert.Contains(m.Groups[1].Value, ran.Lines[3].Split(',')));
    }

    [Fact]
    public void The_help_file_has_words_for_every_parameter()
    {
        var help = System.Xml.Linq.XDocument.Load(Path.Combine(Path.GetDirectoryName(Staged.Manifest)!, "en-US", "AiFirewall.Cmdlets.dll-Help.xml"));

        var wordless = from parameter in help.Descendants()
                       where parameter.Name.LocalName == "parameter"
                       where parameter.Elements().Single(e => e.Name.LocalName == "Description").Value.Length == 0
                       select parameter.Elements().First(e => e.Name.LocalName == "name").Value;

        Assert.Empty(wordless);
    }

    private void AssertParametersExist(CommandAst command)
    {
        if (command.GetCommandName() is not { } name || !name.Contains("Guard", StringComparison.Ordinal)) return;
        var real = _session.Run($"(Get-Command {name}).Parameters.Keys").Clean().Lines;
        Assert.All(command.CommandElements.OfType<CommandParameterAst>(), p => Assert.Contains(p.ParameterName, real, StringComparer.OrdinalIgnoreCase));
    }

    private static string Page(string name) => File.ReadAllText(Path.Combine(s_docs, name));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"## SYNTAX\s+```\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex SyntaxBlock();

    [GeneratedRegex(@"^### -(\w+)", RegexOptions.Multiline)]
    private static partial Regex ParameterHeading();

    [GeneratedRegex(@"```powershell\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}

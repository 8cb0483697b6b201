using AiFirewall.Actions;
using AiFirewall.Policy;
using YamlDotNet.RepresentationModel;

namespace AiFirewall.Tests.Corpus;

/// <summary>Verdicts as data: <c>tests/corpus/*.yaml</c>, grouped by cause.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Files()
    {
        var data = new TheoryData<string>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(TestWorld.RepositoryRoot, "tests", "corpus"), "*.yaml").Order(StringComparer.Ordinal)) data.Add(Path.GetFileNameWithoutExtension(path));
        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_case_gets_its_verdict(string name)
    {
        var failures = new List<string>();
        var count = 0;
        foreach (var (cause, verdict, shell, command, line) in Cases(name))
        {
            count++;
            var decision = shell is { } dialect ? TestWorld.Judge(command, dialect) : TestWorld.Guard.Evaluate(RequestOf(command), TestWorld.Observation);
            if (decision.Verdict != verdict) failures.Add($"{name}.yaml:{line} [{cause}] {command}: {verdict.Name()} expected, got {decision.Verdict.Name()} ({decision.Reason})");
        }

        Assert.True(count > 0, "no cases");
        Assert.True(failures.Count == 0, $"{failures.Count} of {count}:\n" + string.Join('\n', failures));
    }

    private static IEnumerable<(string Cause, Verdict Verdict, ShellDialect? Shell, string Command, long Line)> Cases(string name)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Path.Combine(TestWorld.RepositoryRoot, "tests", "corpus", name + ".yaml"))));
        foreach (var group in ((YamlSequenceNode)stream.Documents[0].RootNode).Children.Cast<YamlMappingNode>())
        {
            var cause = Scalar(group, "cause") ?? throw new InvalidDataException("a group needs a cause");
            ShellDialect? shell = Scalar(group, "shell") is "http" ? null : Enum.Parse<ShellDialect>(Scalar(group, "shell") ?? "bash", ignoreCase: true);
            foreach (var (key, verdict) in new[] { ("allow", Verdict.Allow), ("ask", Verdict.RequireApproval), ("block", Verdict.Block) })
            {
                if (!group.Children.TryGetValue(new YamlScalarNode(key), out var list)) continue;
                foreach (var item in ((YamlSequenceNode)list).Children.Cast<YamlScalarNode>()) yield return (cause, verdict, shell, item.Value!, item.Start.Line);
            }
        }
    }

    /// <summary>In groups of <c>shell: http</c>: <c>METHOD URL</c>, or an action as JSON.</summary>
    private static GuardAction RequestOf(string text)
    {
        if (text.StartsWith('{')) return ActionJson.Read(System.Text.Encoding.UTF8.GetBytes(text)).Action ?? throw new InvalidDataException($"no action: {text}");
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        return new HttpAction(text[..blank], text[(blank + 1)..]);
    }

    private static string? Scalar(YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? ((YamlScalarNode)node).Value : null;
}

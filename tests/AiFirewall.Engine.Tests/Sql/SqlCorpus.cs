using AiFirewall.Effects;
using AiFirewall.Sql;
using YamlDotNet.RepresentationModel;

namespace AiFirewall.Tests.Sql;

/// <summary>The cases in tests/corpus/sql.</summary>
internal static class SqlCorpus
{
    public static IEnumerable<SqlCase> Cases()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "corpus", "sql");
        foreach (var file in Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(file);
            var yaml = new YamlStream();
            yaml.Load(reader);
            var root = (YamlMappingNode)yaml.Documents[0].RootNode;
            foreach (var (group, cases) in (YamlMappingNode)root["cases"])
            {
                foreach (var node in (YamlSequenceNode)cases)
                {
                    var map = (YamlMappingNode)node;
                    yield return new SqlCase(Path.GetFileNameWithoutExtension(file), group.ToString(), Text(map, "sql"), Text(map, "dialect"),
                        List(map, "find"), List(map, "shell"));
                }
            }
        }
    }

    private static string Text(YamlMappingNode map, string key) => map.Children.TryGetValue(key, out var value) ? value.ToString() : "";

    private static string[] List(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(key, out var value) ? [.. ((YamlSequenceNode)value).Select(v => v.ToString())] : [];
}

/// <summary>One case: a text and the ids of the findings of MEDIUM and above that it must have.</summary>
public sealed record SqlCase(string File, string Group, string Sql, string Dialect, string[] Find, string[] Shell)
{
    public override string ToString() => $"{File}/{Group}: {Dialect} {Sql}";
}

public sealed class SqlCorpusTests
{
    public static TheoryData<int> Indexes() => [.. Enumerable.Range(0, SqlCorpus.Cases().Count())];

    private static readonly SqlCase[] All = [.. SqlCorpus.Cases()];

    [Theory]
    [MemberData(nameof(Indexes))]
    public void A_case_has_exactly_its_findings(int index)
    {
        var test = All[index];
        var script = SqlReader.Read(test.Sql, SqlDialects.Parse(test.Dialect));
        var found = SqlAssessor.Effects(script).Findings.Where(f => f.Severity >= Risk.Medium).Select(f => f.Id).Distinct().Order().ToArray();
        Assert.True(
            test.Find.Order().SequenceEqual(found),
            $"{test}\n  expected: {string.Join(", ", test.Find)}\n  found:    {string.Join(", ", found)}");
        Assert.Equal<string>(test.Shell, script.ShellCode.Select(s => s.Code));
    }
}

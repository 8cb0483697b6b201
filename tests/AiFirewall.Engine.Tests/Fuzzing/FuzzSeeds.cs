using AiFirewall.Commands.Catalog;
using AiFirewall.Policy;
using YamlDotNet.RepresentationModel;

namespace AiFirewall.Tests.Fuzzing;

/// <summary>Texts that people wrote: the cases of <c>tests/corpus</c> and the examples of the catalog.</summary>
internal sealed class FuzzSeeds
{
    private readonly Dictionary<FuzzLanguage, FuzzCase[]> _cases;

    private FuzzSeeds(IEnumerable<FuzzCase> cases) => _cases = cases.GroupBy(c => c.Language).ToDictionary(g => g.Key, g => g.ToArray());

    /// <summary>Reads them.</summary>
    /// <param name="root">The root of the repository.</param>
    public static FuzzSeeds Read(string root)
    {
        var corpus = Path.Combine(root, "tests", "corpus");
        return new FuzzSeeds([
            .. Files(corpus, "*.yaml").SelectMany(ReadCorpus),
            .. Files(Path.Combine(corpus, "sql"), "*.yaml").SelectMany(ReadSql),
            .. Files(Path.Combine(corpus, "powershell-syntax"), "*.txt").SelectMany(File.ReadLines).Where(l => l.Length > 0).Select(l => new FuzzCase(FuzzLanguage.PowerShell, l)),
            .. Files(Path.Combine(root, "catalog"), "*.yaml").SelectMany(p => CatalogYaml.Read(p, File.ReadAllText(p)).Examples).Select(e => new FuzzCase(FuzzLanguage.Bash, e.Command)),
        ]);
    }

    /// <summary>All texts of a language, in the order of the files.</summary>
    public IReadOnlyList<FuzzCase> Of(FuzzLanguage language) => _cases[language];

    private static IEnumerable<string> Files(string directory, string pattern) => Directory.EnumerateFiles(directory, pattern).Order(StringComparer.Ordinal);

    private static IEnumerable<FuzzCase> ReadCorpus(string path)
    {
        foreach (var group in ((YamlSequenceNode)Load(path)).Children.Cast<YamlMappingNode>())
        {
            // Requests are no texts of a language.
            if (Scalar(group, "shell") == "http") continue;
            var language = Enum.Parse<FuzzLanguage>(Scalar(group, "shell") ?? "bash", ignoreCase: true);
            foreach (var (key, verdict) in new[] { ("allow", Verdict.Allow), ("ask", Verdict.RequireApproval), ("block", Verdict.Block) })
            {
                if (!group.Children.TryGetValue(new YamlScalarNode(key), out var list)) continue;
                foreach (var item in ((YamlSequenceNode)list).Children) yield return new FuzzCase(language, ((YamlScalarNode)item).Value!) { Expected = verdict };
            }
        }
    }

    private static IEnumerable<FuzzCase> ReadSql(string path)
    {
        foreach (var list in ((YamlMappingNode)((YamlMappingNode)Load(path)).Children[new YamlScalarNode("cases")]).Children.Values)
        {
            foreach (var item in ((YamlSequenceNode)list).Children.Cast<YamlMappingNode>())
            {
                if (Scalar(item, "sql") is { } sql) yield return new FuzzCase(FuzzLanguage.Sql, sql, Scalar(item, "dialect"));
            }
        }
    }

    private static YamlNode Load(string path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(path)));
        return stream.Documents[0].RootNode;
    }

    private static string? Scalar(YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? ((YamlScalarNode)node).Value : null;
}

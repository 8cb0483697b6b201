using AiFirewall.Actions;
using AiFirewall.Observation;
using AiFirewall.Policy;
using YamlDotNet.RepresentationModel;

namespace AiFirewall.Tests.Files;

/// <summary>Verdicts on changes to files as data: <c>tests/corpus/files/*.yaml</c>.</summary>
public sealed class FileCorpusTests
{
    [Fact]
    public void Every_case_gets_its_verdict()
    {
        var failures = new List<string>();
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(TestWorld.RepositoryRoot, "tests", "corpus", "files"), "*.yaml"))
        {
            foreach (var (cause, verdict, action, old, directory, line) in Cases(file))
            {
                count++;
                var full = TestWorld.Project + "/" + action.Path;
                var world = old is null ? TestWorld.Observation : TestWorld.Observation with { Texts = new Dictionary<string, string> { [full] = old } };
                if (directory is not null) world = world with { Kinds = new Dictionary<string, PathKind> { [TestWorld.Project + "/" + directory] = PathKind.Directory } };
                var decision = TestWorld.Guard.Evaluate(action, world);
                if (decision.Verdict != verdict)
                    failures.Add($"{Path.GetFileName(file)}:{line} [{cause}] {verdict.Name()} expected, got {decision.Verdict.Name()} ({decision.Reason}; {string.Join(", ", decision.Findings.Select(f => f.Id + ": " + f.Message))})");
            }
        }

        Assert.True(count > 0, "no cases");
        Assert.True(failures.Count == 0, $"{failures.Count} of {count}:\n" + string.Join('\n', failures));
    }

    private static IEnumerable<(string Cause, Verdict Verdict, FileAction Action, string? Old, string? Directory, long Line)> Cases(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(file)));
        foreach (var group in ((YamlSequenceNode)stream.Documents[0].RootNode).Children.Cast<YamlMappingNode>())
        {
            var (cause, path, old, directory) = (Scalar(group, "cause")!, Scalar(group, "path")!, Scalar(group, "old"), Scalar(group, "directory"));
            foreach (var (key, verdict) in new[] { ("allow", Verdict.Allow), ("ask", Verdict.RequireApproval), ("block", Verdict.Block) })
            {
                if (!group.Children.TryGetValue(new YamlScalarNode(key), out var list)) continue;
                foreach (var item in ((YamlSequenceNode)list).Children.Cast<YamlMappingNode>()) yield return (cause, verdict, ActionOf(path, item), old, directory, item.Start.Line);
            }
        }
    }

    private static FileAction ActionOf(string path, YamlMappingNode item)
    {
        if (Scalar(item, "write") is { } text) return new FileAction(FileOperation.Write, path, text);
        var edit = ((YamlSequenceNode)item.Children[new YamlScalarNode("edit")]).Children.Cast<YamlScalarNode>().Select(n => n.Value!).ToList();
        return new FileAction(FileOperation.Write, path) { Edits = [new TextEdit(edit[0], edit[1])] };
    }

    private static string? Scalar(YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? ((YamlScalarNode)node).Value : null;
}

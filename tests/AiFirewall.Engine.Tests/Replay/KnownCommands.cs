using AiFirewall.Actions;
using AiFirewall.Commands.Catalog;
using YamlDotNet.RepresentationModel;

namespace AiFirewall.Tests.Replay;

/// <summary>Every command that the project has an opinion on: the examples of the catalog and the cases of the corpus.</summary>
internal static class KnownCommands
{
    public static IReadOnlyList<ShellAction> All { get; } = [.. CatalogExamples().Concat(CorpusCases()).Distinct()];

    private static IEnumerable<ShellAction> CatalogExamples() =>
        from path in Files("catalog")
        let file = CatalogYaml.Read(path, File.ReadAllText(path))
        from example in file.Examples
        select new ShellAction(example.Command, ShellOf(file, example));

    private static ShellDialect ShellOf(CatalogFile file, CatalogExample example)
    {
        var name = example.Entry[(file.Family.Length + 1)..].Split(' ')[0];
        return file.Entries.FirstOrDefault(e => e.Names.Contains(name, StringComparer.OrdinalIgnoreCase))?.Shells switch
        {
            ShellSet.PowerShell => ShellDialect.PowerShell,
            ShellSet.Cmd => ShellDialect.Cmd,
            _ => ShellDialect.Bash,
        };
    }

    private static IEnumerable<ShellAction> CorpusCases()
    {
        foreach (var path in Files(Path.Combine("tests", "corpus")))
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(File.ReadAllText(path)));
            foreach (var group in ((YamlSequenceNode)stream.Documents[0].RootNode).Children.Cast<YamlMappingNode>())
            {
                if (group.Children.TryGetValue("shell", out var name) && name is YamlScalarNode { Value: "http" }) continue;
                var shell = name is not null ? Enum.Parse<ShellDialect>(((YamlScalarNode)name).Value!, ignoreCase: true) : ShellDialect.Bash;
                foreach (var cases in group.Children.Values.OfType<YamlSequenceNode>())
                {
                    foreach (var command in cases.Children.OfType<YamlScalarNode>()) yield return new ShellAction(command.Value!, shell);
                }
            }
        }
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(TestWorld.RepositoryRoot, folder), "*.yaml").Order(StringComparer.Ordinal);
}

using AiFirewall.Actions;
using AiFirewall.Commands;
using AiFirewall.Commands.Catalog;
using AiFirewall.Effects;
using AiFirewall.Observation;
using AiFirewall.State;

namespace AiFirewall.Interpretation;

/// <summary>Users' own packs: catalog files in the firewall's home, checked against their own examples before they count.</summary>
public static class CatalogPacks
{
    /// <summary>Reads packs.</summary>
    /// <param name="texts">The files as they were read.</param>
    /// <returns>The catalog with the packs laid over it, and what is wrong with them. While anything is wrong, nothing may pass.</returns>
    public static (CommandCatalog Catalog, IReadOnlyList<CatalogProblem> Problems) Load(IReadOnlyList<PackText> texts)
    {
        if (texts.Count == 0) return (CommandCatalog.BuiltIn, []);
        var files = new List<(string Path, CatalogFile File)>();
        var problems = new List<CatalogProblem>();
        foreach (var (path, text) in texts)
        {
            if (text is null)
            {
                problems.Add(new CatalogProblem(path, 1, "the file cannot be read; make it readable or take it away"));
                continue;
            }

            var file = CatalogYaml.Read(path, text);
            problems.AddRange(file.Problems);
            files.Add((path, file));
        }

        var catalog = CommandCatalog.With([.. files.SelectMany(f => f.File.Entries)]);
        foreach (var (path, file) in files) problems.AddRange(Check(file, path, catalog));
        return (catalog, problems);
    }

    /// <summary>What the examples of a file say that its entries do not do.</summary>
    public static IEnumerable<CatalogProblem> Check(CatalogFile file, string path, CommandCatalog catalog)
    {
        foreach (var example in file.Examples)
        {
            var effects = EffectsOf(file, example, catalog);
            foreach (var expected in example.Effects)
            {
                var (kind, target) = expected.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? (expected[..space], expected[(space + 1)..]) : (expected, "");
                var isThere = effects.Any(e => CatalogNames.Of(e.Kind) == kind && e.Target.Display.Contains(target, StringComparison.OrdinalIgnoreCase));
                if (!example.IsNearMiss && !isThere) yield return new CatalogProblem(path, example.Line, $"'{example.Command}' must have '{expected}', has {Show(effects)}");

                // What every program may do says nothing about a near miss.
                if (example.IsNearMiss && isThere && kind is not ("read" or "execute" or "fetch"))
                    yield return new CatalogProblem(path, example.Line, $"'{example.Command}' must not have '{kind}', has {Show(effects)}");
            }
        }
    }

    private static IReadOnlyList<Effect> EffectsOf(CatalogFile file, CatalogExample example, CommandCatalog catalog)
    {
        var name = example.Entry[(file.Family.Length + 1)..].Split(' ')[0];
        var shells = file.Entries.FirstOrDefault(e => e.Names.Contains(name, StringComparer.OrdinalIgnoreCase))?.Shells ?? ShellSet.All;
        var shell = (shells & ShellSet.Bash) != 0 ? ShellDialect.Bash : (shells & ShellSet.PowerShell) != 0 ? ShellDialect.PowerShell : ShellDialect.Cmd;
        return ActionReader.Read(new ShellAction(example.Command, shell), ExampleWorld, catalog).Effects;
    }

    private static string Show(IReadOnlyList<Effect> effects) =>
        effects.Count == 0 ? "none" : string.Join(", ", effects.Select(e => $"{CatalogNames.Of(e.Kind)} {e.Target.Display}".TrimEnd()).Distinct());

    /// <summary>The world that examples are read in: a project in a home, nothing of it on disk.</summary>
    private static FrozenObservation ExampleWorld { get; } = new()
    {
        WorkingDirectory = "/home/dev/app",
        Home = "/home/dev",
        User = "dev",
        Project = "/home/dev/app",
        GuardHome = "/home/dev/.ai-firewall",
        Variables = new Dictionary<string, string> { ["HOME"] = "/home/dev" },
    };
}

using AiFirewall.Actions;
using AiFirewall.Commands;
using AiFirewall.Commands.Catalog;
using AiFirewall.Effects;
using AiFirewall.Interpretation;

namespace AiFirewall.Tests.Commands;

/// <summary>Every example of the catalog is a test: what must follow from a command line, and what must not.</summary>
public sealed class CatalogExampleTests
{
    public static TheoryData<string> Families()
    {
        var data = new TheoryData<string>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(TestWorld.RepositoryRoot, "catalog"), "*.yaml").Order(StringComparer.Ordinal)) data.Add(Path.GetFileNameWithoutExtension(path));
        return data;
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Examples_have_the_effects_that_they_state(string family)
    {
        var file = Read(family);
        Assert.Empty(file.Problems);
        var failures = file.Examples.Where(e => !e.IsNearMiss).SelectMany(e => Missing(file, e)).ToList();
        Assert.True(failures.Count == 0, $"{failures.Count} of {file.Examples.Count} examples fail:\n" + string.Join('\n', failures));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Near_misses_do_not_have_the_effects_of_their_entry(string family)
    {
        var file = Read(family);
        var failures = file.Examples.Where(e => e.IsNearMiss).SelectMany(e => Unwanted(file, e)).ToList();
        Assert.True(failures.Count == 0, $"{failures.Count} near misses fail:\n" + string.Join('\n', failures));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Entries_with_effects_have_examples(string family)
    {
        var file = Read(family);
        var titles = file.Examples.Select(e => e.Entry).ToHashSet();
        var missing = file.Entries.SelectMany(All).Where(e => e.Effects.Any(f => f.Kind is not (EffectKind.Read or EffectKind.Execute or EffectKind.Fetch)) && !titles.Any(t => t.StartsWith(e.Title, StringComparison.Ordinal)))
            .Select(e => e.Title).ToList();
        Assert.True(missing.Count == 0, "no example: " + string.Join(", ", missing));
    }

    [Fact]
    public void The_compiled_catalog_is_there() => Assert.True(CommandCatalog.AllBuiltIn().Count > 100);

    private static CatalogFile Read(string family)
    {
        var path = Path.Combine(TestWorld.RepositoryRoot, "catalog", family + ".yaml");
        return CatalogYaml.Read(path, File.ReadAllText(path));
    }

    private static IEnumerable<CommandEntry> All(CommandEntry entry) => [entry, .. entry.Subcommands.SelectMany(All)];

    private static IEnumerable<string> Missing(CatalogFile file, CatalogExample example)
    {
        var effects = EffectsOf(file, example);
        foreach (var expected in example.Effects)
        {
            var parts = expected.Split(' ', 2);
            var isThere = effects.Any(e => CatalogNames.Of(e.Kind) == parts[0] && (parts.Length == 1 || e.Target.Display.Contains(parts[1], StringComparison.OrdinalIgnoreCase)));
            if (!isThere) yield return $"{file.Family}.yaml:{example.Line}: '{example.Command}' must have '{expected}', has {Show(effects)}";
        }
    }

    private static IEnumerable<string> Unwanted(CatalogFile file, CatalogExample example)
    {
        var effects = EffectsOf(file, example);
        foreach (var kind in example.Effects.Select(e => e.Split(' ', 2)[0]).Where(k => k is not ("read" or "execute" or "fetch")))
        {
            if (effects.Any(e => CatalogNames.Of(e.Kind) == kind)) yield return $"{file.Family}.yaml:{example.Line}: '{example.Command}' must not have '{kind}', has {Show(effects)}";
        }
    }

    private static IReadOnlyList<Effect> EffectsOf(CatalogFile file, CatalogExample example)
    {
        var name = example.Entry[(file.Family.Length + 1)..].Split(' ')[0];
        var entry = file.Entries.FirstOrDefault(e => e.Names.Contains(name, StringComparer.OrdinalIgnoreCase));
        var shell = entry?.Shells switch { ShellSet.PowerShell => ShellDialect.PowerShell, ShellSet.Cmd => ShellDialect.Cmd, _ => ShellDialect.Bash };
        return ActionReader.Read(new ShellAction(example.Command, shell), TestWorld.Observation, CommandCatalog.BuiltIn).Effects;
    }

    private static string Show(IReadOnlyList<Effect> effects) => effects.Count == 0 ? "none" : string.Join(", ", effects.Select(e => $"{CatalogNames.Of(e.Kind)} {e.Target.Display}").Distinct());
}

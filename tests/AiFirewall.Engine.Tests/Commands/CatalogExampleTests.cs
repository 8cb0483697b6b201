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
    public void Examples_hold_and_near_misses_do_not(string family)
    {
        var file = Read(family);
        Assert.Empty(file.Problems);
        var failures = CatalogPacks.Check(file, family + ".yaml", CommandCatalog.BuiltIn).ToList();
        Assert.True(failures.Count == 0, $"{failures.Count} of {file.Examples.Count} examples fail:\n" + string.Join('\n', failures));
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
}

using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace AiFirewall.Tests.Architecture;

/// <summary>Dependencies point one way, and what judges touches nothing.</summary>
public sealed class ArchitectureTests
{
    private static readonly IReadOnlyCollection<Mention> Engine = AssemblyReferences.Of(typeof(Guard).Assembly.Location);
    private static readonly IReadOnlyCollection<Mention> Tests = AssemblyReferences.Of(typeof(ArchitectureTests).Assembly.Location);

    [Fact]
    public void Rooms_use_what_is_below_them_and_never_each_other()
    {
        var violations = Rooms.OfTheEngine.Violations(Engine);
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Fact]
    public void The_folder_of_a_file_is_its_room()
    {
        var source = Path.Combine(TestWorld.RepositoryRoot, "src", "AiFirewall.Engine");
        var strangers = new List<string>();
        foreach (var file in SourceFiles(source))
        {
            var folder = Path.GetRelativePath(source, Path.GetDirectoryName(file)!).Replace('\\', '/');
            var expected = folder == "." ? "AiFirewall" : "AiFirewall." + folder.Replace('/', '.');
            var stated = File.ReadLines(file).FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal));
            if (stated is not null && stated != $"namespace {expected};") strangers.Add($"{Path.GetRelativePath(source, file)}: {stated}");
        }

        Assert.True(strangers.Count == 0, string.Join('\n', strangers));
    }

    [Fact]
    public void The_engine_knows_no_door() =>
        Assert.DoesNotContain(typeof(Guard).Assembly.GetReferencedAssemblies(), a => a.Name!.StartsWith("AiFirewall", StringComparison.Ordinal) || a.Name.StartsWith("System.Management.Automation", StringComparison.Ordinal));

    [Fact]
    public void Doors_lead_into_the_engine_and_not_into_each_other()
    {
        var references = Directory.EnumerateFiles(Path.Combine(TestWorld.RepositoryRoot, "src"), "*.csproj", SearchOption.AllDirectories)
            .SelectMany(p => ProjectReferences(p).Select(to => (From: Path.GetFileNameWithoutExtension(p), To: to)));
        var allowed = new HashSet<(string, string)>
        {
            ("AiFirewall.Cli", "AiFirewall.Engine"),
            ("AiFirewall.Cmdlets", "AiFirewall.Engine"),
            ("AiFirewall.Cmdlets", "AiFirewall.Loader"),
            // For the order of the build: the module holds their files.
            ("AiFirewall.Cmdlets", "AiFirewall.Bootstrap"),
            ("AiFirewall.Cmdlets", "AiFirewall.Session"),
        };
        Assert.DoesNotContain(references, r => !allowed.Contains(r));
    }

    [Fact]
    public void What_judges_does_not_touch_the_world()
    {
        var violations = Purity.Violations(Engine, Purity.IsJudging);
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Fact]
    public void Nothing_static_can_be_replaced()
    {
        var mutable = typeof(Guard).Assembly.GetTypes()
            .Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(f => f is { IsInitOnly: false, IsLiteral: false } && !f.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
            .Select(f => $"{f.DeclaringType}.{f.Name}").ToList();
        Assert.True(mutable.Count == 0, string.Join('\n', mutable));
    }

    [Fact]
    public void A_seeded_look_at_the_floor_above_is_found()
    {
        var violations = Seeded([["Lower"], ["Upper"], ["Beside"], ["Impure"]]);
        Assert.Contains(violations, v => v.StartsWith("Lower uses Upper, which is above it: Lower.LooksUp → Upper.Above", StringComparison.Ordinal));
        Assert.Contains(violations, v => v.StartsWith("Upper uses Beside, which is above it: Upper.Left → Beside.Right", StringComparison.Ordinal));
        Assert.Equal(2, violations.Count(v => v.Contains("above", StringComparison.Ordinal)));
    }

    [Fact]
    public void Seeded_rooms_on_one_floor_that_use_each_other_are_found()
    {
        var violations = Seeded([["Upper", "Beside", "Impure"], ["Lower"]]);
        Assert.Equal(
            [
                "Beside and Upper use each other (back by Upper → Beside): Beside.Right → Upper.Left",
                "Upper and Beside use each other (back by Beside → Upper): Upper.Left → Beside.Right",
            ],
            violations);
    }

    [Fact]
    public void A_seeded_room_without_a_floor_is_found() =>
        Assert.Contains("the room Lower has no floor: add it to Rooms", Seeded([["Upper", "Beside"]]));

    [Fact]
    public void A_seeded_look_at_the_world_is_found() => Assert.Equal(
        [
            $"{SeededRoot}.Impure.LooksAround uses System.DateTime.get_Now",
            $"{SeededRoot}.Impure.LooksAround uses System.Environment.get_CurrentDirectory",
            $"{SeededRoot}.Impure.LooksAround uses System.IO.File.Exists",
        ],
        Purity.Violations(Tests, type => type.StartsWith(SeededRoot + ".", StringComparison.Ordinal)));

    private const string SeededRoot = "AiFirewall.Tests.Architecture.Seeded";

    private static IReadOnlyList<string> Seeded(IReadOnlyList<string[]> floors) => new Rooms(SeededRoot, floors, name => name).Violations(Tests);

    private static IEnumerable<string> SourceFiles(string directory) => Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories)
        .Where(f => !Path.GetRelativePath(directory, f).Replace('\\', '/').Split('/').Any(part => part is "obj" or "bin"));

    private static IEnumerable<string> ProjectReferences(string project) => XDocument.Load(project).Descendants("ProjectReference")
        .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))
        .Where(name => name.StartsWith("AiFirewall.", StringComparison.Ordinal));
}

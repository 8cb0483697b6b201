using AiFirewall.Actions;
using AiFirewall.Policy;
using AiFirewall.State;
using AiFirewall.Tests.Policy;
using CsCheck;

namespace AiFirewall.Tests.Invariants;

/// <summary>What holds for every command, however it is wrapped.</summary>
public sealed class InvariantTests
{
    private const int Nests = 3000;

    [Fact]
    public void Dangers_are_dangerous() => Assert.DoesNotContain(Dangers.All, d => VerdictOf(d) == Verdict.Allow);

    [Fact]
    public void What_runs_a_command_never_weakens_the_answer() =>
        Compare(KnownGaps.Executing, Pairs(Carrier.Executing, Dangers.All).Where(p => VerdictOf(p.Text) < VerdictOf(p.Command)));

    [Fact]
    public void What_runs_a_command_with_other_rights_or_elsewhere_never_allows_it() =>
        Compare(KnownGaps.ExecutingElsewhere, Pairs(Carrier.ExecutingElsewhere, Dangers.All).Where(p => VerdictOf(p.Text) == Verdict.Allow));

    [Fact]
    public void What_only_holds_a_command_is_allowed() =>
        Compare(KnownGaps.Inert, Pairs(Carrier.Inert, Dangers.All).Where(p => VerdictOf(p.Text) != Verdict.Allow));

    [Fact]
    public void Nests_of_what_runs_a_command_never_weaken_the_answer()
    {
        var nests = Gen.Select(PolicyGen.Among([.. Dangers.All]), Without(Carrier.Executing, KnownGaps.Executing).Array[2, 4]);
        NoneOf(Draw(nests).Select(n => Smallest(n.Item1, n.Item2, IsWeaker)));
    }

    [Fact]
    public void Text_in_nests_of_what_runs_commands_stays_text()
    {
        var runs = Without(Carrier.Executing, KnownGaps.Executing);
        var texts = Gen.Select(PolicyGen.Among([.. Dangers.All]), Without(Carrier.Inert, KnownGaps.Inert)).Select((command, carrier) => carrier.Wrap(command, 9));
        NoneOf(Draw(Gen.Select(texts, runs.Array[1, 3])).Select(n => Smallest(n.Item1, n.Item2, IsRaised)));
    }

    [Fact]
    public void A_project_that_is_not_trusted_never_loosens_an_answer()
    {
        var root = Directory.CreateTempSubdirectory("aifirewall-invariants-").FullName;
        try
        {
            var home = new GuardHome(Path.Combine(root, "home"));
            var project = Path.Combine(root, "project");
            Directory.CreateDirectory(home.Directory);
            Directory.CreateDirectory(Path.Combine(project, ".ai-firewall"));
            var commands = Dangers.All.Concat(["ls -la", "npm test", "echo x > src/a.cs", "git push origin main"]).ToList();
            foreach (var (user, own) in Draw(Gen.Select(PolicyGen.Yaml, PolicyGen.Yaml), 60))
            {
                File.WriteAllText(home.RulesPath, user);
                var before = new Guard(GuardPolicy.Load(home, null));
                File.WriteAllText(Path.Combine(project, ".ai-firewall", "rules.yaml"), own);
                var after = new Guard(GuardPolicy.Load(home, project));
                foreach (var command in commands)
                {
                    var action = new ShellAction(command);
                    Assert.True(
                        after.Evaluate(action, TestWorld.Observation).Verdict >= before.Evaluate(action, TestWorld.Observation).Verdict,
                        $"{command} is loosened by\n{own}\nover\n{user}");
                }
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static Verdict VerdictOf(string command) => TestWorld.Judge(command).Verdict;

    private static IEnumerable<(string Carrier, string Command, string Text)> Pairs(IEnumerable<Carrier> carriers, IEnumerable<string> commands) =>
        from carrier in carriers
        from command in commands
        select (carrier.Name, command, carrier.Wrap(command, 0));

    private static Gen<Carrier> Without(IEnumerable<Carrier> carriers, IEnumerable<string> names) => PolicyGen.Among([.. carriers.Where(c => !names.Contains(c.Name))]);

    private static void Compare(IReadOnlySet<string> known, IEnumerable<(string Carrier, string Command, string Text)> wrong)
    {
        var found = wrong.ToList();
        var news = found.Where(w => !known.Contains(w.Carrier)).Select(w => $"wrong and not listed: {w.Carrier} » {w.Command}\n    {w.Text.ReplaceLineEndings("\n    ")}");
        var mended = known.Except(found.Select(w => w.Carrier)).Select(name => $"listed in {nameof(KnownGaps)} and right: {name}");
        NoneOf(news.Concat(mended));
    }

    private static void NoneOf(IEnumerable<string?> problems)
    {
        var found = problems.OfType<string>().Distinct().ToList();
        Assert.True(found.Count == 0, $"{found.Count} problems:\n" + string.Join('\n', found.Take(50)));
    }

    /// <summary>Draws the same cases on every machine and every run: a failure here is a fault, never bad luck.</summary>
    private static IEnumerable<T> Draw<T>(Gen<T> gen, int count = Nests)
    {
        var random = new PCG(1, 20260105);
        for (var i = 0; i < count; i++) yield return gen.Generate(random, null, out _);
    }

    private static bool IsWeaker(string command, IReadOnlyList<Carrier> carriers) => VerdictOf(Nest(command, carriers)) < VerdictOf(command);

    private static bool IsRaised(string text, IReadOnlyList<Carrier> carriers) => VerdictOf(Nest(text, carriers)) > VerdictOf(Nest("echo text", carriers));

    private static string Nest(string command, IReadOnlyList<Carrier> carriers)
    {
        for (var i = 0; i < carriers.Count; i++) command = carriers[i].Wrap(command, i);
        return command;
    }

    /// <summary>The failing nest with as few carriers as it takes; null when it does not fail.</summary>
    private static string? Smallest(string command, IReadOnlyList<Carrier> carriers, Func<string, IReadOnlyList<Carrier>, bool> fails)
    {
        if (!fails(command, carriers)) return null;
        for (var i = 0; i < carriers.Count; i++)
        {
            List<Carrier> fewer = [.. carriers.Where((_, at) => at != i)];
            if (fewer.Count > 0 && fails(command, fewer)) return Smallest(command, fewer, fails);
        }

        return $"{string.Join(" « ", carriers)} » {command}\n    {Nest(command, carriers).ReplaceLineEndings("\n    ")}";
    }
}

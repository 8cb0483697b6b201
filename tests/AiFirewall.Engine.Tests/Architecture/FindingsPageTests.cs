using System.Text.RegularExpressions;

namespace AiFirewall.Tests.Architecture;

public sealed class FindingsPageTests
{
    [Fact]
    public void Every_finding_has_its_section_and_every_section_its_finding()
    {
        if (Environment.GetEnvironmentVariable("AIFIREWALL_UPDATE_DOCS") == "1") File.WriteAllText(FindingsPage.Path, FindingsPage.Write());
        var described = FindingsPage.Ids(File.ReadAllText(FindingsPage.Path)).ToList();
        var missing = FindingSources.All.Keys.Except(described).Select(id => $"{id} has no section");
        var stale = described.Except(FindingSources.All.Keys).Select(id => $"{id} is described and nothing finds it");
        var twice = described.GroupBy(id => id).Where(g => g.Count() > 1).Select(g => $"{g.Key} is described twice");
        var problems = missing.Concat(stale).Concat(twice).ToList();
        Assert.True(problems.Count == 0, string.Join('\n', problems) + "\nWrite the page anew: AIFIREWALL_UPDATE_DOCS=1 dotnet test --filter FindingsPage");
    }

    [Fact]
    public void Whatever_is_found_in_known_commands_is_in_the_sources()
    {
        var strangers = FindingSources.Examples().Where(e => !FindingSources.All.ContainsKey(e.Key)).Select(e => $"{e.Key}: {e.Value}").ToList();
        Assert.True(strangers.Count == 0, string.Join('\n', strangers) + $"\nIf these are made by a new kind of call, {nameof(FindingSources)} has to learn it.");
    }

    [Fact]
    public void Ids_are_room_subject_and_detail_in_lower_case() =>
        Assert.DoesNotContain(FindingSources.All.Keys, id => !Regex.IsMatch(id, "^[a-z]+(\\.[a-z0-9]+(-[a-z0-9]+)*){1,3}$"));

    [Fact]
    public void Every_finding_that_the_default_policy_names_exists()
    {
        var named = GuardPolicyFindings().ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(FindingSources.All.Keys));
    }

    private static IEnumerable<string> GuardPolicyFindings()
    {
        var text = File.ReadAllText(Path.Combine(TestWorld.RepositoryRoot, "policy", "default.yaml"));
        foreach (var line in text.Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith("finding:", StringComparison.Ordinal)))
        {
            foreach (var id in line["finding:".Length..].Split(['[', ']', ',', ' '], StringSplitOptions.RemoveEmptyEntries)) yield return id;
        }
    }
}

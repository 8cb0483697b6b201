using AiFirewall.Effects;
using AiFirewall.Observation;
using AiFirewall.Policy;
using CsCheck;
using static AiFirewall.Tests.Policy.Given;

namespace AiFirewall.Tests.Policy;

public sealed class PathGlobTests
{
    private static PathMatch Match(
        string glob, string path, EffectTraits traits = EffectTraits.None, HostSystem system = HostSystem.Linux, EffectKind kind = EffectKind.Write) =>
        new PathGlob(glob, default).Match(Effect(kind, path.Replace('…', Unresolved.Hole), TargetScope.Elsewhere, traits), Home, system);

    [Theory]
    [InlineData("/etc", "/etc", true)]
    [InlineData("/etc", "/etc/a/b", true)]
    [InlineData("/etc/", "/etc/a", true)]
    [InlineData("/etc/**", "/etc/a/b", true)]
    [InlineData("/etc/**", "/etc", true)]
    [InlineData("/etc", "/etcd", false)]
    [InlineData("/etc", "/ETC/a", false)]
    [InlineData("/", "/anything", true)]
    [InlineData("/etc/*.conf", "/etc/a.conf", true)]
    [InlineData("/etc/*.conf", "/etc/x/a.conf", false)]
    [InlineData("/etc/**/a.conf", "/etc/a.conf", true)]
    [InlineData("/etc/**/a.conf", "/etc/x/y/a.conf", true)]
    [InlineData("/etc/**/a.conf", "/etc/xa.conf", false)]
    [InlineData("/home/*/.ssh", "/home/dev/.ssh/id_rsa", true)]
    [InlineData("/home/*/.ssh", "/home/a/b/.ssh", false)]
    [InlineData("/a?c", "/abc", true)]
    [InlineData("/a?c", "/a/c", false)]
    [InlineData("/a**z", "/ab/cz", true)]
    [InlineData("*.pem", "/home/dev/keys/a.pem", true)]
    [InlineData("*.pem", "/home/dev/a.pem.txt", false)]
    [InlineData(".env", "/home/dev/app/.env", true)]
    [InlineData(".env", "/home/dev/app/x.env", false)]
    [InlineData("secrets/*.key", "/srv/secrets/a.key", true)]
    [InlineData("secrets/*.key", "/srv/nosecrets/a.key", false)]
    [InlineData("~", "/home/dev/x", true)]
    [InlineData("~/.ssh", "/home/dev/.ssh/id_rsa", true)]
    [InlineData("~/.ssh", "/home/other/.ssh/id_rsa", false)]
    [InlineData("~/.ssh", "/home/dev2/.ssh", false)]
    [InlineData("~/*/x", "/home/dev/a/x", true)]
    [InlineData("/a[b]", "/a[b]/c", true)]
    public void A_pattern_names_a_path_and_what_is_below(string glob, string path, bool matches) =>
        Assert.Equal(matches ? PathMatch.Yes : PathMatch.No, Match(glob, path));

    [Theory]
    [InlineData("/Etc/Hosts", HostSystem.MacOS, nameof(PathMatch.Yes))]
    [InlineData("/Etc/Hosts", HostSystem.Linux, nameof(PathMatch.No))]
    public void Case_counts_where_file_systems_make_it_count(string path, HostSystem system, string expected) =>
        Assert.Equal(expected, Match("/etc", path, system: system).ToString());

    [Theory]
    [InlineData("/etc", "/etc/…", nameof(PathMatch.Yes))]
    [InlineData("/etc", "/etc/a…/b", nameof(PathMatch.Yes))]
    [InlineData("/etc", "/etc…", nameof(PathMatch.Perhaps))]
    [InlineData("/etc/shadow", "/etc/…", nameof(PathMatch.Perhaps))]
    [InlineData("/etc/shadow", "/etc/…dow", nameof(PathMatch.Perhaps))]
    [InlineData("/etc/shadow", "/etc/x…", nameof(PathMatch.No))]
    [InlineData("/etc/shadow", "/home/…", nameof(PathMatch.No))]
    [InlineData("/etc/shadow", "…", nameof(PathMatch.No))]
    [InlineData("/srv/**/key", "/srv/…/key", nameof(PathMatch.Perhaps))]
    [InlineData("/srv/**/key", "/srv/a…", nameof(PathMatch.Perhaps))]
    public void A_path_with_a_hole_may_match(string glob, string path, string expected) => Assert.Equal(expected, Match(glob, path).ToString());

    [Theory]
    [InlineData("/etc/shad?w", nameof(PathMatch.Yes))]
    [InlineData("/etc/sh*", nameof(PathMatch.Yes))]
    [InlineData("/etc/[rs]hadow", nameof(PathMatch.Yes))]
    [InlineData("/e*/shadow", nameof(PathMatch.Yes))]
    [InlineData("/etc/*.conf", nameof(PathMatch.No))]
    [InlineData("/home/dev/*", nameof(PathMatch.No))]
    public void A_path_that_stands_for_many_matches_what_it_may_stand_for(string path, string expected)
    {
        Assert.Equal(expected, Match("/etc/shadow", path, EffectTraits.Many).ToString());
        Assert.Equal(PathMatch.No, Match("/etc/shadow", path));
    }

    [Theory]
    [InlineData(EffectKind.Delete, "/home/dev", nameof(PathMatch.Yes))]
    [InlineData(EffectKind.Delete, "/", nameof(PathMatch.Yes))]
    [InlineData(EffectKind.Delete, "/home/de", nameof(PathMatch.No))]
    [InlineData(EffectKind.Read, "/home/dev", nameof(PathMatch.Perhaps))]
    [InlineData(EffectKind.Read, "/", nameof(PathMatch.No))]
    public void A_tree_takes_what_is_inside(EffectKind kind, string path, string expected)
    {
        Assert.Equal(expected, Match("/home/dev/keep", path, EffectTraits.Recursive, kind: kind).ToString());
        Assert.Equal(PathMatch.No, Match("/home/dev/keep", path, kind: kind));
    }

    [Fact]
    public void The_same_path_elsewhere_asks() => Assert.Equal(PathMatch.Perhaps, Match("/etc", "/etc/hosts", EffectTraits.Elsewhere));

    [Fact]
    public void A_path_beyond_all_bounds_is_in_doubt() => Assert.Equal(PathMatch.Perhaps, Match("/etc", "/" + new string('x', 10_000)));

    [Fact]
    public void Hostile_patterns_and_paths_are_quick()
    {
        var glob = string.Concat(Enumerable.Repeat("/**/*a", 100));
        var path = "/" + string.Concat(Enumerable.Repeat("aaaa/", 1000));

        var before = Environment.TickCount64;
        Match(glob, path + "b");

        Assert.InRange(Environment.TickCount64 - before, 0, 1000);
    }

    // The slow twin: the same language as a regular expression.
    [Fact]
    public void Globs_mean_what_their_regular_expression_means() => Gen.Select(
        PolicyGen.Among("a", "b", "*", "?", "**").Array[1, 3].Select(string.Concat).Array[1, 3],
        PolicyGen.Among("a", "b", "ab").Array[0, 3].Select(string.Concat).Where(s => s.Length > 0).Array[1, 4]).Sample((pattern, path) =>
    {
        var glob = "/" + string.Join('/', pattern);
        var text = "/" + string.Join('/', path);
        var regex = "^" + ToRegex(glob) + "(/.*)?$";
        var expected = System.Text.RegularExpressions.Regex.IsMatch(text, regex);
        return expected == (Match(glob, text) == PathMatch.Yes);
    }, iter: 20_000);

    private static string ToRegex(string glob)
    {
        while (glob.EndsWith("/**", StringComparison.Ordinal)) glob = glob[..^3];
        var regex = new System.Text.StringBuilder();
        for (var i = 0; i < glob.Length; i++)
        {
            var atName = i == 0 || glob[i - 1] == '/';
            if (atName && string.CompareOrdinal(glob, i, "**/", 0, 3) == 0) { regex.Append("(.*/)?"); i += 2; }
            else if (string.CompareOrdinal(glob, i, "**", 0, 2) == 0) { regex.Append(".*"); i++; }
            else regex.Append(glob[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => System.Text.RegularExpressions.Regex.Escape(c.ToString()) });
        }
        return regex.ToString();
    }
}

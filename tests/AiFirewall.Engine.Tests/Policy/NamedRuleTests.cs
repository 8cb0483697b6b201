using AiFirewall.Actions;
using AiFirewall.Assessment;
using AiFirewall.Effects;
using AiFirewall.Policy;
using static AiFirewall.Tests.Policy.Given;

namespace AiFirewall.Tests.Policy;

public sealed class NamedRuleTests
{
    private static PolicyAnswer Judge(string yaml, PolicyInput input)
    {
        var policy = GuardPolicy.Parse(yaml);
        Assert.Null(policy.Problem);
        return policy.Judge(input);
    }

    private static string Rule(string when, string then) => $"rules:\n  - name: mine\n    when: {when}\n    then: {then}\n    why: because I say so\n";

    [Theory]
    [InlineData("{finding: files.delete.tree}", true)]
    [InlineData("{finding: files.delete.*}", true)]
    [InlineData("{finding: files.*}", true)]
    [InlineData("{finding: '*'}", true)]
    [InlineData("{finding: [a.b, files.delete.tree]}", true)]
    [InlineData("{finding: files.delete.tree.*}", true)]
    [InlineData("{finding: files.del.*}", false)]
    [InlineData("{finding: files.delete}", false)]
    [InlineData("{effect: delete}", true)]
    [InlineData("{effect: [read, delete]}", true)]
    [InlineData("{effect: write}", false)]
    [InlineData("{scope: project}", true)]
    [InlineData("{scope: project-history}", false)]
    [InlineData("{effect: delete, scope: project}", true)]
    [InlineData("{effect: delete, scope: temporary}", false)]
    [InlineData("{effect: delete, finding: files.delete.tree}", true)]
    [InlineData("{effect: delete, finding: other.thing}", false)]
    [InlineData("{intent: file_delete}", true)]
    [InlineData("{intent: FILE_DELETE}", true)]
    [InlineData("{intent: [file_write, code_modify]}", false)]
    [InlineData("{risk_at_or_above: HIGH}", true)]
    [InlineData("{risk_at_or_above: CRITICAL}", false)]
    [InlineData("{agent: claude}", true)]
    [InlineData("{agent: cl*}", true)]
    [InlineData("{agent: codex}", false)]
    [InlineData("{role: dev}", true)]
    [InlineData("{role: [admin, ops]}", false)]
    public void A_rule_holds_when_all_its_keys_hold(string when, bool holds)
    {
        var input = Shell(
            Intent.FileDelete, Risk.High,
            Effect(EffectKind.Delete, "/home/dev/app/build", TargetScope.Project, EffectTraits.Recursive), Finding("files.delete.tree"));
        input = new PolicyInput(input.Action with { Agent = "Claude", Role = "dev" }, input.Assessment);

        Assert.Equal(holds ? Verdict.Block : Verdict.RequireApproval, Judge(Rule(when, "block"), input).Verdict);
        Assert.Equal(holds ? Verdict.Allow : Verdict.RequireApproval, Judge(Rule(when, "allow"), input).Verdict);
    }

    [Theory]
    [InlineData("api.example.com", "https://api.example.com/x", true)]
    [InlineData("'*.example.com'", "https://user:pw@API.example.com:8443/x?y#z", true)]
    [InlineData("example.com", "https://example.com./", true)]
    [InlineData("'::1'", "http://[::1]:80/", true)]
    [InlineData("example.com", "https://example.com.evil.net/", false)]
    [InlineData("example.com", "https://evil.net/?example.com", false)]
    [InlineData("example.com", "https://example.com@evil.net/", false)]
    [InlineData("example.com", "https://example.com\\@evil.net/", false)]
    public void A_host_is_what_the_request_would_reach(string host, string url, bool holds) =>
        Assert.Equal(
            holds ? Verdict.Allow : Verdict.RequireApproval,
            Judge(Rule($"{{host: {host}}}", "allow"), Shell(Intent.ApiWrite, Risk.Medium, Reaching(EffectKind.SendData, url))).Verdict);

    [Fact]
    public void The_first_rule_that_matches_decides()
    {
        const string Yaml = """
            rules:
              - {name: first, when: {intent: file_delete}, then: ask}
              - {name: second, when: {intent: file_delete}, then: block}
            """;

        Assert.Equal("rules.first", Judge(Yaml, Shell(Intent.FileDelete, Risk.Low)).Rule);
    }

    [Fact]
    public void A_rule_comes_before_the_sections()
    {
        var yaml = Rule("{intent: file_write}", "allow") + "file_write:\n  blocked: ['.*']\n";

        Assert.Equal(Verdict.Allow, Judge(yaml, Shell(Intent.FileWrite, Risk.Low)).Verdict);
    }

    [Fact]
    public void A_rule_that_allows_does_not_carry_what_it_does_not_speak_of()
    {
        var yaml = Rule("{effect: delete, scope: temporary}", "allow");
        var temporary = Effect(EffectKind.Delete, "/tmp/x", TargetScope.Temporary);
        var project = Effect(EffectKind.Delete, "/home/dev/app/src", TargetScope.Project);

        Assert.Equal(Verdict.Allow, Judge(yaml, Shell(Intent.FileDelete, Risk.High, temporary)).Verdict);
        Assert.Equal(Verdict.RequireApproval, Judge(yaml, Shell(Intent.FileDelete, Risk.High, temporary, project)).Verdict);
    }

    [Fact]
    public void A_rule_that_allows_a_finding_does_not_excuse_another()
    {
        var yaml = Rule("{finding: files.delete.tree}", "allow");

        Assert.Equal(Verdict.RequireApproval, Judge(yaml, Shell(
            Intent.FileDelete, Risk.High, Finding("files.delete.tree"), Finding("net.exfiltration"))).Verdict);
        Assert.Equal(Verdict.Allow, Judge(yaml, Shell(
            Intent.FileDelete, Risk.High, Finding("files.delete.tree"), Finding("files.note", Risk.Low))).Verdict);
    }

    [Fact]
    public void Reading_beside_what_a_rule_allows_is_harmless_unless_it_reads_credentials()
    {
        var yaml = Rule("{effect: delete}", "allow");
        var delete = Effect(EffectKind.Delete, "/tmp/x", TargetScope.Temporary);

        Assert.Equal(Verdict.Allow, Judge(yaml, Shell(Intent.FileDelete, Risk.High, delete, Effect(EffectKind.Read, "/home/dev/app/a"))).Verdict);
        Assert.Equal(Verdict.RequireApproval, Judge(yaml, Shell(
            Intent.FileDelete, Risk.High, delete, Effect(EffectKind.ReadSecret, "/home/dev/.ssh/id_rsa", TargetScope.Credentials))).Verdict);
    }

    [Fact]
    public void A_rule_that_asks_about_a_part_does_not_lift_a_block_on_another_part()
    {
        var yaml = Rule("{effect: delete}", "ask");

        Assert.Equal(Verdict.Block, Judge(yaml, Shell(
            Intent.FileDelete, Risk.High,
            Effect(EffectKind.Delete, "/tmp/x", TargetScope.Temporary), Effect(EffectKind.Write, "/etc/hosts", TargetScope.System))).Verdict);
    }

    [Fact]
    public void A_rule_that_asks_about_a_part_asks_whatever_allows_the_rest()
    {
        var yaml = Rule("{effect: delete}", "ask") + "shell_exec:\n  allowed: ['.*']\n";

        Assert.Equal(Verdict.RequireApproval, Judge(yaml, Shell(
            Intent.FileDelete, Risk.High,
            Effect(EffectKind.Delete, "/tmp/x", TargetScope.Temporary), Effect(EffectKind.Write, "/home/dev/app/x"))).Verdict);
    }

    [Theory]
    [InlineData("{finding: '*'}", "allow", Verdict.Block)]
    [InlineData("{finding: files.delete.*}", "allow", Verdict.Block)]
    [InlineData("{finding: files.delete.*}", "ask", Verdict.Block)]
    [InlineData("{intent: file_delete}", "allow", Verdict.Block)]
    [InlineData("{agent: '*'}", "allow", Verdict.Block)]
    [InlineData("{finding: files.delete.root}", "allow", Verdict.Allow)]
    [InlineData("{finding: [a.b, files.delete.root]}", "ask", Verdict.RequireApproval)]
    public void What_is_always_blocked_gives_way_only_to_its_own_name(string when, string then, Verdict expected)
    {
        var input = Input(new ShellAction("rm -rf /") { Agent = "claude" }, Intent.FileDelete, Risk.Critical, Finding("files.delete.root", Risk.Critical));

        Assert.Equal(expected, Judge(Rule(when, then), input).Verdict);
    }

    [Fact]
    public void Naming_one_always_blocked_finding_does_not_lift_another() =>
        Assert.Equal(Verdict.Block, Judge(
            Rule("{finding: [files.delete.root, 'device.*']}", "allow"),
            Shell(Intent.FileDelete, Risk.Critical, Finding("files.delete.root"), Finding("device.write"))).Verdict);

    [Fact]
    public void An_allowed_pattern_does_not_lift_what_is_always_blocked() =>
        Assert.Equal(Verdict.Block, Judge(
            "shell_exec:\n  allowed: ['.*']\nfile_delete:\n  allowed: ['.*']\n",
            Shell(Intent.FileDelete, Risk.Critical, Finding("files.delete.root"))).Verdict);

    [Fact]
    public void A_file_that_extends_none_starts_empty()
    {
        const string Yaml = "extends: none\nfile_write:\n  require_approval: true\n";

        Assert.Equal(Verdict.Allow, Judge(Yaml, Shell(Intent.FileDelete, Risk.Critical, Finding("files.delete.root"))).Verdict);
        Assert.Equal(Verdict.RequireApproval, Judge(Yaml, Shell(Intent.FileWrite, Risk.Low)).Verdict);
    }

    [Fact]
    public void What_would_only_be_shown_is_not_done() =>
        Assert.Equal(Verdict.Allow, Judge(
            Rule("{effect: delete}", "block") + "file_delete: {require_approval: false}\n",
            Shell(Intent.FileDelete, Risk.Low, Effect(EffectKind.Delete, "/tmp/x", TargetScope.Temporary, EffectTraits.DryRun))).Verdict);

    [Fact]
    public void The_answer_names_the_rule_its_place_and_its_reason()
    {
        var answer = Judge(Rule("{finding: files.delete.tree}", "block"), Shell(Intent.FileDelete, Risk.High, Finding("files.delete.tree", message: "deletes 47 files.")));

        Assert.Equal("deletes 47 files; because I say so", answer.Reason);
        Assert.Equal("rules.mine", answer.Rule);
        Assert.Equal(new PolicySource("rules.yaml", 2, 5), answer.Source);
    }
}

using AiFirewall.Actions;
using AiFirewall.Assessment;
using AiFirewall.Effects;
using AiFirewall.Policy;
using static AiFirewall.Tests.Policy.Given;

namespace AiFirewall.Tests.Policy;

public sealed class SectionTests
{
    private static PolicyAnswer Judge(string yaml, PolicyInput input)
    {
        var policy = GuardPolicy.Parse(yaml);
        Assert.Null(policy.Problem);
        return policy.Judge(input);
    }

    [Fact]
    public void Allowed_comes_before_blocked()
    {
        const string Yaml = "shell_exec:\n  allowed: ['^make test$']\n  blocked: ['make']\n";

        Assert.Equal(Verdict.Allow, Judge(Yaml, Shell("make test", Intent.ShellExec, Risk.High)).Verdict);
        Assert.Equal(Verdict.Block, Judge(Yaml, Shell("make all", Intent.ShellExec, Risk.Low)).Verdict);
    }

    [Fact]
    public void Blocked_comes_before_approval() =>
        Assert.Equal(Verdict.Block, Judge("file_delete:\n  blocked: ['\\bprod\\b']\n", Shell("rm -r prod", Intent.FileDelete, Risk.High)).Verdict);

    [Fact]
    public void A_shell_command_consults_its_own_section_and_shell_exec()
    {
        const string Yaml = "shell_exec:\n  blocked: ['^curl ']\napi_read:\n  blocked: ['internal']\n";

        Assert.Equal(Verdict.Block, Judge(Yaml, Shell("curl https://x", Intent.ApiRead, Risk.Low)).Verdict);
        Assert.Equal(Verdict.Block, Judge(Yaml, Shell("wget internal", Intent.ApiRead, Risk.Low)).Verdict);
        Assert.Equal(Verdict.Allow, Judge(Yaml, Input(new HttpAction("GET", "https://x"), Intent.ApiRead, Risk.Low)).Verdict);
    }

    [Fact]
    public void A_key_of_the_user_replaces_the_default_key_and_leaves_the_others()
    {
        const string Yaml = "file_write:\n  blocked_paths: [/srv]\n";

        Assert.NotEqual(Verdict.Block, Judge(Yaml, Shell(Intent.FileWrite, Risk.High, Effect(EffectKind.Write, "/etc/hosts", TargetScope.System))).Verdict);
        Assert.Equal(Verdict.Block, Judge(Yaml, Shell(Intent.FileWrite, Risk.Low, Effect(EffectKind.Write, "/srv/x", TargetScope.Elsewhere))).Verdict);
        Assert.Equal(Verdict.RequireApproval, Judge(Yaml, Input(new TextAction("x"), Intent.FileWrite, Risk.High)).Verdict);
    }

    [Theory]
    [InlineData("false", Risk.Critical, Verdict.Allow)]
    [InlineData("no", Risk.Critical, Verdict.Allow)]
    [InlineData("true", Risk.Low, Verdict.RequireApproval)]
    [InlineData("{risk_at_or_above: low}", Risk.Low, Verdict.RequireApproval)]
    [InlineData("{risk_at_or_above: CRITICAL}", Risk.High, Verdict.Allow)]
    [InlineData("{risk_at_or_above: CRITICAL}", Risk.Critical, Verdict.RequireApproval)]
    public void Approval_takes_a_boolean_or_a_level(string approval, Risk risk, Verdict expected) =>
        Assert.Equal(expected, Judge($"file_delete:\n  require_approval: {approval}\n", Input(new TextAction("x"), Intent.FileDelete, risk)).Verdict);

    [Fact]
    public void Without_the_exception_every_code_edit_asks() =>
        Assert.Equal(Verdict.RequireApproval, Judge(
            "code_modify:\n  require_approval: {risk_at_or_above: MEDIUM}\n",
            OnFile(FileOperation.Write, "a.cs", Intent.CodeModify, Risk.Medium, Effect(EffectKind.Write, "/home/dev/app/a.cs"))).Verdict);

    [Fact]
    public void A_pattern_that_takes_too_long_asks()
    {
        const string Yaml = "shell_exec:\n  blocked: ['^(a+)+$']\n";

        var answer = Judge(Yaml, Shell(new string('a', 40) + "!", Intent.ShellExec, Risk.Low));

        Assert.Equal(Verdict.RequireApproval, answer.Verdict);
        Assert.Contains("took too long", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_allowed_pattern_that_takes_too_long_does_not_allow() =>
        Assert.Equal(Verdict.RequireApproval, Judge(
            "shell_exec:\n  allowed: ['^(a+)+$', '.*']\n", Shell(new string('a', 40) + "!", Intent.ShellExec, Risk.Low)).Verdict);

    [Fact]
    public void Patterns_of_the_Python_product_are_understood() =>
        Assert.Equal(Verdict.Block, Judge(
            "shell_exec:\n  blocked: ['(?P<q>x)y(?P=q)']\n", Shell("xyx", Intent.ShellExec, Risk.Low)).Verdict);

    [Fact]
    public void Deleting_a_tree_deletes_what_is_protected_inside_it() =>
        Assert.Equal(Verdict.Block, Judge(
            "file_delete:\n  blocked_paths: ['~/work/keep']\n",
            Shell(Intent.FileDelete, Risk.High, Effect(EffectKind.Delete, "/home/dev/work", TargetScope.Home, EffectTraits.Recursive))).Verdict);

    [Fact]
    public void Moving_a_file_away_counts_as_writing_and_as_deleting()
    {
        var input = Shell(Intent.FileWrite, Risk.Low, Effect(EffectKind.Move, "/srv/data/x", TargetScope.Elsewhere));

        Assert.Equal(Verdict.Block, Judge("file_delete:\n  blocked_paths: [/srv/data]\n", input).Verdict);
        Assert.Equal(Verdict.Block, Judge("file_write:\n  blocked_paths: [/srv/data]\n", input).Verdict);
    }

    [Fact]
    public void Blocked_paths_of_shell_exec_speak_of_every_path()
    {
        const string Yaml = "shell_exec:\n  blocked_paths: [/srv/data]\n";

        Assert.Equal(Verdict.Block, Judge(Yaml, Shell(Intent.FileRead, Risk.Low, Effect(EffectKind.Read, "/srv/data/x", TargetScope.Elsewhere))).Verdict);
        Assert.Equal(Verdict.Allow, Judge(Yaml, OnFile(
            FileOperation.Read, "/srv/data/x", Intent.FileRead, Risk.Low, Effect(EffectKind.Read, "/srv/data/x", TargetScope.Elsewhere))).Verdict);
    }

    [Fact]
    public void A_policy_describes_its_rules_with_their_places()
    {
        var rules = GuardPolicy.Parse("file_delete:\n  blocked: ['prod']\n").Describe();

        Assert.Contains(new PolicyRule("file_delete.blocked", "prod", new PolicySource("rules.yaml", 2, 13)), rules);
        Assert.Contains(rules, rule => rule is { Path: "file_delete.require_approval", Value: "true", Source: { File: "default.yaml", Line: > 0 } });
        Assert.Contains(rules, rule => rule is { Path: "rules.never-a-fork-bomb", Value: "finding: system.fork-bomb -> block" });
    }
}

using System.Reflection;
using AiFirewall.Actions;
using AiFirewall.Assessment;
using AiFirewall.Effects;
using AiFirewall.Policy;
using static AiFirewall.Tests.Policy.Given;

namespace AiFirewall.Tests.Policy;

public sealed class DefaultPolicyTests
{
    private static Verdict Judge(PolicyInput input) => GuardPolicy.Default.Judge(input).Verdict;

    [Theory]
    [InlineData(Intent.ShellExec, Risk.Medium, Verdict.Allow)]
    [InlineData(Intent.ShellExec, Risk.High, Verdict.RequireApproval)]
    [InlineData(Intent.FileDelete, Risk.Low, Verdict.RequireApproval)]
    [InlineData(Intent.FileWrite, Risk.Medium, Verdict.Allow)]
    [InlineData(Intent.FileWrite, Risk.High, Verdict.RequireApproval)]
    [InlineData(Intent.CodeModify, Risk.Low, Verdict.Allow)]
    [InlineData(Intent.CodeModify, Risk.Medium, Verdict.RequireApproval)]
    [InlineData(Intent.FileRead, Risk.Low, Verdict.Allow)]
    [InlineData(Intent.FileRead, Risk.High, Verdict.RequireApproval)]
    [InlineData(Intent.DbRead, Risk.Low, Verdict.Allow)]
    [InlineData(Intent.DbWrite, Risk.Medium, Verdict.Allow)]
    [InlineData(Intent.DbWrite, Risk.High, Verdict.RequireApproval)]
    [InlineData(Intent.DbDestructive, Risk.Low, Verdict.RequireApproval)]
    [InlineData(Intent.ApiRead, Risk.Medium, Verdict.Allow)]
    [InlineData(Intent.ApiRead, Risk.High, Verdict.RequireApproval)]
    [InlineData(Intent.ApiWrite, Risk.Low, Verdict.Allow)]
    [InlineData(Intent.ApiWrite, Risk.Medium, Verdict.RequireApproval)]
    [InlineData(Intent.ApiDestructive, Risk.Low, Verdict.RequireApproval)]
    [InlineData(Intent.NetworkEgress, Risk.Low, Verdict.RequireApproval)]
    [InlineData(Intent.Unknown, Risk.Medium, Verdict.Allow)]
    [InlineData(Intent.Unknown, Risk.High, Verdict.RequireApproval)]
    public void Each_intent_asks_from_its_level(Intent intent, Risk risk, Verdict expected) =>
        Assert.Equal(expected, Judge(Input(new TextAction("x"), intent, risk)));

    [Theory]
    [InlineData(Intent.FileRead)]
    [InlineData(Intent.CodeModify)]
    [InlineData(Intent.Unknown)]
    public void A_shell_command_asks_at_high_whatever_its_intent(Intent intent) =>
        Assert.Equal(Verdict.RequireApproval, Judge(Shell(intent, Risk.High)));

    [Theory]
    [InlineData("files.delete.root")]
    [InlineData("files.delete.system")]
    [InlineData("files.delete.home")]
    [InlineData("files.move.root")]
    [InlineData("files.move.system")]
    [InlineData("files.move.home")]
    [InlineData("files.permissions.root")]
    [InlineData("files.permissions.system")]
    [InlineData("files.permissions.home")]
    [InlineData("device.write")]
    [InlineData("device.format")]
    [InlineData("system.fork-bomb")]
    [InlineData("net.metadata-endpoint")]
    [InlineData("sql.drop-database")]
    [InlineData("sql.drop-schema")]
    [InlineData("guard.tamper")]
    public void What_is_always_blocked_is_blocked_by_its_finding(string id)
    {
        Assert.Equal(Verdict.Block, Judge(Shell(Intent.ShellExec, Risk.Critical, Finding(id, Risk.Critical))));
        Assert.Equal(Verdict.Block, Judge(Input(new TextAction("x"), Intent.Unknown, Risk.Low, Finding("other.thing"), Finding(id, Risk.Low))));
        Assert.NotEqual(Verdict.Block, Judge(Shell(Intent.ShellExec, Risk.Critical, Finding(id + "-like", Risk.Critical))));
    }

    [Theory]
    [InlineData("/etc")]
    [InlineData("/etc/hosts")]
    [InlineData("/usr/bin/ls")]
    [InlineData("/boot/grub/grub.cfg")]
    public void Writing_a_system_path_is_blocked(string path)
    {
        Assert.Equal(Verdict.Block, Judge(OnFile(FileOperation.Write, path, Intent.FileWrite, Risk.High, Effect(EffectKind.Write, path, TargetScope.System))));
        Assert.Equal(Verdict.Block, Judge(Shell(Intent.FileDelete, Risk.High, Effect(EffectKind.Write, path, TargetScope.System))));
    }

    [Theory]
    [InlineData("/etcetera/x")]
    [InlineData("/home/dev/etc/x")]
    [InlineData("/usr2/x")]
    public void A_path_that_only_looks_like_a_system_path_is_not_blocked(string path) =>
        Assert.Equal(Verdict.Allow, Judge(OnFile(FileOperation.Write, path, Intent.FileWrite, Risk.Low, Effect(EffectKind.Write, path, TargetScope.Elsewhere))));

    [Fact]
    public void Reading_a_system_path_is_not_writing_it() =>
        Assert.Equal(Verdict.Allow, Judge(Shell(
            Intent.FileWrite, Risk.Low,
            Effect(EffectKind.Read, "/etc/hosts", TargetScope.System), Effect(EffectKind.Write, "/home/dev/app/hosts.txt"))));

    [Theory]
    [InlineData("/etc/shadow")]
    [InlineData("/etc/sudoers")]
    public void Reading_password_files_is_blocked_whatever_else_is_done(string path)
    {
        Assert.Equal(Verdict.Block, Judge(OnFile(FileOperation.Read, path, Intent.FileRead, Risk.High, Effect(EffectKind.Read, path, TargetScope.Credentials))));
        Assert.Equal(Verdict.Block, Judge(Shell(Intent.FileDelete, Risk.High, Effect(EffectKind.ReadSecret, path, TargetScope.Credentials))));
    }

    [Theory]
    [InlineData(@"C:\Windows\System32\drivers\etc\hosts")]
    [InlineData(@"c:\program files\x\y.dll")]
    [InlineData("C:/Windows")]
    public void Windows_paths_are_compared_without_case_and_with_either_slash(string path) =>
        Assert.Equal(Verdict.Block, Judge(
            OnFile(FileOperation.Write, path, Intent.FileWrite, Risk.High, Effect(EffectKind.Write, path, TargetScope.System))
                with
            { System = Observation.HostSystem.Windows }));

    [Fact]
    public void A_plain_edit_of_a_project_file_passes() =>
        Assert.Equal(Verdict.Allow, Judge(OnFile(FileOperation.Write, "src/a.cs", Intent.CodeModify, Risk.Medium, Effect(EffectKind.Write, "/home/dev/app/src/a.cs"))));

    [Fact]
    public void An_edit_outside_the_project_asks() =>
        Assert.Equal(Verdict.RequireApproval, Judge(OnFile(
            FileOperation.Write, "/srv/a.cs", Intent.CodeModify, Risk.Medium, Effect(EffectKind.Write, "/srv/a.cs", TargetScope.Elsewhere))));

    [Fact]
    public void An_edit_with_a_finding_asks() =>
        Assert.Equal(Verdict.RequireApproval, Judge(OnFile(
            FileOperation.Write, "src/a.cs", Intent.CodeModify, Risk.Medium,
            Effect(EffectKind.Write, "/home/dev/app/src/a.cs"), Finding("code.removes-tests", Risk.Medium))));

    [Fact]
    public void An_edit_beside_a_request_is_judged_by_the_sections_of_both() =>
        Assert.Equal(Verdict.Allow, Judge(Shell(
            Intent.CodeModify, Risk.Medium, Effect(EffectKind.Write, "/home/dev/app/src/a.cs"), Reaching(EffectKind.Fetch, "https://example.com/"))));

    [Fact]
    public void An_edit_of_a_path_that_is_not_known_asks() =>
        Assert.Equal(Verdict.RequireApproval, Judge(Shell(
            Intent.CodeModify, Risk.Medium, Effect(EffectKind.Write, "/home/dev/app/" + Unresolved.Hole))));

    [Fact]
    public void A_reason_says_what_and_why()
    {
        var answer = GuardPolicy.Default.Judge(Shell(
            Intent.FileDelete, Risk.High, Finding("files.delete.tree", Risk.High, "deletes a directory tree in the project")));

        Assert.Equal("deletes a directory tree in the project; file_delete always asks", answer.Reason);
        Assert.Equal("file_delete.require_approval", answer.Rule);
        Assert.Equal(PolicyLoader.DefaultFile, answer.Source.File);
        Assert.True(answer.Source.Line > 0);
    }

    [Fact]
    public void A_reason_falls_back_on_the_worst_effect() =>
        Assert.Equal("deletes the directory tree /home/dev/app/build; file_delete always asks", GuardPolicy.Default.Judge(Shell(
            Intent.FileDelete, Risk.High,
            Effect(EffectKind.Read, "/home/dev/app/x"),
            Effect(EffectKind.Delete, "/home/dev/app/build", TargetScope.Project, EffectTraits.Recursive))).Reason);

    [Fact]
    public void The_default_file_has_no_problems()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".yaml");
        File.WriteAllText(path, PolicyLoader.DefaultText());
        try
        {
            Assert.Empty(PolicyLoader.Check([path]));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_copy_of_the_default_file_judges_like_the_default()
    {
        var copy = GuardPolicy.Parse(PolicyLoader.DefaultText());

        Assert.Null(copy.Problem);
        Assert.Equal(GuardPolicy.Default.Describe().Select(rule => (rule.Path, rule.Value)), copy.Describe().Select(rule => (rule.Path, rule.Value)));
    }

    [Fact]
    public void The_examples_of_the_manual_are_valid()
    {
        var root = typeof(DefaultPolicyTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!;
        var manual = File.ReadAllText(Path.Combine(root, "docs", "policy.md"));

        var examples = manual.Split("```yaml\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]).ToList();

        Assert.Equal(2, examples.Count);
        Assert.All(examples, yaml => Assert.Null(GuardPolicy.Parse(yaml).Problem));
    }
}

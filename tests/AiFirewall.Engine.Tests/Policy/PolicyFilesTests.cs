using AiFirewall.Assessment;
using AiFirewall.Effects;
using AiFirewall.Policy;
using AiFirewall.State;
using CsCheck;
using static AiFirewall.Tests.Policy.Given;

namespace AiFirewall.Tests.Policy;

public sealed class PolicyFilesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("policy").FullName;
    private readonly GuardHome _home;
    private readonly string _project;

    public PolicyFilesTests()
    {
        _home = new GuardHome(Path.Combine(_root, "home"));
        _project = Path.Combine(_root, "project");
        Directory.CreateDirectory(_home.Directory);
        Directory.CreateDirectory(Path.Combine(_project, ".ai-firewall"));
    }

    private string ProjectRules => Path.Combine(_project, PolicyLoader.ProjectFile);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void No_files_give_the_default() =>
        Assert.Equal(GuardPolicy.Default.Describe(), GuardPolicy.Load(_home, _project).Describe());

    [Fact]
    public void The_users_file_is_laid_over_the_default()
    {
        WriteUser("file_delete:\n  require_approval: false\n");

        Assert.Equal(Verdict.Allow, Load().Judge(Delete()).Verdict);
    }

    [Fact]
    public void A_project_may_tighten()
    {
        WriteUser("file_delete:\n  require_approval: false\n");
        WriteProject("file_delete:\n  blocked: ['command']\n");

        var answer = Load().Judge(Delete());

        Assert.Equal(Verdict.Block, answer.Verdict);
        Assert.Equal(ProjectRules, answer.Source.File);
    }

    [Fact]
    public void A_project_may_not_loosen_unless_it_is_trusted()
    {
        WriteProject("extends: none\nfile_delete:\n  require_approval: false\nrules:\n  - {name: all, when: {intent: file_delete}, then: allow}\n");

        Assert.Equal(Verdict.RequireApproval, Load().Judge(Delete()).Verdict);
        Assert.Equal(Verdict.Allow, GuardPolicy.Load(_home, _project, isProjectTrusted: true).Judge(Delete()).Verdict);
    }

    [Fact]
    public void A_project_may_take_back_what_the_user_allows()
    {
        WriteUser("shell_exec:\n  allowed: ['.*']\n");
        WriteProject("shell_exec:\n  allowed: []\n");

        Assert.Equal(Verdict.RequireApproval, Load().Judge(Delete()).Verdict);
    }

    [Fact]
    public void The_mere_presence_of_a_project_file_changes_nothing()
    {
        WriteUser("file_delete:\n  require_approval: false\n");
        WriteProject("version: 1\n");

        Assert.Equal(Verdict.Allow, Load().Judge(Delete()).Verdict);
    }

    [Fact]
    public void A_project_that_is_the_users_home_has_one_file()
    {
        var home = new GuardHome(Path.Combine(_project, ".ai-firewall"));
        WriteProject("file_delete:\n  require_approval: false\n");

        Assert.Equal(Verdict.Allow, GuardPolicy.Load(home, _project).Judge(Delete()).Verdict);
    }

    [Fact]
    public void A_broken_project_file_refuses_everything()
    {
        WriteProject("file_delete: 1\n");

        var policy = Load();

        Assert.StartsWith(ProjectRules + ":1:14: ", policy.Problem, StringComparison.Ordinal);
        Assert.Equal(Verdict.Block, policy.Judge(Shell(Intent.FileRead, Risk.Low)).Verdict);
    }

    [Fact]
    public void A_file_may_extend_another()
    {
        File.WriteAllText(Path.Combine(_home.Directory, "team.yaml"), "file_delete:\n  require_approval: false\nfile_write:\n  blocked_paths: []\n");
        WriteUser("extends: team.yaml\nfile_write:\n  blocked_paths: [/srv]\n");

        var policy = Load();

        Assert.Null(policy.Problem);
        Assert.Equal(Verdict.Allow, policy.Judge(Delete()).Verdict);
        Assert.Contains(policy.Describe(), rule => rule is { Path: "file_write.blocked_paths", Value: "/srv" });
    }

    [Theory]
    [InlineData("extends: missing.yaml\n", "'missing.yaml' does not exist; extends takes default, none or the path of a file")]
    [InlineData("extends: rules.yaml\n", "more than 8 files extend each other; look for a file that extends itself")]
    public void A_base_that_cannot_be_used_is_a_problem(string yaml, string expected)
    {
        WriteUser(yaml);

        Assert.EndsWith(expected, Load().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_cannot_extend_a_file_outside_itself()
    {
        File.WriteAllText(Path.Combine(_root, "private.yaml"), "secret text\n");
        WriteProject("extends: ../../private.yaml\n");

        var problem = Load().Problem;

        Assert.Contains("lies outside the project", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret text", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_in_place_of_the_file_is_a_problem()
    {
        Directory.CreateDirectory(_home.RulesPath);

        Assert.Equal($"{_home.RulesPath}: this is a directory, not a file; move it away, or put the rules into a file of this name", Load().Problem);
    }

    [Fact]
    public void A_link_to_nowhere_is_a_problem()
    {
        File.CreateSymbolicLink(_home.RulesPath, Path.Combine(_root, "gone.yaml"));

        Assert.Contains("which does not exist", Load().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_text_is_a_problem()
    {
        File.WriteAllBytes(_home.RulesPath, [0x66, 0xC3, 0x28]);

        Assert.Contains("is not UTF-8 text", Load().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_file_is_a_problem()
    {
        File.WriteAllText(_home.RulesPath, new string('#', (1 << 20) + 1));

        Assert.Contains("larger than 1 MiB", Load().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_tells_the_problems_of_every_file()
    {
        WriteUser("nonsense: 1\n");
        WriteProject("file_delete: 1\n");

        var problems = PolicyLoader.Check([_home.RulesPath, ProjectRules, Path.Combine(_root, "gone.yaml")]);

        Assert.Equal([_home.RulesPath, ProjectRules, Path.Combine(_root, "gone.yaml")], problems.Select(p => p.File));
    }

    [Fact]
    public void With_any_project_file_the_verdict_is_never_looser()
    {
        var inputs = PolicyGen.Input.Array[20];
        Gen.Select(PolicyGen.Yaml, PolicyGen.Yaml, inputs).Sample((user, project, samples) =>
        {
            WriteUser(user);
            File.Delete(ProjectRules);
            var without = Load();
            WriteProject(project);
            var with = Load();
            Assert.Null(without.Problem);
            return with.Problem is not null || samples.All(input => with.Judge(input).Verdict >= without.Judge(input).Verdict);
        }, iter: 1_000, threads: 1);
    }

    [Fact]
    public void The_same_input_gets_the_same_answer() =>
        Gen.Select(PolicyGen.Yaml, PolicyGen.Input).Sample((yaml, input) =>
            GuardPolicy.Parse(yaml).Judge(input) == GuardPolicy.Parse(yaml).Judge(input), iter: 1_000);

    [Fact]
    public void One_more_effect_or_finding_never_makes_an_answer_looser_than_a_block() =>
        Gen.Select(PolicyGen.Input, PolicyGen.Effect, PolicyGen.Finding).Sample((input, effect, finding) =>
        {
            var more = input with
            {
                Assessment = input.Assessment with
                {
                    Effects = [.. input.Assessment.Effects, effect],
                    Findings = [.. input.Assessment.Findings, finding],
                },
            };
            return GuardPolicy.Default.Judge(input).Verdict != Verdict.Block || GuardPolicy.Default.Judge(more).Verdict == Verdict.Block;
        }, iter: 5_000);

    private GuardPolicy Load() => GuardPolicy.Load(_home, _project);

    private void WriteUser(string yaml) => File.WriteAllText(_home.RulesPath, yaml);

    private void WriteProject(string yaml) => File.WriteAllText(ProjectRules, yaml);

    private static PolicyInput Delete() => Shell(Intent.FileDelete, Risk.Medium, Effect(EffectKind.Delete, "/home/dev/app/x"));
}

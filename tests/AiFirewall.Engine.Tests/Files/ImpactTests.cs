using AiFirewall.Actions;
using AiFirewall.Effects;
using AiFirewall.Observation;
using AiFirewall.Policy;

namespace AiFirewall.Tests.Files;

/// <summary>What the sixth stop adds to a decision.</summary>
public sealed class ImpactTests
{
    private const string Build = TestWorld.Project + "/build";

    [Fact]
    public void A_deletion_counts_what_it_takes()
    {
        var decision = Delete(new PathFacts { Kind = PathKind.Directory, Files = 12, Bytes = 3400, Paths = [Build], Roots = 1 });
        Assert.Equal((12L, 3400L, "build"), (decision.Impact!.FilesAffected, decision.Impact.BytesAffected, Assert.Single(decision.Impact.Paths)));
    }

    [Theory]
    [InlineData(49, 99_999_999, false)]
    [InlineData(50, 0, true)]
    [InlineData(1, 100_000_000, true)]
    public void Many_files_or_bytes_are_a_finding(long files, long bytes, bool expected) =>
        Assert.Equal(expected, Delete(new PathFacts { Files = files, Bytes = bytes, Paths = [Build], Roots = 1 }).Findings.Any(f => f.Id == "files.impact.many"));

    [Fact]
    public void Many_files_raise_the_risk_of_one_path()
    {
        var world = World("/home/dev/app/*.log", new PathFacts { Files = 60, Bytes = 60, Paths = ["/home/dev/app/a.log"], Roots = 60 });
        var decision = TestWorld.Judge("rm *.log", observation: world);
        Assert.Equal(Risk.High, decision.Risk);
        Assert.Contains(decision.Trail, t => t.Stop == "impact");
    }

    [Fact]
    public void Changes_that_git_does_not_have_are_high_and_named()
    {
        var world = World("/home/dev/app/a.txt", new PathFacts { Files = 1, Bytes = 1, Paths = ["/home/dev/app/a.txt"], Roots = 1, Git = new GitFacts { Uncommitted = 1, UncommittedPaths = ["a.txt"] } });
        var decision = TestWorld.Judge("rm a.txt", observation: world);
        Assert.Equal(Risk.High, decision.Risk);
        Assert.Contains("a.txt", Assert.Single(decision.Findings, f => f.Id == "files.impact.uncommitted").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_git_has_not_is_medium_and_what_it_passes_over_is_said()
    {
        Assert.Contains(Delete(Facts(new GitFacts { Untracked = 3 })).Findings, f => f is { Id: "files.impact.untracked", Severity: Risk.Medium });
        var ignored = Delete(Facts(new GitFacts { Ignored = 3 }));
        Assert.DoesNotContain(ignored.Findings, f => f.Id.StartsWith("files.impact", StringComparison.Ordinal));
        Assert.Contains("made again", ignored.Impact!.Notes, StringComparison.Ordinal);
        Assert.Equal(Risk.High, ignored.Risk);
    }

    [Fact]
    public void A_count_that_was_cut_short_says_so()
    {
        var decision = Delete(new PathFacts { Files = 20_000, Bytes = 1, Paths = [Build], Roots = 1, IsComplete = false });
        Assert.Contains("more than was counted", decision.Impact!.Notes, StringComparison.Ordinal);
        Assert.Contains("at least 20,000", decision.Findings.First(f => f.Id == "files.impact.many").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tree_is_not_counted_twice_for_what_is_in_it()
    {
        var world = TestWorld.Observation with
        {
            Facts = new Dictionary<string, PathFacts>
            {
                [Build] = new() { Files = 5, Bytes = 5, Paths = [Build], Roots = 1 },
                [Build + "/x"] = new() { Files = 2, Bytes = 2, Paths = [Build + "/x"], Roots = 1 },
            },
        };
        Assert.Equal(5, TestWorld.Judge("rm -rf build build/x", observation: world).Impact!.FilesAffected);
    }

    [Theory]
    [InlineData("ls")]
    [InlineData("echo x > /dev/null")]
    [InlineData("git status")]
    public void What_changes_no_file_has_no_impact(string command) => Assert.Null(TestWorld.Judge(command).Impact);

    [Fact]
    public void A_refusal_does_not_look_further() => Assert.Null(TestWorld.Judge("rm -rf /").Impact);

    [Fact]
    public void An_edit_is_made_before_it_is_judged()
    {
        var decision = Judge(new FileAction(FileOperation.Write, "a.py") { Edits = [new TextEdit("b", "c")] }, "a\nb\n");
        Assert.Equal(("--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n", 1, 1), (decision.Impact!.Diff, decision.Impact.LinesAdded, decision.Impact.LinesRemoved));
        Assert.Equal(Verdict.Allow, decision.Verdict);
    }

    [Fact]
    public void What_a_shell_writes_is_compared_like_what_an_agent_writes()
    {
        var world = TestWorld.Observation with { Texts = new Dictionary<string, string> { [TestWorld.Project + "/tests/test_a.py"] = "def test_a():\n    assert f()\n" } };
        Assert.Equal(Verdict.RequireApproval, TestWorld.Judge("cat > tests/test_a.py <<'EOF'\ndef helper():\n    pass\nEOF", observation: world).Verdict);
        Assert.Equal(Verdict.RequireApproval, TestWorld.Judge("Set-Content tests/test_a.py 'pass'", ShellDialect.PowerShell, world).Verdict);
        Assert.Equal(Verdict.Allow, TestWorld.Judge("cat >> tests/test_a.py <<'EOF'\ndef test_b():\n    assert g()\nEOF", observation: world).Verdict);
    }

    [Fact]
    public void A_patch_is_judged_file_by_file()
    {
        const string patch = "*** Begin Patch\n*** Update File: tests/test_a.py\n-def test_a():\n-    assert f()\n+x = 1\n*** End Patch";
        var action = new FileAction(FileOperation.Patch, ".", patch);
        Assert.Equal("patch tests/test_a.py", action.Rendered);
        Assert.Contains(Judge(action, "def test_a():\n    assert f()\n", "tests/test_a.py").Findings, f => f.Id == "code.removes-test");
        Assert.Equal(Verdict.RequireApproval, TestWorld.Guard.Evaluate(new FileAction(FileOperation.Patch, ".", "*** Begin Patch\n*** Delete File: a\n*** End Patch"), TestWorld.Observation).Verdict);
        Assert.Contains(Judge(new FileAction(FileOperation.Patch, ".", "nonsense"), "").Findings, f => f.Id == "files.patch.unreadable");
        Assert.Equal(Verdict.Block, TestWorld.Guard.Evaluate(new FileAction(FileOperation.Patch, ".", "*** Begin Patch\n*** Update File: ../.ai-firewall/rules.yaml\n+x\n*** End Patch"), TestWorld.Observation).Verdict);
        Assert.Equal(Verdict.Allow, TestWorld.Guard.Evaluate(new FileAction(FileOperation.Patch, ".", "*** Begin Patch\n*** Add File: src/a.py\n+x = 1\n*** End Patch"), TestWorld.Observation).Verdict);
    }

    [Fact]
    public void A_patch_in_a_shell_is_read_as_one()
    {
        var world = TestWorld.Observation with { Texts = new Dictionary<string, string> { [TestWorld.Project + "/tests/test_a.py"] = "def test_a():\n    assert f()\n" } };
        static string Heredoc(string sections) => $"apply_patch <<'EOF'\n*** Begin Patch\n{sections}\n*** End Patch\nEOF";
        Assert.Contains(TestWorld.Judge(Heredoc("*** Update File: tests/test_a.py\n-def test_a():\n-    assert f()\n+x = 1"), observation: world).Findings, f => f.Id == "code.removes-test");
        var added = TestWorld.Judge(Heredoc("*** Add File: src/a.py\n+x = 1"), observation: world);
        Assert.Equal((Verdict.Allow, 1), (added.Verdict, added.Impact!.LinesAdded));
        Assert.Equal(Verdict.RequireApproval, TestWorld.Judge(Heredoc("*** Delete File: src/a.py"), observation: world).Verdict);
        Assert.Equal(Verdict.Block, TestWorld.Judge(Heredoc("*** Add File: ../.ai-firewall/rules.yaml\n+x"), observation: world).Verdict);
        Assert.Contains(TestWorld.Judge(Heredoc("*** Update File: tests/test_a.py\n-no such line\n+x = 1"), observation: world).Findings, f => f.Id == "files.edit.not-applicable");
        Assert.Contains(TestWorld.Judge("apply_patch \"$PATCH\"", observation: world).Findings, f => f.Id == "files.patch.unreadable");
        Assert.Equal(Verdict.Allow, TestWorld.Judge("cat > notes.txt <<'EOF'\n*** Begin Patch\n*** Delete File: src/a.py\n*** End Patch\nEOF", observation: world).Verdict);
    }

    [Theory]
    [InlineData("git reset --hard", TestWorld.Project)]
    [InlineData("git reset --hard HEAD~1", TestWorld.Project)]
    [InlineData("git checkout -f main", TestWorld.Project)]
    [InlineData("git checkout -- .", TestWorld.Project)]
    [InlineData("git restore src", TestWorld.Project + "/src")]
    [InlineData("cd src && git checkout .", TestWorld.Project + "/src")]
    public void What_git_throws_away_is_counted(string command, string place)
    {
        var decision = TestWorld.Judge(command, observation: World(place, Facts(new GitFacts { Unchanged = 9, Uncommitted = 2, Untracked = 4, UncommittedPaths = ["a.txt", "b.txt"] })));
        Assert.Equal(2, decision.Impact!.FilesAffected);
        Assert.Contains("a.txt, b.txt", Assert.Single(decision.Findings, f => f.Id == "files.impact.uncommitted").Message, StringComparison.Ordinal);
        Assert.DoesNotContain(decision.Findings, f => f.Id == "files.impact.untracked");
    }

    [Theory]
    [InlineData("git clean -fd", 4)]
    [InlineData("git clean -fd && git reset --hard", 6)]
    public void What_git_cleans_away_is_what_it_does_not_know(string command, long files)
    {
        var decision = TestWorld.Judge(command, observation: World(TestWorld.Project, Facts(new GitFacts { Unchanged = 9, Uncommitted = 2, Untracked = 4, Ignored = 7 })));
        Assert.Equal(files, decision.Impact!.FilesAffected);
        Assert.Contains(decision.Findings, f => f.Id == "files.impact.untracked");
    }

    [Theory]
    [InlineData("git clean -nd")]
    [InlineData("git reset --soft HEAD~1")]
    [InlineData("git checkout main")]
    [InlineData("git restore --staged .")]
    public void What_git_keeps_has_no_impact(string command) =>
        Assert.Null(TestWorld.Judge(command, observation: World(TestWorld.Project, Facts(new GitFacts { Uncommitted = 2, Untracked = 4 }))).Impact);

    [Fact]
    public void A_cell_of_a_notebook_is_compared_as_code()
    {
        const string notebook = """{"cells":[{"id":"c1","cell_type":"code","source":["x = 1\n","y = 2"]},{"id":"c2","cell_type":"code","source":"print(x)"}]}""";
        var decision = Judge(new FileAction(FileOperation.Write, "a.ipynb") { Cell = new CellEdit("c1", "x = 2\ny = 2") }, notebook, "a.ipynb");
        Assert.Equal((Verdict.Allow, 1, 1), (decision.Verdict, decision.Impact!.LinesAdded, decision.Impact.LinesRemoved));
        Assert.Contains(Judge(new FileAction(FileOperation.Write, "a.ipynb") { Cell = new CellEdit("c9", "x") }, notebook, "a.ipynb").Findings, f => f.Id == "files.edit.not-applicable");
        Assert.Equal(3, Judge(new FileAction(FileOperation.Write, "a.ipynb") { Cell = new CellEdit("cell-0", "", CellEditMode.Delete) }, notebook, "a.ipynb").Impact!.LinesRemoved);
    }

    [Fact]
    public void Emptying_a_file_with_changes_that_git_does_not_have_asks_whatever_the_file()
    {
        var world = TestWorld.Observation with
        {
            Texts = new Dictionary<string, string> { [TestWorld.Project + "/notes.txt"] = "x" },
            Facts = new Dictionary<string, PathFacts> { [TestWorld.Project + "/notes.txt"] = Facts(new GitFacts { Uncommitted = 1 }) },
        };
        Assert.Equal(Verdict.RequireApproval, TestWorld.Guard.Evaluate(new FileAction(FileOperation.Write, "notes.txt", ""), world).Verdict);
        Assert.Equal(Verdict.Allow, TestWorld.Guard.Evaluate(new FileAction(FileOperation.Write, "notes.txt", "y"), world).Verdict);
    }

    [Theory]
    [InlineData(FileState.Binary)]
    [InlineData(FileState.TooLarge)]
    [InlineData(FileState.Unreadable)]
    public void A_file_that_is_no_text_is_not_compared_and_that_is_said(FileState state)
    {
        var world = TestWorld.Observation with { Contents = new Dictionary<string, FileContent> { [TestWorld.Project + "/a.bin"] = new(state, Bytes: 10) } };
        var decision = TestWorld.Guard.Evaluate(new FileAction(FileOperation.Write, "a.bin", "x"), world);
        Assert.Equal((null, true), (decision.Impact!.Diff, decision.Impact.Notes.Length > 0));
    }

    [Fact]
    public void A_secret_in_a_diff_is_masked()
    {
        var decision = TestWorld.Guard.Evaluate(new FileAction(FileOperation.Write, "tests/a.py", "t = 'ghp_Q3egRT7plMN5wxyZ8aBcD2fGhJ4kLmN6pRsT'\n"), TestWorld.Observation);
        Assert.DoesNotContain("Q3egRT7plMN5", decision.Impact!.Diff, StringComparison.Ordinal);
    }

    private static PathFacts Facts(GitFacts git) => new() { Files = 3, Bytes = 3, Paths = [Build], Roots = 1, Git = git };

    private static Decision Delete(PathFacts facts) => TestWorld.Judge("rm -rf build", observation: World(Build, facts));

    private static FrozenObservation World(string path, PathFacts facts) => TestWorld.Observation with { Facts = new Dictionary<string, PathFacts> { [path] = facts } };

    private static Decision Judge(FileAction action, string old, string path = "a.py") =>
        TestWorld.Guard.Evaluate(action, TestWorld.Observation with { Texts = new Dictionary<string, string> { [TestWorld.Project + "/" + path] = old } });
}

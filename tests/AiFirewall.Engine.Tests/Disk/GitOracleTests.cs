using AiFirewall.Observation;
using CsCheck;

namespace AiFirewall.Tests.Disk;

/// <summary>What is read from git's files is what git itself says.</summary>
public sealed class GitOracleTests
{
    private static readonly string[] Paths = ["a.txt", "b.log", "src/a.cs", "src/b.cs", "src/deep/c.cs", "build/out.o", "build/keep.txt", "node_modules/x/index.js", "src/ü.txt", ".env"];

    private static readonly string[] Rules = ["*.log", "build/", "/node_modules", "!keep.txt", "src/*.cs", "**/deep", "deep/", "*.o", "!b.log", "a.*", ".env", "src/**", "# nothing", "build/*", "!build/keep.txt"];

    [Fact]
    public void Files_are_what_git_status_says() =>
        Gen.Select(Gen.Int[0, Rules.Length - 1].List[0, 4], Gen.Int[0, Rules.Length - 1].List[0, 2], Gen.Int[0, 3].Array[Paths.Length], Gen.Int[2, 4]).Sample(
            (outer, inner, states, version) =>
            {
                using var repository = new GitRepository();
                repository.Git("config", "index.version", version.ToString(System.Globalization.CultureInfo.InvariantCulture));
                // 0: not there, 1: committed, 2: committed and changed, 3: never added.
                for (var i = 0; i < Paths.Length; i++)
                {
                    if (states[i] is 1 or 2) repository.Write(Paths[i], "one\n");
                }

                repository.Git("add", "-A", "-f");
                repository.Git("commit", "-q", "--allow-empty", "-m", "x");
                for (var i = 0; i < Paths.Length; i++)
                {
                    if (states[i] == 2) repository.Write(Paths[i], i % 2 == 0 ? "two\n" : "longer than before\n");
                    if (states[i] == 3) repository.Write(Paths[i], "new\n");
                }

                repository.Write(".gitignore", string.Concat(outer.Select(r => Rules[r] + "\n")));
                if (inner.Count > 0) repository.Write("src/.gitignore", string.Concat(inner.Select(r => Rules[r] + "\n")));
                var facts = Measure(repository.Root).Git!;
                var said = repository.Git("-c", "core.quotePath=false", "status", "--porcelain", "--ignored", "-uall", "-z").Split('\0', StringSplitOptions.RemoveEmptyEntries);
                Assert.Equal(Count(said, "??", repository), facts.Untracked);
                Assert.Equal(Count(said, "!!", repository), facts.Ignored);
                Assert.Equal(Count(said, " M", repository), facts.Uncommitted);
                Assert.True(facts.IsComplete);
            }, iter: 40, threads: 2);

    [Fact]
    public void A_file_that_was_only_touched_is_unchanged()
    {
        using var repository = new GitRepository();
        repository.Write("a", "one\n");
        repository.Git("add", "-A");
        File.SetLastWriteTimeUtc(Path.Combine(repository.Root, "a"), DateTime.UnixEpoch.AddDays(10_000));
        Assert.Equal((1L, 0L), (Measure(repository.Root + "/a").Git!.Unchanged, Measure(repository.Root + "/a").Git!.Uncommitted));
    }

    [Fact]
    public void A_change_of_the_same_size_in_the_same_moment_is_seen()
    {
        using var repository = new GitRepository();
        repository.Write("a", "one\n");
        repository.Git("add", "-A");
        var time = File.GetLastWriteTimeUtc(Path.Combine(repository.Root, ".git", "index"));
        repository.Write("a", "two\n");
        File.SetLastWriteTimeUtc(Path.Combine(repository.Root, "a"), time);
        Assert.Equal(1, Measure(repository.Root + "/a").Git!.Uncommitted);
    }

    [Fact]
    public void Further_work_trees_and_repositories_inside_have_their_own_index()
    {
        using var repository = new GitRepository();
        repository.Write("a", "one\n");
        repository.Git("add", "-A");
        repository.Git("commit", "-q", "-m", "x");
        repository.Git("worktree", "add", "-q", "tree");
        repository.Write("tree/a", "changed\n");
        Assert.Equal((1L, 0L), (Measure(repository.Root + "/tree").Git!.Uncommitted, Measure(repository.Root + "/a").Git!.Uncommitted));

        repository.Git("init", "-q", "inner");
        repository.Write("inner/b", "x");
        Assert.Equal((2L, 1L), (Measure(repository.Root).Git!.Unchanged + Measure(repository.Root).Git!.Uncommitted, Measure(repository.Root).Git!.Untracked));
    }

    [Fact]
    public void A_name_that_was_only_announced_and_a_file_of_long_names_are_read()
    {
        using var repository = new GitRepository();
        var deep = string.Join('/', Enumerable.Repeat("directory-with-a-long-name", 30)) + "/file.txt";
        repository.Write(deep, "x");
        repository.Write("soon", "x");
        repository.Git("add", deep);
        repository.Git("add", "-N", "soon");
        var facts = Measure(repository.Root).Git!;
        Assert.Equal((1L, 1L), (facts.Unchanged, facts.Uncommitted));
    }

    [Fact]
    public void A_repository_of_sha256_is_read()
    {
        using var repository = new GitRepository("--object-format=sha256");
        repository.Write("a", "x");
        repository.Git("add", "-A");
        // An index as old as its file would have to be compared by content, which only SHA-1 is.
        File.SetLastWriteTimeUtc(Path.Combine(repository.Root, ".git", "index"), DateTime.UtcNow.AddMinutes(1));
        Assert.Equal(1, Measure(repository.Root + "/a").Git!.Unchanged);
    }

    [Fact]
    public void A_broken_index_says_nothing()
    {
        using var repository = new GitRepository();
        repository.Write("a", "x");
        repository.Git("add", "-A");
        var index = Path.Combine(repository.Root, ".git", "index");
        var bytes = File.ReadAllBytes(index);
        bytes[11] = 200;
        File.WriteAllBytes(index, bytes);
        Assert.False(Measure(repository.Root + "/a").Git!.IsComplete);
    }

    private static PathFacts Measure(string path) => LiveObservation.Of(Path.GetDirectoryName(path)).Measure(path);

    private static long Count(string[] said, string mark, GitRepository repository) => said.Where(s => s.StartsWith(mark, StringComparison.Ordinal)).Sum(s =>
    {
        // Git names an ignored directory once for all that is in it.
        var path = Path.Combine(repository.Root, s[3..]);
        return Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Count() : 1L;
    });
}

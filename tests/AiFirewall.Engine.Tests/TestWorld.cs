using AiFirewall.Actions;
using AiFirewall.Observation;
using AiFirewall.Policy;

namespace AiFirewall.Tests;

/// <summary>The world that tests judge in: a developer's home with a project, nothing of it on disk.</summary>
internal static class TestWorld
{
    public const string Home = "/home/dev";
    public const string Project = "/home/dev/app";

    public static FrozenObservation Observation { get; } = new()
    {
        WorkingDirectory = Project,
        Home = Home,
        User = "dev",
        Project = Project,
        GuardHome = Home + "/.ai-firewall",
        Now = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero),
        Variables = new Dictionary<string, string> { ["HOME"] = Home, ["USER"] = "dev", ["TMPDIR"] = "/tmp" },
    };

    public static Guard Guard { get; } = new(GuardPolicy.Default);

    public static Decision Judge(string command, ShellDialect shell = ShellDialect.Bash, FrozenObservation? observation = null) =>
        Guard.Evaluate(new ShellAction(command, shell), observation ?? Observation);

    /// <summary>The root of the repository, where the catalog and the corpus are.</summary>
    public static string RepositoryRoot { get; } = typeof(TestWorld).Assembly
        .GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), false)
        .Cast<System.Reflection.AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepoRoot").Value!;
}

using AiFirewall.Observation;

namespace AiFirewall.Benchmarks;

/// <summary>A developer's machine with a project, nothing of it on disk.</summary>
internal static class World
{
    public const string Home = "/home/dev";

    public static FrozenObservation Frozen { get; } = new()
    {
        WorkingDirectory = Home + "/app",
        Home = Home,
        User = "dev",
        Project = Home + "/app",
        GuardHome = Home + "/.ai-firewall",
        Now = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero),
        Variables = new Dictionary<string, string> { ["HOME"] = Home, ["USER"] = "dev", ["TMPDIR"] = "/tmp" },
    };

    /// <summary>What agents run all day.</summary>
    public static readonly string[] EverydayCommands =
    [
        "ls -la",
        "git status && git diff --stat",
        "npm test -- --watch=false",
        "grep -rn 'TODO' src | head -20",
        "cd src && dotnet build -c Release 2>&1 | tail -5",
        "git commit -m \"fix: handle the empty list\"",
        "rm -rf node_modules && npm ci",
        "find . -name '*.cs' -not -path './obj/*' | xargs wc -l",
    ];
}

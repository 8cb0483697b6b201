using System.Collections.Concurrent;
using AiFirewall.Cmdlets.Referee;
using AiFirewall.Commands;
using AiFirewall.State;

namespace AiFirewall.Cmdlets.Interception;

/// <summary>The guards that a session judges with: one for every project, opened once and again when its files change.</summary>
internal static class SessionGuards
{
    private const long CheckEveryMilliseconds = 1_000;

    private static readonly ConcurrentDictionary<(GuardHome Home, string? Project, bool IsRefereed), OpenGuard> s_guards = new();

    private static Guard? s_last;
    private static KnownHome? s_home;

    /// <summary>What commands do, by the guard that was asked last: the catalog is the user's, whatever the project.</summary>
    public static CommandCatalog Catalog => (s_last ?? Of(Environment.CurrentDirectory, out _)).Catalog;

    /// <summary>The guard of a directory, and the world around it.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="observation">The world around it.</param>
    /// <param name="isRefereed">Whether PowerShell's own parser is asked as well: for what people and scripts wrote, not for what a gate wrote itself.</param>
    public static Guard Of(string directory, out SessionObservation observation, bool isRefereed = false)
    {
        observation = SessionObservation.Of(directory);
        var home = Home();
        var project = observation.Project;
        var key = (home, project, isRefereed);
        if (s_guards.TryGetValue(key, out var open) && open.IsCurrent(home, project)) return s_last = open.Guard;
        return s_last = (s_guards[key] = OpenGuard.Open(home, project, isRefereed, open)).Guard;
    }

    /// <summary>The home that the environment names; read anew when the environment names another one.</summary>
    private static GuardHome Home()
    {
        var variables = (Environment.GetEnvironmentVariable("AI_FIREWALL_HOME"), Environment.GetEnvironmentVariable("AI_FIREWALL_AUDIT_PATH"));
        if (s_home is not { } known || known.Variables != variables) s_home = known = new(variables, GuardHome.FromEnvironment());
        return known.Home;
    }

    private sealed record KnownHome((string? Home, string? Audit) Variables, GuardHome Home);

    private sealed class OpenGuard(Guard guard, long stamp)
    {
        private long _checkedAt = Environment.TickCount64;

        public Guard Guard { get; } = guard;

        /// <summary>Opens the guard anew. While files cannot be read the last rules that could stay in force.</summary>
        public static OpenGuard Open(GuardHome home, string? project, bool isRefereed, OpenGuard? last)
        {
            var stamp = Stamp(home, project);
            var guard = Guard.Open(home, project, isRefereed ? PowerShellReferee.Instance : null);
            var isBroken = guard.Policy.Problem is not null || guard.CatalogProblems.Count > 0;
            return isBroken && last is not null ? new(last.Guard, stamp) : new(guard, stamp);
        }

        public bool IsCurrent(GuardHome home, string? project)
        {
            var now = Environment.TickCount64;
            if (now - _checkedAt < CheckEveryMilliseconds) return true;
            _checkedAt = now;
            return Stamp(home, project) == stamp;
        }

        private static long Stamp(GuardHome home, string? project)
        {
            var stamp = new HashCode();
            stamp.Add(File.GetLastWriteTimeUtc(home.RulesPath));
            if (project is not null) stamp.Add(File.GetLastWriteTimeUtc(Path.Combine(project, ".ai-firewall", "rules.yaml")));
            if (Directory.Exists(home.CatalogDirectory))
            {
                foreach (var pack in Directory.EnumerateFiles(home.CatalogDirectory).Order(StringComparer.Ordinal))
                {
                    stamp.Add(pack);
                    stamp.Add(File.GetLastWriteTimeUtc(pack));
                }
            }
            return stamp.ToHashCode();
        }
    }
}

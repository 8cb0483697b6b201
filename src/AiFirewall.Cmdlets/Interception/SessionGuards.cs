using System.Collections.Concurrent;
using AiFirewall.State;

namespace AiFirewall.Cmdlets.Interception;

/// <summary>The guards that a session judges with: one for every project, opened once and again when its files change.</summary>
internal static class SessionGuards
{
    private const long CheckEveryMilliseconds = 1_000;

    private static readonly ConcurrentDictionary<string, OpenGuard> s_guards = new(StringComparer.Ordinal);

    /// <summary>The guard of a directory, and the world around it.</summary>
    public static Guard Of(string directory, out SessionObservation observation)
    {
        observation = SessionObservation.Of(directory);
        var home = GuardHome.FromEnvironment();
        var project = observation.Project;
        var key = $"{home.Directory}\n{home.AuditPath}\n{project}";
        if (s_guards.TryGetValue(key, out var open) && open.IsCurrent(home, project)) return open.Guard;
        return (s_guards[key] = OpenGuard.Open(home, project, open)).Guard;
    }

    private sealed class OpenGuard(Guard guard, long stamp)
    {
        private long _checkedAt = Environment.TickCount64;

        public Guard Guard { get; } = guard;

        /// <summary>Opens the guard anew. While files cannot be read the last rules that could stay in force.</summary>
        public static OpenGuard Open(GuardHome home, string? project, OpenGuard? last)
        {
            var stamp = Stamp(home, project);
            var guard = Guard.Open(home, project);
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

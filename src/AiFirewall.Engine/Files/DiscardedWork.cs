using AiFirewall.Effects;
using AiFirewall.Observation;

namespace AiFirewall.Files;

/// <summary>What git would throw away: the changes in its files that it does not have, or the files that it does not know.</summary>
/// <param name="Files">How many files.</param>
/// <param name="Paths">The first of them, relative to the work tree.</param>
/// <param name="Git">What git says of those files, and of no others.</param>
/// <param name="IsComplete">Whether everything was looked at.</param>
internal sealed record DiscardedWork(long Files, IReadOnlyList<string> Paths, GitFacts Git, bool IsComplete)
{
    private const int MaxMeasured = 16;

    /// <summary>Whether an effect is git's own throwing away of what stands in a work tree.</summary>
    public static bool Is(Effect effect) =>
        effect is { Kind: EffectKind.DiscardWork, Directory: not null, By: "git/git clean" or "git/git reset" or "git/git checkout" or "git/git restore" or "git/git checkout-index" or "git/git switch" or "git/git read-tree" }
        && !effect.Has(EffectTraits.DryRun | EffectTraits.Elsewhere);

    /// <summary>Measures what the effects throw away; null when none does or there is no repository.</summary>
    public static DiscardedWork? Measure(IReadOnlyList<Effect> effects, IObservation observation)
    {
        DiscardedWork? all = null;
        var seen = new HashSet<(string, bool)>();
        foreach (var effect in effects)
        {
            if (!Is(effect) || PlaceOf(effect, observation) is not { } place) continue;
            var isClean = effect.By == "git/git clean";
            if (!seen.Add((place, isClean)) || seen.Count > MaxMeasured) continue;
            if (observation.Measure(place) is not { Git: { } git } facts) continue;
            var work = isClean
                ? new DiscardedWork(git.Untracked, [], new GitFacts { Untracked = git.Untracked, IsComplete = git.IsComplete }, facts.IsComplete)
                : new DiscardedWork(git.Uncommitted, git.UncommittedPaths, new GitFacts { Uncommitted = git.Uncommitted, UncommittedPaths = git.UncommittedPaths, IsComplete = git.IsComplete }, facts.IsComplete);
            all = all is null ? work : all.And(work);
        }

        return all;
    }

    /// <summary>A path that is named; otherwise all of the work tree, as far as that is the project.</summary>
    private static string? PlaceOf(Effect effect, IObservation observation)
    {
        if (effect.Target is { Kind: TargetKind.Path, IsResolved: true }) return effect.Target.Text;
        var directory = effect.Directory!;
        if (observation.Project is not { } project) return null;
        return directory == project || directory.StartsWith(project + "/", StringComparison.Ordinal) ? project : directory;
    }

    private DiscardedWork And(DiscardedWork other) => new(
        Files + other.Files,
        [.. Paths, .. other.Paths],
        new GitFacts
        {
            Uncommitted = Git.Uncommitted + other.Git.Uncommitted,
            Untracked = Git.Untracked + other.Git.Untracked,
            UncommittedPaths = [.. Git.UncommittedPaths.Concat(other.Git.UncommittedPaths).Take(3)],
            IsComplete = Git.IsComplete && other.Git.IsComplete,
        },
        IsComplete && other.IsComplete);
}

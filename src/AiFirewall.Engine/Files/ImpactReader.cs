using System.Globalization;
using AiFirewall.Effects;
using AiFirewall.Observation;

namespace AiFirewall.Files;

/// <summary>Works out what an action would touch: the files that it deletes and how the files that it writes would look.</summary>
internal sealed class ImpactReader
{
    private const int MaxPaths = 8;
    private const int MaxMeasured = 64;
    private const int MaxChanges = 32;
    private const long ManyFiles = 50;
    private const long ManyBytes = 100_000_000;

    private readonly IObservation _observation;
    private readonly List<string> _paths = [];
    private readonly List<string> _notes = [];
    private readonly List<Finding> _findings = [];
    private readonly List<Finding> _codeFindings = [];
    private readonly List<string> _diffs = [];
    private long _files, _bytes;
    private int _added, _removed, _diffLines;
    private GitFacts? _git;

    private ImpactReader(IObservation observation) => _observation = observation;

    /// <summary>The impact of an action; null when it changes no files.</summary>
    /// <param name="effects">What it would do.</param>
    /// <param name="changes">What it writes, where that is known.</param>
    /// <param name="observation">What is so on this machine.</param>
    public static FileImpact? Of(IReadOnlyList<Effect> effects, IReadOnlyList<FileChange> changes, IObservation observation)
    {
        List<Effect>? touching = null;
        foreach (var effect in effects)
        {
            if (Touches(effect) || DiscardedWork.Is(effect)) (touching ??= []).Add(effect);
        }

        return touching is null ? null : new ImpactReader(observation).Read(touching, changes);
    }

    /// <summary>Whether an effect changes files of this machine.</summary>
    private static bool Touches(Effect effect) =>
        effect.Kind is EffectKind.Delete or EffectKind.Write or EffectKind.Move
        && effect.Target.Kind == TargetKind.Path
        && effect.Target.Scope is not (TargetScope.Sink or TargetScope.Device)
        && !effect.Has(EffectTraits.DryRun | EffectTraits.Elsewhere);

    private FileImpact Read(List<Effect> effects, IReadOnlyList<FileChange> changes)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        ReadDeletions(effects, seen);
        ReadDiscards(effects);
        ReadWrites(effects, changes, seen);
        return new FileImpact
        {
            Files = _files,
            Bytes = _bytes,
            Paths = _paths,
            Notes = _notes,
            Diff = _diffs.Count == 0 ? null : string.Concat(_diffs),
            LinesAdded = _added,
            LinesRemoved = _removed,
            CodeFindings = _codeFindings,
            Findings = _findings,
            Git = _git,
        };
    }

    private void ReadDeletions(List<Effect> effects, HashSet<string> seen)
    {
        long files = 0, bytes = 0;
        var isComplete = true;
        var isTemporary = true;
        foreach (var effect in effects)
        {
            var path = effect.Target.Text;
            if (effect.Kind != EffectKind.Delete) continue;
            if (!effect.Target.IsResolved)
            {
                Note("some paths are only known when it runs");
                continue;
            }

            if (!seen.Add(path) || IsInside(path, seen)) continue;
            if (seen.Count > MaxMeasured)
            {
                Note($"only the first {MaxMeasured} paths were looked at");
                isComplete = false;
                break;
            }

            var facts = _observation.Measure(path);
            (files, bytes) = (files + facts.Files, bytes + facts.Bytes);
            isComplete &= facts.IsComplete;
            isTemporary &= effect.Target.Scope == TargetScope.Temporary;
            if (facts.Roots == 0) AddPath(path);
            foreach (var root in facts.Paths) AddPath(root);
            if (facts.Git is { } git && effect.Target.Scope != TargetScope.Temporary) TakeGit(git);
        }

        (_files, _bytes) = (files, bytes);
        if (!isComplete) Note("there is more than was counted");
        // What is in a temporary directory is made to be thrown away.
        if (!isTemporary && (files >= ManyFiles || bytes >= ManyBytes))
            _findings.Add(new Finding("files.impact.many", Risk.High, $"deletes {AtLeast(isComplete)}{Number(files)} files ({Size(bytes)})"));
        if (files > 0) JudgeGit();
    }

    private void ReadDiscards(List<Effect> effects)
    {
        if (DiscardedWork.Measure(effects, _observation) is not { } work) return;
        _files += work.Files;
        foreach (var path in work.Paths) AddPath(path);
        TakeGit(work.Git);
        if (work.Git.Uncommitted > 0)
            _findings.Add(new Finding("files.impact.uncommitted", Risk.High, $"throws away changes that git does not have, in {Number(work.Git.Uncommitted)} files ({Names(work.Git.UncommittedPaths)})"));
        if (work.Git.Untracked > 0) _findings.Add(new Finding("files.impact.untracked", Risk.Medium, $"deletes files that git does not have, {Number(work.Git.Untracked)} in all"));
        if (!work.IsComplete) Note("there is more than was counted");
        if (work.Files == 0 && work.IsComplete) Note("there is nothing there that git does not have");
        if (!work.Git.IsComplete) Note("git's view of some files could not be had");
    }

    private void JudgeGit()
    {
        if (_git is not { } git) return;
        if (git.Uncommitted > 0)
            _findings.Add(new Finding("files.impact.uncommitted", Risk.High, $"deletes changes that git does not have, in {Number(git.Uncommitted)} files ({Names(git.UncommittedPaths)})"));
        if (git.Untracked > 0) _findings.Add(new Finding("files.impact.untracked", Risk.Medium, $"deletes files that git does not have, {Number(git.Untracked)} in all"));
        if (git.Ignored > 0 && git.Ignored == _files) Note("git is told to pass over all of it, so it is probably made by a build and can be made again");
        if (!git.IsComplete) Note("git's view of some files could not be had");
    }

    private void ReadWrites(List<Effect> effects, IReadOnlyList<FileChange> changes, HashSet<string> seen)
    {
        var known = new Dictionary<string, FileChange>(StringComparer.Ordinal);
        foreach (var change in changes) known[change.Path] = change;
        var count = 0;
        foreach (var effect in effects)
        {
            var path = effect.Target.Text;
            if (effect.Kind is EffectKind.Delete or EffectKind.DiscardWork) continue;
            if (!effect.Target.IsResolved)
            {
                Note("some paths are only known when it runs");
                continue;
            }

            if (!seen.Add(path)) continue;
            _files++;
            AddPath(path);
            if (effect.Kind != EffectKind.Write || !known.TryGetValue(path, out var change)) continue;
            if (++count > MaxChanges)
            {
                Note($"only the first {MaxChanges} files that are written were compared");
                break;
            }

            ReadChange(change with { IsAppended = change.IsAppended || (change.Content is not null && effect.Has(EffectTraits.Append)) });
        }
    }

    private void ReadChange(FileChange change)
    {
        var file = ChangedFile.Of(change, _observation);
        foreach (var note in file.Notes) Note(note);
        _bytes += file.Bytes;
        _findings.AddRange(file.Findings);
        _codeFindings.AddRange(file.CodeFindings);
        _added += file.Diff?.Added ?? 0;
        _removed += file.Diff?.Removed ?? 0;
        if (file.Diff is { Changes.Count: > 0 } diff && _diffLines < UnifiedDiff.MaxLines)
        {
            var name = Shown(change.Path);
            var text = UnifiedDiff.Of(diff, file.IsNew ? "/dev/null" : "a/" + name.TrimStart('/'), "b/" + name.TrimStart('/'));
            _diffs.Add(text);
            _diffLines += text.AsSpan().Count('\n');
        }

        if (file.IsNew) return;
        var facts = _observation.Measure(change.Path);
        if (facts.Git is not { } git) return;
        TakeGit(git);
        // Writing on in a file is what agents do all day, also in one that is not committed yet. Leaving nothing of it is a loss.
        if (file.IsEmptied && git.Uncommitted > 0)
            _findings.Add(new Finding("files.impact.emptied", Risk.High, $"empties {Shown(change.Path)}, which has changes that git does not have"));
    }

    private void TakeGit(GitFacts git) => _git = _git is null ? git : new GitFacts
    {
        Unchanged = _git.Unchanged + git.Unchanged,
        Uncommitted = _git.Uncommitted + git.Uncommitted,
        Untracked = _git.Untracked + git.Untracked,
        Ignored = _git.Ignored + git.Ignored,
        UncommittedPaths = [.. _git.UncommittedPaths.Concat(git.UncommittedPaths).Take(3)],
        IsComplete = _git.IsComplete && git.IsComplete,
    };

    private static bool IsInside(string path, HashSet<string> trees)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            if (trees.Contains(path[..slash])) return true;
        }

        return false;
    }

    private void AddPath(string path)
    {
        if (_paths.Count < MaxPaths) _paths.Add(Shown(path));
    }

    private string Shown(string path)
    {
        var directory = _observation.WorkingDirectory;
        return path.Length > directory.Length + 1 && path.StartsWith(directory, StringComparison.Ordinal) && path[directory.Length] == '/' ? path[(directory.Length + 1)..] : path;
    }

    private void Note(string note)
    {
        if (!_notes.Contains(note)) _notes.Add(note);
    }

    private static string AtLeast(bool isComplete) => isComplete ? "" : "at least ";

    private static string Names(IReadOnlyList<string> names) => string.Join(", ", names);

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Size(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} bytes",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
    };
}

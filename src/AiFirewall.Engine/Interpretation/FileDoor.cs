using AiFirewall.Actions;
using AiFirewall.Effects;
using AiFirewall.Files;
using AiFirewall.Observation;

namespace AiFirewall.Interpretation;

/// <summary>Reads what is done to files without a shell: writes, edits, patches, reads and deletions.</summary>
internal static class FileDoor
{
    /// <summary>Reads a file action.</summary>
    public static Reading Read(FileAction file, IObservation observation)
    {
        var paths = new PathContext(observation.Home, observation.Project, observation.GuardHome, observation.System != HostSystem.Linux) { FollowLinks = observation.Resolve };
        return file.Operation == FileOperation.Patch ? ReadPatch(file, observation, paths) : ReadOne(file, observation, paths);
    }

    private static Reading ReadOne(FileAction file, IObservation observation, PathContext paths)
    {
        var text = file.Path.StartsWith("~/", StringComparison.Ordinal) ? observation.Home + file.Path[1..] : file.Path;
        // What deletes a link leaves alone what it leads to.
        var target = Resolve(text, observation.WorkingDirectory, observation, paths, followsLast: file.Operation != FileOperation.Delete);
        var (kind, traits) = file.Operation switch
        {
            FileOperation.Read => (EffectKind.Read, EffectTraits.None),
            FileOperation.Delete => (EffectKind.Delete, observation.KindOf(target.Text) == PathKind.Directory ? EffectTraits.Recursive : EffectTraits.None),
            FileOperation.Append => (EffectKind.Write, EffectTraits.Append),
            _ => (EffectKind.Write, EffectTraits.None),
        };
        var changes = kind != EffectKind.Write ? [] : new[]
        {
            new FileChange(target.Text)
            {
                Content = file.Content,
                IsAppended = file.Operation == FileOperation.Append,
                Edits = file.Edits,
                Cell = file.Cell,
                MustBeNew = file.Operation == FileOperation.Create,
            },
        };
        return new Reading([EffectOf(kind, target, file, traits)], []) { Changes = changes };
    }

    private static Reading ReadPatch(FileAction file, IObservation observation, PathContext paths)
    {
        var sections = CodexPatch.Read(file.Content ?? "", out var problem);
        var directory = PathText.Absolute(file.Path, observation.WorkingDirectory, observation.System == HostSystem.Windows);
        var effects = new List<Effect>();
        var changes = new List<FileChange>();
        foreach (var section in sections)
        {
            var old = Resolve(section.Path, directory, observation, paths, followsLast: section.Kind != PatchKind.Delete);
            if (section.Kind == PatchKind.Delete)
            {
                effects.Add(EffectOf(EffectKind.Delete, old, file, EffectTraits.None));
                continue;
            }

            effects.Add(EffectOf(EffectKind.Write, old, file, EffectTraits.None));
            changes.Add(new FileChange(old.Text) { Patch = section, MustBeNew = section.Kind == PatchKind.Add });
            if (section.MovedTo is not { } moved) continue;
            effects.Add(EffectOf(EffectKind.Move, old, file, EffectTraits.None));
            effects.Add(EffectOf(EffectKind.Write, Resolve(moved, directory, observation, paths, followsLast: true), file, EffectTraits.None));
        }

        if (problem is null) return new Reading(effects, []) { Changes = changes };
        if (effects.Count == 0) effects.Add(EffectOf(EffectKind.Write, new Target(TargetKind.Path, Unresolved.Anything, TargetScope.Unknown), file, EffectTraits.None));
        return new Reading(effects, [new Finding("files.patch.unreadable", Risk.High, $"the patch cannot be read: {problem}")]) { Changes = changes };
    }

    private static Target Resolve(string path, string directory, IObservation observation, PathContext paths, bool followsLast) =>
        PathResolver.Resolve(Unresolved.Clean(path), directory, paths, hasBackslashes: observation.System == HostSystem.Windows, followsLast: followsLast);

    private static Effect EffectOf(EffectKind kind, Target target, FileAction file, EffectTraits traits) =>
        new(kind, target, new TextSpan(0, file.Rendered.Length)) { Traits = traits, By = "file", Command = FileAction.OperationName(file.Operation) };
}

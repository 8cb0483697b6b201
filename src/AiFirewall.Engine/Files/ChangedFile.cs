using AiFirewall.Actions;
using AiFirewall.Effects;
using AiFirewall.Files.Inspection;
using AiFirewall.Observation;

namespace AiFirewall.Files;

/// <summary>A file as it is and as it would be.</summary>
internal sealed record ChangedFile
{
    private const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>There was no file.</summary>
    public bool IsNew { get; private init; }

    /// <summary>There was something in it, and nothing is left.</summary>
    public bool IsEmptied { get; private init; }

    /// <summary>Its size before.</summary>
    public long Bytes { get; private init; }

    /// <summary>Which lines change; null when that cannot be told.</summary>
    public LineDiff? Diff { get; private init; }

    /// <summary>Remarks, one clause each.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>What is worrying about the change as such.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>What is worrying about the code.</summary>
    public List<Finding> CodeFindings { get; private init; } = [];

    /// <summary>Looks at the file and makes the change to it.</summary>
    public static ChangedFile Of(FileChange change, IObservation observation)
    {
        var name = change.Path[(change.Path.LastIndexOf('/') + 1)..];
        var content = observation.ReadFile(change.Path, MaxBytes);
        var start = new ChangedFile { IsNew = content.State == FileState.Missing, Bytes = content.Bytes };
        if (change.MustBeNew && !start.IsNew) start.Notes.Add($"{name} is there already");
        switch (content.State)
        {
            case FileState.Binary:
                start.Notes.Add($"{name} is no text");
                break;
            case FileState.TooLarge:
                start.Notes.Add($"{name} is too large to be compared");
                break;
            case FileState.Unreadable:
                start.Notes.Add($"{name} cannot be read");
                break;
        }

        if (content.State is not (FileState.Text or FileState.Missing))
        {
            // Without the old text, an edit says how little it is about; the new text of a whole file can still be looked at.
            if (change.Content is null || change.IsAppended) return start;
            return start with { CodeFindings = CodeInspector.Inspect(change.Path, null, change.Content, LineDiff.Of("", change.Content), IsDirectory) };
        }

        if (After(change, content.Text) is not { } after)
        {
            start.Findings.Add(new Finding(
                "files.edit.not-applicable", Risk.High, $"the edit does not fit what is in {name}, so what it would do is not known", Wanted(change)));
            return start;
        }

        if (after.Length > MaxBytes)
        {
            start.Notes.Add($"what is written into {name} is too large to be compared");
            return start;
        }

        var (old, now) = change.Cell is not null ? (Notebook.Text(content.Text ?? "", null) ?? "", after) : AsCode(change.Path, content.Text, after);
        var diff = LineDiff.Of(old ?? "", now);
        if (diff.Changes.Count == 0 && old is not null && old != now) start.Notes.Add($"only the line ends of {name} change");
        return start with
        {
            Diff = diff,
            IsEmptied = !string.IsNullOrWhiteSpace(old) && string.IsNullOrWhiteSpace(now),
            CodeFindings = CodeInspector.Inspect(change.Path, old, now, diff, IsDirectory),
        };

        // Where there is a file, there is its directory.
        bool IsDirectory(string path) => !start.IsNew || observation.KindOf(path) == PathKind.Directory;
    }

    /// <summary>A notebook that is written whole is compared cell by cell, too.</summary>
    private static (string? Old, string New) AsCode(string path, string? old, string now) =>
        path.EndsWith(".ipynb", StringComparison.Ordinal) && Notebook.Text(now, null) is { } code ? (old is null ? null : Notebook.Text(old, null) ?? "", code) : (old, now);

    private static string? After(FileChange change, string? old)
    {
        if (change.Cell is { } cell) return Notebook.Text(old ?? "", cell);
        if (change.Patch is { } patch) return patch.Kind == PatchKind.Add ? patch.Added : old is null ? null : CodexPatch.Apply(patch, old);
        if (change.Edits.Count > 0) return TextEdit.Apply(old, change.Edits);
        return change.IsAppended ? old + change.Content : change.Content ?? "";
    }

    private static string Wanted(FileChange change)
    {
        var wanted = change.Edits.Count > 0 ? change.Edits[0].Old : change.Patch is { Hunks: [{ } hunk, ..] } ? string.Join('\n', hunk.Old).TrimStart() : change.Cell?.Cell ?? "";
        var end = wanted.IndexOf('\n', StringComparison.Ordinal);
        if (end > 0) wanted = wanted[..end];
        return wanted.Length <= 120 ? wanted.Trim() : wanted[..119].Trim() + "…";
    }
}

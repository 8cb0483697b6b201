namespace AiFirewall.Files;

/// <summary>What a patch does to one file.</summary>
/// <param name="Kind">Adds, updates or deletes it.</param>
/// <param name="Path">The file as written.</param>
internal sealed record PatchSection(PatchKind Kind, string Path)
{
    /// <summary>Where the file is moved to; null for nowhere.</summary>
    public string? MovedTo { get; init; }

    /// <summary>The text of a file that is added.</summary>
    public string Added { get; init; } = "";

    /// <summary>Changes to a file that is updated, in order.</summary>
    public IReadOnlyList<PatchHunk> Hunks { get; init; } = [];
}

/// <summary>What a section of a patch does.</summary>
internal enum PatchKind : byte
{
    /// <summary>Creates a file.</summary>
    Add,
    /// <summary>Changes a file.</summary>
    Update,
    /// <summary>Deletes a file.</summary>
    Delete,
}

/// <summary>One change of a patch: lines that stand there, and what stands there afterwards.</summary>
/// <param name="Anchor">A line that comes before it; empty for none.</param>
/// <param name="Old">The lines that are there: context and what is removed.</param>
/// <param name="New">The lines that will be there: context and what is added.</param>
/// <param name="IsAtEnd">It ends where the file ends.</param>
internal sealed record PatchHunk(string Anchor, IReadOnlyList<string> Old, IReadOnlyList<string> New, bool IsAtEnd);

/// <summary>Patches in the form that Codex and others hand to <c>apply_patch</c>.</summary>
internal static class CodexPatch
{
    private const int MaxSections = 256;

    /// <summary>Reads a patch.</summary>
    /// <param name="patch">The text from <c>*** Begin Patch</c> to <c>*** End Patch</c>.</param>
    /// <param name="problem">What is wrong, one clause; null for nothing.</param>
    public static IReadOnlyList<PatchSection> Read(string patch, out string? problem)
    {
        var lines = patch.ReplaceLineEndings("\n").Split('\n');
        var sections = new List<PatchSection>();
        problem = null;
        var at = 0;
        while (at < lines.Length && lines[at].Trim().Length == 0) at++;
        if (at >= lines.Length || lines[at].Trim() != "*** Begin Patch")
        {
            problem = "it does not begin with '*** Begin Patch'";
            return sections;
        }

        at++;
        while (at < lines.Length && lines[at].Trim() != "*** End Patch")
        {
            if (sections.Count >= MaxSections)
            {
                problem = $"it changes more than {MaxSections} files";
                return sections;
            }

            if (ReadSection(lines, ref at) is { } section) sections.Add(section);
            else if (lines[at].Trim().Length == 0) at++;
            else
            {
                problem = $"line {at + 1} is no part of a patch";
                return sections;
            }
        }

        if (at >= lines.Length) problem = "it has no '*** End Patch'";
        else if (sections.Count == 0) problem = "it changes nothing";
        return sections;
    }

    /// <summary>The text of a file after a section; null when a hunk does not fit.</summary>
    /// <param name="section">An update.</param>
    /// <param name="text">The file's text.</param>
    public static string? Apply(PatchSection section, string text)
    {
        var isWindows = text.Contains("\r\n", StringComparison.Ordinal);
        var lines = text.ReplaceLineEndings("\n").Split('\n').ToList();
        if (lines[^1].Length == 0) lines.RemoveAt(lines.Count - 1);
        var cursor = 0;
        foreach (var hunk in section.Hunks)
        {
            if (hunk.Anchor.Length > 0)
            {
                var anchor = Seek(lines, [hunk.Anchor], cursor, isAtEnd: false);
                if (anchor < 0) return null;
                cursor = anchor + 1;
            }

            // Nothing to be found: what is added stands at the end.
            var at = hunk.Old.Count == 0 ? lines.Count : Seek(lines, hunk.Old, cursor, hunk.IsAtEnd);
            if (at < 0) return null;
            lines.RemoveRange(at, hunk.Old.Count);
            lines.InsertRange(at, hunk.New);
            cursor = at + hunk.New.Count;
        }

        return string.Join(isWindows ? "\r\n" : "\n", lines) + (isWindows ? "\r\n" : "\n");
    }

    private static PatchSection? ReadSection(string[] lines, ref int at)
    {
        var line = lines[at];
        if (Header(line, "*** Delete File: ") is { } deleted)
        {
            at++;
            return new PatchSection(PatchKind.Delete, deleted);
        }

        if (Header(line, "*** Add File: ") is { } added)
        {
            var text = new System.Text.StringBuilder();
            for (at++; at < lines.Length && lines[at].StartsWith('+'); at++) text.Append(lines[at], 1, lines[at].Length - 1).Append('\n');
            return new PatchSection(PatchKind.Add, added) { Added = text.ToString() };
        }

        if (Header(line, "*** Update File: ") is not { } updated) return null;
        at++;
        var movedTo = at < lines.Length ? Header(lines[at], "*** Move to: ") : null;
        if (movedTo is not null) at++;
        var hunks = new List<PatchHunk>();
        while (at < lines.Length && (!lines[at].StartsWith("***", StringComparison.Ordinal) || lines[at].Trim() == "*** End of File"))
        {
            if (ReadHunk(lines, ref at) is not { } hunk) break;
            hunks.Add(hunk);
        }

        return new PatchSection(PatchKind.Update, updated) { MovedTo = movedTo, Hunks = hunks };
    }

    private static PatchHunk? ReadHunk(string[] lines, ref int at)
    {
        var anchor = "";
        var start = at;
        while (at < lines.Length && lines[at].StartsWith("@@", StringComparison.Ordinal)) anchor = lines[at++][2..].Trim();
        List<string> old = [], now = [];
        var isAtEnd = false;
        for (; at < lines.Length; at++)
        {
            var line = lines[at];
            if (line.Trim() == "*** End of File")
            {
                isAtEnd = true;
                at++;
                break;
            }

            if (line.Length == 0)
            {
                // An empty line of context that lost its blank, unless the patch ends here.
                if (at + 1 >= lines.Length || lines[at + 1].StartsWith("***", StringComparison.Ordinal)) break;
                old.Add("");
                now.Add("");
            }
            else if (line[0] is ' ' or '-' or '+')
            {
                if (line[0] != '+') old.Add(line[1..]);
                if (line[0] != '-') now.Add(line[1..]);
            }
            else
            {
                break;
            }
        }

        return at == start ? null : new PatchHunk(anchor, old, now, isAtEnd);
    }

    // As the tool does it: exactly, then without blanks at the end, then without blanks around.
    private static int Seek(List<string> lines, IReadOnlyList<string> wanted, int from, bool isAtEnd)
    {
        for (var leniency = 0; leniency < 3; leniency++)
        {
            var first = isAtEnd ? Math.Max(from, lines.Count - wanted.Count) : from;
            for (var at = first; at + wanted.Count <= lines.Count; at++)
            {
                var i = 0;
                while (i < wanted.Count && IsSame(lines[at + i], wanted[i], leniency)) i++;
                if (i == wanted.Count) return at;
            }
        }

        return -1;
    }

    private static bool IsSame(ReadOnlySpan<char> line, ReadOnlySpan<char> wanted, int leniency) => leniency switch
    {
        0 => line.SequenceEqual(wanted),
        1 => line.TrimEnd().SequenceEqual(wanted.TrimEnd()),
        _ => line.Trim().SequenceEqual(wanted.Trim()),
    };

    private static string? Header(string line, string header) => line.StartsWith(header, StringComparison.Ordinal) ? line[header.Length..].Trim() : null;
}

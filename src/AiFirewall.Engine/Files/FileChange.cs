using AiFirewall.Actions;

namespace AiFirewall.Files;

/// <summary>What an action does to the content of one file, as far as it can be told before the file is looked at.</summary>
/// <param name="Path">The file, absolute.</param>
internal sealed record FileChange(string Path)
{
    /// <summary>All that it will hold, or what is added to it; null for the other ways to change it.</summary>
    public string? Content { get; init; }

    /// <summary>Whether <see cref="Content"/> is put behind what it holds.</summary>
    public bool IsAppended { get; init; }

    /// <summary>Replacements, in order.</summary>
    public IReadOnlyList<TextEdit> Edits { get; init; } = [];

    /// <summary>A change to a cell of a notebook.</summary>
    public CellEdit? Cell { get; init; }

    /// <summary>What a patch does to it.</summary>
    public PatchSection? Patch { get; init; }

    /// <summary>The file must not be there yet.</summary>
    public bool MustBeNew { get; init; }
}

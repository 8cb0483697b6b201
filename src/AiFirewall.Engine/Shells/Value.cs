using AiFirewall.Effects;

namespace AiFirewall.Shells;

/// <summary>Where a text came from, as far as it matters when it is executed, sent or used as a path.</summary>
[Flags]
public enum Origins : byte
{
    /// <summary>Written in the action itself.</summary>
    None = 0,
    /// <summary>Came over the network.</summary>
    Network = 1,
    /// <summary>Is or contains a secret.</summary>
    Secret = 2,
    /// <summary>Came out of a decoder (base64, xxd, gzip, rot13, string building).</summary>
    Decoded = 4,
    /// <summary>Content of a local file.</summary>
    File = 8,
    /// <summary>Output of a command that is not known further.</summary>
    Command = 16,
    /// <summary>
    /// Is or contains the value of a variable whose name says that it is a secret. That such a variable is used says little, where it goes says all:
    /// into a header that is there for it, or into an address.
    /// </summary>
    Key = 32,
}

/// <summary>
/// What is known about a word, a variable or a stream without running anything: its text, with holes
/// (<see cref="Unresolved.Hole"/>) for unknown pieces, and where it came from.
/// </summary>
/// <param name="Text">The text, with holes.</param>
/// <param name="Origins">Where it came from.</param>
/// <param name="Source">The URL or path it came from; null when there is none to name.</param>
public sealed record Value(string Text, Origins Origins = Origins.None, string? Source = null)
{
    /// <summary>The empty text.</summary>
    public static Value Empty { get; } = new("");

    /// <summary>A text of which nothing is known.</summary>
    public static Value Unknown { get; } = new(Unresolved.Anything);

    /// <summary>Whether unquoted pattern characters make this word stand for file names.</summary>
    public bool IsGlob { get; init; }

    /// <summary>Whether any of the word was quoted, so that it can be no keyword, alias or option pattern by accident.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>Whether the text may turn out to be several words (an unquoted, unresolved expansion).</summary>
    public bool MaySplit { get; init; }

    /// <summary>
    /// Whether it stands for each entry of a directory (<c>Get-ChildItem C:\ | …</c>): its last name is not known, but all of them are meant.
    /// </summary>
    public bool IsEachEntry => IsGlob && MaySplit && Text.Length > 2 && Text[^1] == Unresolved.Hole && Text[^2] == '/';

    /// <summary>The text as a path: what stands for each entry of a directory is a pattern that all of them match.</summary>
    public string PathText => IsEachEntry ? Text[..^1] + "*" : Text;

    /// <summary>What a table of PowerShell holds; null for anything else.</summary>
    internal IReadOnlyList<KeyValuePair<string, Value>>? Entries { get; init; }

    /// <summary>Whether every piece is known.</summary>
    public bool IsResolved => !Unresolved.In(Text);

    /// <summary>Whether <paramref name="origin"/> holds.</summary>
    public bool Has(Origins origin) => (Origins & origin) != 0;

    /// <summary>Texts one after the other with a separator between them; origins add up. Linear, and cut at a bound with a hole.</summary>
    public static Value Join(IReadOnlyList<Value> values, string separator)
    {
        if (values.Count == 0) return Empty;
        if (values.Count == 1) return values[0];
        var text = new System.Text.StringBuilder();
        var origins = Origins.None;
        string? source = null;
        var isGlob = false;
        var mayBeMore = false;
        for (var i = 0; i < values.Count; i++)
        {
            origins |= values[i].Origins;
            source ??= values[i].Source;
            isGlob |= values[i].IsGlob;
            mayBeMore |= values[i].MaySplit;
            if (text.Length > MaxJoined) continue;
            if (i > 0) text.Append(separator);
            text.Append(values[i].Text);
        }

        if (text.Length > MaxJoined) text.Append(Unresolved.Hole);
        return new Value(text.ToString(), origins, source) { IsGlob = isGlob, MaySplit = mayBeMore };
    }

    private const int MaxJoined = 1 << 20;

    /// <summary>Two texts one after the other; origins add up.</summary>
    public static Value Concat(Value left, Value right) =>
        left.Text.Length == 0 && left.Origins == Origins.None && !left.IsQuoted ? right
        : new(left.Text + right.Text, left.Origins | right.Origins, left.Source ?? right.Source)
        {
            IsGlob = left.IsGlob || right.IsGlob,
            IsQuoted = left.IsQuoted || right.IsQuoted,
            MaySplit = left.MaySplit || right.MaySplit,
        };
}

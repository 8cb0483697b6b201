namespace AiFirewall.Policy;

/// <summary>A finding's id, or with a trailing <c>.*</c> all ids below it; <c>*</c> alone is every finding.</summary>
internal sealed class FindingPattern(string text)
{
    // "files.delete.*" names "files.delete.root" and "files.delete", not "files.deleted".
    private readonly string _stem = text == "*" ? "" : text.EndsWith(".*", StringComparison.Ordinal) ? text[..^2] : text;

    public string Text { get; } = text;

    public bool IsPrefix { get; } = text.EndsWith('*');

    public bool Matches(string id) => IsPrefix
        ? _stem.Length == 0 || (id.StartsWith(_stem, StringComparison.Ordinal) && (id.Length == _stem.Length || id[_stem.Length] == '.'))
        : string.Equals(id, Text, StringComparison.Ordinal);

    /// <summary>Whether a text is an id or a pattern of ids: segments of lower-case letters, digits and dashes.</summary>
    public static bool IsValid(string text)
    {
        if (text == "*") return true;
        var stem = text.EndsWith(".*", StringComparison.Ordinal) ? text.AsSpan()[..^2] : text;
        foreach (var range in stem.Split('.'))
        {
            var segment = stem[range];
            if (segment.IsEmpty || segment.ContainsAnyExcept(Letters)) return false;
        }
        return true;
    }

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");
}

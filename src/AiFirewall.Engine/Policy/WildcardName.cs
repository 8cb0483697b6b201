using System.IO.Enumeration;

namespace AiFirewall.Policy;

/// <summary>A name in any case, in which <c>*</c> stands for any part.</summary>
internal sealed class WildcardName(string text)
{
    private readonly bool _hasWildcard = text.Contains('*', StringComparison.Ordinal);

    // A backslash would escape in the matcher below, and names of hosts, agents and roles have none.
    private readonly string _pattern = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal);

    public string Text { get; } = text;

    public bool Matches(ReadOnlySpan<char> name) => _hasWildcard
        ? FileSystemName.MatchesSimpleExpression(_pattern, name, ignoreCase: true)
        : name.Equals(Text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether one of <paramref name="names"/> matches; never for a name that is not known.</summary>
    public static bool Any(WildcardName[] names, ReadOnlySpan<char> name)
    {
        if (name.IsEmpty) return false;
        foreach (var candidate in names)
        {
            if (candidate.Matches(name)) return true;
        }
        return false;
    }
}

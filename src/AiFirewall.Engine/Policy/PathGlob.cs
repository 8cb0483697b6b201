using AiFirewall.Effects;
using AiFirewall.Observation;

namespace AiFirewall.Policy;

/// <summary>How a path meets a glob.</summary>
internal enum PathMatch : byte
{
    /// <summary>It does not.</summary>
    No,
    /// <summary>It may, depending on a part that is not known.</summary>
    Perhaps,
    /// <summary>It does.</summary>
    Yes,
}

/// <summary>
/// A pattern over absolute paths: <c>~</c> is the user's home, <c>*</c> and <c>?</c> stay within a name, <c>**</c> crosses names. A
/// pattern means what it names and everything below; one that starts with neither <c>/</c>, <c>~</c> nor a drive applies at any depth.
/// Case counts where the system's file systems make it count.
/// </summary>
internal sealed class PathGlob
{
    // Longer than any path that a system takes.
    private const int MaxPathLength = 8192;

    private readonly bool _isUnderHome;
    private readonly string _literal;
    private readonly GlobToken[]? _tokens;

    public PathGlob(string text, PolicySource source)
    {
        Text = text;
        Source = source;
        var pattern = text.Replace('\\', '/');
        while (pattern.EndsWith("/**", StringComparison.Ordinal)) pattern = pattern[..^3];
        _isUnderHome = pattern == "~" || pattern.StartsWith("~/", StringComparison.Ordinal);
        if (_isUnderHome) pattern = pattern[1..];
        pattern = pattern.TrimEnd('/');
        if (!_isUnderHome && !IsAbsolute(pattern) && text.Length > 0 && text[0] is not ('/' or '\\')) pattern = "**/" + pattern;

        var wildcard = pattern.AsSpan().IndexOfAny('*', '?');
        _literal = wildcard < 0 ? pattern : pattern[..wildcard];
        if (wildcard >= 0) _tokens = GlobToken.OfPattern(pattern);
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>Where it stands.</summary>
    public PolicySource Source { get; }

    /// <summary>Whether an effect touches what the pattern names.</summary>
    public PathMatch Match(Effect effect, string home, HostSystem system)
    {
        var path = effect.Target.Text;
        if (path.Length == 0 || path[0] == Unresolved.Hole) return PathMatch.No;
        if (path.Length > MaxPathLength) return PathMatch.Perhaps;
        if (system == HostSystem.Windows) path = path.Replace('\\', '/');
        var rest = path.AsSpan();
        var comparison = system == HostSystem.Linux ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        if (_isUnderHome && !IsBelow(ref rest, home, system, comparison)) return PathMatch.No;

        var match = Match(rest, effect, comparison);
        if (match == PathMatch.No) match = MatchAbove(rest, effect, comparison);
        // The same path on another machine or in a container is not the one that the user meant, but near enough to ask.
        return match == PathMatch.Yes && effect.Has(EffectTraits.Elsewhere) ? PathMatch.Perhaps : match;
    }

    private PathMatch Match(ReadOnlySpan<char> path, Effect effect, StringComparison comparison)
    {
        var isOpen = path.Contains(Unresolved.Hole);
        var isPattern = effect.Has(EffectTraits.Many) && path.IndexOfAny('*', '?', '[') >= 0;
        if (_tokens is null && !isOpen && !isPattern)
            return IsAtOrBelow(path, _literal, comparison) ? PathMatch.Yes : PathMatch.No;

        // What stands before a hole is known: under a named directory it lies there whatever the hole is.
        if (isOpen && Matches(KnownDirectory(path), isPattern, comparison)) return PathMatch.Yes;
        if (!Matches(path, isPattern, comparison)) return PathMatch.No;
        return isOpen ? PathMatch.Perhaps : PathMatch.Yes;
    }

    private static ReadOnlySpan<char> KnownDirectory(ReadOnlySpan<char> path)
    {
        var known = path[..path.IndexOf(Unresolved.Hole)];
        return known[..Math.Max(0, known.LastIndexOf('/'))];
    }

    private bool Matches(ReadOnlySpan<char> path, bool isPattern, StringComparison comparison) => GlobToken.Meet(
        GlobToken.OfPath(path, isPattern), _tokens ?? GlobToken.OfPattern(_literal), comparison == StringComparison.OrdinalIgnoreCase);

    // Taking a whole tree takes what the pattern names inside it.
    private PathMatch MatchAbove(ReadOnlySpan<char> path, Effect effect, StringComparison comparison)
    {
        if (!effect.Has(EffectTraits.Recursive) || _literal.Length == 0) return PathMatch.No;
        var directory = path.TrimEnd('/');
        var isAbove = _literal.Length > directory.Length && _literal[directory.Length] == '/'
                      && _literal.AsSpan().StartsWith(directory, comparison);
        if (!isAbove) return PathMatch.No;
        if (effect.Kind is not (EffectKind.Read or EffectKind.ReadSecret)) return PathMatch.Yes;
        // Searching everything from the root names nothing in particular.
        return directory.Length == 0 && !_isUnderHome ? PathMatch.No : PathMatch.Perhaps;
    }

    private static bool IsBelow(ref ReadOnlySpan<char> path, string home, HostSystem system, StringComparison comparison)
    {
        if (home.Length == 0) return false;
        var directory = (system == HostSystem.Windows ? home.Replace('\\', '/') : home).AsSpan().TrimEnd('/');
        if (!IsAtOrBelow(path, directory, comparison)) return false;
        path = path[directory.Length..];
        return true;
    }

    private static bool IsAtOrBelow(ReadOnlySpan<char> path, ReadOnlySpan<char> directory, StringComparison comparison) =>
        path.StartsWith(directory, comparison) && (path.Length == directory.Length || path[directory.Length] == '/');

    private static bool IsAbsolute(string pattern) =>
        pattern.StartsWith('/') || (pattern.Length >= 2 && pattern[1] == ':' && char.IsAsciiLetter(pattern[0]));
}

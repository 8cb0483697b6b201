using AiFirewall.Effects;

namespace AiFirewall.Policy;

/// <summary>A piece of a glob, or of a path that may itself hold patterns and holes.</summary>
internal readonly record struct GlobToken(GlobTokenKind Kind, char Literal = '\0')
{
    /// <summary>The pieces of a pattern.</summary>
    public static GlobToken[] OfPattern(string pattern)
    {
        var tokens = new List<GlobToken>(pattern.Length);
        for (var i = 0; i < pattern.Length; i++)
        {
            var isAtName = i == 0 || pattern[i - 1] == '/';
            if (isAtName && string.CompareOrdinal(pattern, i, "**/", 0, 3) == 0)
            {
                tokens.Add(new GlobToken(GlobTokenKind.Directories));
                i += 2;
            }
            else if (pattern[i] == '*' && i + 1 < pattern.Length && pattern[i + 1] == '*')
            {
                tokens.Add(new GlobToken(GlobTokenKind.Anything));
                i++;
            }
            else
            {
                tokens.Add(Of(pattern[i]));
            }
        }
        return [.. tokens];
    }

    /// <summary>The pieces of a path; <paramref name="isPattern"/> when its wildcards stand for names.</summary>
    public static GlobToken[] OfPath(ReadOnlySpan<char> path, bool isPattern)
    {
        var tokens = new List<GlobToken>(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == Unresolved.Hole)
            {
                tokens.Add(new GlobToken(GlobTokenKind.Anything));
            }
            else if (isPattern && path[i] == '[' && path[i..].IndexOf(']') is > 1 and var length)
            {
                // A set of characters is taken as any of them: too much rather than too little.
                tokens.Add(new GlobToken(GlobTokenKind.One));
                i += length;
            }
            else
            {
                tokens.Add(isPattern ? Of(path[i]) : new GlobToken(GlobTokenKind.Literal, path[i]));
            }
        }
        return [.. tokens];
    }

    /// <summary>
    /// Whether some text fits both: the path as a whole, and the pattern or something below what it names. Every pair of positions is
    /// looked at once, so that no pattern is slow.
    /// </summary>
    public static bool Meet(GlobToken[] path, GlobToken[] pattern, bool ignoreCase)
    {
        var width = pattern.Length + 1;
        var here = new bool[width];
        var next = new bool[width];
        here[0] = true;
        for (var i = 0; i <= path.Length; i++)
        {
            for (var j = 0; j < width; j++)
            {
                if (!here[j]) continue;
                if (j == pattern.Length)
                {
                    if (i == path.Length || path[i].CanBe('/')) return true;
                    if (path[i].IsRun) next[j] = true;
                    continue;
                }
                Step(path, pattern, i, j, here, next, ignoreCase);
            }
            (here, next) = (next, here);
            Array.Clear(next);
        }
        return false;
    }

    private static void Step(GlobToken[] path, GlobToken[] pattern, int i, int j, bool[] here, bool[] next, bool ignoreCase)
    {
        var expected = pattern[j];
        if (expected.Kind == GlobTokenKind.Directories)
        {
            if (i == 0 || path[i - 1].CanBe('/') || (i < path.Length && path[i].IsRun && path[i].CanBe('/'))) here[j + 1] = true;
        }
        else if (expected.IsRun)
        {
            here[j + 1] = true;
        }

        if (i == path.Length) return;
        var actual = path[i];
        if (actual.IsRun)
        {
            next[j] = true;
            if (!expected.IsRun && actual.Fits(expected, ignoreCase)) here[j + 1] = true;
        }
        else if (expected.Fits(actual, ignoreCase))
        {
            next[expected.IsRun ? j : j + 1] = true;
        }
    }

    private bool IsRun => Kind is GlobTokenKind.Name or GlobTokenKind.Anything or GlobTokenKind.Directories;

    private bool CanBe(char c) => Kind is GlobTokenKind.Anything or GlobTokenKind.Directories || (Kind == GlobTokenKind.Literal && Literal == c);

    // Whether this piece takes one character of the other, which is a literal or any one character.
    private bool Fits(GlobToken one, bool ignoreCase) => Kind switch
    {
        GlobTokenKind.Anything or GlobTokenKind.Directories => true,
        GlobTokenKind.Name or GlobTokenKind.One => one.Kind != GlobTokenKind.Literal || one.Literal != '/',
        _ when one.Kind != GlobTokenKind.Literal => Literal != '/',
        _ => Literal == one.Literal || (ignoreCase && char.ToUpperInvariant(Literal) == char.ToUpperInvariant(one.Literal)),
    };

    private static GlobToken Of(char c) => c switch
    {
        '*' => new GlobToken(GlobTokenKind.Name),
        '?' => new GlobToken(GlobTokenKind.One),
        _ => new GlobToken(GlobTokenKind.Literal, c),
    };
}

/// <summary>What a piece of a glob stands for.</summary>
internal enum GlobTokenKind : byte
{
    /// <summary>A character.</summary>
    Literal,
    /// <summary>Any one character of a name.</summary>
    One,
    /// <summary>Any part of a name.</summary>
    Name,
    /// <summary>Any text.</summary>
    Anything,
    /// <summary>Any number of directories, none included.</summary>
    Directories,
}

namespace AiFirewall.Effects;

/// <summary>Patterns with <c>*</c>, <c>?</c> and <c>[…]</c> over a single name. Linear apart from one point of return.</summary>
public static class Glob
{
    /// <summary>Whether <paramref name="text"/> is matched whole.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoreCase)
    {
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && MatchesOne(pattern, p, text[t], ignoreCase, out var next))
            {
                p = next;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    private static bool MatchesOne(ReadOnlySpan<char> pattern, int p, char c, bool ignoreCase, out int next)
    {
        next = p + 1;
        if (pattern[p] == '?') return true;
        if (pattern[p] == '[' && pattern[(p + 1)..].IndexOf(']') is > 0 and var length) return MatchesClass(pattern.Slice(p + 1, length), c, out next, p + length + 2);
        return pattern[p] == c || (ignoreCase && char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(c));
    }

    private static bool MatchesClass(ReadOnlySpan<char> set, char c, out int next, int after)
    {
        next = after;
        var isNegated = set[0] is '!' or '^';
        if (isNegated) set = set[1..];
        var isIn = false;
        for (var i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                isIn |= c >= set[i] && c <= set[i + 2];
                i += 2;
            }
            else
            {
                isIn |= set[i] == c;
            }
        }

        return isIn != isNegated;
    }
}

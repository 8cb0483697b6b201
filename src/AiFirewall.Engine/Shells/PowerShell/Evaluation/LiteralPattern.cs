using System.Text;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <summary>
/// Regular expressions that stand for a few plain words: what code that hides its commands splits and replaces by. Anything more is not
/// followed, so that no pattern of the code is ever run.
/// </summary>
internal static class LiteralPattern
{
    private const int MaxWords = 64;

    /// <summary>The words that a pattern stands for, in order of preference; null when it stands for more.</summary>
    public static IReadOnlyList<string>? Read(string pattern)
    {
        List<string> words = [];
        var word = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            switch (c)
            {
                case '|':
                    words.Add(word.ToString());
                    word.Clear();
                    break;
                case '\\' when i + 1 < pattern.Length && !char.IsAsciiLetterOrDigit(pattern[i + 1]):
                    word.Append(pattern[++i]);
                    break;
                case '[' when word.Length == 0 && ReadClass(pattern, i) is var (characters, end)
                    && (end + 1 == pattern.Length || pattern[end + 1] == '|'):
                    words.AddRange(characters);
                    i = end + 1;
                    if (i >= pattern.Length) return words.Count <= MaxWords ? words : null;
                    break;
                case '(' when word.Length == 0 && pattern[^1] == ')' && i == 0 && !pattern.AsSpan(1, pattern.Length - 2).ContainsAny('(', ')', '?'):
                    // A group splits into one piece more; its words still cut the text in the same places.
                    return null;
                case '\\' or '[' or '(' or ')' or '^' or '$' or '.' or '*' or '+' or '?' or '{':
                    return null;
                default:
                    word.Append(c);
                    break;
            }
        }

        words.Add(word.ToString());
        return words.Count <= MaxWords ? words : null;
    }

    /// <summary>The text of a replacement; null when it refers to what was found.</summary>
    public static string? ReadReplacement(string replacement)
    {
        if (!replacement.Contains('$', StringComparison.Ordinal)) return replacement;
        for (var i = 0; i < replacement.Length - 1; i++)
        {
            if (replacement[i] != '$') continue;
            if (replacement[i + 1] == '$') i++;
            else if (char.IsAsciiDigit(replacement[i + 1]) || replacement[i + 1] is '{' or '&' or '`' or '\'' or '+' or '_') return null;
        }

        return replacement.Replace("$$", "$", StringComparison.Ordinal);
    }

    public static string Replace(string text, IReadOnlyList<string> words, string replacement, bool ignoreCase)
    {
        if (words.Any(word => word.Length == 0)) return text;
        var result = new StringBuilder();
        var last = 0;
        foreach (var (start, length) in Matches(text, words, ignoreCase))
        {
            result.Append(text, last, start - last).Append(replacement);
            last = start + length;
            if (result.Length > PowerShellEvaluator.MaxText) return text;
        }

        return result.Append(text, last, text.Length - last).ToString();
    }

    public static IReadOnlyList<string> Split(string text, IReadOnlyList<string> words, bool ignoreCase, int limit)
    {
        // An empty pattern splits between all characters.
        if (words.Any(word => word.Length == 0)) return ["", .. text.Select(c => c.ToString()), ""];
        List<string> pieces = [];
        var last = 0;
        foreach (var (start, length) in Matches(text, words, ignoreCase))
        {
            if (limit > 0 && pieces.Count == limit - 1) break;
            pieces.Add(text[last..start]);
            last = start + length;
        }

        pieces.Add(text[last..]);
        return pieces;
    }

    private static IEnumerable<(int Start, int Length)> Matches(string text, IReadOnlyList<string> words, bool ignoreCase)
    {
        var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        for (var i = 0; i < text.Length;)
        {
            var found = 0;
            foreach (var word in words)
            {
                if (string.Compare(text, i, word, 0, word.Length, comparison) != 0) continue;
                found = word.Length;
                break;
            }

            if (found > 0) yield return (i, found);
            i += Math.Max(found, 1);
        }
    }

    private static (IReadOnlyList<string> Characters, int End)? ReadClass(string pattern, int start)
    {
        List<string> characters = [];
        for (var i = start + 1; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == ']' && i > start + 1) return (characters, i);
            if (c == '\\' && i + 1 < pattern.Length) c = pattern[++i];
            else if (c == '^' && i == start + 1) return null;
            if (i + 2 < pattern.Length && pattern[i + 1] == '-' && pattern[i + 2] != ']') return null;
            if (char.IsAsciiLetterOrDigit(c) && pattern[i - 1] == '\\') return null;
            characters.Add(c.ToString());
        }

        return null;
    }
}

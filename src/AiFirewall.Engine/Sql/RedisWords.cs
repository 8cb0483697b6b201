using System.Text;

namespace AiFirewall.Sql;

/// <summary>Splits a line of redis-cli into words.</summary>
internal static class RedisWords
{
    /// <summary>The words between two offsets, quotes taken off.</summary>
    public static List<string> Split(string text, int start, int end)
    {
        var words = new List<string>();
        var at = start;
        while (at < end)
        {
            while (at < end && char.IsWhiteSpace(text[at])) at++;
            if (at >= end) break;
            var word = new StringBuilder();
            while (at < end && !char.IsWhiteSpace(text[at]))
            {
                if (text[at] is '"' or '\'') at = ReadQuoted(text, at, end, word);
                else word.Append(text[at++]);
            }

            words.Add(word.ToString());
        }

        return words;
    }

    private static int ReadQuoted(string text, int open, int end, StringBuilder word)
    {
        var at = open + 1;
        while (at < end && text[at] != text[open])
        {
            if (text[at] == '\\' && at + 1 < end) at++;
            word.Append(text[at++]);
        }

        return Math.Min(at + 1, end);
    }
}

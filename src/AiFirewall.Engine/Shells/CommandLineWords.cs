using System.Text;

namespace AiFirewall.Shells;

/// <summary>Takes a command line apart as the C runtime of Windows does, and .NET on every system when a process is started with one text.</summary>
internal static class CommandLineWords
{
    /// <summary>The words of <paramref name="line"/>: blanks separate, double quotes keep together, backslashes count only before quotes.</summary>
    public static List<string> Of(string line)
    {
        List<string> words = [];
        var word = new StringBuilder();
        var isWord = false;
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c is ' ' or '\t' && !isQuoted)
            {
                if (isWord) words.Add(word.ToString());
                word.Clear();
                isWord = false;
                continue;
            }

            isWord = true;
            if (c == '\\')
            {
                var count = Count(line, i);
                var isBeforeQuote = i + count < line.Length && line[i + count] == '"';
                word.Append('\\', isBeforeQuote ? count / 2 : count);
                i += count - 1;
                if (!isBeforeQuote || count % 2 == 0) continue;
                word.Append('"');
                i++;
            }
            else if (c != '"')
            {
                word.Append(c);
            }
            else if (isQuoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                word.Append('"');
                i++;
            }
            else
            {
                isQuoted = !isQuoted;
            }
        }

        if (isWord) words.Add(word.ToString());
        return words;
    }

    private static int Count(string line, int start)
    {
        var end = start;
        while (end < line.Length && line[end] == '\\') end++;
        return end - start;
    }
}

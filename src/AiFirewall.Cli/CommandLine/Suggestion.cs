namespace AiFirewall.Cli.CommandLine;

/// <summary>Finds the name that was probably meant.</summary>
internal static class Suggestion
{
    /// <summary><c>; did you mean 'x'?</c> for the closest of <paramref name="names"/>; empty when none is close.</summary>
    public static string For(string word, IEnumerable<string> names)
    {
        var best = "";
        var bestDistance = 3;
        foreach (var name in names)
        {
            var distance = word.Length > 2 && name.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? 1 : Distance(word.ToLowerInvariant(), name);
            // Two of three letters wrong is another word.
            if (distance >= bestDistance || distance * 2 > name.Length) continue;
            (best, bestDistance) = (name, distance);
        }
        return best.Length == 0 ? "" : $", did you mean '{best}'?";
    }

    /// <summary>Optimal string alignment: insertions, deletions, replacements and swaps of neighbours.</summary>
    internal static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 3) return int.MaxValue;
        int[] beforeLast = new int[b.Length + 1], last = new int[b.Length + 1], row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }
            (beforeLast, last, row) = (last, row, beforeLast);
        }
        return last[b.Length];
    }
}

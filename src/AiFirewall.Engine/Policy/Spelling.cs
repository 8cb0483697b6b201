namespace AiFirewall.Policy;

/// <summary>Finds what someone meant to write.</summary>
internal static class Spelling
{
    /// <summary><c>did you mean 'x'?</c> when a known word is near; else the words that are known.</summary>
    public static string Suggest(string word, IReadOnlyList<string> known)
    {
        string? best = null;
        var least = Math.Max(2, word.Length / 3) + 1;
        foreach (var candidate in known)
        {
            var distance = Distance(Plain(word), Plain(candidate));
            if (distance < least) (best, least) = (candidate, distance);
        }
        return best is not null ? $"did you mean '{best}'?" : $"known here: {string.Join(", ", known)}";
    }

    private static string Plain(string word) => word.Length > 64 ? word[..64] : word.ToLowerInvariant().Replace('-', '_');

    // Optimal string alignment: insertions, deletions, substitutions, and neighbours that changed places.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}

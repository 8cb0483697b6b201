using AiFirewall.Text.Secrets;

namespace AiFirewall.Files.Inspection;

/// <summary>Secrets that are written into a file in so many words.</summary>
internal static class WrittenSecrets
{
    private static readonly string[] Stand = ["example", "changeme", "change_me", "placeholder", "your", "xxxx", "dummy", "fake", "sample", "test", "secret", "password", "1234567", "abcdef", "todo", "insert", "<"];

    /// <summary>Whether lines that come hold a secret that the old text does not.</summary>
    /// <param name="added">The lines that come.</param>
    /// <param name="old">The whole text before.</param>
    /// <param name="at">Where it stands in <paramref name="added"/>.</param>
    public static bool Find(string added, string old, out int at)
    {
        var scan = new SecretScan(added);
        while (scan.Next(out var secret))
        {
            var value = added.AsSpan(secret.Start, secret.Length);
            if (!IsKey(added, secret) && !(IsStrong(value) && (IsQuoted(added, secret) || HasOwnShape(value)))) continue;
            // A secret that was there already is not written, it is moved.
            if (old.AsSpan().IndexOf(value) >= 0) continue;
            at = secret.Start;
            return true;
        }

        at = -1;
        return false;
    }

    /// <summary>What stands in the armour of a private key.</summary>
    private static bool IsKey(string text, SecretSpan secret) =>
        secret.Length >= 40 && text.AsSpan(0, secret.Start).TrimEnd() is var before && before.EndsWith("PRIVATE KEY-----");

    // The masker masks when in doubt; to ask somebody takes a value that nobody would take for a stand-in.
    private static bool IsStrong(ReadOnlySpan<char> value)
    {
        if (value.Length < 16 || value.IndexOfAny(" \t$({") >= 0) return false;
        foreach (var word in Stand)
        {
            if (value.Contains(word, StringComparison.OrdinalIgnoreCase)) return false;
        }

        int letters = 0, digits = 0;
        var seen = new HashSet<char>();
        foreach (var c in value)
        {
            if (char.IsAsciiLetter(c)) letters++;
            else if (char.IsAsciiDigit(c)) digits++;
            seen.Add(c);
        }

        return letters >= 4 && digits >= 2 && seen.Count >= 10;
    }

    private static bool IsQuoted(string text, SecretSpan secret) => secret.Start > 0 && text[secret.Start - 1] is '"' or '\'' or '`';

    private static bool HasOwnShape(ReadOnlySpan<char> value) =>
        value.StartsWith("AKIA") || value.StartsWith("AIza") || value.StartsWith("gh") || value.StartsWith("sk") || value.StartsWith("xox") || value.StartsWith("npm_")
        || value.StartsWith("glpat-") || value.StartsWith("eyJ") || value.StartsWith("pypi-") || value.StartsWith("github_pat_");
}

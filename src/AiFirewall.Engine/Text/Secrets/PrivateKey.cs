namespace AiFirewall.Text.Secrets;

/// <summary>Private keys in PEM armour (RFC 7468), OpenSSH's and PGP's included.</summary>
internal static class PrivateKey
{
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";
    private const string Dashes = "-----";
    private const int MaxLabel = 64;

    /// <summary>What is inside the armour that begins at <paramref name="at"/>; up to the end of the text when it is not closed.</summary>
    public static bool At(ReadOnlySpan<char> text, int at, out SecretSpan secret)
    {
        secret = default;
        if (!text[at..].StartsWith(Begin)) return false;
        var label = text[(at + Begin.Length)..];
        var length = label[..Math.Min(label.Length, MaxLabel)].IndexOf(Dashes);
        if (length < 0 || !label[..length].Contains("PRIVATE KEY", StringComparison.Ordinal)) return false;

        var start = at + Begin.Length + length + Dashes.Length;
        var close = text[start..].IndexOf(End);
        var end = close < 0 ? text.Length : start + close;
        end -= text[start..end].Length - text[start..end].TrimEnd().Length;
        start += text[start..end].Length - text[start..end].TrimStart().Length;
        if (SecretValue.IsMasked(text[start..end])) return false;
        secret = new SecretSpan(start, end);
        return end > start;
    }
}

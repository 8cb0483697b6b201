namespace AiFirewall.Effects;

/// <summary>Names that people give to variables with keys, tokens and passwords.</summary>
internal static class SecretNames
{
    private static readonly string[] Words =
        ["SECRET", "TOKEN", "PASSWORD", "PASSWD", "PASSPHRASE", "CREDENTIAL", "API_KEY", "APIKEY", "ACCESS_KEY", "PRIVATE_KEY", "SIGNING_KEY", "ENCRYPTION_KEY", "MASTER_KEY", "APP_KEY", "AUTH_KEY"];

    /// <summary>They say where a secret is, or something about one, and not what it is.</summary>
    private static readonly string[] Ends =
        ["_FILE", "_PATH", "_DIR", "_ID", "_NAME", "_URL", "_URI", "_TYPE", "_TTL", "_HEADER", "_ENDPOINT", "_COUNT", "_LIMIT", "_LENGTH", "_VERSION", "_REGION", "_EXPIRY", "_EXPIRATION"];

    /// <summary>Places in a list of pages, and pieces of a text.</summary>
    private static readonly string[] Others = ["PAGE_TOKEN", "NEXT_TOKEN", "PAGETOKEN", "NEXTTOKEN", "SYNC_TOKEN", "CONTINUATION", "TOKENIZER", "TOKENS"];

    /// <summary>Whether a variable of that name holds a secret, as far as a name tells.</summary>
    public static bool Holds(string name)
    {
        foreach (var end in Ends)
        {
            if (name.EndsWith(end, StringComparison.OrdinalIgnoreCase)) return false;
        }

        foreach (var other in Others)
        {
            if (name.Contains(other, StringComparison.OrdinalIgnoreCase)) return false;
        }

        foreach (var word in Words)
        {
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return name.EndsWith("_PASS", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_PAT", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a header of that name is there to say who asks: a key in it goes where keys belong.</summary>
    public static bool IsCredentialHeader(string name)
    {
        foreach (var word in (ReadOnlySpan<string>)["auth", "token", "key", "cookie", "secret", "password", "signature", "session"])
        {
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}

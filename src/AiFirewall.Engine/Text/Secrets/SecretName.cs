namespace AiFirewall.Text.Secrets;

/// <summary>What sort of secret a name announces.</summary>
internal enum SecretNameKind : byte
{
    /// <summary>None.</summary>
    None,
    /// <summary>A value: <c>DB_PASSWORD</c>, <c>apiKey</c>.</summary>
    Value,
    /// <summary>A value, or just as well a directory: <c>PWD</c>.</summary>
    ValueUnlessPath,
    /// <summary>A header whose whole line is secret: <c>Authorization</c>, <c>Cookie</c>.</summary>
    Header,
    /// <summary>The signature of a pre-signed URL.</summary>
    Signature,
}

/// <summary>Names behind which secrets stand, in whatever case and with whatever separators.</summary>
internal static class SecretName
{
    public const int MaxLength = 64;

    /// <summary>What <paramref name="name"/> announces. The end of a name says what it is: <c>token_count</c> is no token.</summary>
    public static SecretNameKind KindOf(ReadOnlySpan<char> name)
    {
        if (name.Length is < 3 or > MaxLength) return SecretNameKind.None;
        name = name.TrimEnd("0123456789_-.");
        // Last letters of the words below; nearly every other name ends here.
        if (name.IsEmpty || !"degnsty".Contains(char.ToLowerInvariant(name[^1]), StringComparison.Ordinal)) return SecretNameKind.None;

        Span<char> plain = stackalloc char[MaxLength];
        var length = 0;
        foreach (var c in name)
        {
            if (c is not ('_' or '-' or '.')) plain[length++] = char.ToLowerInvariant(c);
        }
        plain = plain[..length];

        if (EndsWithAny(plain, "authorization", "cookie")) return SecretNameKind.Header;
        if (EndsWithAny(plain, "password", "passwd", "passphrase", "secret", "token")
            || EndsWithAny(plain, "apikey", "accesskey", "secretkey", "privatekey", "accountkey", "authkey", "signingkey", "encryptionkey", "masterkey")
            || plain.SequenceEqual("pass") || EndsInWordPass(name))
        {
            return SecretNameKind.Value;
        }
        if (plain.EndsWith("pwd")) return SecretNameKind.ValueUnlessPath;
        return plain.SequenceEqual("sig") || plain.EndsWith("signature") ? SecretNameKind.Signature : SecretNameKind.None;
    }

    // DB_PASS and dbPass, but not compass or bypass.
    private static bool EndsInWordPass(ReadOnlySpan<char> name) =>
        name.Length > 4 && name.EndsWith("pass", StringComparison.OrdinalIgnoreCase)
        && (name[^5] is '_' or '-' or '.' || (char.IsUpper(name[^4]) && !char.IsUpper(name[^5])));

    private static bool EndsWithAny(ReadOnlySpan<char> name, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (name.EndsWith(word)) return true;
        }
        return false;
    }
}

namespace AiFirewall.Files.Inspection;

/// <summary>Names of what decides who somebody is and what they may do: <c>login_required</c>, <c>verifyPassword</c>, <c>[Authorize]</c>.</summary>
internal static class GateNames
{
    private static readonly HashSet<string> Alone = new(StringComparer.Ordinal)
    {
        "authenticate", "authenticates", "authenticated", "authenticator", "authorize", "authorizes", "authorized", "authorise", "authorised", "preauthorize", "csrf", "xsrf", "secured",
    };

    private static readonly HashSet<string> Verbs = new(StringComparer.Ordinal)
    {
        "require", "requires", "required", "ensure", "ensures", "check", "checks", "verify", "verifies", "validate", "validates", "has", "is", "needs", "assert", "allowed", "guard", "middleware",
    };

    private static readonly HashSet<string> Things = new(StringComparer.Ordinal)
    {
        "auth", "login", "admin", "superuser", "permission", "permissions", "role", "roles", "mfa", "otp",
    };

    // Parsers check tokens all day; only these two verbs are about those that let somebody in.
    private static readonly HashSet<string> ProvenThings = new(StringComparer.Ordinal) { "token", "jwt", "password", "signature", "session", "credentials", "apikey" };

    private static readonly HashSet<string> Whole = new(StringComparer.OrdinalIgnoreCase)
    {
        "login", "signin", "sign_in", "log_in", "hash_password", "hashpassword", "compare_password", "comparepassword", "check_password", "checkpassword", "rolesallowed",
    };

    /// <summary>Whether an identifier names such a thing.</summary>
    public static bool Is(ReadOnlySpan<char> identifier)
    {
        if (identifier.Length is < 4 or > 80) return false;
        if (Whole.GetAlternateLookup<ReadOnlySpan<char>>().Contains(identifier)) return true;
        bool hasVerb = false, hasThing = false, isProof = false, hasProven = false;
        Span<char> word = stackalloc char[32];
        for (var at = 0; at < identifier.Length;)
        {
            var end = EndOfWord(identifier, at);
            if (end - at is > 1 and <= 32)
            {
                var lower = word[..identifier[at..end].ToLowerInvariant(word)];
                if (Has(Alone, lower)) return true;
                hasVerb |= Has(Verbs, lower);
                hasThing |= Has(Things, lower);
                isProof |= lower is "verify" or "verifies" or "validate" or "validates";
                hasProven |= Has(ProvenThings, lower);
            }

            at = end;
            while (at < identifier.Length && !char.IsLetterOrDigit(identifier[at])) at++;
        }

        return (hasVerb && hasThing) || (isProof && hasProven);
    }

    /// <summary>Counts such names in code, each by itself.</summary>
    public static Dictionary<string, int> Count(ReadOnlySpan<char> code)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at < code.Length;)
        {
            if (!char.IsLetter(code[at]) && code[at] != '_')
            {
                at++;
                continue;
            }

            var end = at + 1;
            while (end < code.Length && (char.IsLetterOrDigit(code[end]) || code[end] is '_')) end++;
            var name = code[at..end];
            if (Is(name)) lookup[name] = lookup.TryGetValue(name, out var count) ? count + 1 : 1;
            at = end;
        }

        return counts;
    }

    private static bool Has(HashSet<string> words, ReadOnlySpan<char> word) => words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static int EndOfWord(ReadOnlySpan<char> name, int start)
    {
        var end = start + 1;
        while (end < name.Length && char.IsLetterOrDigit(name[end]) && !(char.IsUpper(name[end]) && char.IsLower(name[end - 1]))) end++;
        return end;
    }
}

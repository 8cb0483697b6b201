namespace AiFirewall.Text.Secrets;

/// <summary>JSON web tokens (RFC 7519): base64url parts with dots between, the first of which is a JSON object.</summary>
internal static class WebToken
{
    private const int MinPart = 8;

    /// <summary>A token whose first <c>J</c>, that of <c>eyJ</c>, stands at <paramref name="at"/>.</summary>
    public static bool At(ReadOnlySpan<char> text, int at, out SecretSpan secret)
    {
        secret = default;
        var start = at - 2;
        if (start < 0 || text[start] != 'e' || text[start + 1] != 'y' || !Characters.IsStart(text, start, Characters.UrlSafe)) return false;

        var header = Characters.EndOfRun(text, at, Characters.UrlSafe);
        if (header - start < MinPart || header >= text.Length || text[header] != '.') return false;
        var end = Characters.EndOfRun(text, header + 1, Characters.UrlSafe);
        if (end - header - 1 < MinPart) return false;
        // The signature, or the three further parts of an encrypted token.
        for (var part = 0; part < 3 && end < text.Length && text[end] == '.'; part++)
        {
            var next = Characters.EndOfRun(text, end + 1, Characters.UrlSafe);
            if (next == end + 1) break;
            end = next;
        }
        secret = new SecretSpan(start, end);
        return true;
    }
}

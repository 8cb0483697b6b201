using System.Buffers;

namespace AiFirewall.Text.Secrets;

/// <summary>Passwords and tokens in the authority of a URL: <c>https://user:password@host</c>.</summary>
internal static class UrlCredentials
{
    private const int MaxAuthority = 1024;
    private const int MinBareToken = 20;

    private static readonly SearchValues<char> AfterAuthority = SearchValues.Create("/?# \t\r\n\"'`<>");
    private static readonly SearchValues<char> AfterUrl = SearchValues.Create(" \t\r\n\"'`<>");

    /// <summary>The password of the URL whose scheme ends with the colon at <paramref name="at"/>.</summary>
    public static bool At(ReadOnlySpan<char> text, int at, out SecretSpan secret)
    {
        secret = default;
        if (!text[at..].StartsWith("://") || at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) return false;
        var start = at + 3;
        var rest = text[start..Math.Min(text.Length, start + MaxAuthority)];
        var authority = rest.IndexOfAny(AfterAuthority) is >= 0 and var end ? rest[..end] : rest;
        var colon = authority.IndexOf(':');
        var user = authority.LastIndexOf('@');
        if (user < 0)
        {
            // Passwords are pasted in without encoding: "postgres://u:p#w@host". What is no port is taken for one.
            if (colon < 0 || !authority[(colon + 1)..].ContainsAnyExceptInRange('0', '9')) return false;
            var url = rest.IndexOfAny(AfterUrl) is >= 0 and var endOfUrl ? rest[..endOfUrl] : rest;
            user = url.LastIndexOf('@');
            if (user < 0) return false;
        }

        if (colon >= 0 && colon < user - 1) secret = new SecretSpan(start + colon + 1, start + user);
        else if ((colon == user - 1 ? colon : user) is >= MinBareToken and var length) secret = new SecretSpan(start, start + length);
        return secret.Length > 0 && !SecretValue.IsPlaceholder(text[secret.Start..secret.End], isLiteral: false);
    }
}

namespace AiFirewall.Text.Secrets;

/// <summary>
/// Values that are given to a name: assignments of shells and programs, JSON and YAML members, parameters of URLs, parts of connection
/// strings, HTTP headers, and passwords in SQL.
/// </summary>
internal static class NamedSecret
{
    private const int MinSignature = 20;
    private const int MaxSpaces = 8;

    /// <summary>The value behind the <c>=</c> or <c>:</c> at <paramref name="at"/>.</summary>
    public static bool At(ReadOnlySpan<char> text, int at, out SecretSpan secret)
    {
        secret = default;
        if (at == 0 || IsNoAssignment(text, at)) return false;
        var kind = SecretName.KindOf(NameBefore(text, at));
        if (kind == SecretNameKind.None) return false;

        var start = at + 1;
        if (start < text.Length && text[at] == '=' && text[start] == '>') start++;
        start = SkipSpaces(text, start);
        if (!SecretValue.TryRead(text, start, kind == SecretNameKind.Header, out secret)) return false;
        return kind switch
        {
            SecretNameKind.ValueUnlessPath => text[secret.Start] is not ('/' or '~' or '.' or '\\') && (secret.Length < 2 || text[secret.Start + 1] != ':'),
            SecretNameKind.Signature => text[at] == '=' && secret.Length >= MinSignature,
            _ => true,
        };
    }

    /// <summary>The text behind the quote at <paramref name="at"/>, in <c>PASSWORD '...'</c> and <c>IDENTIFIED BY '...'</c>.</summary>
    public static bool InSql(ReadOnlySpan<char> text, int at, out SecretSpan secret)
    {
        secret = default;
        var before = text[Math.Max(0, at - 32)..at].TrimEnd(' ');
        if (before.Length == at || !(before.EndsWith("password", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith("password(", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith("identified by", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }
        return SecretValue.TryRead(text, at, isHeader: false, out secret);
    }

    private static bool IsNoAssignment(ReadOnlySpan<char> text, int at) =>
        text[at] == '='
            ? text[at - 1] is '=' or '!' or '<' or '>' || (at + 1 < text.Length && text[at + 1] is '=' or '~')
            // ":=" is looked at from its second half; "::" qualifies a name.
            : text[at - 1] == ':' || (at + 1 < text.Length && text[at + 1] is '=' or ':');

    // Back over spaces, the colon of ":=", brackets and quotes: config["password"] = "...", \"password\": \"...\".
    private static ReadOnlySpan<char> NameBefore(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end > 0 && at - end < MaxSpaces && Characters.IsSpace(text[end - 1])) end--;
        if (end > 0 && text[at] == '=' && text[end - 1] is ':' or '+') end--;
        while (end > 0 && at - end < MaxSpaces && text[end - 1] is '"' or '\'' or ']' or '\\' or ' ') end--;
        var start = end;
        while (start > 0 && end - start <= SecretName.MaxLength && (Characters.UrlSafe.Contains(text[start - 1]) || text[start - 1] == '.')) start--;
        return text[start..end];
    }

    private static int SkipSpaces(ReadOnlySpan<char> text, int start)
    {
        var end = Math.Min(text.Length, start + MaxSpaces);
        while (start < end && Characters.IsSpace(text[start])) start++;
        return start;
    }
}

using System.Buffers;

namespace AiFirewall.Text.Secrets;

/// <summary>Values of command-line options: <c>--password X</c>, <c>-ApiKey X</c>, <c>mysql -pX</c>, <c>curl -u user:X</c>.</summary>
internal static class SecretFlag
{
    private const int MaxLookBack = 256;

    private static readonly SearchValues<string> Programs =
        SearchValues.Create(["mysql", "mariadb", "sshpass", "sqlcmd", "bcp", "redis-cli", "curl"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> BetweenCommands = SearchValues.Create(";|&\n");

    /// <summary>Whether a program that takes a password in an option of one letter is named anywhere.</summary>
    public static bool NamesPrograms(ReadOnlySpan<char> text) => text.ContainsAny(Programs);

    /// <summary>The value of the option that begins at <paramref name="at"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the option's first dash stands.</param>
    /// <param name="namesPrograms">What <see cref="NamesPrograms"/> says of the text.</param>
    /// <param name="secret">The value.</param>
    public static bool At(ReadOnlySpan<char> text, int at, bool namesPrograms, out SecretSpan secret)
    {
        secret = default;
        if (text[at..].StartsWith("-SecureString", StringComparison.OrdinalIgnoreCase)
            && text[..at].EndsWith("ConvertTo", StringComparison.OrdinalIgnoreCase))
        {
            return PlainText(text, at + "-SecureString".Length, out secret);
        }
        if (at > 0 && !(Characters.IsSpace(text[at - 1]) || text[at - 1] is '"' or '\'' or '(' or ',' or '\n' or '[')) return false;
        var start = at + 1;
        if (start < text.Length && text[start] == '-') start++;
        if (start >= text.Length || !char.IsAsciiLetter(text[start])) return false;
        var end = Characters.EndOfRun(text, start, Characters.UrlSafe);
        var name = text[start..end];
        if (namesPrograms && start == at + 1 && IsShort(text, at, name, out secret)) return true;
        return SecretName.KindOf(name) is SecretNameKind.Value or SecretNameKind.ValueUnlessPath && Value(text, end, name, out secret);
    }

    private static bool Value(ReadOnlySpan<char> text, int end, ReadOnlySpan<char> name, out SecretSpan secret)
    {
        secret = default;
        var start = Next(text, end);
        if (start == end || start >= text.Length || text[start] == '-') return false;
        if (!SecretValue.TryRead(text, start, isHeader: false, out secret)) return false;
        var value = text[secret.Start..secret.End];
        // docker build --secret id=x,src=y names a secret; --private-key ~/.ssh/id_rsa names a file.
        if (name.Equals("secret", StringComparison.Ordinal) && (value.StartsWith("id=") || value.StartsWith("source=") || value.StartsWith("type="))) return false;
        return !(name.EndsWith("key", StringComparison.OrdinalIgnoreCase) && value[0] is '/' or '~' or '.');
    }

    // PowerShell: ConvertTo-SecureString [-String] 'x' -AsPlainText, its parameters in any order.
    private static bool PlainText(ReadOnlySpan<char> text, int start, out SecretSpan secret)
    {
        secret = default;
        for (var parameter = 0; parameter < 4; parameter++)
        {
            start = Next(text, start);
            if (start >= text.Length || text[start] is '\n' or '\r' or ';' or '|' or ')') return false;
            if (text[start] != '-') return SecretValue.TryRead(text, start, isHeader: false, out secret);
            start = Characters.EndOfRun(text, start, Characters.UrlSafe);
        }
        return false;
    }

    // Options of one letter mean a password only to certain programs.
    private static bool IsShort(ReadOnlySpan<char> text, int at, ReadOnlySpan<char> name, out SecretSpan secret)
    {
        secret = default;
        if (name[0] is not ('p' or 'P' or 'a' or 'u')) return false;
        var command = CommandBefore(text, at);
        if (!command.ContainsAny(Programs)) return false;
        switch (name[0])
        {
            case 'p' when Has(command, "mysql") || Has(command, "mariadb"):
                // Only attached: a space after -p makes it ask.
                return at + 2 < text.Length && !char.IsWhiteSpace(text[at + 2]) && SecretValue.TryRead(text, at + 2, isHeader: false, out secret);
            case 'p' when Has(command, "sshpass"):
            case 'P' when Has(command, "sqlcmd") || Has(command, "bcp"):
            case 'a' when Has(command, "redis-cli"):
                return SecretValue.TryRead(text, name.Length > 1 ? at + 2 : Next(text, at + 2), isHeader: false, out secret);
            case 'u' when name.Length == 1 && Has(command, "curl"):
                return UserAndPassword(text, Next(text, at + 2), out secret);
            default:
                return false;
        }
    }

    private static bool UserAndPassword(ReadOnlySpan<char> text, int start, out SecretSpan secret)
    {
        if (!SecretValue.TryRead(text, start, isHeader: false, out secret)) return false;
        var colon = text[secret.Start..secret.End].IndexOf(':');
        if (colon < 0 || secret.Start + colon + 1 == secret.End) return false;
        secret = secret with { Start = secret.Start + colon + 1 };
        return !SecretValue.IsPlaceholder(text[secret.Start..secret.End], isLiteral: false);
    }

    // Over the space between an option and its value; in JSON lists over what stands there instead: "--password","x".
    private static int Next(ReadOnlySpan<char> text, int end)
    {
        var start = end;
        if (start + 2 < text.Length && Characters.IsQuote(text[start]) && text[start + 1] == ',') start += 2;
        while (start < text.Length && start - end < 8 && Characters.IsSpace(text[start])) start++;
        return start;
    }

    private static ReadOnlySpan<char> CommandBefore(ReadOnlySpan<char> text, int at)
    {
        var before = text[Math.Max(0, at - MaxLookBack)..at];
        return before.LastIndexOfAny(BetweenCommands) is >= 0 and var separator ? before[(separator + 1)..] : before;
    }

    private static bool Has(ReadOnlySpan<char> command, string program) => command.Contains(program, StringComparison.OrdinalIgnoreCase);
}

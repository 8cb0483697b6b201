namespace AiFirewall.Sql;

/// <summary>Classes of characters, the same for every dialect.</summary>
internal static class SqlCharacters
{
    private const byte Space = 1;
    private const byte NameStart = 2;
    private const byte NamePart = 4;

    private static readonly byte[] Classes = BuildClasses();

    /// <summary>
    /// White space. Control characters, the byte order mark and the wide spaces count as well: servers differ in them, and reading a
    /// separator where there is none only finds more.
    /// </summary>
    public static bool IsSpace(char c) =>
        c < 128 ? (Classes[c] & Space) != 0 : c is '\u0085' or '\u00A0' or '\u1680' or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000'
            or '\uFEFF' or (>= '\u2000' and <= '\u200A');

    /// <summary>A character that can start a name.</summary>
    public static bool IsNameStart(char c) => c < 128 ? (Classes[c] & NameStart) != 0 : !IsSpace(c);

    /// <summary>A character inside a name; <c>#</c> only where names may hold it.</summary>
    public static bool IsNamePart(char c, bool hash) =>
        c < 128 ? (Classes[c] & NamePart) != 0 || (hash && c == '#') : !IsSpace(c);

    /// <summary>The longest operator at the start of <paramref name="text"/>.</summary>
    public static (SqlSymbol Symbol, int Length) Operator(ReadOnlySpan<char> text)
    {
        var second = text.Length > 1 ? text[1] : '\0';
        var third = text.Length > 2 ? text[2] : '\0';
        return text[0] switch
        {
            '=' when second == '=' => (SqlSymbol.Equal, 2),
            '=' when second == '>' => (SqlSymbol.Arrow, 2),
            '=' => (SqlSymbol.Equal, 1),
            '<' when second == '=' && third == '>' => (SqlSymbol.NullSafeEqual, 3),
            '<' when second == '>' => (SqlSymbol.NotEqual, 2),
            '<' when second == '=' => (SqlSymbol.LessEqual, 2),
            '<' when second is '@' or '<' or '-' or '#' => (SqlSymbol.Other, 2),
            '<' => (SqlSymbol.Less, 1),
            '>' when second == '=' => (SqlSymbol.GreaterEqual, 2),
            '>' when second is '>' or '@' => (SqlSymbol.Other, 2),
            '>' => (SqlSymbol.Greater, 1),
            '!' when second == '=' => (SqlSymbol.NotEqual, 2),
            '!' when second == '~' => (SqlSymbol.Other, third == '*' ? 3 : 2),
            '!' when second == '<' => (SqlSymbol.GreaterEqual, 2),
            '!' when second == '>' => (SqlSymbol.LessEqual, 2),
            '!' => (SqlSymbol.Not, 1),
            '^' when second == '=' => (SqlSymbol.NotEqual, 2),
            '^' => (SqlSymbol.Caret, 1),
            '~' when second == '=' => (SqlSymbol.NotEqual, 2),
            '~' when second == '*' => (SqlSymbol.TildeStar, 2),
            '~' => (SqlSymbol.Tilde, 1),
            '|' when second == '|' => (SqlSymbol.Concat, 2),
            '|' => (SqlSymbol.Pipe, 1),
            '&' when second == '&' => (SqlSymbol.And, 2),
            '&' => (SqlSymbol.Ampersand, 1),
            '+' when second == '=' => (SqlSymbol.PlusAssign, 2),
            '+' => (SqlSymbol.Plus, 1),
            '-' when second == '>' => (SqlSymbol.Other, third == '>' ? 3 : 2),
            '-' => (SqlSymbol.Minus, 1),
            '*' => (SqlSymbol.Star, 1),
            '/' => (SqlSymbol.Slash, 1),
            '%' => (SqlSymbol.Percent, 1),
            '#' when second == '>' => (SqlSymbol.Other, third == '>' ? 3 : 2),
            '@' when second is '>' or '@' or '?' => (SqlSymbol.Other, 2),
            _ => (SqlSymbol.Other, 1),
        };
    }

    private static byte[] BuildClasses()
    {
        var classes = new byte[128];
        for (var c = 0; c < 128; c++)
        {
            if (c <= ' ' || c == 127) classes[c] = Space;
            if (char.IsAsciiLetter((char)c) || c == '_') classes[c] = NameStart | NamePart;
            if (char.IsAsciiDigit((char)c) || c == '$') classes[c] = NamePart;
        }

        return classes;
    }
}

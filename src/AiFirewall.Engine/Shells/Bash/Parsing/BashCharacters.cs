namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>What a character means to the reader of words.</summary>
internal static class BashCharacters
{
    /// <summary>Part of a literal whatever stands around it.</summary>
    public const byte Plain = 0;

    /// <summary>A metacharacter: ends a word (Bash manual, 2 Definitions).</summary>
    public const byte Meta = 1;

    /// <summary>Needs a closer look: quotes, expansions, patterns, braces.</summary>
    public const byte Special = 2;

    private static readonly byte[] Kinds = CreateKinds();

    public static byte KindOf(char c) => c < 128 ? Kinds[c] : Plain;

    public static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    public static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    /// <summary>Parameters named by one character that is no letter (Bash manual, 3.4.2).</summary>
    public static bool IsSpecialParameter(char c) => c is '@' or '*' or '#' or '?' or '-' or '$' or '!';

    private static byte[] CreateKinds()
    {
        var kinds = new byte[128];
        foreach (var c in " \t\n;&|()<>") kinds[c] = Meta;
        foreach (var c in "\\'\"$`*?[{},~@+!\r") kinds[c] = Special;
        return kinds;
    }
}

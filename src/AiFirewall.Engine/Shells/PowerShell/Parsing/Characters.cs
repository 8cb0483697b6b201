namespace AiFirewall.Shells.PowerShell.Parsing;

/// <summary>The classes of characters that PowerShell's tokenizer tells apart (CharTraits.cs of PowerShell).</summary>
internal static class Characters
{
    public static bool IsWhitespace(char c) => c switch
    {
        ' ' or '\t' or '\v' or '\f' => true,
        < '\u0080' => false,
        <= '\u0100' => c is '\u00A0' or '\u0085',
        _ => char.IsSeparator(c),
    };

    /// <summary>Hyphen, en dash, em dash and horizontal bar are one to PowerShell.</summary>
    public static bool IsDash(char c) => c is '-' or '\u2013' or '\u2014' or '\u2015';

    public static bool IsSingleQuote(char c) => c is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B';

    public static bool IsDoubleQuote(char c) => c is '"' or '\u201C' or '\u201D' or '\u201E';

    public static bool IsIdentifierStart(char c) => c < 128 ? char.IsAsciiLetter(c) || c == '_' : char.IsLetter(c);

    public static bool IsIdentifierFollow(char c) => c < 128 ? char.IsAsciiLetterOrDigit(c) || c == '_' : char.IsLetterOrDigit(c);

    public static bool IsVariableStart(char c) =>
        c < 128 ? char.IsAsciiLetterOrDigit(c) || c is '_' or '$' or '?' or '^' or ':' : char.IsLetterOrDigit(c);

    public static bool IsTypeSuffix(char c) =>
        c is 'd' or 'l' or 'n' or 's' or 'u' or 'y' or 'D' or 'L' or 'N' or 'S' or 'U' or 'Y';

    public static bool IsMultiplierStart(char c) => c is 'g' or 'k' or 'm' or 'p' or 't' or 'G' or 'K' or 'M' or 'P' or 'T';

    /// <summary>Ends any bare word.</summary>
    public static bool EndsToken(char c) => c switch
    {
        '\0' or '\t' or '\n' or '\v' or '\f' or '\r' or ' ' or '&' or '(' or ')' or ',' or ';' or '{' or '|' or '}' => true,
        < '\u0080' => false,
        _ => IsWhitespace(c),
    };

    /// <summary>Ends a number in an expression, so that <c>1+2</c> is three tokens.</summary>
    public static bool EndsNumber(char c, bool atTernary) => c switch
    {
        '!' or '#' or '%' or '*' or '+' or '-' or '.' or '/' or '<' or '=' or '>' or ']' => true,
        '?' or ':' => atTernary,
        < '\u0080' => false,
        _ => IsDash(c),
    };

    public static bool EndsAssemblyName(char c) => c switch
    {
        '\0' or '\t' or '\n' or '\v' or '\f' or '\r' or ' ' or ',' or '=' or ']' => true,
        < '\u0080' => false,
        _ => IsWhitespace(c),
    };
}

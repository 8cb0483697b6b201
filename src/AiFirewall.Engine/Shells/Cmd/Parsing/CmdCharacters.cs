using System.Buffers;

namespace AiFirewall.Shells.Cmd.Parsing;

/// <summary>What characters mean to cmd.exe.</summary>
internal static class CmdCharacters
{
    private static readonly SearchValues<char> LabelEnds = SearchValues.Create(" \t:+&|<>\r,;=");

    /// <summary>Separates words: blanks, and what cmd.exe treats like them.</summary>
    public static bool IsSeparator(char c) => c is ' ' or '\t' or ',' or ';' or '=' or '\u00A0' or '\v' or '\f';

    /// <summary>A blank.</summary>
    public static bool IsBlank(char c) => c is ' ' or '\t';

    /// <summary>The name of a label at the start of a text.</summary>
    public static ReadOnlySpan<char> Label(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(LabelEnds);
        return end < 0 ? text : text[..end];
    }

    /// <summary>Ends a word outside of quotes.</summary>
    public static bool IsSpecial(char c) => c is '&' or '|' or '<' or '>' or '\n';
}

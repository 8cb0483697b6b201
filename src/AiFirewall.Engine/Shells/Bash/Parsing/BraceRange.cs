using AiFirewall.Effects;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Reads what stands in <c>{1..9}</c> and <c>{a..e..2}</c> (Bash manual, 3.5.1).</summary>
internal static class BraceRange
{
    /// <summary>The range; null when the text is none.</summary>
    public static BraceRangePart? TryParse(ReadOnlySpan<char> text, TextSpan span)
    {
        var middle = text.IndexOf("..", StringComparison.Ordinal);
        if (middle <= 0) return null;
        var first = text[..middle];
        var last = text[(middle + 2)..];
        ReadOnlySpan<char> step = [];
        var second = last.IndexOf("..", StringComparison.Ordinal);
        if (second > 0)
        {
            step = last[(second + 2)..];
            last = last[..second];
            if (!IsInteger(step)) return null;
        }
        var isRange = (IsInteger(first) && IsInteger(last)) || (IsLetter(first) && IsLetter(last));
        return isRange ? new BraceRangePart(first.ToString(), last.ToString(), step.IsEmpty ? null : step.ToString(), span) : null;
    }

    private static bool IsLetter(ReadOnlySpan<char> text) => text.Length == 1 && char.IsAsciiLetter(text[0]);

    private static bool IsInteger(ReadOnlySpan<char> text)
    {
        if (text is ['-' or '+', ..]) text = text[1..];
        if (text.IsEmpty) return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c)) return false;
        }
        return true;
    }
}

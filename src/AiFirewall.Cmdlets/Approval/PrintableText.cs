using System.Globalization;
using System.Text;

namespace AiFirewall.Cmdlets.Approval;

/// <summary>Text that shows on a terminal as what it is.</summary>
/// <remarks>
/// A command that an agent wrote may hold escape sequences, carriage returns or bidirectional overrides that make a person read
/// something else than what would run. Such characters are written as <c>\u{1B}</c>.
/// </remarks>
public static class PrintableText
{
    /// <summary><paramref name="text"/> on one line, at most <paramref name="maxLength"/> characters.</summary>
    public static string OneLine(string? text, int maxLength = 200)
    {
        var line = Of(text).ReplaceLineEndings(" ⏎ ");
        return line.Length <= maxLength ? line : string.Concat(line.AsSpan(0, maxLength - 1), "…");
    }

    /// <summary><paramref name="text"/> with everything invisible or misleading written out; line feeds and tabs stay.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (!text.EnumerateRunes().Any(IsMisleading)) return text;

        var printable = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsMisleading(rune)) printable.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
            else printable.Append(rune);
        }
        return printable.ToString();
    }

    private static bool IsMisleading(Rune rune) => rune.Value is not ('\n' or '\t') && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}

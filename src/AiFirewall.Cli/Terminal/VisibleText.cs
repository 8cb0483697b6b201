using System.Globalization;
using System.Text;
using AiFirewall.Text;

namespace AiFirewall.Cli.Terminal;

/// <summary>
/// Makes text from outside safe to show. Secrets are masked; control characters could repaint the terminal, and direction marks could make a command read
/// as another one, so both are shown as what they are.
/// </summary>
internal static class VisibleText
{
    /// <summary>The text on one line; line ends show as <c>⏎</c>.</summary>
    public static string Of(string text) => Escape(SecretMasker.Mask(text), keepsLines: false);

    /// <summary>The text with its line ends.</summary>
    public static string Lines(string text) => Escape(SecretMasker.Mask(text), keepsLines: true);

    /// <summary>The text on one line, cut to <paramref name="width"/> characters.</summary>
    public static string Cut(string text, int width)
    {
        // Masked before it is cut: half a secret is not recognised as one.
        var masked = SecretMasker.Mask(text);
        var visible = Escape(masked.Length > width * 4 ? masked[..(width * 4)] : masked, keepsLines: false);
        return visible.Length <= width ? visible : string.Concat(visible.AsSpan(0, width - 1), "…");
    }

    private static string Escape(string text, bool keepsLines)
    {
        var first = FirstToChange(text, keepsLines);
        if (first < 0) return text;

        var result = new StringBuilder(text, 0, first, text.Length + 16);
        for (var i = first; i < text.Length; i++)
        {
            var c = text[i];
            if (!Changes(c, keepsLines)) result.Append(c);
            else if (c == '\n') result.Append('⏎');
            else if (c == '\t') result.Append(' ');
            else if (c is '\r' && i + 1 < text.Length && text[i + 1] == '\n') continue;
            else if (c < ' ') result.Append((char)('\u2400' + c));
            else result.Append(CultureInfo.InvariantCulture, $"<U+{(int)c:X4}>");
        }
        return result.ToString();
    }

    private static int FirstToChange(string text, bool keepsLines)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (Changes(text[i], keepsLines)) return i;
        }
        return -1;
    }

    private static bool Changes(char c, bool keepsLines) => c switch
    {
        '\n' or '\t' => !keepsLines,
        < ' ' => true,
        < '\u007F' => false,
        // C1 controls, direction marks, zero-width and line separators, interlinear marks, non-characters.
        < '\u00A0' or '\u061C' or '\uFEFF' or '\uFFFE' or '\uFFFF' => true,
        (>= '\u200B' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2060' and <= '\u2069') or (>= '\uFFF9' and <= '\uFFFB') => true,
        _ => false,
    };
}

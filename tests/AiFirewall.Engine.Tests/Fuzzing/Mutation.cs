using System.Text;

namespace AiFirewall.Tests.Fuzzing;

/// <summary>Changes a text the way that breaks readers: cuts, splices, doubles, flips, nests, and puts characters in that nobody expects.</summary>
internal static class Mutation
{
    private const int MaxLength = 20_000;

    private static readonly string[] Pieces =
    [
        "'", "\"", "\\", "$", "`", "(", ")", "{", "}", "[", "]", "<", ">", "&", "|", ";", "#", "~", "=", ",", "*", "!", "@", "^", "%", ":", "\n", "\r\n", "\t", "\0", " ",
        "$(", "${", "$((", "<<E\n", "\nE\n", "<<<", "<(", "&&", "||", ";;", "$'", "@'\n", "\n'@", "@\"\n", "/*", "*/", "--", "$$", "%%", "!x!", "%~", "{0}", "..", "::", "](", "[[", "]]",
        "é", "\u0301", "\u202E", "\u200B", "\uFEFF", "\uFFFE", "\uFFFD", "\uD83D\uDE00", "\uD800", "\uDC00", "\u2028", "\u00A0", "\u2013", "\u201C", "\u2019", "\u0130", "ſ", "\u0085", "\v", "\f", "\u001B[2J", "\u007F",
        "-1", "0", "99999999999999999999", "-9223372036854775808", "2147483648", "0x", "1e999", "/", "\\\n", "^\n", "`\n", "-", "-enc ", "--% ", "rm -rf /", "bash -c ", "eval ", "if ", "fi", "do ", "done", "for ", "in ", "case ", "esac",
    ];

    private static readonly (string Open, string Close)[] Brackets =
    [
        ("(", ")"), ("{ ", "; }"), ("$(", ")"), ("\"$(", ")\""), ("${x:-", "}"), ("$((", "))"), ("[", "]"), ("{", "}"), ("'", "'"), ("\"", "\""), ("@(", ")"), ("@{a=", "}"), ("if true; then ", "; fi"),
        ("& {", "}"), ("/*", "*/"), ("(SELECT ", ")"), ("BEGIN ", " END"), ("CASE WHEN 1 THEN ", " END"), ("NOT (", ")"), ("eval ", ""), ("sudo ", ""), ("! ", ""), ("-", ""), ("a.", ""), ("f(", ")"),
        ("cmd /c ", ""), ("<(", ")"), ("`", "`"), ("lambda: ", ""), ("{a,", "}"), ("if 1==1 ", ""), ("[[ ! ( ", " ) ]]"), ("[int]", ""), ("a || ", ""), ("a | ", ""), ("a=", ""), ("$x[", "]"),
    ];

    /// <summary>A changed text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="other">Another one, to take pieces of.</param>
    /// <param name="random">What decides.</param>
    public static string Of(string text, string other, Random random)
    {
        for (var i = random.Next(1, 5); i > 0 && text.Length < MaxLength; i--) text = Once(text, other, random);
        return text.Length > MaxLength ? text[..MaxLength] : text;
    }

    private static string Once(string text, string other, Random random)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(4) == 0 ? random.Next(text.Length + 1) : random.Next(1, 12), text.Length - at);
        switch (random.Next(12))
        {
            case 0: return text[..at];
            case 1: return text[at..];
            case 2: return text.Remove(at, length);
            case 3: return text.Insert(at, Piece(other, random));
            case 4: return text.Remove(at, length).Insert(at, Piece(other, random));
            case 5: return text.Insert(at, text.Substring(at, length));
            case 6: return text.Insert(at, Repeated(text.Substring(at, Math.Min(length, 12)), random.Next(2, 300)));
            case 7: return Nested(text, at, length, random);
            case 8: return text.Length == 0 ? text : Flipped(text, Math.Min(at, text.Length - 1), random);
            case 9: return text[..at] + Piece(other, random);
            case 10: return text + Pick([" ", "\n", " | ", "; ", " && ", ""], random) + other;
            default: return text.Insert(at, Pick(Pieces, random));
        }
    }

    private static string Nested(string text, int at, int length, Random random)
    {
        var depth = random.Next(3) == 0 ? random.Next(20, 400) : random.Next(1, 6);
        var (open, close) = Pick(Brackets, random);
        return text[..at] + Repeated(open, depth) + text.Substring(at, length) + Repeated(close, depth) + text[(at + length)..];
    }

    private static string Flipped(string text, int at, Random random)
    {
        var flipped = new StringBuilder(text);
        flipped[at] = random.Next(3) == 0 ? (char)random.Next(0x10000) : (char)(flipped[at] ^ (1 << random.Next(7)));
        return flipped.ToString();
    }

    private static string Piece(string other, Random random)
    {
        if (other.Length == 0) return "";
        var from = random.Next(other.Length);
        return other.Substring(from, Math.Min(random.Next(1, 40), other.Length - from));
    }

    private static string Repeated(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static T Pick<T>(T[] from, Random random) => from[random.Next(from.Length)];
}

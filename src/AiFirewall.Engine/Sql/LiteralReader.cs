using System.Globalization;
using System.Text;

namespace AiFirewall.Sql;

/// <summary>Takes the value out of a text literal in any of its spellings.</summary>
internal static class LiteralReader
{
    /// <summary>The value of the literal that token <paramref name="index"/> is.</summary>
    public static string Decode(SqlSource source, int index)
    {
        var raw = source.Raw(index);
        if (raw.Length == 0) return "";
        switch (raw[0] | 0x20)
        {
            case 'q': return Alternative(raw[1..]);
            case 'n' when raw.Length > 1 && (raw[1] | 0x20) == 'q': return Alternative(raw[2..]);
            case 'n': return Quoted(raw[1..], HasEscapes(source));
            case 'e': return Quoted(raw[1..], HasEscapes(source) || (source.Lexicon & SqlLexicon.EscapePrefixes) != 0);
            case 'x': return Hexadecimal(Inner(raw[1..]));
            case 'b': return Inner(raw[1..]).ToString();
            case 'u' when raw.Length > 1 && raw[1] == '&': return DecodeUnicode(Quoted(raw[2..], false), '\\');
            default: return raw[0] == '$' ? Dollar(raw) : Quoted(raw, HasEscapes(source));
        }
    }

    /// <summary>Resolves <c>\0041</c> and <c>\+000041</c>. PostgreSQL 4.1.2.3.</summary>
    public static string DecodeUnicode(string text, char escape)
    {
        if (!text.Contains(escape, StringComparison.Ordinal)) return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != escape)
            {
                result.Append(text[i]);
                continue;
            }

            if (i + 1 < text.Length && text[i + 1] == escape)
            {
                result.Append(escape);
                i++;
                continue;
            }

            var wide = i + 1 < text.Length && text[i + 1] == '+';
            var start = wide ? i + 2 : i + 1;
            var length = wide ? 6 : 4;
            if (start + length <= text.Length
                && int.TryParse(text.AsSpan(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                Append(result, code);
                i = start + length - 1;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    /// <summary>The characters that a run of hexadecimal digits stands for, as UTF-8.</summary>
    public static string Hexadecimal(ReadOnlySpan<char> digits)
    {
        if (digits.Length < 2 || digits.Length % 2 != 0) return "";
        var bytes = new byte[digits.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!byte.TryParse(digits.Slice(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[i])) return "";
        }

        // nvarchar literals of T-SQL come as UTF-16.
        return bytes.Length > 2 && bytes.Length % 2 == 0 && bytes[1] == 0 && bytes[3] == 0
            ? Encoding.Unicode.GetString(bytes)
            : Encoding.UTF8.GetString(bytes);
    }

    private static bool HasEscapes(SqlSource source) => (source.Lexicon & SqlLexicon.BackslashEscapes) != 0;

    private static ReadOnlySpan<char> Inner(ReadOnlySpan<char> quoted) =>
        quoted.Length >= 2 && quoted[^1] == quoted[0] ? quoted[1..^1] : quoted.Length > 0 ? quoted[1..] : quoted;

    private static string Alternative(ReadOnlySpan<char> quoted) => quoted.Length >= 4 ? quoted[2..^2].ToString() : "";

    private static string Dollar(ReadOnlySpan<char> raw)
    {
        var tag = raw[1..].IndexOf('$') + 2;
        return raw.Length >= 2 * tag ? raw[tag..^tag].ToString() : raw.Length > tag ? raw[tag..].ToString() : "";
    }

    private static string Quoted(ReadOnlySpan<char> raw, bool escapes)
    {
        if (raw.Length == 0) return "";
        var quote = raw[0];
        var inner = Inner(raw);
        if (inner.IndexOf(quote) < 0 && !(escapes && inner.Contains('\\'))) return inner.ToString();
        var result = new StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; i++)
        {
            var c = inner[i];
            if (c == quote && i + 1 < inner.Length && inner[i + 1] == quote) i++;
            else if (c == '\\' && escapes && i + 1 < inner.Length)
            {
                i = AppendEscaped(result, inner, i + 1);
                continue;
            }

            result.Append(c);
        }

        return result.ToString();
    }

    /// <summary>Appends what the escape with its letter at <paramref name="at"/> stands for; the index of its last character.</summary>
    private static int AppendEscaped(StringBuilder result, ReadOnlySpan<char> text, int at)
    {
        switch (text[at])
        {
            case 'n': result.Append('\n'); return at;
            case 'r': result.Append('\r'); return at;
            case 't': result.Append('\t'); return at;
            case 'x': return AppendCode(result, text, at, 2);
            case 'u': return AppendCode(result, text, at, 4);
            case 'U': return AppendCode(result, text, at, 8);
            case >= '0' and <= '7':
                {
                    var end = at;
                    var code = 0;
                    while (end < text.Length && end < at + 3 && text[end] is >= '0' and <= '7') code = (code * 8) + text[end++] - '0';
                    Append(result, code);
                    return end - 1;
                }

            default: result.Append(text[at]); return at;
        }
    }

    private static int AppendCode(StringBuilder result, ReadOnlySpan<char> text, int at, int most)
    {
        var end = at + 1;
        while (end < text.Length && end <= at + most && char.IsAsciiHexDigit(text[end])) end++;
        if (end == at + 1)
        {
            result.Append(text[at]);
            return at;
        }

        Append(result, int.TryParse(text[(at + 1)..end], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? code : 0xFFFD);
        return end - 1;
    }

    private static void Append(StringBuilder result, int code)
    {
        if (Rune.IsValid(code)) result.Append(new Rune(code));
        else result.Append('\uFFFD');
    }
}

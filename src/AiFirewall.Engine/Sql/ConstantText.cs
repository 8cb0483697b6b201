using System.Globalization;
using System.Text;
using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>
/// Works out what text an expression comes to, as far as it is constant: literals, concatenation, the functions that are used to hide text,
/// variables that the text itself assigns. What is not known becomes a hole.
/// </summary>
internal static class ConstantText
{
    private const int MostValues = 8;
    private const int LongestValue = 1 << 20;
    private const int Deepest = 32;

    /// <summary>Reads an expression at the cursor and moves past it. At least one value; several when a variable may hold several.</summary>
    public static IReadOnlyList<string> Read(SqlCursor c) => Expression(c, 0);

    private static IReadOnlyList<string> Expression(SqlCursor c, int depth)
    {
        if (depth > Deepest || --c.Session.FoldsLeft < 0) return Unknown(c);
        IReadOnlyList<string> values = Term(c, depth);
        var text = new Concatenation(values);
        while (!c.AtEnd)
        {
            c.Session.Steps++;
            if (c.Kind == SqlTokenKind.Symbol && c.Current.Symbol is SqlSymbol.Concat or SqlSymbol.Plus)
            {
                c.At++;
                text.Add(Term(c, depth));
            }
            else if (c.Kind == SqlTokenKind.Text && c.Peek(-1).Kind == SqlTokenKind.Text)
            {
                // Literals that stand side by side are one. SQL:2016 5.3.
                text.Add(Term(c, depth));
            }
            else if (c.Kind == SqlTokenKind.Symbol && c.Current.Symbol == SqlSymbol.Cast)
            {
                c.At += 2;
                c.SkipGroup();
            }
            else if (c.Word == SqlWord.Collate)
            {
                c.At += 2;
            }
            else
            {
                break;
            }
        }

        return text.Values;
    }

    /// <summary>Texts put together; in one buffer as long as there is one value, so that long chains stay linear.</summary>
    private struct Concatenation(IReadOnlyList<string> first)
    {
        private IReadOnlyList<string> _values = first;
        private StringBuilder? _text;

        public readonly IReadOnlyList<string> Values => _text is null ? _values : [_text.ToString()];

        public void Add(IReadOnlyList<string> next)
        {
            if (_values.Count == 1 && next.Count == 1)
            {
                _text ??= new StringBuilder(_values[0]);
                if (_text.Length + next[0].Length <= LongestValue) _text.Append(next[0]);
                else if (_text[^1] != Unresolved.Hole) _text.Append(Unresolved.Hole);
                return;
            }

            _values = Join(Values, next);
            _text = null;
        }
    }

    private static IReadOnlyList<string> Term(SqlCursor c, int depth)
    {
        while (c.Kind == SqlTokenKind.Symbol && c.Current.Symbol == SqlSymbol.Minus) c.At++;
        switch (c.Kind)
        {
            case SqlTokenKind.Text:
                var text = LiteralReader.Decode(c.Source, c.At++);
                if (c.Word == SqlWord.Uescape && c.Peek(1).Kind == SqlTokenKind.Text) c.At += 2;
                return [text];
            case SqlTokenKind.Name when c.Raw() is ['"', ..] && c.Peek(1).Kind != SqlTokenKind.Open:
                // SQL Server takes "…" for a text when QUOTED_IDENTIFIER is off, as in EXEC("…").
                var quoted = NameReader.Unquote(c.Raw());
                c.At++;
                return c.Session.IsAssigned(quoted) ? c.Session.ValuesOf(quoted) : [quoted];
            case SqlTokenKind.Number:
                var number = c.Raw().ToString();
                c.At++;
                return [number.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? LiteralReader.Hexadecimal(number.AsSpan(2)) : number];
            case SqlTokenKind.Variable:
                var variable = c.Raw().ToString();
                c.At++;
                return c.Session.ValuesOf(variable);
            case SqlTokenKind.Open:
                var end = c.MatchOf(c.At);
                var inner = Expression(c.Slice(c.At + 1, end), depth + 1);
                c.At = Math.Min(end + 1, c.Limit);
                return inner;
            case SqlTokenKind.Word when c.Peek(1).Kind == SqlTokenKind.Open:
                return Call(c, depth);
            case SqlTokenKind.Word when c.Word == SqlWord.Null:
                c.At++;
                return [""];
            case SqlTokenKind.Word when c.Peek(1).Kind == SqlTokenKind.Text && (c.Raw()[0] == '_' || c.Word is SqlWord.None):
                // MySQL's _utf8mb4'…', PostgreSQL's text '…'.
                c.At++;
                return Term(c, depth);
            case SqlTokenKind.Word:
                var word = c.Raw().ToString();
                c.At++;
                while (c.Kind == SqlTokenKind.Dot && !c.AtEnd) c.At += 2;
                return Unresolved.In(word) ? [word] : c.Session.ValuesOf(word);
            default:
                return Unknown(c);
        }
    }

    private static IReadOnlyList<string> Unknown(SqlCursor c)
    {
        if (c.Kind == SqlTokenKind.Open) c.SkipGroup();
        else if (!c.AtEnd && c.Kind is not (SqlTokenKind.Comma or SqlTokenKind.Close)) c.At++;
        return [Unresolved.Anything];
    }

    private static IReadOnlyList<string> Call(SqlCursor c, int depth)
    {
        var name = c.Raw().ToString().ToUpperInvariant();
        c.At++;
        var end = c.MatchOf(c.At);
        var inner = c.Slice(c.At + 1, end);
        c.At = Math.Min(end + 1, c.Limit);
        var arguments = new List<IReadOnlyList<string>>();
        while (!inner.AtEnd)
        {
            var before = inner.At;
            arguments.Add(Expression(inner, depth + 1));
            if (inner.Word is SqlWord.As or SqlWord.Using) break;
            if (!inner.Accept(SqlTokenKind.Comma) && !inner.AtEnd) return [Unresolved.Anything];
            if (inner.At == before) break;
        }

        return Apply(name, arguments) is { } value ? [value] : Combine(name, arguments);
    }

    private static IReadOnlyList<string> Combine(string name, List<IReadOnlyList<string>> arguments) => name switch
    {
        "CONCAT" or "GROUP_CONCAT" or "STRING_AGG" => arguments.Aggregate((IReadOnlyList<string>)[""], Join),
        "CAST" or "CONVERT" when arguments.Count > 0 => name == "CONVERT" && arguments.Count > 1 ? arguments[1] : arguments[0],
        "TRIM" or "LTRIM" or "RTRIM" or "BTRIM" or "LOWER" or "LCASE" or "UPPER" or "UCASE" or "TO_CHAR" or "TO_CLOB" or "COALESCE" or "ISNULL"
            or "IFNULL" or "NVL" or "CONVERT_FROM" or "UTL_RAW.CAST_TO_VARCHAR2" when arguments.Count > 0 => arguments[0],
        "QUOTE_IDENT" or "QUOTENAME" or "ENQUOTE_NAME" => [$"\"{Unresolved.Hole}\""],
        "QUOTE_LITERAL" or "QUOTE_NULLABLE" or "ENQUOTE_LITERAL" => [$"'{Unresolved.Hole}'"],
        _ => [Unresolved.Anything],
    };

    /// <summary>The value of a function whose arguments are known; null when it is not known.</summary>
    private static string? Apply(string name, List<IReadOnlyList<string>> arguments)
    {
        if (name == "FORMAT" && arguments.Count > 0) return Format(arguments);
        if (arguments.Any(a => a.Count != 1 || Unresolved.In(a[0]))) return null;
        var a = arguments.Select(x => x[0]).ToArray();
        return (name, a.Length) switch
        {
            ("CHR" or "CHAR" or "NCHAR" or "NCHR" or "UNICHAR", >= 1) => string.Concat(a.Select(Character)),
            ("UNHEX" or "HEXTORAW", 1) => LiteralReader.Hexadecimal(a[0]),
            ("FROM_BASE64", 1) => Base64(a[0]),
            ("DECODE", 2) => a[1].ToUpperInvariant() switch
            {
                "BASE64" => Base64(a[0]),
                "HEX" => LiteralReader.Hexadecimal(a[0]),
                "ESCAPE" => a[0],
                _ => null,
            },
            ("REPLACE", 3) when a[1].Length > 0 && a[0].Length + ((long)a[0].Length / a[1].Length * a[2].Length) < LongestValue =>
                a[0].Replace(a[1], a[2], StringComparison.Ordinal),
            ("REVERSE", 1) => Reverse(a[0]),
            ("LOWER" or "LCASE", 1) => a[0].ToLowerInvariant(),
            ("UPPER" or "UCASE", 1) => a[0].ToUpperInvariant(),
            ("TRIM" or "LTRIM" or "RTRIM" or "BTRIM", 1) => a[0].Trim(),
            ("CONCAT_WS", >= 2) => string.Join(a[0], a.Skip(1)),
            ("SUBSTRING" or "SUBSTR" or "MID", 3) => Substring(a[0], a[1], a[2]),
            ("LEFT", 2) => Substring(a[0], "1", a[1]),
            ("TRANSLATE", 3) => Translate(a[0], a[1], a[2]),
            _ => null,
        };
    }

    /// <summary>PostgreSQL 9.4.1: %s as it is, %I as a name, %L as a literal.</summary>
    private static string Format(List<IReadOnlyList<string>> arguments)
    {
        var format = arguments[0][0];
        var result = new StringBuilder(format.Length);
        var next = 1;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 >= format.Length)
            {
                result.Append(format[i]);
                continue;
            }

            i++;
            var digits = i;
            while (i < format.Length && (char.IsAsciiDigit(format[i]) || format[i] == '-')) i++;
            if (i < format.Length && format[i] == '$' && int.TryParse(format.AsSpan(digits, i - digits), out var position))
            {
                next = position;
                i++;
            }

            if (i >= format.Length) break;
            if (format[i] == '%')
            {
                result.Append('%');
                continue;
            }

            var value = next >= 1 && next < arguments.Count ? arguments[next][0] : Unresolved.Anything;
            next++;
            if (result.Length + value.Length > LongestValue) return Unresolved.Anything;
            result.Append(format[i] switch
            {
                'I' => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
                'L' => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'",
                _ => value,
            });
        }

        return result.ToString();
    }

    private static IReadOnlyList<string> Join(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        if (left.Count == 1 && right.Count == 1) return [Limited(left[0], right[0])];
        var result = new List<string>();
        foreach (var first in left)
        {
            foreach (var second in right)
            {
                if (result.Count == MostValues)
                {
                    result[^1] = Unresolved.Anything;
                    return result;
                }

                result.Add(Limited(first, second));
            }
        }

        return result;
    }

    private static string Limited(string left, string right) => left.Length + right.Length > LongestValue ? Unresolved.Anything : left + right;

    private static string Character(string code) =>
        int.TryParse(code, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && Rune.IsValid(value)
            ? new Rune(value).ToString() : Unresolved.Anything;

    private static string? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static string Reverse(string text)
    {
        var characters = text.ToCharArray();
        Array.Reverse(characters);
        return new string(characters);
    }

    private static string? Substring(string text, string start, string length)
    {
        if (!int.TryParse(start, NumberStyles.Integer, CultureInfo.InvariantCulture, out var from)
            || !int.TryParse(length, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count) || from < 1 || count < 0)
        {
            return null;
        }

        return from > text.Length ? "" : text.Substring(from - 1, Math.Min(count, text.Length - from + 1));
    }

    private static string Translate(string text, string from, string to)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var index = from.IndexOf(c, StringComparison.Ordinal);
            if (index < 0) result.Append(c);
            else if (index < to.Length) result.Append(to[index]);
        }

        return result.ToString();
    }
}

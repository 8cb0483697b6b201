using System.Globalization;
using System.Text;
using AiFirewall.Effects;

namespace AiFirewall.Shells.Bash;

/// <summary>What <c>printf</c> and <c>echo -e</c> make of known arguments.</summary>
internal static class PrintfFormat
{
    private const int MaxOutput = 16 * 1024;

    /// <summary>Applies a format to arguments, over and over until they are used up.</summary>
    /// <param name="arguments">The format, and what follows it.</param>
    public static Value Apply(IReadOnlyList<Value> arguments)
    {
        if (arguments.Count == 0) return Value.Empty;
        var format = arguments[0];
        var origins = arguments.Aggregate(Origins.None, (o, a) => o | a.Origins);
        var source = arguments.FirstOrDefault(a => a.Source is not null)?.Source;
        var output = new StringBuilder();
        var next = 1;
        var escaped = false;
        do
        {
            var before = next;
            One(format.Text, arguments, ref next, output, ref escaped);
            if (next == before) break;
        }
        while (next < arguments.Count && output.Length < MaxOutput);

        // Text spelled in escapes is as hidden as any encoding.
        if (escaped) origins |= Origins.Decoded;
        return new Value(output.ToString(), origins, source);
    }

    /// <summary>Decodes backslash escapes as <c>echo -e</c> and <c>%b</c> do.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hasCodes">Whether characters were given by their codes.</param>
    public static string Unescape(string text, out bool hasCodes)
    {
        hasCodes = false;
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length) Escape(text, ref i, output, ref hasCodes);
            else output.Append(text[i]);
        }

        return output.ToString();
    }

    private static void One(string format, IReadOnlyList<Value> arguments, ref int next, StringBuilder output, ref bool escaped)
    {
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == '\\' && i + 1 < format.Length)
            {
                Escape(format, ref i, output, ref escaped);
                continue;
            }

            if (format[i] != '%' || i + 1 >= format.Length)
            {
                output.Append(format[i]);
                continue;
            }

            i++;
            if (format[i] == '%')
            {
                output.Append('%');
                continue;
            }

            while (i < format.Length - 1 && (char.IsAsciiDigit(format[i]) || format[i] is '-' or '+' or ' ' or '#' or '.' or '*' or '\''))
            {
                if (format[i] == '*') next++;
                i++;
            }

            var argument = next < arguments.Count ? arguments[next] : Value.Empty;
            next++;
            output.Append(Convert(format[i], argument, ref escaped));
        }
    }

    private static string Convert(char kind, Value argument, ref bool escaped)
    {
        if (kind == 'b')
        {
            var text = Unescape(argument.Text, out var hasCodes);
            escaped |= hasCodes;
            return text;
        }

        if (kind is 's' or 'q' or 'd' or 'i' or 'u' || !argument.IsResolved) return argument.Text;
        if (kind == 'c') return argument.Text.Length > 0 ? argument.Text[..1] : "";
        if (!long.TryParse(argument.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return Unresolved.Anything;
        return kind switch
        {
            'x' => number.ToString("x", CultureInfo.InvariantCulture),
            'X' => number.ToString("X", CultureInfo.InvariantCulture),
            'o' => System.Convert.ToString(number, 8),
            _ => Unresolved.Anything,
        };
    }

    private static void Escape(string text, ref int i, StringBuilder output, ref bool hasCodes)
    {
        var c = text[++i];
        switch (c)
        {
            case 'n': output.Append('\n'); return;
            case 't': output.Append('\t'); return;
            case 'r': output.Append('\r'); return;
            case 'a': output.Append('\a'); return;
            case 'b': output.Append('\b'); return;
            case 'f': output.Append('\f'); return;
            case 'v': output.Append('\v'); return;
            case 'e' or 'E': output.Append('\x1b'); return;
            case 'x': Code(text, ref i, 16, 2, output, ref hasCodes); return;
            case 'u': Code(text, ref i, 16, 4, output, ref hasCodes); return;
            case 'U': Code(text, ref i, 16, 8, output, ref hasCodes); return;
            case >= '0' and <= '7':
                if (c != '0') i--;
                Code(text, ref i, 8, 3, output, ref hasCodes);
                return;
            case 'c': i = text.Length; return;
            default:
                if (c != '\\' && c != '"' && c != '\'') output.Append('\\');
                output.Append(c);
                return;
        }
    }

    private static void Code(string text, ref int i, int radix, int maxDigits, StringBuilder output, ref bool hasCodes)
    {
        var value = 0;
        var digits = 0;
        while (digits < maxDigits && i + 1 < text.Length && Digit(text[i + 1]) is var digit && digit < radix)
        {
            value = (value * radix) + digit;
            i++;
            digits++;
        }

        if (digits == 0) return;
        hasCodes = true;
        output.Append(value is > 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF) ? char.ConvertFromUtf32(value) : "");
    }

    private static int Digit(char c) => char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiHexDigit(c) ? char.ToLowerInvariant(c) - 'a' + 10 : 99;
}

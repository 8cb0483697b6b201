using AiFirewall.Shells;

namespace AiFirewall.Code.Folding;

/// <summary>Formats with values put in: <c>'%s' % x</c>, <c>'{}'.format(x)</c>, <c>sprintf</c>.</summary>
internal static class TextFormat
{
    /// <summary>The C style.</summary>
    public static CodeValue Percent(Value format, IReadOnlyList<CodeValue> values)
    {
        var text = format.Text;
        var result = new BoundedText().From(format.Origins, format.Source);
        var next = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%' || i + 1 >= text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            i++;
            if (text[i] == '%')
            {
                result.Append('%');
                continue;
            }

            // %(name)s, %1$s, %-5.2f
            string? name = null;
            if (text[i] is '(' or '{' or '<' && text.IndexOfAny([')', '}', '>'], i) is > 0 and var close)
            {
                name = text[(i + 1)..close];
                i = close + 1;
            }

            while (i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] is '-' or '+' or ' ' or '#' or '.' or '*' or '$')) i++;
            if (i >= text.Length) break;
            var value = name is not null ? values.Count > 0 && values[0].Members?.TryGetValue(name, out var member) == true ? member : CodeValue.Unknown
                : next < values.Count ? values[next++] : CodeValue.Unknown;
            var shown = Operators.AsText(value);
            result.From(shown.Origins);
            if (text[i] == 'c' && value.Sort == CodeSort.Number && value.TryInteger(out var code) && code is > 0 and < 0xD800)
            {
                result.Append((char)code);
                result.From(Origins.Decoded);
            }
            else
            {
                result.Append(shown.Text);
            }
        }

        return CodeValue.Of(result.Result);
    }

    /// <summary>The style of Python's <c>format</c>: <c>{}</c>, <c>{0}</c>, <c>{name:&gt;5}</c>.</summary>
    public static CodeValue Braces(Value format, IReadOnlyList<CodeValue> values, IReadOnlyList<KeyValuePair<string, CodeValue>> named)
    {
        var text = format.Text;
        var result = new BoundedText().From(format.Origins, format.Source);
        var next = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i])
            {
                result.Append(text[i++]);
                continue;
            }

            var close = text[i] == '{' ? text.IndexOf('}', i) : -1;
            if (close < 0)
            {
                result.Append(text[i]);
                continue;
            }

            var field = text[(i + 1)..close];
            i = close;
            var name = field.Split(':', '!', '.', '[')[0];
            var value = CodeValue.Unknown;
            if (name.Length == 0) value = next < values.Count ? values[next++] : value;
            else if (int.TryParse(name, out var index)) value = index < values.Count ? values[index] : value;
            else
            {
                foreach (var (key, given) in named)
                {
                    if (key == name) value = given;
                }
            }

            var isWhole = field.AsSpan().IndexOfAny('.', '[') < 0;
            var shown = isWhole ? Operators.AsText(value) : Value.Unknown with { Origins = value.Origins };
            if (field.EndsWith(":c", StringComparison.Ordinal) && value.TryInteger(out var code) && code is > 0 and < 0xD800) shown = new Value(((char)code).ToString(), Origins.Decoded);
            result.From(shown.Origins);
            result.Append(shown.Text);
        }

        return CodeValue.Of(result.Result);
    }
}

using AiFirewall.Shells;

namespace AiFirewall.Code.Folding;

/// <summary>Operators on what is known.</summary>
internal static class Operators
{
    /// <summary>An operator between two values.</summary>
    public static CodeValue Binary(string op, CodeValue left, CodeValue right, CodeLanguage language)
    {
        switch (op)
        {
            case "concat": return Concat(left, right);
            case "+" when left.Sort == CodeSort.List || right.Sort == CodeSort.List: return CodeValue.Of([.. Items(left), .. Items(right)]);
            case "+" when !language.AddsNumbersOnly && !(left.Sort == CodeSort.Number && right.Sort == CodeSort.Number): return Concat(left, right);
            case "/" when PathFolding.IsPath(left) || PathFolding.IsPath(right): return PathFolding.Joined([left, right], isPath: true);
            case "%" when left.Sort == CodeSort.Text && !left.TryNumber(out _): return TextFormat.Percent(left.Text, right.Sort == CodeSort.List ? right.Items : [right]);
            case "*" when left.Sort is CodeSort.Text && !language.AddsNumbersOnly: return Repeat(left, right);
            case "*" when right.Sort is CodeSort.Text && !language.AddsNumbersOnly: return Repeat(right, left);
            case "*" when left.Sort == CodeSort.List && right.TryInteger(out var times) && times is > 0 and < 64: return CodeValue.Of([.. Enumerable.Repeat(left.Items, times).SelectMany(i => i).Take(256)]);
            case "repeat": return Repeat(left, right);
            case "range": return Range(left, right);
            case "==" or "!=" or "<" or ">" or "<=" or ">=" or "in" or "is" or "not" or "instanceof" or "===" or "!==" or "=~" or "!~": return CodeValue.Unknown;
            case "|" or "&" when left.Sort is CodeSort.Object or CodeSort.List: return left;
        }

        if (left.TryNumber(out var a) && right.TryNumber(out var b) && Number(op, a, b) is { } number) return CodeValue.Of(number);
        return CodeValue.From(left.Origins | right.Origins, left.Text.Source ?? right.Text.Source);
    }

    /// <summary>Two texts one after the other; an unknown one is a hole.</summary>
    public static CodeValue Concat(CodeValue left, CodeValue right)
    {
        var (a, b) = (AsText(left), AsText(right));
        return a.Text.Length + b.Text.Length > BoundedText.MaxLength ? CodeValue.From(a.Origins | b.Origins) : CodeValue.Of(Value.Concat(a, b));
    }

    /// <summary>A value as the text that it is printed as.</summary>
    public static Value AsText(CodeValue value) => value.Sort switch
    {
        CodeSort.List when value.Items.Count > 0 && value.Items.All(i => i.Sort is CodeSort.Text or CodeSort.Number) => TextMethods.Join(value, CodeValue.Of(" ")).Text,
        CodeSort.List or CodeSort.Map => Value.Unknown with { Origins = value.Origins, Source = value.Text.Source },
        CodeSort.Object when !PathFolding.IsPath(value) && !(value.Name is "file" or "stdin") => Value.Unknown with { Origins = value.Origins, Source = value.Text.Source },
        _ => value.Text,
    };

    /// <summary>An operator before a value.</summary>
    public static CodeValue Unary(string op, CodeValue operand)
    {
        if (op == "-" && operand.TryNumber(out var number)) return CodeValue.Of(-number);
        if (op == "+" && operand.TryNumber(out number)) return CodeValue.Of(number);
        if (op == "~" && operand.TryInteger(out var bits)) return CodeValue.Of(~bits);
        if (op == "~") return operand;
        if (op is "not" or "!") return operand.Sort == CodeSort.Number ? CodeValue.Of(operand.IsTrue ? "false" : "true") : operand.IsKnownText && operand.Sort == CodeSort.Text ? CodeValue.Of(operand.IsTrue ? "false" : "true") : CodeValue.Unknown;
        return operand;
    }

    private static IReadOnlyList<CodeValue> Items(CodeValue value) => value.Sort == CodeSort.List ? value.Items : value.Sort == CodeSort.Nothing ? [] : [value];

    private static CodeValue Repeat(CodeValue text, CodeValue count)
    {
        if (!count.TryInteger(out var times) || (long)times * Math.Max(1, text.Text.Text.Length) > BoundedText.MaxLength) return CodeValue.From(text.Origins);
        return CodeValue.Of(text.Text with { Text = times <= 0 ? "" : string.Concat(Enumerable.Repeat(text.Text.Text, times)) });
    }

    private static CodeValue Range(CodeValue left, CodeValue right)
    {
        if (left.TryInteger(out var a) && right.TryInteger(out var b) && b >= a && (long)b - a < 256) return CodeValue.Of([.. Enumerable.Range(a, b - a + 1).Select(n => CodeValue.Of(n))]);
        if (left.Text.Text is [var first] && right.Text.Text is [var last] && last >= first) return CodeValue.Of([.. Enumerable.Range(first, last - first + 1).Select(n => CodeValue.Of(((char)n).ToString()))]);
        return CodeValue.Of([CodeValue.Unknown]);
    }

    private static double? Number(string op, double a, double b) => op switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" when b != 0 => a / b,
        "div" when b != 0 => Math.Floor(a / b),
        "%" when b != 0 => a - (Math.Floor(a / b) * b),
        "^" when IsBits(a, b) => (long)a ^ (long)b,
        "|" when IsBits(a, b) => (long)a | (long)b,
        "&" when IsBits(a, b) => (long)a & (long)b,
        "<<" when IsBits(a, b) && b < 31 => (long)a << (int)b,
        ">>" when IsBits(a, b) && b < 63 => (long)a >> (int)b,
        "**" => Math.Pow(a, b),
        _ => null,
    };

    private static bool IsBits(double a, double b) => a is >= 0 and < 1L << 40 && b is >= 0 and < 1L << 40;
}

using System.Globalization;
using AiFirewall.Effects;

namespace AiFirewall.Shells.Cmd.Evaluation;

/// <summary>What stands behind the colon in <c>%name:~1,3%</c> and <c>%name:a=b%</c>.</summary>
internal static class VariableModifier
{
    /// <summary>Applies a modifier to a value.</summary>
    public static Value Apply(Value value, string modifier) => modifier[0] == '~' ? Substring(value, modifier.AsSpan(1)) : Replace(value, modifier);

    /// <summary><c>~start</c>, <c>~start,length</c>; negative numbers count from the end.</summary>
    private static Value Substring(Value value, ReadOnlySpan<char> range)
    {
        var comma = range.IndexOf(',');
        var first = comma < 0 ? range : range[..comma];
        if (!value.IsResolved || !TryNumber(first, out var start)) return value with { Text = Unresolved.Anything };
        var length = value.Text.Length;
        if (start < 0) start = Math.Max(0, length + start);
        start = Math.Min(start, length);
        var end = length;
        if (comma >= 0)
        {
            if (!TryNumber(range[(comma + 1)..], out var count)) return value with { Text = Unresolved.Anything };
            end = count < 0 ? length + count : Math.Min(length, start + count);
        }

        return value with { Text = end <= start ? "" : value.Text[start..end] };
    }

    /// <summary><c>a=b</c> replaces every a, whatever its case; <c>*a=b</c> all up to the first a.</summary>
    private static Value Replace(Value value, string modifier)
    {
        var equals = modifier.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0) return value with { Text = Unresolved.Anything };
        var (what, by) = (modifier[..equals], modifier[(equals + 1)..]);
        if (what[0] != '*') return value with { Text = value.Text.Replace(what, by, StringComparison.OrdinalIgnoreCase) };
        if (what.Length == 1) return value;
        if (!value.IsResolved) return value with { Text = Unresolved.Anything };
        var at = value.Text.IndexOf(what[1..], StringComparison.OrdinalIgnoreCase);
        return at < 0 ? value : value with { Text = by + value.Text[(at + what.Length - 1)..] };
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number)
    {
        text = text.Trim();
        number = 0;
        return text.IsEmpty || (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number is > -100_000 and < 100_000);
    }
}

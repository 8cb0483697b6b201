using System.Globalization;
using System.Text;
using AiFirewall.Effects;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <summary>The <c>-f</c> operator (composite formatting of .NET).</summary>
internal static class FormatOperator
{
    public static Datum Format(Value format, IReadOnlyList<Datum> arguments)
    {
        var origins = arguments.Aggregate(format.Origins, (all, argument) => all | argument.Origins);
        if (!format.IsResolved) return Datum.From(origins, format.Source);
        var text = new StringBuilder();
        var pattern = format.Text;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c is '{' or '}' && i + 1 < pattern.Length && pattern[i + 1] == c)
            {
                text.Append(c);
                i++;
            }
            else if (c == '{')
            {
                var close = pattern.IndexOf('}', i);
                if (close < 0) return Datum.From(origins, format.Source);
                Append(text, pattern.AsSpan(i + 1, close - i - 1), arguments);
                i = close;
            }
            else
            {
                text.Append(c);
            }

            if (text.Length > PowerShellEvaluator.MaxText) return Datum.From(origins, format.Source);
        }

        return new Scalar(new Value(text.ToString(), origins, format.Source));
    }

    private static void Append(StringBuilder text, ReadOnlySpan<char> item, IReadOnlyList<Datum> arguments)
    {
        var colon = item.IndexOf(':');
        var format = colon < 0 ? "" : item[(colon + 1)..].ToString();
        var head = colon < 0 ? item : item[..colon];
        var comma = head.IndexOf(',');
        var width = 0;
        if (!int.TryParse(comma < 0 ? head : head[..comma], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var index)
            || index >= arguments.Count || (comma >= 0 && !int.TryParse(head[(comma + 1)..], NumberStyles.Integer, CultureInfo.InvariantCulture, out width)))
        {
            text.Append(Unresolved.Hole);
            return;
        }

        var value = FormatItem(arguments[index], format);
        if (Math.Abs(width) > 1000) width = 0;
        text.Append(width < 0 ? value.PadRight(-width) : value.PadLeft(width));
    }

    private static string FormatItem(Datum argument, string format)
    {
        if (format.Length == 0 || argument is not Scalar { Kind: ScalarKind.Number } number) return argument.ToValue().Text;
        try
        {
            return number.Number == Math.Floor(number.Number) && Math.Abs(number.Number) < long.MaxValue
                ? ((long)number.Number).ToString(format, CultureInfo.InvariantCulture)
                : number.Number.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return Unresolved.Anything;
        }
    }
}

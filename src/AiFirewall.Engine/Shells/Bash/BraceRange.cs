using System.Globalization;

namespace AiFirewall.Shells.Bash;

/// <summary><c>{1..9}</c>, <c>{01..10..3}</c>, <c>{a..e}</c>.</summary>
internal static class BraceRange
{
    private const int MaxItems = 256;

    /// <summary>The elements, at most 256.</summary>
    public static IEnumerable<string> Items(string first, string last, string? step)
    {
        var increment = int.TryParse(step, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given) && given != 0 ? Math.Abs((long)given) : 1;
        if (first.Length == 1 && last.Length == 1 && !char.IsAsciiDigit(first[0]))
        {
            foreach (var code in Steps(first[0], last[0], increment)) yield return ((char)code).ToString();
            yield break;
        }

        if (!long.TryParse(first, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var from)
            || !long.TryParse(last, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var to))
        {
            yield break;
        }

        var width = HasLeadingZero(first) || HasLeadingZero(last) ? Math.Max(first.Length, last.Length) : 0;
        foreach (var number in Steps(from, to, increment))
            yield return number < 0 ? "-" + (-number).ToString(CultureInfo.InvariantCulture).PadLeft(Math.Max(0, width - 1), '0') : number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');
    }

    private static bool HasLeadingZero(string text) => text.TrimStart('-') is { Length: > 1 } digits && digits[0] == '0';

    private static IEnumerable<long> Steps(long from, long to, long step)
    {
        var count = 0;
        if (from <= to)
        {
            for (var n = from; n <= to && count++ < MaxItems; n += step) yield return n;
        }
        else
        {
            for (var n = from; n >= to && count++ < MaxItems; n -= step) yield return n;
        }
    }
}

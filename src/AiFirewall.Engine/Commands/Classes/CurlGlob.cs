using System.Globalization;
using AiFirewall.Effects;

namespace AiFirewall.Commands.Classes;

/// <summary>curl's own patterns in URLs: <c>{a,b}</c> and <c>[1-9:2]</c>. One URL stands for all that they make.</summary>
internal static class CurlGlob
{
    private const int MaxUrls = 64;

    /// <summary>The URLs that a text makes; a part that makes more than are looked at is a hole.</summary>
    public static IReadOnlyList<string> Expand(string text)
    {
        if (text.AsSpan().IndexOfAny('{', '[') < 0) return [text];
        List<string> urls = [""];
        for (var at = 0; at < text.Length;)
        {
            var (parts, next) = Part(text, at);
            if (urls.Count * parts.Count > MaxUrls) parts = [Unresolved.Anything];
            urls = [.. from url in urls from part in parts select url + part];
            at = next;
        }

        return urls;
    }

    private static (IReadOnlyList<string> Parts, int Next) Part(string text, int at)
    {
        if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '{' or '}' or '[' or ']') return ([text[(at + 1)..(at + 2)]], at + 2);
        if (text[at] == '{' && text.IndexOf('}', at) is > 0 and var brace) return (text[(at + 1)..brace].Split(','), brace + 1);
        if (text[at] == '[' && text.IndexOf(']', at) is > 0 and var bracket && Range(text[(at + 1)..bracket]) is { } range) return (range, bracket + 1);
        var end = text.IndexOfAny(['{', '[', '\\'], at + 1);
        return ([end < 0 ? text[at..] : text[at..end]], end < 0 ? text.Length : end);
    }

    /// <summary><c>1-100</c>, <c>001-100</c>, <c>a-z</c>, each with a step; null for anything else, an address of IPv6 above all.</summary>
    private static List<string>? Range(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var step = 1;
        if (colon >= 0 && (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out step) || step == 0)) return null;
        var range = colon < 0 ? text : text[..colon];
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        if (dash <= 0 || dash + 1 >= range.Length) return null;
        var (first, last) = (range[..dash], range[(dash + 1)..]);
        var made = new List<string>();
        if (first.Length == 1 && last.Length == 1 && char.IsAsciiLetter(first[0]) && char.IsAsciiLetter(last[0]))
        {
            for (int c = first[0]; c <= last[0]; c += step) made.Add(((char)c).ToString());
            return made;
        }

        if (!int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from) || !int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to)) return null;
        if (to < from || (to - from) / step >= MaxUrls) return [Unresolved.Anything];
        for (var number = from; number <= to; number += step) made.Add(first[0] == '0' ? number.ToString("D" + first.Length, CultureInfo.InvariantCulture) : number.ToString(CultureInfo.InvariantCulture));
        return made;
    }
}

using System.Buffers;

namespace AiFirewall.Text.Secrets;

/// <summary>Runs of characters in a text.</summary>
internal static class Characters
{
    public static readonly SearchValues<char> Alphanumeric =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    public static readonly SearchValues<char> Word =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>base64url, which is also what most tokens are made of.</summary>
    public static readonly SearchValues<char> UrlSafe =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    public static readonly SearchValues<char> Base32 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");

    /// <summary>The end of the run of <paramref name="set"/> that starts at <paramref name="start"/>.</summary>
    public static int EndOfRun(ReadOnlySpan<char> text, int start, SearchValues<char> set) =>
        text[start..].IndexOfAnyExcept(set) is >= 0 and var length ? start + length : text.Length;

    /// <summary>The end of the digits that start at <paramref name="start"/>.</summary>
    public static int EndOfDigits(ReadOnlySpan<char> text, int start)
    {
        while (start < text.Length && char.IsAsciiDigit(text[start])) start++;
        return start;
    }

    /// <summary>Whether nothing of <paramref name="set"/> stands just before <paramref name="start"/>.</summary>
    public static bool IsStart(ReadOnlySpan<char> text, int start, SearchValues<char> set) => start == 0 || !set.Contains(text[start - 1]);

    /// <summary>Whether nothing of <paramref name="set"/> stands at <paramref name="end"/>.</summary>
    public static bool IsEnd(ReadOnlySpan<char> text, int end, SearchValues<char> set) => end >= text.Length || !set.Contains(text[end]);

    public static bool IsSpace(char c) => c is ' ' or '\t';

    public static bool IsQuote(char c) => c is '"' or '\'';
}

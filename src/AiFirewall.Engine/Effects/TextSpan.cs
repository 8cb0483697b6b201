namespace AiFirewall.Effects;

/// <summary>A piece of the action's own text.</summary>
/// <param name="Start">Offset of the first UTF-16 code unit.</param>
/// <param name="Length">Number of UTF-16 code units.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>Offset just after the last code unit.</summary>
    public int End => Start + Length;

    /// <summary>The span from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public static TextSpan Between(int start, int end) => new(start, Math.Max(0, end - start));

    /// <summary>The piece of <paramref name="text"/> that this span names, clipped to the text.</summary>
    public string Of(string text)
    {
        var start = Math.Clamp(Start, 0, text.Length);
        return text.Substring(start, Math.Clamp(Length, 0, text.Length - start));
    }
}

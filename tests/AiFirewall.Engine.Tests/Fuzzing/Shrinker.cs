using System.Diagnostics;

namespace AiFirewall.Tests.Fuzzing;

/// <summary>Makes a text that shows a fault as small as it gets, by leaving out pieces and making characters plain.</summary>
internal static class Shrinker
{
    private const int MaxTries = 4_000;

    // A text that is slow is slow to shrink.
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(10);

    /// <summary>The smallest text found that still fails.</summary>
    /// <param name="text">A text that fails.</param>
    /// <param name="fails">Whether a text fails in the same way.</param>
    public static string Shrink(string text, Func<string, bool> fails)
    {
        var tries = 0;
        var start = Stopwatch.GetTimestamp();
        for (var isSmaller = true; isSmaller;)
        {
            isSmaller = false;
            for (var size = text.Length / 2; size > 0; size /= 2)
            {
                for (var at = 0; at + size <= text.Length && IsInTime();)
                {
                    var shorter = text.Remove(at, size);
                    if (fails(shorter)) (text, isSmaller) = (shorter, true);
                    else at += size;
                }
            }
        }

        for (var at = 0; at < text.Length && IsInTime(); at++)
        {
            if (text[at] is 'a' or ' ' or '\n' or (>= '!' and <= '/')) continue;
            var plainer = text[..at] + "a" + text[(at + 1)..];
            if (fails(plainer)) text = plainer;
        }

        return text;

        bool IsInTime() => ++tries <= MaxTries && Stopwatch.GetElapsedTime(start) < MaxTime;
    }
}

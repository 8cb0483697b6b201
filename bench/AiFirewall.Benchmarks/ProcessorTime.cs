using System.Diagnostics;
using System.Globalization;

namespace AiFirewall.Benchmarks;

/// <summary>The time that a processor has worked on this thread: what else goes on beside it does not count.</summary>
internal static class ProcessorTime
{
    // Linux: nanoseconds on a processor, nanoseconds waiting for one, slices.
    private const string Source = "/proc/thread-self/schedstat";

    private static readonly bool IsKnown = File.Exists(Source);

    /// <summary>What an action takes; on systems that do not say it, the time on the clock.</summary>
    public static TimeSpan Of(Action action)
    {
        var (start, before) = (Stopwatch.GetTimestamp(), Now());
        action();
        return IsKnown ? TimeSpan.FromMicroseconds((Now() - before) / 1000.0) : Stopwatch.GetElapsedTime(start);
    }

    private static long Now()
    {
        if (!IsKnown) return 0;
        var text = File.ReadAllText(Source);
        return long.Parse(text.AsSpan(0, text.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
    }
}

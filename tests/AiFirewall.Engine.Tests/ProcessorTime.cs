using System.Globalization;

namespace AiFirewall.Tests;

/// <summary>How the work of a step grows with its input. Counted in processor time of this thread alone, so that a busy machine changes nothing.</summary>
internal static class ProcessorTime
{
    // Linux: nanoseconds on a processor, nanoseconds waiting for one, slices.
    private const string OfThread = "/proc/thread-self/schedstat";

    private const int Tries = 4;

    private const int Growth = 8;

    // Linear work takes 8 times as long, and some more where memory comes into it; square work 64 times.
    private const int Limit = 24;

    // What a page fault, a collection or the compiler may add to either side.
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(40);

    /// <summary>
    /// Asserts that eight times the input takes about eight times the work and not sixty-four. One try of several must say so: what disturbs a measurement only
    /// ever adds to it, so the least of each side counts.
    /// </summary>
    /// <param name="read">The step, given a size.</param>
    /// <param name="size">The smaller of the two sizes.</param>
    /// <param name="about">What the message names.</param>
    public static void AssertLinear(Action<int> read, int size, string about)
    {
        read(size / 100);
        var (small, large) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var i = 0; i < Tries; i++)
        {
            small = Least(small, () => read(size));
            large = Least(large, () => read(size * Growth));
            if (large <= (small * Limit) + Noise) return;
        }

        Assert.Fail($"{about}: {small.TotalMilliseconds:F0} ms for {size}, {large.TotalMilliseconds:F0} ms for {size * Growth}");
    }

    private static TimeSpan Least(TimeSpan before, Action step)
    {
        var start = Now();
        step();
        var taken = Now() - start;
        return taken < before ? taken : before;
    }

    private static TimeSpan Now()
    {
        if (!File.Exists(OfThread)) return Environment.CpuUsage.TotalTime;
        var text = File.ReadAllText(OfThread);
        return TimeSpan.FromMicroseconds(long.Parse(text.AsSpan(0, text.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture) / 1000.0);
    }
}

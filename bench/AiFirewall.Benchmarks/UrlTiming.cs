using System.Diagnostics;
using AiFirewall.Actions;
using AiFirewall.Http;
using AiFirewall.Policy;

namespace AiFirewall.Benchmarks;

/// <summary>How long a URL takes: read alone, and as a request on its whole way to a decision.</summary>
internal static class UrlTiming
{
    private const int Rounds = 200;
    private const int Repeats = 200;

    private static readonly string[] Urls =
    [
        "https://api.github.com/repos/a/b/pulls?state=open&per_page=100",
        "http://localhost:3000/api/items",
        "https://registry.npmjs.org/lodash",
        "http://10.0.0.5:8080/health",
        "http://0xA9.0376.43518/latest/meta-data/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://app-169-254-169-254.nip.io/",
        "https://xn--gthub-n4a.com/login",
        "https://github.com.evil.example/x",
        "http://①⑥⑨.254.169.254/",
        "http://good.example\\@169%2e254.169.254:80/latest/?x=ghp_abcdefghijklmnopqrstuvwxyz0123456789",
    ];

    public static void Run()
    {
        var guard = new Guard(GuardPolicy.Default);
        CorpusTiming.WarmUp(() =>
        {
            foreach (var url in Urls) guard.Evaluate(new HttpAction("GET", url), World.Frozen);
        });
        Console.WriteLine($"{"read us",9} {"judge us",9} {"judge med",9}  answer            URL");
        foreach (var url in Urls)
        {
            var action = new HttpAction("GET", url);
            var (read, _) = Measure(() => Url.Read(url));
            var (judged, median) = Measure(() => guard.Evaluate(action, World.Frozen));
            Console.WriteLine($"{read,9:F2} {judged,9:F2} {median,9:F2}  {guard.Evaluate(action, World.Frozen).Verdict.Name(),-17} {url}");
        }
    }

    /// <summary>The fastest and the median of many rounds, in microseconds for one.</summary>
    private static (double Fastest, double Median) Measure(Func<object> step)
    {
        var times = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Repeats; i++) step();
            times[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / Repeats;
        }

        Array.Sort(times);
        return (times[0], times[Rounds / 2]);
    }
}

using System.Diagnostics;
using System.Text.Json;
using AiFirewall.Actions;
using AiFirewall.Commands.Catalog;
using AiFirewall.Observation;
using AiFirewall.Policy;

namespace AiFirewall.Benchmarks;

/// <summary>How long each command of a set takes to judge: a percentile over commands says more than an average over one of them.</summary>
internal static class CorpusTiming
{
    private const int Rounds = 15;

    /// <summary>Measures the commands of JSON Lines files, or the examples of the catalog when there are none.</summary>
    /// <param name="files">Lines with <c>command</c> and, when it is not Bash, <c>shell</c>.</param>
    /// <param name="isLive">Looks at the real disk, anew for each evaluation, as <c>guard</c> does.</param>
    public static void Run(string[] files, bool isLive)
    {
        var actions = files.Length > 0 ? files.SelectMany(ReadLines).ToList() : [.. ReadCatalog()];
        var guard = new Guard(GuardPolicy.Default);
        WarmUp(() => actions.ForEach(a => guard.Evaluate(a, Observe())));
        var timings = actions.Select(a => Measure(guard, a)).OrderByDescending(t => t.Microseconds).ToList();

        Console.WriteLine($"{timings.Count} commands, {(isLive ? "live" : "frozen")} world, median of {Rounds} runs each");
        foreach (var percent in (int[])[50, 90, 99]) Console.WriteLine($"p{percent,-4} {timings[^Math.Max(1, timings.Count * percent / 100)].Microseconds,10:F1} us");
        Console.WriteLine($"max   {timings[0].Microseconds,10:F1} us");
        foreach (var timing in timings.Take(12)) Console.WriteLine($"{timing.Microseconds,10:F1} us {timing.Bytes / 1024,7} KiB  {OneLine(timing.Command)}");

        IObservation Observe() => isLive ? LiveObservation.Of(null) : World.Frozen;

        Timing Measure(Guard guard, ShellAction action)
        {
            var times = new double[Rounds];
            long bytes = 0;
            for (var i = 0; i < Rounds; i++)
            {
                var allocated = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                guard.Evaluate(action, Observe());
                times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
                bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
            }

            Array.Sort(times);
            return new Timing(action.Command, times[Rounds / 2], bytes);
        }
    }

    /// <summary>Until the compiler has seen what is hot, and a moment more for it to finish in the background.</summary>
    internal static void WarmUp(Action round)
    {
        for (var i = 0; i < 4; i++)
        {
            var start = Stopwatch.GetTimestamp();
            do round();
            while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1));
            Thread.Sleep(200);
        }
    }

    private static IEnumerable<ShellAction> ReadLines(string file)
    {
        foreach (var line in File.ReadLines(file))
        {
            using var json = JsonDocument.Parse(line);
            if (!json.RootElement.TryGetProperty("command", out var command)) continue;
            var shell = json.RootElement.TryGetProperty("shell", out var name) ? Enum.Parse<ShellDialect>(name.GetString()!, ignoreCase: true) : ShellDialect.Bash;
            yield return new ShellAction(command.GetString()!, shell);
        }
    }

    private static IEnumerable<ShellAction> ReadCatalog()
    {
        return Directory.EnumerateFiles(Path.Combine(Repository.Root, "catalog"), "*.yaml").Order(StringComparer.Ordinal)
            .SelectMany(p => CatalogYaml.Read(p, File.ReadAllText(p)).Examples)
            .Select(e => new ShellAction(e.Command, ShellDialect.Bash));
    }

    private static string OneLine(string command)
    {
        command = command.ReplaceLineEndings("⏎");
        return command.Length > 90 ? command[..89] + "…" : command;
    }

    private sealed record Timing(string Command, double Microseconds, long Bytes);
}

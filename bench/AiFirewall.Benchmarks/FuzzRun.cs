using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AiFirewall.Policy;
using AiFirewall.Tests.Fuzzing;

namespace AiFirewall.Benchmarks;

/// <summary>Fuzzes for as long as one likes, with other texts each time, and prints each fault once with the smallest text that shows it.</summary>
internal static class FuzzRun
{
    // What a thread has on Windows: what overflows there must not pass here.
    private const int StackBytes = 1 << 20;

    /// <summary>Runs.</summary>
    /// <param name="args"><c>--minutes N</c> (1), <c>--seed N</c> (by the clock), <c>--from N</c> (0), <c>--language NAME</c> (all), <c>--trace FILE</c> (the number of the text that is being read, for when the process dies), <c>--show N</c> (that text, unchecked), <c>--text FILE</c> (how long a text takes).</param>
    /// <returns>The number of faults.</returns>
    public static int Run(string[] args)
    {
        var minutes = double.Parse(Option(args, "--minutes") ?? "1", CultureInfo.InvariantCulture);
        var seed = int.Parse(Option(args, "--seed") ?? (Environment.TickCount & 0xFFFFFF).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var from = long.Parse(Option(args, "--from") ?? "0", CultureInfo.InvariantCulture);
        FuzzLanguage? language = Option(args, "--language") is { } name ? Enum.Parse<FuzzLanguage>(name, ignoreCase: true) : null;
        if (Option(args, "--show") is { } number)
        {
            Show(seed, language, long.Parse(number, CultureInfo.InvariantCulture));
            return 0;
        }

        if (Option(args, "--text") is { } file)
        {
            Judge(new FuzzCase(language ?? FuzzLanguage.Bash, File.ReadAllText(file)));
            return 0;
        }

        using var trace = Option(args, "--trace") is { } path ? new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0) : null;

        var faults = 0;
        var thread = new Thread(() => faults = Fuzz(), StackBytes);
        thread.Start();
        thread.Join();
        return faults;

        int Fuzz()
        {
            var fuzzer = new Fuzzer(new Guard(GuardPolicy.Default), World.Frozen, Repository.Root, seed);
            Console.WriteLine($"seed {seed}, from text {from}, {minutes} minutes");
            var start = Stopwatch.GetTimestamp();
            var (count, last) = (0, from);
            foreach (var failure in fuzzer.Run(language, checksWrapping: true, from, TimeSpan.FromMinutes(minutes), Progress))
            {
                count++;
                Console.WriteLine($"\n{failure.Fault.Property}: {failure.Fault.Message}\n    {failure.Case.Language} {failure.Case.Dialect} (text {failure.Index}): {JsonSerializer.Serialize(failure.Case.Text)}");
            }

            Console.WriteLine($"\n{last - from + 1:N0} texts in {Stopwatch.GetElapsedTime(start).TotalMinutes:F1} minutes, {count} faults");
            return count;

            void Progress(long index)
            {
                last = index;
                if (trace is not null)
                {
                    trace.Position = 0;
                    trace.Write(BitConverter.GetBytes(index));
                }

                if ((index - from) % 100_000 == 99_999) Console.WriteLine($"{index - from + 1:N0} texts, {Stopwatch.GetElapsedTime(start).TotalMinutes:F1} minutes");
            }
        }
    }

    private static void Show(int seed, FuzzLanguage? language, long index)
    {
        var input = new Fuzzer(new Guard(GuardPolicy.Default), World.Frozen, Repository.Root, seed).Draw(language ?? (FuzzLanguage)(index % 4), index);
        Console.WriteLine($"{input.Language} {input.Dialect}: {JsonSerializer.Serialize(input.Text)}");
    }

    private static void Judge(FuzzCase input)
    {
        var guard = new Guard(GuardPolicy.Default);
        for (var i = 0; i < 3; i++)
        {
            var (start, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            var decision = guard.Evaluate(input.ToAction(), World.Frozen);
            Console.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalMilliseconds:F1} ms, {(GC.GetAllocatedBytesForCurrentThread() - allocated) >> 10} KiB, {decision.Verdict.Name()}: {string.Join(", ", decision.Findings.Select(f => f.Id))}");
        }
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}

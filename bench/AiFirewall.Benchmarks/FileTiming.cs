using System.Diagnostics;
using AiFirewall.Actions;
using AiFirewall.Observation;
using AiFirewall.Policy;

namespace AiFirewall.Benchmarks;

/// <summary>How long changes to large files and deletions of large trees take to judge, on a real disk.</summary>
internal static class FileTiming
{
    private const int Lines = 20_000;

    public static void Run()
    {
        var root = Directory.CreateTempSubdirectory("aifirewall-files-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(root, ".git"));
            Console.WriteLine($"{"what",-48} {"first ms",9} {"median ms",10}  answer");
            foreach (var (name, old, now) in Texts())
            {
                File.WriteAllText(Path.Combine(root, "Large.cs"), old);
                Time(name, root, new FileAction(FileOperation.Write, "Large.cs", now));
            }

            MakeTree(root);
            Time("delete a tree of 100,000 files", root, new FileAction(FileOperation.Delete, "tree"));
            Time("rm -rf of the same", root, new ShellAction("rm -rf tree"));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static IEnumerable<(string Name, string Old, string Now)> Texts()
    {
        var old = Program(i => $"            total += Price({i}) * rate; // item {i}");
        yield return ("one line of 20,000", old, old.Replace("Price(9999)", "Cost(9999)", StringComparison.Ordinal));
        yield return ("every line of 20,000", old, Program(i => $"            sum += Cost({i}) * factor; // entry {i}"));
        yield return ("every second line of 20,000", old, Program(i => i % 2 == 0 ? $"            total += Price({i}) * rate; // item {i}" : $"            sum += Cost({i});"));
        yield return ("20,000 lines in reverse", old, string.Join('\n', old.Split('\n').Reverse()));
        yield return ("20,000 lines that are all alike, half of them gone", string.Concat(Enumerable.Repeat("x();\n", Lines)), string.Concat(Enumerable.Repeat("x();\ny();\n", Lines / 4)));
        yield return ("20,000 lines of open braces", string.Concat(Enumerable.Repeat("void F() {\n", Lines)), string.Concat(Enumerable.Repeat("void G() {\n", Lines)));
    }

    private static string Program(Func<int, string> line) =>
        "namespace App;\n\npublic class Large\n{\n" + string.Concat(Enumerable.Range(0, Lines / 20).Select(m =>
            $"    public decimal Method{m}(decimal rate)\n    {{\n" + string.Concat(Enumerable.Range(m * 17, 17).Select(i => line(i) + "\n")) + "    }\n")) + "}\n";

    private static void MakeTree(string root)
    {
        for (var d = 0; d < 100; d++)
        {
            var directory = Directory.CreateDirectory(Path.Combine(root, "tree", $"{d}")).FullName;
            for (var i = 0; i < 1000; i++) File.WriteAllBytes(Path.Combine(directory, $"{i}"), []);
        }
    }

    private static void Time(string name, string root, GuardAction action)
    {
        var guard = new Guard(GuardPolicy.Default);
        var times = new double[9];
        Decision? decision = null;
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            decision = guard.Evaluate(action, LiveObservation.Of(root));
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        var first = times[0];
        Array.Sort(times);
        Console.WriteLine($"{name,-48} {first,9:F1} {times[times.Length / 2],10:F1}  {decision!.Verdict.Name()}, {decision.Impact?.FilesAffected} files, +{decision.Impact?.LinesAdded} -{decision.Impact?.LinesRemoved}");
    }
}

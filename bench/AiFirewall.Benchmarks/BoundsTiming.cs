using System.Diagnostics;
using AiFirewall.Actions;
using AiFirewall.Policy;
using AiFirewall.Shells.Bash;
using AiFirewall.Shells.PowerShell;

namespace AiFirewall.Benchmarks;

/// <summary>Inputs made to be slow, and how long they take: what is not read to the end must not take long to be refused.</summary>
internal static class BoundsTiming
{
    private static readonly (string Name, ShellDialect Shell, string Text)[] Inputs =
    [
        ("1 MiB in one word", ShellDialect.Bash, "echo " + new string('a', 1 << 20)),
        ("1 MiB of commands", ShellDialect.Bash, Repeat("ls -la; ", 1 << 17)),
        ("1 MiB of quotes", ShellDialect.Bash, "echo " + Repeat("'a'\"b\"", (1 << 20) / 6)),
        ("100,000 words", ShellDialect.Bash, "rm " + Repeat("file ", 100_000)),
        ("10,000 open $(", ShellDialect.Bash, Repeat("echo $(", 10_000)),
        ("10,000 nested $()", ShellDialect.Bash, Repeat("$(", 10_000) + "ls" + Repeat(")", 10_000)),
        ("10,000 open {", ShellDialect.Bash, Repeat("{ ", 10_000)),
        ("10,000 open backquotes in quotes", ShellDialect.Bash, Repeat("\"`", 10_000)),
        ("10,000 here-documents", ShellDialect.Bash, "cat " + Repeat("<<A ", 10_000) + "\n" + Repeat("A\n", 10_000)),
        ("brace bomb", ShellDialect.Bash, "rm " + Repeat("{a,b}", 200)),
        ("brace range bomb", ShellDialect.Bash, "rm {1..1000000000}{1..1000000000}"),
        ("10,000 functions", ShellDialect.Bash, string.Concat(Enumerable.Range(0, 10_000).Select(i => $"f{i}() {{ f{i + 1}; }}; ")) + "f0"),
        ("doubling variable", ShellDialect.Bash, "x=aaaaaaaa; " + Repeat("x=$x$x; ", 60) + "rm $x"),
        ("doubling function", ShellDialect.Bash, string.Concat(Enumerable.Range(0, 60).Select(i => $"f{i}() {{ f{i + 1}; f{i + 1}; }}; ")) + "f0"),
        ("eval in eval", ShellDialect.Bash, Repeat("eval eval ", 5_000) + "ls"),
        ("1 MiB path", ShellDialect.Bash, "rm -rf /" + Repeat("a/../", (1 << 20) / 5)),
        ("100,000 stars", ShellDialect.Bash, "rm " + new string('*', 100_000)),
        ("10,000 open $( of PowerShell", ShellDialect.PowerShell, Repeat("$(", 10_000)),
        ("10,000 open @{ of PowerShell", ShellDialect.PowerShell, Repeat("@{a=", 10_000)),
        ("1 MiB of PowerShell", ShellDialect.PowerShell, Repeat("Get-Item a; ", (1 << 20) / 12)),
        ("1 MiB of cmd", ShellDialect.Cmd, Repeat("dir & ", (1 << 20) / 6)),
    ];

    public static void Run()
    {
        var guard = new Guard(GuardPolicy.Default);
        foreach (var (_, shell, text) in Inputs) guard.Evaluate(new ShellAction(text, shell), World.Frozen);
        Console.WriteLine($"{"input",-36} {"bytes",9} {"ms",9} {"reading",9} {"MiB",8}  answer");
        foreach (var (name, shell, text) in Inputs)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            var decision = guard.Evaluate(new ShellAction(text, shell), World.Frozen);
            var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            var mebibytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1048576.0;
            Console.WriteLine($"{name,-36} {text.Length,9} {took,9:F1} {ReadingTime(shell, text),9:F1} {mebibytes,8:F1}  {decision.Verdict.Name()} {string.Join(' ', decision.Findings.Select(f => f.Id).Distinct().Take(3))}");
        }
    }

    private static double ReadingTime(ShellDialect shell, string text)
    {
        var start = Stopwatch.GetTimestamp();
        if (shell == ShellDialect.Bash) BashParser.Parse(text);
        else if (shell == ShellDialect.PowerShell) PowerShellParser.Parse(text);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}

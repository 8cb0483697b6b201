using AiFirewall.Actions;
using AiFirewall.Policy;
using AiFirewall.Shells.Bash;
using AiFirewall.Shells.Cmd;
using AiFirewall.Shells.PowerShell;

namespace AiFirewall.Benchmarks;

/// <summary>
/// Inputs made to be slow, and how long they take: what is not read to the end must not take long to be refused. The best of several runs,
/// in time of a processor.
/// </summary>
internal static class BoundsTiming
{
    private const int Runs = 7;

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
        ("1 MiB of lines of cmd", ShellDialect.Cmd, Repeat("dir\n", (1 << 20) / 4)),
        ("50,000 doublings of a variable", ShellDialect.Bash, "x=aaaaaaaa; " + Repeat("x=$x$x; ", 50_000) + "rm $x"),
        ("20,000 pieces added to a variable", ShellDialect.Bash, Repeat("x+=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; ", 20_000) + "rm $x"),
        ("20,000 elements added to an array", ShellDialect.Bash, Repeat("x+=(a); ", 20_000) + "rm ${x[@]}"),
        ("10,000 variables, 10,000 pipes", ShellDialect.Bash, string.Concat(Enumerable.Range(0, 10_000).Select(i => $"x{i}=a; ")) + Repeat("y=b | ls; ", 10_000)),
        ("a pattern over a long variable", ShellDialect.Bash, "x=" + new string('a', 4_000) + "; " + Repeat("echo ${x//a*b/} ${x%%*b}; ", 100)),
        ("nested ifs", ShellDialect.Bash, Repeat("if a; then x=$x$y; ", 150) + "ls" + Repeat("; else y=$x; fi", 150)),
        ("500 variables of cmd, 5,000 pipes", ShellDialect.Cmd, string.Concat(Enumerable.Range(0, 500).Select(i => $"set x{i}=a\n")) + Repeat("set y=b | dir\n", 5_000)),
        ("a jump of cmd without end", ShellDialect.Cmd, ":a\n" + Repeat("for %%i in (1 2 3) do set x=%x%a & if exist %%i echo %%i\n", 20) + "goto a"),
        ("50,000 doublings of PowerShell", ShellDialect.PowerShell, "$x='aaaaaaaa'; " + Repeat("$x=\"$x$x\"; ", 50_000) + "rm $x"),
        ("loops in loops of PowerShell", ShellDialect.PowerShell, Repeat("for ($i=0; $i -lt 1000; $i++) { ", 20) + "$x += 'a'; rm $x" + Repeat(" }", 20)),
        ("500 variables of PowerShell, 5,000 ifs", ShellDialect.PowerShell, string.Concat(Enumerable.Range(0, 500).Select(i => $"$x{i}=1; ")) + Repeat("if ($y) { $z = 1 }; ", 5_000)),
        ("a loop of Python in a loop", ShellDialect.Bash, "python3 -c 'x=\"a\"\nfor i in range(1000):\n for j in range(1000):\n  x=x+x\n  open(x)'"),
        ("1 MiB of Python", ShellDialect.Bash, "python3 - <<'E'\n" + Repeat("open('a').read()\n", (1 << 20) / 17) + "E\n"),
        ("1 MiB of SQL", ShellDialect.Bash, "psql <<'E'\n" + Repeat("select 1 from a; ", (1 << 20) / 17) + "\nE\n"),
    ];

    public static void Run()
    {
        var guard = new Guard(GuardPolicy.Default);
        Console.WriteLine($"{"input",-40} {"bytes",9} {"ms",9} {"reading",9} {"MiB",8}  answer");
        foreach (var (name, shell, text) in Inputs)
        {
            Decision decision = null!;
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var took = Best(() => decision = guard.Evaluate(new ShellAction(text, shell), World.Frozen));
            var mebibytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1048576.0 / Runs;
            var reading = shell switch
            {
                ShellDialect.Bash => Best(() => BashParser.Parse(text)),
                ShellDialect.PowerShell => Best(() => PowerShellParser.Parse(text)),
                _ => Best(() => CmdParser.Parse(text)),
            };
            Console.WriteLine($"{name,-40} {text.Length,9} {took,9:F1} {reading,9:F1} {mebibytes,8:F1}  {decision.Verdict.Name()} {string.Join(' ', decision.Findings.Select(f => f.Id).Distinct().Take(3))}");
        }
    }

    private static double Best(Action action)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Runs; i++)
        {
            best = Math.Min(best, ProcessorTime.Of(action).TotalMilliseconds);
        }

        return best;
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}

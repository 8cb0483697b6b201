using System.Management.Automation;
using System.Reflection;
using AiFirewall.Approval;
using AiFirewall.Cmdlets.Approval;
using AiFirewall.Cmdlets.Errors;
using AiFirewall.Policy;

namespace AiFirewall.Cmdlets.Interception.Start;

/// <summary>
/// Judges what a pwsh process was started with, as a whole and before any of it runs. It is the only gate that can stop a script and not
/// merely a command of it, and the only one that sees calls of .NET in it.
/// </summary>
internal static class StartGate
{
    /// <summary>What the audit log calls this gate.</summary>
    public const string Origin = "start";

    /// <summary>The exit code of a process that may not run what it was started with: "found, but cannot be run" of POSIX shells.</summary>
    public const int RefusedExitCode = 126;

    private static int s_isDone;
    private static string? s_script;

    /// <summary>Judges what this process was started with, the first time it is called; ends the process when that may not run.</summary>
    /// <param name="directory">Where it runs.</param>
    public static void EnforceOrExit(string directory)
    {
        if (!IsPwsh || Interlocked.Exchange(ref s_isDone, 1) != 0) return;
        var start = StartArguments.Read(Environment.GetCommandLineArgs()[1..]);
        if (Refusal(start, directory) is { } refusal)
        {
            Console.Error.WriteLine(refusal);
            Console.Error.Flush();
            Environment.Exit(RefusedExitCode);
        }
        InterceptionLayers.Set(InterceptionLayer.Start, InterceptionReach.ThisProcess);
    }

    /// <summary>Whether a script is the one that the process was started with, which was judged with all that is in it; says so once.</summary>
    public static bool HasJudged(string script) => s_script is { } judged && judged == script && Interlocked.CompareExchange(ref s_script, null, judged) == judged;

    /// <summary>Why what a process was started with may not run; null when it may, or when it is nothing.</summary>
    internal static string? Refusal(StartArguments start, string directory)
    {
        try
        {
            if (start.WorkingDirectory is { } named && Directory.Exists(Path.GetFullPath(named, directory))) directory = Path.GetFullPath(named, directory);
            foreach (var text in StartText.Of(start, directory))
            {
                IApprover person = start.IsNonInteractive ? new NobodyApprover() : new ConsoleApprover(Question);
                var answer = InterceptionJudge.Ask(text.Called, Origin, directory, person);
                if (!answer.MayRun) return GuardErrors.Told(answer.Decision);
                if (answer.Decision.Verdict != Verdict.Allow) ApprovedTexts.Add(text.Written);
                s_script = text.Path;
            }
            return null;
        }
        catch (Exception problem) when (problem is not PipelineStoppedException)
        {
            return $"AiFirewall: not run, because what pwsh was started with cannot be judged: {PrintableText.OneLine(problem.Message)}";
        }
    }

    private static bool IsPwsh => string.Equals(Assembly.GetEntryAssembly()?.GetName().Name, "pwsh", StringComparison.OrdinalIgnoreCase);

    private static string Question(ApprovalRequest request) =>
        $"\r\n{HostApprover.Caption(request.Decision)}\r\n{HostApprover.Question(request).ReplaceLineEndings("\r\n")} [y/N] ";

}

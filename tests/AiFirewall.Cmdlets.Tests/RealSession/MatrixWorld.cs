using System.Diagnostics;
using System.Text.Json;

namespace AiFirewall.Cmdlets.Tests.RealSession;

/// <summary>How a pwsh that runs a form is guarded.</summary>
public enum Guarding
{
    /// <summary>Not at all: without it nobody would know whether a form does anything.</summary>
    None,
    /// <summary>By the profile.</summary>
    Profile,
    /// <summary>By the start-up hook, with <c>-NoProfile</c>.</summary>
    Hook,
}

/// <summary>
/// A user's home in which every form gets a folder, a target and a pwsh process of its own: a form may leave nothing behind that another one
/// meets. The rules of the home let everything be deleted but the targets.
/// </summary>
public sealed class MatrixWorld : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private static readonly string[] s_agentMarks =
        ["CLAUDECODE", "CODEX_MANAGED_PACKAGE_ROOT", "CODEX_MANAGED_BY_NPM", "GEMINI_CLI", "GEMINI_SESSION_ID", "COPILOT_CLI", "QWEN_CODE_CLI", "AI_AGENT"];

    private readonly GuardedPwsh _pwsh = new();
    private int _count;

    public MatrixWorld() => File.WriteAllText(Path.Combine(_pwsh.GuardHome, "rules.yaml"), $"""
        version: 1
        file_delete:
          require_approval: false
          blocked_paths: ["{_pwsh.Home}/*/important", "{_pwsh.Home}/*/important/**"]
        """);

    public void Dispose() => _pwsh.Dispose();

    /// <summary>Runs a form in a process of its own.</summary>
    /// <param name="form">The form, its places not filled in.</param>
    /// <param name="guarding">How the process is guarded.</param>
    public FormRun Run(string form, Guarding guarding)
    {
        var parent = Directory.CreateDirectory(Path.Combine(_pwsh.Home, $"run{Interlocked.Increment(ref _count):000}")).FullName;
        var (target, work, audit) = (Path.Combine(parent, "important"), Path.Combine(parent, "work"), Path.Combine(parent, "audit.jsonl"));
        Directory.CreateDirectory(target);
        Directory.CreateDirectory(Path.Combine(work, ".git"));
        File.WriteAllText(Path.Combine(target, "file"), "x");
        File.WriteAllText(Path.Combine(work, "target.txt"), target);
        var text = form.Replace("{T}", target, StringComparison.Ordinal).Replace("{P}", parent, StringComparison.Ordinal)
            .Replace("{N}", "important", StringComparison.Ordinal).Replace("{W}", work, StringComparison.Ordinal);

        string[] profile = guarding == Guarding.Profile ? [] : ["-NoProfile"];
        var start = new ProcessStartInfo("pwsh", [.. profile, "-Command", text])
        {
            WorkingDirectory = work,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _pwsh.Environment(guarding == Guarding.Hook)) start.Environment[name] = value;
        foreach (var mark in s_agentMarks) start.Environment.Remove(mark);
        start.Environment["AI_FIREWALL_AUDIT_PATH"] = audit;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(s_patience)) process.Kill(entireProcessTree: true);
        return new(
            process.ExitCode, Placeless(output.GetAwaiter().GetResult()), Placeless(errors.GetAwaiter().GetResult()),
            File.Exists(Path.Combine(target, "file")), File.Exists(audit) ? [.. File.ReadLines(audit).Where(IsRefusal)] : []);

        string Placeless(string printed) => printed.Replace(parent, "{P}", StringComparison.Ordinal);
    }

    private static bool IsRefusal(string line)
    {
        using var record = JsonDocument.Parse(line);
        return record.RootElement.TryGetProperty("decision", out var decision) && decision.GetString() is "BLOCK" or "REQUIRE_APPROVAL"
            && !(record.RootElement.TryGetProperty("approved", out var approved) && approved.ValueKind == JsonValueKind.True);
    }
}

/// <summary>What came of a form.</summary>
/// <param name="ExitCode">The exit code of pwsh.</param>
/// <param name="Output">Standard output, the run's own folder as <c>{P}</c>.</param>
/// <param name="Errors">Standard error, likewise.</param>
/// <param name="IsTargetThere">Whether the target was kept.</param>
/// <param name="Refusals">The refusals of the audit log.</param>
public sealed record FormRun(int ExitCode, string Output, string Errors, bool IsTargetThere, IReadOnlyList<string> Refusals)
{
    /// <summary>Stopped is what did nothing because somebody refused it; a form that fails by itself is not stopped.</summary>
    public bool IsStopped => IsTargetThere && Refusals.Count > 0;

    public override string ToString() => $"exit {ExitCode}, target {(IsTargetThere ? "there" : "GONE")}, {Refusals.Count} refusals\n{Output}\n{Errors}";
}

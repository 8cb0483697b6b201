using System.Text.Json;

namespace AiFirewall.Cli.Tests;

/// <summary>A test that needs a pseudo-terminal; skipped, and said so, where none can be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute()
    {
        if (TestTerminal.Python is null) Skip = "needs python3 for a pseudo-terminal";
    }
}

/// <summary>What happened on a pseudo-terminal.</summary>
public sealed record Played(int ExitCode, string Output, IReadOnlyList<double> Times, double Total);

/// <summary>Runs guard on a pseudo-terminal and plays a script against it: see <c>terminal.py</c>.</summary>
public static class TestTerminal
{
    public static string? Python { get; } = OperatingSystem.IsWindows()
        ? null
        : ((string[])["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"])
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(d => Path.Combine(d, "python3"))).FirstOrDefault(File.Exists);

    /// <summary>Runs guard with <paramref name="arguments"/> while the steps are played.</summary>
    public static Played Play(GuardProgram guard, string[][] steps, params string[] arguments)
    {
        var start = guard.Prepare(Python!);
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "terminal.py"), JsonSerializer.Serialize(steps), GuardProgram.Executable, .. arguments])
            start.ArgumentList.Add(argument);
        using var python = System.Diagnostics.Process.Start(start)!;
        python.StandardInput.Close();
        var error = python.StandardError.ReadToEndAsync();
        var report = python.StandardOutput.ReadToEnd();
        Assert.True(report.Length > 0, error.Result);
        var json = JsonDocument.Parse(report).RootElement;
        var output = json.GetProperty("output").GetString()!;
        var problem = json.GetProperty("problem").GetString();
        Assert.True(problem is null, $"{problem}; the terminal shows: {output}");
        return new Played(
            json.GetProperty("exit").GetInt32(), output, [.. json.GetProperty("times").EnumerateArray().Select(t => t.GetDouble())],
            json.GetProperty("total").GetDouble());
    }
}

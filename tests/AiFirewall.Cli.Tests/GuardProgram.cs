using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace AiFirewall.Cli.Tests;

/// <summary>What a run of guard came to.</summary>
public sealed record Ran(int ExitCode, string Output, string Error);

/// <summary>Runs the published guard as a process, with a home of its own that is thrown away afterwards.</summary>
public sealed class GuardProgram : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string _root = Directory.CreateTempSubdirectory("guard-test").FullName;

    public GuardProgram() => Directory.CreateDirectory(Project);

    public static string Executable { get; } = Path.Combine(Metadata("GuardDirectory"), OperatingSystem.IsWindows() ? "guard.exe" : "guard");

    public static bool IsNative { get; } = !File.Exists(Path.Combine(Metadata("GuardDirectory"), "guard.dll"));

    public string Home => Path.Combine(_root, "firewall");

    public string Project => Path.Combine(_root, "project");

    public string AuditPath => Path.Combine(Home, "audit.jsonl");

    /// <summary>Variables for every run; null takes one away.</summary>
    public Dictionary<string, string?> Variables { get; } = [];

    public static string Metadata(string key) =>
        typeof(GuardProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>Runs guard to its end; standard input is empty.</summary>
    public Ran Run(params string[] arguments) => RunWith("", arguments);

    /// <summary>Runs guard to its end with <paramref name="input"/> on standard input.</summary>
    public Ran RunWith(string input, params string[] arguments) => RunWith(Encoding.UTF8.GetBytes(input), arguments);

    public Ran RunWith(byte[] input, params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of it, which some tests are about.
        }
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"guard {string.Join(' ', arguments)} did not end");
        }
        return new Ran(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Starts guard with its three streams as pipes.</summary>
    public Process Start(params string[] arguments)
    {
        var start = Prepare(Executable);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>A program in the test's project, in an environment that says where guard's home is and nothing that would change its answers.</summary>
    public ProcessStartInfo Prepare(string program)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = Project, StandardOutputEncoding = null };
        string[] misleading =
        [
            "AI_FIREWALL_AUDIT_PATH", "AI_FIREWALL_ROLE", "AI_FIREWALL_HOOK_APPROVAL", "NO_COLOR",
            "CLAUDECODE", "CODEX_MANAGED_PACKAGE_ROOT", "CODEX_MANAGED_BY_NPM", "GEMINI_CLI", "GEMINI_SESSION_ID", "COPILOT_CLI", "QWEN_CODE_CLI", "AI_AGENT",
        ];
        foreach (var name in misleading) start.Environment.Remove(name);
        start.Environment["AI_FIREWALL_HOME"] = Home;
        start.Environment["HOME"] = _root;
        start.Environment["TERM"] = "xterm";
        foreach (var (name, value) in Variables)
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }
        return start;
    }
}

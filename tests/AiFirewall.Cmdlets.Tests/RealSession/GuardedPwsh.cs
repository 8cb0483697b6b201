using System.Diagnostics;
using System.Text;
using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests.RealSession;

/// <summary>
/// A home of a user who installed the firewall into PowerShell, and a real pwsh to start in it. What the tests try to delete is a folder
/// of their own, which the rules of that home block: what gets through deletes nothing else.
/// </summary>
public sealed class GuardedPwsh : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    public GuardedPwsh()
    {
        Directory.CreateDirectory(GuardHome);
        File.WriteAllText(Path.Combine(GuardHome, "rules.yaml"), $"version: 1\nfile_delete:\n  blocked_paths: ['{Victim}']\n");
        if (!IsThere) return;
        Installed = Run("", "-NoProfile", "-NonInteractive", "-Command", $"Import-Module '{Staged.Manifest}'; Install-GuardProfile -NoProfileSessions 3>$null");
    }

    /// <summary>Whether there is a pwsh on the path.</summary>
    public static bool IsThere { get; } = Pwsh.Run("-NoProfile", "-NonInteractive", "-Command", "exit 0").ExitCode == 0;

    public string Home { get; } = Directory.CreateTempSubdirectory("aifirewall-pwsh-").FullName;

    public string GuardHome => Path.Combine(Home, ".ai-firewall");

    /// <summary>The folder that nothing may delete.</summary>
    public string Victim => Path.Combine(Home, "victim");

    /// <summary>How the installation went.</summary>
    public Started? Installed { get; }

    public void Dispose() => Directory.Delete(Home, recursive: true);

    /// <summary>Starts pwsh with the profile, as a user does.</summary>
    public Started WithProfile(string input, params string[] arguments) => Run(input, arguments);

    /// <summary>Starts pwsh without a profile in an environment that has the start-up hook.</summary>
    public Started WithHook(string input, params string[] arguments) => Start(input, ["-NoProfile", .. arguments], hasHook: true);

    /// <summary>Starts something in the home.</summary>
    private Started Run(string input, params string[] arguments) => Start(input, arguments, hasHook: false);

    private Started Start(string input, string[] arguments, bool hasHook)
    {
        Directory.CreateDirectory(Victim);
        File.WriteAllText(Path.Combine(Victim, "canary"), "kept");
        var start = new ProcessStartInfo("pwsh", arguments)
        {
            WorkingDirectory = Home,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment(hasHook)) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(s_patience)) process.Kill(entireProcessTree: true);
        return new(process.ExitCode, output, errors.GetAwaiter().GetResult(), File.Exists(Path.Combine(Victim, "canary")));
    }

    /// <summary>The variables that make a process one of this home.</summary>
    public IEnumerable<(string Name, string? Value)> Environment(bool hasHook)
    {
        yield return ("HOME", Home);
        yield return ("XDG_CONFIG_HOME", null);
        yield return ("AI_FIREWALL_HOME", GuardHome);
        yield return ("DOTNET_STARTUP_HOOKS", hasHook ? Path.Combine(GuardHome, "hook", "AiFirewall.Bootstrap.dll") : null);
        // Where modules are found by their names, the staged one is too: so it is when it is installed.
        yield return ("PSModulePath", Path.Combine(Staged.RepoRoot, "out", "module"));
        yield return ("NO_COLOR", "1");
        yield return ("POWERSHELL_TELEMETRY_OPTOUT", "1");
    }

    /// <summary>A script in the home.</summary>
    public string Script(string name, string text)
    {
        var path = Path.Combine(Home, name);
        File.WriteAllText(path, text.Replace("{victim}", Victim, StringComparison.Ordinal));
        return path;
    }

    public static string Encoded(string text) => Convert.ToBase64String(Encoding.Unicode.GetBytes(text));
}

/// <summary>What came of a pwsh process.</summary>
public sealed record Started(int ExitCode, string Output, string Errors, bool IsVictimThere)
{
    public override string ToString() => $"exit {ExitCode}, victim {(IsVictimThere ? "there" : "GONE")}\n{Output}\n{Errors}";
}

/// <summary>A test that needs a real pwsh.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PwshTheoryAttribute : TheoryAttribute
{
    public PwshTheoryAttribute()
    {
        if (!GuardedPwsh.IsThere) Skip = "There is no pwsh on the path: the module was tested in the hosted engine only.";
    }
}

/// <inheritdoc cref="PwshTheoryAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PwshFactAttribute : FactAttribute
{
    public PwshFactAttribute()
    {
        if (!GuardedPwsh.IsThere) Skip = "There is no pwsh on the path: the module was tested in the hosted engine only.";
    }
}

using System.Diagnostics;
using System.Management.Automation.Language;
using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests;

public sealed class PesterTests
{
    public static TheoryData<string> Scripts =>
        ["build.ps1", .. Directory.GetFiles(Path.Combine(Staged.RepoRoot, "tests", "Pester")).Select(p => Path.GetRelativePath(Staged.RepoRoot, p))];

    [PesterFact]
    public void The_module_passes_its_tests_in_a_real_pwsh()
    {
        var run = $"$c = New-PesterConfiguration; $c.Run.Path = '{Staged.RepoRoot}tests/Pester'; $c.Run.Exit = $true; Invoke-Pester -Configuration $c";
        var (exitCode, output) = Pwsh.Run("-NoProfile", "-NonInteractive", "-Command", run);

        Assert.True(exitCode == 0, output);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Scripts_parse(string script)
    {
        Parser.ParseFile(Path.Combine(Staged.RepoRoot, script), out _, out var errors);

        Assert.Empty(errors);
    }
}

/// <summary>A test that needs <c>pwsh</c> with Pester 5.5 or later.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PesterFactAttribute : FactAttribute
{
    private static readonly bool s_hasPester =
        Pwsh.Run("-NoProfile", "-NonInteractive", "-Command", "exit [int]-not (Get-Module Pester -ListAvailable | Where-Object Version -ge 5.5)").ExitCode == 0;

    public PesterFactAttribute()
    {
        if (!s_hasPester) Skip = "There is no pwsh with Pester 5.5 or later on the path: the module was tested in the hosted engine only.";
    }
}

/// <summary>The PowerShell of this machine, if it has one.</summary>
internal static class Pwsh
{
    public static (int ExitCode, string Output) Run(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("pwsh", arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                Environment = { ["AI_FIREWALL_HOME"] = Staged.GuardHome },
            })!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "pwsh is not on the path");
        }
    }
}

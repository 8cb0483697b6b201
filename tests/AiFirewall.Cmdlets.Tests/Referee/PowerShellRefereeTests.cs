using System.Diagnostics;
using System.Reflection;
using AiFirewall.Cmdlets.Tests.Hosting;
using Xunit.Abstractions;

namespace AiFirewall.Cmdlets.Tests.Referee;

/// <summary>The second reading of PowerShell by the host's own parser, in the module as it is staged.</summary>
public sealed class PowerShellRefereeTests : IDisposable
{
    private readonly ITestOutputHelper _output;
    private readonly Session _session = new();
    private readonly object _referee;
    private readonly Func<string, IReadOnlyList<object>> _check;

    public PowerShellRefereeTests(ITestOutputHelper output)
    {
        _output = output;
        var cmdlet = (Type)_session.Run("(Get-Command Test-GuardCommand).ImplementingType").Clean().Output[0].BaseObject;
        var type = cmdlet.Assembly.GetType("AiFirewall.Cmdlets.Referee.PowerShellReferee", throwOnError: true)!;
        _referee = type.GetProperty("Instance")!.GetValue(null)!;
        var check = type.GetMethod("Check", [typeof(string)])!;
        _check = text => [.. ((System.Collections.IEnumerable)check.Invoke(_referee, [text])!).Cast<object>()];
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Get-ChildItem -Recurse | Where-Object { $_.Length -gt 1mb } | Sort-Object Length")]
    [InlineData("$x = \"a $(Get-Date -Format \"yyyy\") b\"; [IO.File]::Exists($x)")]
    [InlineData("class A : System.Exception { A([string]$m) : base($m) { } [void] Run() { Get-Date } }")]
    [InlineData("git log --oneline -n 3 && git push --% origin \"a b\"")]
    [InlineData("switch -regex ($x) { '^a' { Remove-Item $_ } default { 1 } }")]
    [InlineData("if ($true")]
    public void What_both_read_alike_has_no_finding(string text) => Assert.Empty(_check(text));

    [Theory]
    [InlineData("using module ./Acting.psm1\n1")]
    [InlineData("using assembly ./none.dll\n1")]
    [InlineData("configuration C { Import-DscResource -ModuleName Acting }")]
    [InlineData("[Acting.Type, Acting]::Run()")]
    [InlineData("[System.Collections.Generic.List[[Acting.Type, Acting]]] $x = 1")]
    [InlineData("class A { [Acting.Type, Acting] $B }")]
    [InlineData("class A : Acting.Base, Acting { [Acting.Attribute, Acting]$x }")]
    [InlineData("function f([Acting.Type, Acting]$x) { }")]
    [InlineData("$x -is [Acting.Type, Acting]")]
    public void What_acts_while_it_is_parsed_is_not_parsed(string text)
    {
        // What the module does when it is loaded, and what is asked for when an assembly is looked for.
        var module = Path.Combine(_session.WorkingDirectory, "Acting.psm1");
        File.WriteAllText(module, $"Set-Content '{_session.WorkingDirectory}/acted' 1");
        var sought = new List<string>();
        Assembly? Seek(object? sender, ResolveEventArgs request)
        {
            sought.Add(request.Name);
            return null;
        }

        AppDomain.CurrentDomain.AssemblyResolve += Seek;
        try
        {
            Assert.Empty(_check(text));
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyResolve -= Seek;
        }

        Assert.DoesNotContain(sought, name => name.Contains("Acting", StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(_session.WorkingDirectory, "acted")));
    }

    [Fact]
    public void A_command_that_only_PowerShell_sees_is_a_finding()
    {
        var findings = Unseen("Get-Date", "Get-Date; Remove-Item x -Recurse; [IO.File]::Delete('y'); & { 1 }").Cast<object>().Select(finding => finding.ToString()!).ToList();

        Assert.Equal(4, findings.Count);
        Assert.All(findings, finding => Assert.Contains("shell.powershell.unseen", finding, StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Contains("Remove-Item x -Recurse", StringComparison.Ordinal));
    }

    [Fact]
    public void Judging_in_the_module_hears_the_referee()
    {
        const string text = "Get-Date -Year 2026";
        const string judge = $"Test-GuardCommand '{text}' -Shell PowerShell | ForEach-Object {{ \"$($_.Verdict) $($_.Findings.Id)\" }}";
        Assert.Equal(["Allow "], _session.Run(judge).Clean().Lines);

        // As if the reader had missed something in it.
        var remembered = _referee.GetType().GetField("_remembered", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(_referee)!;
        remembered.GetType().GetProperty("Item")!.SetValue(remembered, Unseen("1", text), [text]);
        Assert.Equal(["RequireApproval shell.powershell.unseen"], _session.Run(judge).Clean().Lines);
        remembered.GetType().GetMethod("Clear")!.Invoke(remembered, []);
    }

    /// <summary>By hand: no finding on any of the scripts under the directories of <c>AIFIREWALL_POWERSHELL_SCRIPTS</c>.</summary>
    [Fact]
    public void Scripts_of_the_world_have_no_finding()
    {
        var folders = (Environment.GetEnvironmentVariable("AIFIREWALL_POWERSHELL_SCRIPTS") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(Path.Combine(Staged.RepoRoot, "tests", "Pester"));
        var (scripts, bytes, clock) = (0, 0L, new Stopwatch());
        foreach (var path in folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.ps*1", SearchOption.AllDirectories)))
        {
            var text = File.ReadAllText(path);
            (scripts, bytes) = (scripts + 1, bytes + text.Length);
            clock.Start();
            var findings = _check(text);
            clock.Stop();
            Assert.True(findings.Count == 0, $"{path}: {string.Join(", ", findings)}");
        }

        _output.WriteLine($"{scripts} scripts, {bytes / 1e6:F1} million characters, {clock.Elapsed.TotalMilliseconds:F0} ms");
        Assert.True(scripts > 0);
    }

    // What the host sees in one text and our reader did not see in another: stands in for a mistake of the reader.
    private System.Collections.IEnumerable Unseen(string read, string run)
    {
        var engine = AppDomain.CurrentDomain.GetAssemblies().Single(assembly => assembly.GetName().Name == "AiFirewall.Engine");
        var script = engine.GetType("AiFirewall.Shells.PowerShell.PowerShellParser")!.GetMethod("Parse", [typeof(string)])!.Invoke(null, [read]);
        var tree = System.Management.Automation.Language.Parser.ParseInput(run, out _, out _);
        return (System.Collections.IEnumerable)_referee.GetType().GetMethod("Unseen", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, [script, tree])!;
    }
}

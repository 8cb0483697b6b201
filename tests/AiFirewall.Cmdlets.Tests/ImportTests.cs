using System.Management.Automation;
using System.Runtime.Loader;
using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests;

public sealed class ImportTests
{
    [Fact]
    public void The_module_imports_without_a_word()
    {
        using var session = new Session(import: false);

        var ran = session.Run($"Import-Module '{Staged.Manifest}' -PassThru -Verbose:$false").Clean();

        Assert.Equal("AiFirewall", Assert.Single(ran.Output).Properties["Name"].Value);
        Assert.Empty(ran.Warnings);
    }

    [Fact]
    public void The_exported_commands_are_those_of_the_manifest_and_all_cmdlets_are_exported()
    {
        using var session = new Session();

        var exported = session.Run("(Get-Module AiFirewall).ExportedCommands.Keys").Clean().Lines.Order();
        var listed = session.Run($"(Test-ModuleManifest '{Staged.Manifest}').ExportedCmdlets.Keys").Clean().Lines.Order();
        var built = session.Run(
            "(Get-Command Invoke-Guarded).ImplementingType.Assembly.GetExportedTypes().Where({ $_.IsSubclassOf([System.Management.Automation.Cmdlet]) -and -not $_.IsAbstract })"
            + ".ForEach({ $a = $_.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0]; \"$($a.VerbName)-$($a.NounName)\" })").Clean().Lines.Order();

        Assert.Equal(listed, exported);
        Assert.Equal(listed, built);
    }

    [Fact]
    public void The_version_of_the_module_is_that_of_the_build()
    {
        using var session = new Session();

        Assert.Equal([Staged.Version], session.Run("\"$((Get-Module AiFirewall).Version)\"").Clean().Lines);
    }

    [Fact]
    public void Verbs_are_approved()
    {
        using var session = new Session();

        var approved = typeof(VerbsCommon).Assembly.GetExportedTypes().Where(t => t.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(t => t.GetFields()).Select(f => f.GetRawConstantValue()).ToHashSet();

        Assert.All(session.Run("(Get-Command -Module AiFirewall).Verb").Clean().Lines, verb => Assert.Contains(verb, approved));
    }

    [Fact]
    public void Neither_the_engine_nor_its_libraries_are_in_the_default_load_context()
    {
        using var session = new Session();
        session.Run("Test-GuardCommand 'ls'").Clean();

        var visible = AssemblyLoadContext.Default.Assemblies.Select(a => a.GetName()).ToList();
        var own = AssemblyLoadContext.All.Single(c => c.Name == "AiFirewall").Assemblies.Select(a => a.GetName().Name).ToList();

        Assert.DoesNotContain(visible, name => name.Name == "AiFirewall.Engine");
        Assert.Equal(13, Assert.Single(visible, name => name.Name == "YamlDotNet").Version!.Major);
        Assert.Contains("AiFirewall.Engine", own);
    }

    [Fact]
    public void The_engine_finds_its_own_YamlDotNet_beside_the_one_of_another_module()
    {
        using var session = new Session();

        var own = AssemblyLoadContext.All.Single(c => c.Name == "AiFirewall");

        Assert.Equal(18, own.LoadFromAssemblyName(new("YamlDotNet")).GetName().Version!.Major);
    }

    [Fact]
    public void Importing_again_works()
    {
        using var session = new Session();

        session.Run($"Import-Module '{Staged.Manifest}' -Force").Clean();
        session.Run($"Remove-Module AiFirewall; Import-Module '{Staged.Manifest}'").Clean();

        Assert.Single(session.Run("Test-GuardCommand 'ls'").Clean().Output);
        Assert.Single(AssemblyLoadContext.All, c => c.Name == "AiFirewall");
    }

    [Fact]
    public async Task Two_runspaces_judge_at_the_same_time()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            using var session = new Session();
            return session.Run("1..20 | ForEach-Object { Test-GuardCommand \"echo $_\" }").Clean().Output.Count;
        })));

        Assert.Equal([20, 20], answers);
    }

    [Fact]
    public void The_manifest_is_valid()
    {
        using var session = new Session(import: false);

        var manifest = Assert.Single(session.Run($"Test-ModuleManifest '{Staged.Manifest}'").Clean().Output);

        Assert.Equal("7.6", manifest.Properties["PowerShellVersion"].Value.ToString());
        Assert.IsType<PSModuleInfo>(manifest.BaseObject);
    }
}

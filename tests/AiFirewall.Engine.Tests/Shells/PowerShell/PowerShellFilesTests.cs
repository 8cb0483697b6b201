using AiFirewall.Actions;
using AiFirewall.Policy;

namespace AiFirewall.Tests.Shells.PowerShell;

/// <summary>Scripts and modules that a line runs or loads are read where they lie, with the arguments that they get.</summary>
public sealed class PowerShellFilesTests
{
    private const string Deletes = "Remove-Item C:\\Windows -Recurse";

    [Theory]
    [InlineData("./x.ps1")]
    [InlineData(".\\x.ps1")]
    [InlineData("./x")]
    [InlineData(". ./x.ps1")]
    [InlineData("& \"$PSScriptRoot/x.ps1\"")]
    [InlineData("Start-Job -FilePath ./x.ps1")]
    [InlineData(". ./lib.ps1; Lib")]
    [InlineData("Import-Module ./m.psm1; Do-It")]
    [InlineData("Import-Module ./m; Do-It")]
    [InlineData("'./m.psm1' | Import-Module; Do-It")]
    [InlineData("ipmo ./Mod; Mod-It")]
    [InlineData("Import-Module ./Mod/Mod.psd1; Mod-It")]
    [InlineData("using module ./m.psm1\nDo-It")]
    [InlineData("Import-Module ./alias.psm1; zap C:\\Windows -Recurse")]
    [InlineData("& ./argument.ps1 C:\\Windows")]
    [InlineData("./argument.ps1 -Path C:\\Windows")]
    [InlineData("./outer.ps1")]
    [InlineData("[IO.File]::ReadAllText('x.ps1') | iex")]
    public void What_a_file_does_counts(string command) => Assert.Equal(Verdict.Block, Judge(command).Verdict);

    [Theory]
    [InlineData("Import-Module ./m.psm1; Do-Fine")]
    [InlineData("Import-Module ./m.psm1")]
    [InlineData("./argument.ps1 ./build")]
    [InlineData("./argument.ps1")]
    [InlineData("./itself.ps1")]
    [InlineData("Import-Module ./circle.psm1")]
    [InlineData("Import-Module ./none.psm1")]
    [InlineData(". ./lib.ps1")]
    public void What_a_file_only_could_do_does_not(string command) => Assert.Equal(Verdict.Allow, Judge(command).Verdict);

    [Fact]
    public void A_module_changes_no_variable_of_the_line() =>
        Assert.Equal(Verdict.Block, Judge("$p = 'C:\\Windows'; Import-Module ./sets.psm1; Remove-Item $p -Recurse").Verdict);

    private static Decision Judge(string command) => TestWorld.Judge(command, ShellDialect.PowerShell, TestWorld.Observation with
    {
        Texts = new Dictionary<string, string>
        {
            [In("x.ps1")] = Deletes,
            [In("lib.ps1")] = $"function Lib {{ {Deletes} }}",
            [In("m.psm1")] = $"function Do-It {{ {Deletes} }}\nfunction Do-Fine {{ Get-Date }}",
            [In("Mod/Mod.psd1")] = "@{ RootModule = 'Mod.psm1'; ModuleVersion = '1.0' }",
            [In("Mod/Mod.psm1")] = $"function Mod-It {{ {Deletes} }}",
            [In("alias.psm1")] = "Set-Alias zap Remove-Item",
            [In("argument.ps1")] = "param($Path) if ($Path) { Remove-Item $Path -Recurse }",
            [In("outer.ps1")] = "& $PSScriptRoot/inner/inner.ps1",
            [In("inner/inner.ps1")] = ". $PSScriptRoot/deepest.ps1; Deepest",
            [In("inner/deepest.ps1")] = $"function Deepest {{ {Deletes} }}",
            [In("itself.ps1")] = "./itself.ps1",
            [In("circle.psm1")] = "Import-Module ./circle.psm1",
            [In("sets.psm1")] = "$p = './build'",
        },
    });

    private static string In(string name) => TestWorld.Project + "/" + name;
}

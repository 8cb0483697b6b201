using System.Text;
using AiFirewall.Actions;
using AiFirewall.Policy;
using AiFirewall.Shells.PowerShell;
using BenchmarkDotNet.Attributes;

namespace AiFirewall.Benchmarks;

/// <summary>PowerShell: lines as people type them, and a script of two thousand lines.</summary>
[MemoryDiagnoser]
public class PowerShellBenchmarks
{
    private static readonly Guard Guard = new(GuardPolicy.Default);

    [Params(
        "Get-ChildItem -Recurse -Filter *.cs | Select-Object FullName",
        "Get-Process | Where-Object { $_.CPU -gt 10 } | Sort-Object CPU -Descending | Select-Object -First 5",
        "(Get-Content config.json -Raw | ConvertFrom-Json).version",
        "Remove-Item -Recurse -Force ./build; dotnet build -c Release",
        "$c = -join('r','m'); & $c -r ([char]67 + ':\\Users')")]
    public string Line { get; set; } = "";

    [Benchmark]
    public object Parse() => PowerShellParser.Parse(Line);

    [Benchmark]
    public Decision Evaluate() => Guard.Evaluate(new ShellAction(Line, ShellDialect.PowerShell), World.Frozen);
}

/// <summary>A script of two thousand lines, of functions, loops, pipelines and strings, as modules are.</summary>
[MemoryDiagnoser]
public class PowerShellScriptBenchmarks
{
    private static readonly Guard Guard = new(GuardPolicy.Default);
    private static readonly string Script = Write();

    [Benchmark]
    public object Parse() => PowerShellParser.Parse(Script);

    [Benchmark]
    public Decision Evaluate() => Guard.Evaluate(new ShellAction(Script, ShellDialect.PowerShell), World.Frozen);

    private static string Write()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 100; i++)
        {
            text.Append($$"""
                <#
                .SYNOPSIS
                    Does thing {{i}}.
                #>
                function Get-Thing{{i}} {
                    [CmdletBinding()]
                    param([Parameter(Mandatory)][string]$Name, [int]$Count = 3, [switch]$Force)
                    # Each of them once.
                    $items = Get-ChildItem -Path $Name -Filter "*.$Count" | Where-Object { $_.Length -gt 10 }
                    foreach ($item in $items) {
                        if ($item.Name -match '^a(\d+)$' -and $Force) {
                            $text = "found $($item.Name) in $Name"
                            Write-Verbose $text
                        } else {
                            [pscustomobject]@{ Name = $item.Name; Path = Join-Path $Name $item; Index = {{i}} }
                        }
                    }
                }
                Get-Thing{{i}} -Name ./src -Count {{i}} | Sort-Object Name | Out-File "out/{{i}}.txt" -Encoding utf8


                """);
        }

        return text.ToString();
    }
}

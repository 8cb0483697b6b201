#!/usr/bin/env pwsh
# What interception costs: the same loops in one process, before and after Enable-GuardInterception. CPU time of the process, the smallest of
# several rounds, in microseconds for one command.
#
#   pwsh -NoProfile -File bench/interception.ps1 [-Module out/module/AiFirewall/0.1.0/AiFirewall.psd1]
param([string] $Module, [int] $Rounds = 7)

$home0 = [IO.Directory]::CreateTempSubdirectory('aifirewall-bench-').FullName
$env:AI_FIREWALL_HOME = $home0
[IO.File]::WriteAllText("$home0/rules.yaml", "version: 1`nfile_delete: {require_approval: false}`n")
$work = [IO.Directory]::CreateTempSubdirectory('aifirewall-work-').FullName
Set-Location $work
if (!$Module) { $Module = (Get-Item "$PSScriptRoot/../out/module/AiFirewall/*/AiFirewall.psd1").FullName }
Import-Module $Module

$missing = "$work/none"
$loops = [ordered]@{
    'Out-Null -InputObject $i'                    = 10000, { for ($i = 0; $i -lt 10000; $i++) { Out-Null -InputObject $i } }
    'function f($x) { $x }; f $i'                 = 10000, { function f($x) { $x }; for ($i = 0; $i -lt 10000; $i++) { $null = f $i } }
    'Get-Variable i'                              = 10000, { for ($i = 0; $i -lt 10000; $i++) { $null = Get-Variable i } }
    '$i * 2'                                      = 10000, { for ($i = 0; $i -lt 10000; $i++) { $null = $i * 2 } }
    'iex ''1'' (watched)'                         = 1000, { for ($i = 0; $i -lt 1000; $i++) { $null = iex '1' } }
    'Remove-Item $missing (watched)'              = 1000, { for ($i = 0; $i -lt 1000; $i++) { Remove-Item $missing -ErrorAction Ignore } }
    'Remove-Item ("/x/" + "y") (watched)'         = 1000, { for ($i = 0; $i -lt 1000; $i++) { Remove-Item ("$work/" + 'y') -ErrorAction Ignore } }
    'Remove-Item $missing.ToString() (stand-in)'  = 1000, { for ($i = 0; $i -lt 1000; $i++) { Remove-Item $missing.ToString() -ErrorAction Ignore } }
    'iex (''1''.ToString()) (stand-in)'           = 1000, { for ($i = 0; $i -lt 1000; $i++) { $null = iex ('1'.ToString()) } }
}

function Measure-Loops {
    $times = [ordered]@{}
    foreach ($name in $loops.Keys) {
        $count, $loop = $loops[$name]
        $best = [double]::MaxValue
        & $loop
        foreach ($round in 1..$Rounds) {
            [GC]::Collect()
            $before = [Environment]::CpuUsage.TotalTime
            & $loop
            $best = [Math]::Min($best, ([Environment]::CpuUsage.TotalTime - $before).TotalMicroseconds / $count)
        }
        $times[$name] = $best
    }
    $times
}

# The first time is for the just-in-time compiler.
$null = Measure-Loops
$without = Measure-Loops
Enable-GuardInterception
$with = Measure-Loops
'| {0,-44} | {1,8} | {2,8} | {3,8} |' -f 'command', 'without', 'with', 'more'
foreach ($name in $loops.Keys) { '| {0,-44} | {1,8:n2} | {2,8:n2} | {3,8:n2} |' -f "``$name``", $without[$name], $with[$name], ($with[$name] - $without[$name]) }
Set-Location /
[IO.Directory]::Delete($home0, $true)
[IO.Directory]::Delete($work, $true)

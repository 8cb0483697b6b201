#!/usr/bin/env pwsh
# How long a typed line waits at the Enter key: the time on the clock between the key and the verdict, for lines that were never seen before.
#
#   pwsh -NoProfile -File bench/lines.ps1 [-Module out/module/AiFirewall/0.1.0/AiFirewall.psd1]
param([string] $Module, [int] $Rounds = 40)

$home0 = [IO.Directory]::CreateTempSubdirectory('aifirewall-bench-').FullName
$env:AI_FIREWALL_HOME = $home0
if (!$Module) { $Module = (Get-Item "$PSScriptRoot/../out/module/AiFirewall/*/AiFirewall.psd1").FullName }
Import-Module $Module
Enable-GuardInterception
$gate = (Get-Command Enable-GuardInterception).ImplementingType.Assembly.GetType('AiFirewall.Cmdlets.Interception.Line.LineGate')
$judge = $gate.GetMethod('MayAccept', [Reflection.BindingFlags]'Static,NonPublic')
$lines = @(
    'Get-ChildItem -Recurse -Filter *.cs{0} | Where-Object Length -gt 1000 | Sort-Object Length'
    'git log --oneline -n 2{0} | Select-Object -First 5'
    '$total{0} = (Get-Process | Measure-Object WorkingSet -Sum).Sum / 1MB; "total: $total"'
    'if (Test-Path ./x{0}) {{ Get-Content ./x{0} | ForEach-Object {{ $_.Trim() }} }} else {{ "none" }}'
)
$times = foreach ($round in 0..$Rounds) {
    foreach ($line in $lines) {
        $given = [object[]](($line -f $round), $ExecutionContext, $Host, $null)
        $start = [Diagnostics.Stopwatch]::GetTimestamp()
        $null = $judge.Invoke($null, $given)
        [Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds
    }
}
'first line {0:n1} ms' -f $times[0]
$later = $times | Select-Object -Skip 8 | Sort-Object
'later lines: median {0:n2} ms, 95 of 100 under {1:n2} ms, longest {2:n2} ms' -f $later[$later.Count / 2], $later[[int]($later.Count * 0.95)], $later[-1]
[IO.Directory]::Delete($home0, $true)

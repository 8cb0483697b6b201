#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests and packs AiFirewall. A thin list of tasks over dotnet, which does the work and needs no PowerShell.
.EXAMPLE
    ./build.ps1
    Builds the module into out/module/AiFirewall/<version>.
.EXAMPLE
    ./build.ps1 Build, Test, Pester
    Builds, runs the tests of the .NET projects, and runs the module's tests in a fresh pwsh.
#>
[CmdletBinding()]
param(
    # What to do, in this order.
    [Parameter(Position = 0)]
    [ValidateSet('Clean', 'Build', 'Test', 'Pester', 'Pack')]
    [string[]] $Task = 'Build',

    # The configuration of the .NET projects.
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

$solution = Join-Path $PSScriptRoot 'AiFirewall.slnx'
$out = Join-Path $PSScriptRoot 'out'

function Get-StagedModule {
    $manifest = Get-ChildItem -Path (Join-Path $out 'module/AiFirewall/*/AiFirewall.psd1') -ErrorAction Ignore |
        Sort-Object { [version] $_.Directory.Name } | Select-Object -Last 1
    if (-not $manifest) { throw 'The module is not built: run ./build.ps1 Build first.' }
    $manifest
}

$tasks = @{
    Clean = {
        if (Test-Path $out) { Remove-Item $out -Recurse -Force }
        dotnet clean $solution --configuration $Configuration --verbosity quiet
    }
    Build = {
        dotnet build $solution --configuration $Configuration --verbosity quiet
        Write-Host "The module is in $((Get-StagedModule).Directory.FullName)"
    }
    Test = {
        dotnet test $solution --configuration $Configuration --verbosity quiet
    }
    Pester = {
        # A fresh process: a module's assemblies stay loaded until the process ends.
        $run = "`$c = New-PesterConfiguration; `$c.Run.Path = '$PSScriptRoot/tests/Pester'; `$c.Run.Exit = `$true; Invoke-Pester -Configuration `$c"
        pwsh -NoProfile -NonInteractive -Command $run
    }
    Pack = {
        $module = (Get-StagedModule).Directory
        $archive = Join-Path $out "AiFirewall-$($module.Name).zip"
        # The archive is unpacked into a folder of PSModulePath, so it holds AiFirewall/<version>.
        Compress-Archive -Path $module.Parent.FullName -DestinationPath $archive -Force
        Write-Host "The module is packed in $archive"
    }
}

foreach ($name in 'Clean', 'Build', 'Test', 'Pester', 'Pack') {
    if ($name -in $Task) { & $tasks[$name] }
}

# Dot-sourced by every test file: imports the module as the build staged it, with a home of its own.
$repository = Split-Path (Split-Path $PSScriptRoot)
$manifest = Get-ChildItem -Path "$repository/out/module/AiFirewall/*/AiFirewall.psd1" |
    Sort-Object { [version] $_.Directory.Name } | Select-Object -Last 1
$env:AI_FIREWALL_HOME = Join-Path ([IO.Path]::GetTempPath()) "aifirewall-pester-$PID"
$null = New-Item -ItemType Directory -Path $env:AI_FIREWALL_HOME -Force
# Tests of refusals run what is harmless: whatever this agent asks is blocked.
Set-Content (Join-Path $env:AI_FIREWALL_HOME 'rules.yaml') @'
version: 1
rules:
  - name: test-blocks
    when: {agent: blocked}
    then: block
    why: the test blocks
'@
Import-Module $manifest.FullName -ErrorAction Stop

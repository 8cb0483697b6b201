BeforeAll { . "$PSScriptRoot/Session.ps1" }

Describe 'The module' {
    It 'has a valid manifest' {
        Test-ModuleManifest $manifest.FullName | Select-Object -ExpandProperty Name | Should -Be 'AiFirewall'
    }

    It 'exports what the manifest lists' {
        $listed = (Import-PowerShellDataFile $manifest.FullName).CmdletsToExport | Sort-Object
        (Get-Command -Module AiFirewall).Name | Sort-Object | Should -Be $listed
    }

    It 'keeps the engine out of the default load context' {
        Test-GuardCommand 'ls' | Out-Null
        [Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.ForEach({ $_.GetName().Name }) |
            Should -Not -Contain 'AiFirewall.Engine'
    }

    It 'imports again' {
        { Import-Module $manifest.FullName -Force -ErrorAction Stop } | Should -Not -Throw
    }

    It 'works in runspaces of its own' {
        $path = $manifest.FullName
        1..2 | ForEach-Object -Parallel { Import-Module $using:path; Test-GuardCommand "echo $_" } | Should -HaveCount 2
    }

    It 'has help with examples for <_>' -ForEach 'Get-GuardPolicy', 'Invoke-Guarded', 'New-GuardAction', 'Test-GuardCommand', 'Test-GuardFile', 'Test-GuardHttp' {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterThan 1
    }
}

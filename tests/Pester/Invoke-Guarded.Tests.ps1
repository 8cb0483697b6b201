BeforeAll { . "$PSScriptRoot/Session.ps1" }

Describe 'Invoke-Guarded' {
    It 'runs a harmless script block in the scope of the caller' {
        Invoke-Guarded { $here = 'set' }
        $here | Should -Be 'set'
    }

    It 'refuses what is blocked, and goes on' {
        { 'one' }, { 'two' } | Invoke-Guarded -Agent blocked -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 2
        $problems[0].FullyQualifiedErrorId | Should -Be 'AiFirewall.Denied,AiFirewall.Cmdlets.InvokeGuardedCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'PermissionDenied'
    }

    It 'takes nobody at the prompt for a no' {
        $file = Join-Path $TestDrive 'kept.txt'
        Set-Content $file 'kept'
        # The test runs with -NonInteractive.
        Invoke-Guarded { Remove-Item $file -Recurse } -ErrorAction SilentlyContinue
        $file | Should -Exist
    }

    It 'is not answered by what is piped into the console' {
        $file = Join-Path $TestDrive 'kept-too.txt'
        Set-Content $file 'kept'
        'y', 'y' | pwsh -NoProfile -Command "Import-Module '$($manifest.FullName)'; Invoke-Guarded { Remove-Item '$file' -Recurse } -ErrorAction SilentlyContinue"
        $file | Should -Exist
    }

    It 'runs nothing with -WhatIf' {
        $file = Join-Path $TestDrive 'new.txt'
        Invoke-Guarded { Set-Content $file 'x' } -WhatIf
        $file | Should -Not -Exist
    }

    It 'sets the exit code of a native text' -Skip:(-not (Get-Command bash -CommandType Application -ErrorAction Ignore)) {
        Invoke-Guarded 'echo one; exit 3' -Shell Bash | Should -Be 'one'
        $LASTEXITCODE | Should -Be 3
    }
}

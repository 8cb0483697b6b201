BeforeAll { . "$PSScriptRoot/Session.ps1" }

Describe 'Test-GuardCommand' {
    It 'reads <Name>' -ForEach @(
        @{ Name = 'a text'; Given = 'ls'; Type = 'shell' }
        @{ Name = 'a script block'; Given = { Get-Date }; Type = 'shell' }
        @{ Name = 'JSON'; Given = '{"type":"sql","sql":"SELECT 1"}'; Type = 'sql' }
        @{ Name = 'a hashtable'; Given = @{ type = 'text'; text = 'hello' }; Type = 'text' }
    ) {
        ($Given | Test-GuardCommand).Action.Type | Should -Be $Type
    }

    It 'blocks the deletion of the root' {
        (Test-GuardCommand 'rm -rf /' -Shell Bash).Verdict | Should -Be 'Block'
    }

    It 'answers yes or no with -Quiet' {
        Test-GuardCommand 'rm -rf /' -Shell Bash -Quiet | Should -BeFalse
    }

    It 'does not take broken JSON for a command' {
        '{"type":"shell","command":' | Test-GuardCommand -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'AiFirewall.ActionInvalid,*'
    }

    It 'shows a table' {
        Test-GuardCommand 'rm -rf /' -Shell Bash | Out-String | Should -Match 'BLOCK.*rm -rf /'
    }
}

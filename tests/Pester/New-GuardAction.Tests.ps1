BeforeAll { . "$PSScriptRoot/Session.ps1" }

Describe 'New-GuardAction' {
    It 'makes <Rendered>' -ForEach @(
        @{ Given = @{ Command = 'ls' }; Rendered = 'ls' }
        @{ Given = @{ Path = 'a.cs'; Operation = 'Write'; Content = '' }; Rendered = 'write a.cs' }
        @{ Given = @{ Sql = 'SELECT 1'; Dialect = 'postgres' }; Rendered = 'SELECT 1' }
        @{ Given = @{ Method = 'delete'; Url = 'https://example.com/x' }; Rendered = 'DELETE https://example.com/x' }
        @{ Given = @{ Server = 'fs'; Tool = 'read'; Arguments = @{ path = 'a' } }; Rendered = 'fs/read {"path":"a"}' }
        @{ Given = @{ Text = 'hello' }; Rendered = 'hello' }
    ) {
        (New-GuardAction @Given).Rendered | Should -Be $Rendered
    }

    It 'binds properties by name' {
        ([pscustomobject] @{ Path = 'a'; Operation = 'Delete' } | New-GuardAction).Rendered | Should -Be 'delete a'
    }
}

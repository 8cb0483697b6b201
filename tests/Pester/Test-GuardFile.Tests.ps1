BeforeAll { . "$PSScriptRoot/Session.ps1" }

Describe 'Test-GuardFile' {
    BeforeAll {
        $project = Join-Path $TestDrive 'project'
        New-Item -ItemType Directory (Join-Path $project '.git'), (Join-Path $project 'tests') | Out-Null
        Set-Content (Join-Path $project 'tests/test_a.py') "def test_a():`n    assert f()"
    }

    It 'makes an edit before it judges it' {
        $decision = Test-GuardFile tests/test_a.py -Old 'f()' -New 'g()' -WorkingDirectory $project
        $decision.Verdict | Should -Be 'Allow'
        $decision.Impact.Diff | Should -Match '\+    assert g\(\)'
    }

    It 'asks when a test goes' {
        $decision = Test-GuardFile tests/test_a.py -Content '' -WorkingDirectory $project
        $decision.Verdict | Should -Be 'RequireApproval'
        $decision.Impact.CodeFindings.Id | Should -Contain 'code.emptied'
    }

    It 'takes files from the pipeline' {
        Get-ChildItem (Join-Path $project 'tests') | Test-GuardFile -Operation Delete -Quiet -WorkingDirectory $project | Should -BeFalse
    }

    It 'needs content to write' {
        Test-GuardFile a.txt -Operation Write -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'AiFirewall.ActionInvalid,*'
    }
}

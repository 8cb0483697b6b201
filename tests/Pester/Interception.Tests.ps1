BeforeAll {
    . "$PSScriptRoot/Session.ps1"
    # Sessions of their own, with a home whose rules block the one folder that they try to delete.
    $home0 = Join-Path ([IO.Path]::GetTempPath()) "aifirewall-pester-home-$PID"
    $victim = Join-Path $home0 'victim'
    $null = New-Item -ItemType Directory -Force -Path $victim, (Join-Path $home0 '.ai-firewall')
    Set-Content (Join-Path $home0 '.ai-firewall/rules.yaml') "version: 1`nfile_delete:`n  require_approval: false`n  blocked_paths: ['$victim']"
    $pwsh = (Get-Process -Id $PID).Path

    function Start-Session([string[]] $Arguments, [string] $Text) {
        $start = [Diagnostics.ProcessStartInfo]::new($pwsh)
        foreach ($argument in $Arguments) { $start.ArgumentList.Add($argument) }
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $start.WorkingDirectory = $home0
        $start.Environment['HOME'] = $home0
        $start.Environment['AI_FIREWALL_HOME'] = Join-Path $home0 '.ai-firewall'
        $start.Environment['PSModulePath'] = Split-Path (Split-Path $manifest.Directory)
        $null = $start.Environment.Remove('XDG_CONFIG_HOME')
        $process = [Diagnostics.Process]::Start($start)
        $errors = $process.StandardError.ReadToEndAsync()
        $process.StandardInput.Write($Text)
        $process.StandardInput.Close()
        $output = $process.StandardOutput.ReadToEnd()
        $process.WaitForExit()
        [pscustomobject]@{ Exit = $process.ExitCode; Output = $output; Errors = $errors.Result; IsThere = Test-Path $victim }
    }

    $import = "Import-Module '$($manifest.FullName)'"
}

AfterAll { Remove-Item -Recurse -Force $home0 }

Describe 'Enable-GuardInterception' {
    It 'refuses what the rules block, with an error that can be caught' {
        $ran = Start-Session '-NoProfile', '-Command', "$import; Enable-GuardInterception; try { Remove-Item -Recurse '$victim' } catch { 'id ' + `$_.FullyQualifiedErrorId }"
        $ran.Output | Should -Match 'id AiFirewall\.Denied\.'
        $ran.IsThere | Should -BeTrue
    }

    It 'leaves what the rules allow as it is' {
        $ran = Start-Session '-NoProfile', '-Command', "$import; Enable-GuardInterception; Get-Item . | ForEach-Object Name; `$?"
        $ran.Output | Should -Match "$(Split-Path -Leaf $home0)\s+True"
    }

    It 'judges what the process was started with, and ends it, with -AtStart' {
        $ran = Start-Session '-NoProfile', '-NonInteractive', '-Command', "$import; Enable-GuardInterception -AtStart; [IO.Directory]::Delete('$victim', `$true)"
        $ran.Exit | Should -Be 126
        $ran.IsThere | Should -BeTrue
    }

    It 'keeps the identifier of an error that the real command gives' {
        $ran = Start-Session '-NoProfile', '-Command', "$import; Enable-GuardInterception; Remove-Item ('no-such-file'.ToString()) -ErrorVariable e -ErrorAction SilentlyContinue; `$e.FullyQualifiedErrorId"
        $ran.Output | Should -Match 'PathNotFound,Microsoft\.PowerShell\.Commands\.RemoveItemCommand'
    }

    It 'judges a computed argument before the real command begins' {
        $ran = Start-Session '-NoProfile', '-Command', "$import; Enable-GuardInterception; Remove-Item -Recurse ('$victim'.ToString())"
        $ran.Errors | Should -Match 'AiFirewall|blocks'
        $ran.IsThere | Should -BeTrue
    }

    It 'shows what it would do with -WhatIf' {
        $ran = Start-Session '-NoProfile', '-Command', "$import; Enable-GuardInterception -WhatIf; (Get-GuardStatus).IsGuarded"
        $ran.Output | Should -Match 'False'
    }
}

Describe 'Disable-GuardInterception' {
    It 'is refused where nobody can be asked' {
        $ran = Start-Session '-NoProfile', '-NonInteractive', '-Command', "$import; Enable-GuardInterception; Disable-GuardInterception -ErrorAction SilentlyContinue; (Get-GuardStatus).IsGuarded"
        $ran.Output | Should -Match 'True'
    }
}

Describe 'Install-GuardProfile and Uninstall-GuardProfile' {
    It 'guards the sessions to come, and leaves them alone again' {
        $profilePath = Join-Path $home0 '.config/powershell/profile.ps1'
        $null = Start-Session '-NoProfile', '-NonInteractive', '-Command', "$import; Install-GuardProfile '$profilePath'"
        Get-Content -Raw $profilePath | Should -Match 'Enter-GuardedSession'

        $ran = Start-Session '-NonInteractive', '-Command', "Remove-Item -Recurse '$victim'"
        if (!$IsWindows) {
            $ran.Exit | Should -Be 126
            (Start-Session '-NonInteractive', '-Command', '(Get-GuardStatus).IsGuarded').Output | Should -Match 'True'
        }
        $ran.IsThere | Should -BeTrue

        $null = Start-Session '-NoProfile', '-NonInteractive', '-Command', "$import; Uninstall-GuardProfile '$profilePath' -Confirm:`$false"
        Get-Content -Raw $profilePath | Should -Not -Match 'AiFirewall'
    }

    It 'writes nothing with -WhatIf' {
        $path = Join-Path $home0 'none.ps1'
        $null = Start-Session '-NoProfile', '-NonInteractive', '-Command', "$import; Install-GuardProfile '$path' -NoProfileSessions -WhatIf"
        Test-Path $path | Should -BeFalse
    }
}

Describe 'Hosts' {
    BeforeAll {
        $null = Start-Session '-NoProfile', '-NonInteractive', '-Command', "$import; Install-GuardProfile '$home0/.config/powershell/profile.ps1'"
    }

    It 'judges lines from standard input, and goes on with the next: <_>' -ForEach '-Command -', '-File -', '-NonInteractive -Command -' -Skip:$IsWindows {
        $ran = Start-Session ($_ -split ' ') -Text "Remove-Item -Recurse '$victim'`n'went ' + 'on'`n"
        $ran.Output | Should -Match 'went on'
        $ran.IsThere | Should -BeTrue
    }

    It 'guards a session whose language is constrained' -Skip:$IsWindows {
        $path = "$home0/.config/powershell/profile.ps1"
        $text = Get-Content -Raw $path
        [IO.File]::WriteAllText($path, '$ExecutionContext.SessionState.LanguageMode = "ConstrainedLanguage"' + "`n$text")
        $ran = Start-Session '-NoLogo', '-NonInteractive' -Text "`$p = '$home0/vic'`nRemove-Item -Recurse (`$p + 'tim'.ToString())`n`$ExecutionContext.SessionState.LanguageMode`n"
        [IO.File]::WriteAllText($path, $text)
        $ran.Output | Should -Match 'ConstrainedLanguage'
        $ran.Output + $ran.Errors | Should -Match 'AiFirewall'
        $ran.IsThere | Should -BeTrue
    }

    It 'judges commands in a host that reads its lines in another way' -Skip:$IsWindows {
        $script = "Remove-Item function:PSConsoleHostReadLine -ErrorAction Ignore; `$r = [runspacefactory]::CreateRunspace(); `$r.Open(); `$p = [powershell]::Create(); `$p.Runspace = `$r; `$null = `$p.AddScript('Remove-Item -Recurse (''$victim''.ToString())'); try { `$p.Invoke() } catch { 'refused ' + `$_.Exception.Message }"
        $ran = Start-Session '-NoLogo', '-NonInteractive' -Text "$script`n"
        $ran.IsThere | Should -BeTrue
        $ran.Output + $ran.Errors | Should -Match 'AiFirewall|blocks'
    }
}

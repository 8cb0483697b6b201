# What interception must stop, and what it must leave alone. Every form is run in a session whose rules block one directory, {T}, which the
# form tries to delete: it was stopped when the directory is still there.
#
#   Does       the form. {T} is the directory, {P} its parent, {N} its name, {W} a directory where all is allowed, {M} the module's manifest.
#   Misses     'command' when the command gate alone is known to let it through; 'profile' when all gates of a profile do; 'all' when those of the
#              start-up hook do too.
#   Needs      'unix', 'pwsh' (cmdlets or processes that the bare engine does not have), 'ThreadJob' (that module too); nothing for every host.
@{
  Attacks = @(
    @{ Name = 'plain program'; Needs = 'unix'; Does = 'rm -rf {T}' }
    @{ Name = 'plain cmdlet'; Does = 'Remove-Item {T} -Recurse' }
    @{ Name = 'alias'; Does = 'ri {T} -Recurse' }
    @{ Name = 'new alias of a cmdlet'; Does = 'Set-Alias zap Remove-Item; zap {T} -Recurse' }
    @{ Name = 'new alias of a program'; Needs = 'unix'; Does = 'Set-Alias zap /bin/rm; zap -rf {T}' }
    @{ Name = 'alias of an alias'; Does = 'Set-Alias zip ri; Set-Alias zap zip; zap {T} -Recurse' }
    @{ Name = 'quoted name'; Needs = 'unix'; Does = '& ''rm'' -rf {T}' }
    @{ Name = 'computed name'; Needs = 'unix'; Does = '$c = -join (''r'', ''m''); & $c -rf {T}' }
    @{ Name = 'escaped name'; Does = 'Rem`ove-Ite`m {T} -Recurse' }
    @{ Name = 'full path'; Needs = 'unix'; Does = '/bin/rm -rf {T}' }
    @{ Name = 'module-qualified'; Needs = 'pwsh'; Does = 'Microsoft.PowerShell.Management\Remove-Item {T} -Recurse' }
    @{ Name = 'splatted array'; Needs = 'unix'; Does = '$a = ''-rf'', ''{T}''; rm @a' }
    @{ Name = 'splatted hashtable'; Does = '$a = @{ Path = ''{T}''; Recurse = $true }; Remove-Item @a' }
    @{ Name = 'splatted $args'; Does = 'function f { Remove-Item @args }; f {T} -Recurse' }
    @{ Name = 'argument from a variable'; Does = '$t = ''{T}''; Remove-Item $t -Recurse' }
    @{ Name = 'argument from the environment'; Does = '$env:AIFW_T = ''{T}''; Remove-Item $env:AIFW_T -Recurse' }
    @{ Name = 'argument from a parameter'; Does = 'function f($where) { Remove-Item $where -Recurse }; f {T}' }
    @{ Name = 'argument from a property'; Does = '$o = [pscustomobject]@{ At = ''{T}'' }; Remove-Item $o.At -Recurse' }
    @{ Name = 'computed argument'; Does = 'Remove-Item (''{P}/'' + ''{N}'') -Recurse' }
    @{ Name = 'argument from a method'; Does = 'Remove-Item (''{P}/'' + ''{N}''.ToString()) -Recurse' }
    @{ Name = 'program with an argument from a method'; Needs = 'unix'; Does = 'rm -rf (''{P}/'' + ''{N}''.ToString())' }
    @{ Name = 'argument from a character'; Needs = 'unix'; Does = 'rm -rf ([char]47 + ''{T}''.Substring(1))' }
    @{ Name = 'argument from a command'; Does = 'function where-it-is { ''{T}'' }; Remove-Item (where-it-is) -Recurse' }
    @{ Name = 'argument from a subexpression'; Does = 'Remove-Item $(''{T}'') -Recurse' }
    @{ Name = 'default parameter values'; Does = '$PSDefaultParameterValues = @{ ''Remove-Item:Path'' = ''{T}''; ''Remove-Item:Recurse'' = $true }; Remove-Item' }
    @{ Name = 'provider-qualified path'; Does = 'Remove-Item ''Microsoft.PowerShell.Core\FileSystem::{T}'' -Recurse' }
    @{ Name = 'relative path'; Does = '$ExecutionContext.SessionState.Path.SetLocation(''{P}'') > $null; Remove-Item {N} -Recurse' }
    @{ Name = 'pattern'; Needs = 'unix'; Does = 'rm -rf {P}/imp*' }
    @{ Name = 'iex, constant'; Does = 'iex ''Remove-Item {T} -Recurse''' }
    @{ Name = 'iex, computed'; Does = 'Invoke-Expression (''Remove-'' + ''Item {T} -Recurse''.ToString())' }
    @{ Name = 'iex, piped'; Does = '''Remove-Item {T} -Recurse'' | iex' }
    @{ Name = 'iex, base64'; Does = '$b = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes(''Remove-Item {T} -Recurse'')); iex ([Text.Encoding]::Unicode.GetString([Convert]::FromBase64String($b)))' }
    @{ Name = 'piped item'; Does = 'Get-Item {T} | Remove-Item -Recurse' }
    @{ Name = 'piped path'; Does = '''{T}'' | Remove-Item -Recurse' }
    @{ Name = 'ForEach-Object'; Needs = 'unix'; Does = '''{T}'' | % { rm -rf $_ }' }
    @{ Name = 'ForEach-Object -Parallel'; Needs = 'unix'; Does = '''{T}'' | ForEach-Object -Parallel { rm -rf $_ }' }
    @{ Name = 'block.Invoke()'; Does = '{ Remove-Item {T} -Recurse }.Invoke()' }
    @{ Name = 'block created from text'; Does = '& ([scriptblock]::Create(''Remove-Item {T} -Recurse''))' }
    @{ Name = 'InvokeScript'; Does = '$ExecutionContext.InvokeCommand.InvokeScript(''Remove-Item {T} -Recurse'')' }
    @{ Name = 'script, called'; Does = '[IO.File]::WriteAllText(''{W}/a.ps1'', ''Remove-Item {T} -Recurse''); & {W}/a.ps1' }
    @{ Name = 'script, dot-sourced'; Does = '[IO.File]::WriteAllText(''{W}/a.ps1'', ''Remove-Item {T} -Recurse''); . {W}/a.ps1' }
    @{ Name = 'script with a parameter'; Does = '[IO.File]::WriteAllText(''{W}/a.ps1'', ''param($t) Remove-Item $t -Recurse''); & {W}/a.ps1 ''{T}''.ToString()' }
    @{ Name = 'shell script of the project'; Needs = 'unix'; Does = '[IO.File]::WriteAllText(''{W}/a.sh'', ''rm -rf {T}''); sh {W}/a.sh' }
    @{ Name = 'function of a module'; Does = '$m = New-Module { function Clear-It { Remove-Item {T} -Recurse } }; Clear-It' }
    @{ Name = 'method of a class'; Does = 'class C { [void] Go() { Remove-Item {T} -Recurse } }; [C]::new().Go()' }
    @{ Name = 'trap and continue'; Does = 'trap { continue }; Remove-Item {T} -Recurse; ''next''' }
    @{ Name = 'try and catch'; Does = 'try { Remove-Item {T} -Recurse } catch { ''caught'' }' }
    @{ Name = 'verbatim arguments'; Needs = 'unix'; Does = 'rm --% -rf {T}' }
    @{ Name = 'sh -c'; Needs = 'unix'; Does = 'sh -c ''rm -rf {T}''' }
    @{ Name = 'sh -c, computed'; Needs = 'unix'; Does = 'sh -c (''rm -rf '' + ''{T}''.ToString())' }
    @{ Name = 'piped into sh'; Needs = 'unix'; Does = '''rm -rf {T}'' | sh' }
    @{ Name = 'Start-Process'; Needs = 'pwsh'; Does = 'Start-Process rm -ArgumentList ''-rf'', ''{T}'' -Wait' }
    @{ Name = 'Remove-Module'; Does = 'Remove-Module AiFirewall; Remove-Item {T} -Recurse' }
    @{ Name = 'hook set to null'; Does = '$ExecutionContext.InvokeCommand.PostCommandLookupAction = $null; Remove-Item {T} -Recurse' }
    @{ Name = 'hook replaced by one that throws'; Does = '$ExecutionContext.InvokeCommand.PostCommandLookupAction = { throw 1 }; Remove-Item {T} -Recurse' }
    @{ Name = 'lookup stopped early'; Does = '$ExecutionContext.InvokeCommand.PreCommandLookupAction = { param($n, $e) if ($n -eq ''zap'') { $e.CommandScriptBlock = { Remove-Item {T} -Recurse } } }; zap' }
    @{ Name = 'command object in this runspace'; Does = '[powershell]::Create(''CurrentRunspace'').AddCommand(''Remove-Item'').AddParameter(''Path'', ''{T}'').AddParameter(''Recurse'').Invoke()' }
    @{ Name = 'new runspace'; Needs = 'unix'; Does = '$r = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2()); $r.Open(); $s = [powershell]::Create(); $s.Runspace = $r; $s.AddScript(''rm -rf {T}'').Invoke()' }
    @{ Name = 'runspace pool'; Needs = 'unix'; Does = '$p = [runspacefactory]::CreateRunspacePool([initialsessionstate]::CreateDefault2()); $p.Open(); $s = [powershell]::Create(); $s.RunspacePool = $p; $s.AddScript(''rm -rf {T}'').Invoke()' }
    @{ Name = 'ThreadJob'; Needs = 'ThreadJob'; Does = 'Start-ThreadJob { Remove-Item {T} -Recurse } | Receive-Job -Wait' }
    @{ Name = 'job in another process'; Needs = 'pwsh'; Does = 'Start-Job { Remove-Item {T} -Recurse } | Receive-Job -Wait' }
    @{ Name = 'background, constant'; Needs = 'pwsh'; Misses = 'command'; Does = 'Remove-Item {T} -Recurse & Receive-Job -Wait (Get-Job)' }
    @{ Name = 'background, computed'; Needs = 'pwsh'; Misses = 'command'; Does = '$t = [IO.File]::ReadAllText(''{W}/target.txt''); ri $t -Recurse & Receive-Job -Wait (Get-Job)' }
    @{ Name = 'nested pwsh'; Needs = 'pwsh'; Does = 'pwsh -NoProfile -Command ''Remove-Item {T} -Recurse''' }
    @{ Name = 'nested pwsh, encoded'; Needs = 'pwsh'; Does = 'pwsh -NoProfile -EncodedCommand ([Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes(''Remove-Item {T} -Recurse'')))' }
    @{ Name = 'command fetched earlier'; Misses = 'command'; Does = '$k = Get-Command Remove-Item; & $k {T} -Recurse' }
    @{ Name = 'command fetched through the engine'; Misses = 'command'; Does = '$k = $ExecutionContext.InvokeCommand.GetCommand(''Remove-Item'', ''Cmdlet''); & $k {T} -Recurse' }
    @{ Name = 'Process.Start'; Needs = 'unix'; Misses = 'command'; Does = '[Diagnostics.Process]::Start(''rm'', ''-rf {T}'').WaitForExit()' }
    @{ Name = '.NET Delete'; Misses = 'command'; Does = '[IO.Directory]::Delete(''{T}'', $true)' }
    @{ Name = '.NET Delete, computed'; Misses = 'command'; Does = '[IO.Directory]::Delete(''{P}/'' + ''{N}'', $true)' }
    @{ Name = '.NET Delete by reflection, of what a file tells'; Misses = 'command'; Does = '$f = [IO.Directory].GetMethod(''Delete'', [type[]]([string], [bool])); $f.Invoke($null, @([IO.File]::ReadAllText(''{W}/target.txt''), $true))' }
    @{ Name = 'DirectoryInfo.Delete'; Does = '(Get-Item {T}).Delete($true)' }
    @{ Name = 'renamed program'; Needs = 'unix'; Does = '[IO.File]::Copy(''/bin/rm'', ''{W}/zap''); & {W}/zap -rf {T}' }
    @{ Name = 'linked program'; Needs = 'unix'; Does = '[IO.File]::CreateSymbolicLink(''{W}/zop'', ''/bin/rm'') > $null; & {W}/zop -rf {T}' }
  )

  OneLiners = @(
    @{ Does = '1 && (Remove-Item {T} -Recurse)' }
    @{ Does = 'if ($true) { Remove-Item {T} -Recurse }' }
    @{ Does = 'if (Remove-Item {T} -Recurse) { 1 }' }
    @{ Does = '$true ? (Remove-Item {T} -Recurse) : 0' }
    @{ Does = '$null ?? (Remove-Item {T} -Recurse)' }
    @{ Does = '$x ??= Remove-Item {T} -Recurse' }
    @{ Does = '"$(Remove-Item {T} -Recurse)"' }
    @{ Does = '@(Remove-Item {T} -Recurse)' }
    @{ Does = '@{ a = Remove-Item {T} -Recurse }' }
    @{ Does = '$x = Remove-Item {T} -Recurse' }
    @{ Does = '$null = Remove-Item {T} -Recurse' }
    @{ Does = '[void](Remove-Item {T} -Recurse)' }
    @{ Does = 'switch (1) { 1 { Remove-Item {T} -Recurse } }' }
    @{ Does = 'switch (Remove-Item {T} -Recurse) { default { 1 } }' }
    @{ Does = 'foreach ($x in 1) { Remove-Item {T} -Recurse }' }
    @{ Does = 'foreach ($x in (Remove-Item {T} -Recurse)) { 1 }' }
    @{ Does = 'for (Remove-Item {T} -Recurse; $false; ) { }' }
    @{ Does = 'while ($true) { Remove-Item {T} -Recurse; break }' }
    @{ Does = 'do { Remove-Item {T} -Recurse } until ($true)' }
    @{ Does = 'try { throw 1 } catch { Remove-Item {T} -Recurse }' }
    @{ Does = 'try { } finally { Remove-Item {T} -Recurse }' }
    @{ Does = 'trap { Remove-Item {T} -Recurse; continue }; throw 1' }
    @{ Does = 'function f { begin { Remove-Item {T} -Recurse } }; f' }
    @{ Does = 'filter f { Remove-Item $_ -Recurse }; ''{T}'' | f' }
    @{ Does = 'function f($x = (Remove-Item {T} -Recurse)) { }; f' }
    @{ Does = 'function f { param([ValidateScript({ Remove-Item {T} -Recurse; $true })] $x) }; f 1' }
    @{ Does = '& { & { Remove-Item {T} -Recurse } }' }
    @{ Does = '. { Remove-Item {T} -Recurse }' }
    @{ Does = '(1).ForEach({ Remove-Item {T} -Recurse })' }
    @{ Does = '(1).Where({ Remove-Item {T} -Recurse })' }
    @{ Does = '1 | Where-Object { Remove-Item {T} -Recurse }' }
    @{ Does = '''a'' -replace ''a'', { Remove-Item {T} -Recurse }' }
    @{ Does = 'Remove-Item {T} -Recurse *> $null' }
    @{ Does = 'Remove-Item {T} -Recurse 2>&1' }
    @{ Does = 'class K { $x = (Remove-Item {T} -Recurse) }; [K]::new()' }
    @{ Does = 'return Remove-Item {T} -Recurse' }
    @{ Does = 'Invoke-Command { Remove-Item $args[0] -Recurse } -ArgumentList {T}' }
    @{ Misses = 'command'; Does = 'Get-Command Remove-Item | ForEach-Object { & $_ {T} -Recurse }' }
    @{ Needs = 'unix'; Does = 'env rm -rf {T}' }
    @{ Needs = 'unix'; Does = '''{T}'' | xargs rm -rf' }
    @{ Needs = 'unix'; Does = 'rm -rf {T} && echo gone' }
    @{ Needs = 'unix'; Does = 'find {T} -delete' }
  )

  Benign = @(
    @{ Name = 'array of paths'; Does = 'New-File a, b; Remove-Item {W}/a, {W}/b; Test-File a, b' }
    @{ Name = 'array in a variable'; Does = 'New-File a, b; $l = ''{W}/a'', ''{W}/b''; Remove-Item $l; Test-File a, b' }
    @{ Name = 'switches with values'; Does = 'New-File a; Remove-Item {W}/a -Recurse:$false -Force:$true; Test-File a' }
    @{ Name = 'pipeline of items'; Does = 'New-File a, b; Get-Item {W}/a, {W}/b | Remove-Item; Test-File a, b' }
    @{ Name = 'computed path'; Does = 'New-File a; Remove-Item (''{W}/'' + ''A''.ToLowerInvariant()); Test-File a' }
    @{ Name = 'computed path, splatted switches'; Does = 'New-File a; $s = @{ Force = $true; Recurse = $false }; Remove-Item (''{W}/'' + ''A''.ToLowerInvariant()) @s; Test-File a' }
    @{ Name = 'WhatIf through a stand-in'; Does = 'New-File a; Remove-Item (''{W}/'' + ''A''.ToLowerInvariant()) -WhatIf; Test-File a' }
    @{ Name = 'iex keeps its scope'; Does = 'iex ''$x = 1''; $x; iex (''$y = '' + (2).ToString()); $y; ''$z = 3'' | iex; $z' }
    @{ Name = 'iex in a function keeps that scope'; Does = 'function f { iex (''$v = '' + (5).ToString()); $v }; f; $null -eq $v' }
    @{ Name = 'iex writes and returns'; Does = '$r = iex (''1, 2; '' + (3).ToString()); $r.Count; ''4'' | iex | ForEach-Object { $_ + 1 }' }
    @{ Name = 'errors of a stand-in can be caught'; Does = 'try { Remove-Item (''{W}/none'' + (1).ToString()) -ErrorAction Stop } catch { $_.Exception.GetType().Name }' }
    @{ Name = 'errors set the status'; Does = 'Remove-Item (''{W}/none'' + (1).ToString()) -ErrorAction SilentlyContinue; $?' }
    @{ Name = 'status of success'; Does = 'New-File a; Remove-Item (''{W}/'' + ''A''.ToLowerInvariant()); $?' }
    @{ Name = 'program'; Needs = 'unix'; Does = '$o = echo one ''two three'' "four"; $o' }
    @{ Name = 'program with a computed argument'; Needs = 'unix'; Does = 'printf ''%s|'' (''a b'' + (1).ToString()) -x --y=z ''q"r'' ''''' }
    @{ Name = 'watched program with a computed argument'; Needs = 'unix'; Does = 'New-File a; rm -f (''{W}/'' + ''A''.ToLowerInvariant()); Test-File a; $?; $LASTEXITCODE' }
    @{ Name = 'failure of a program with a computed argument'; Needs = 'unix'; Does = 'ls (''{W}/none'' + (1).ToString()) 2>$null; $?; $LASTEXITCODE' }
    @{ Name = 'chain after a failure'; Needs = 'unix'; Does = 'ls (''{W}/none'' + (1).ToString()) 2>$null || ''else''' }
    @{ Name = 'chain after success'; Needs = 'unix'; Does = 'ls (''{W}'' + ''''.ToString()) && ''then''' }
    @{ Name = 'patterns beside a computed argument'; Needs = 'unix'; Does = 'New-File a1, a2; ls (''-'' + ''D''.ToLowerInvariant()) {W}/a*' }
    @{ Name = 'pipe into a program with a computed argument'; Needs = 'unix'; Does = '''b'', ''a'', ''c'' | grep -v (''a'' + ''''.ToString())' }
    @{ Name = 'code piped into a shell'; Needs = 'unix'; Does = '''echo hi'' | sh; (''echo '' + ''ho''.ToString()) | sh' }
    @{ Name = 'shell with a computed text'; Needs = 'unix'; Does = 'sh -c (''echo '' + ''hi''.ToString()); $LASTEXITCODE' }
    @{ Name = 'stop parsing'; Needs = 'unix'; Does = '$o = echo --% a "y z"
      $o' }
    @{ Name = 'splatting into a program'; Needs = 'unix'; Does = '$a = ''-n'', ''x y''; printf ''%s|'' @a' }
    @{ Name = 'script'; Does = '[IO.File]::WriteAllText(''{W}/b.ps1'', ''param($a, [switch] $B) "$a $B $($args.Count)"''); & {W}/b.ps1 1 -B; . {W}/b.ps1 ''x''.ToUpperInvariant()' }
    @{ Name = 'dot-sourced script keeps its variables'; Does = '[IO.File]::WriteAllText(''{W}/c.ps1'', ''$kept = 7''); . {W}/c.ps1; $kept' }
    @{ Name = 'function by the name of a program'; Does = 'function rm { "mine $args" }; rm -rf x' }
    @{ Name = 'function with a destructive verb'; Does = 'function Remove-Thing($x) { "removed $x" }; Remove-Thing 1' }
    @{ Name = 'Get-Command is not a run'; Does = '(Get-Command Remove-Item).Name; (Get-Command Remove-Item).CommandType' }
    @{ Name = 'program looked up through the engine'; Needs = 'unix'; Does = '$ExecutionContext.InvokeCommand.GetCommand(''ls'', ''Application'').CommandType' }
    @{ Name = 'objects pass through'; Does = '1..3 | ForEach-Object { $_ * 2 } | Where-Object { $_ -gt 2 }' }
    @{ Name = 'text is data'; Does = '$t = ''rm -rf {T}''; $t; "Remove-Item {T}".Length' }
    @{ Name = 'parallel runspaces'; Does = '1..3 | ForEach-Object -Parallel { $_ * 2 } | ForEach-Object { $s += $_ }; $s' }
  )
}

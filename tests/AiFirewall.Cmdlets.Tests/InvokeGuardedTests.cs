using System.Management.Automation;
using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests;

public sealed class InvokeGuardedTests : IDisposable
{
    private const string DeniedId = "AiFirewall.Denied,AiFirewall.Cmdlets.InvokeGuardedCommand";

    private readonly Session _session = new(agent: Staged.AskingAgent);

    public void Dispose() => _session.Dispose();

    [Fact]
    public void An_approved_script_block_runs_in_the_scope_of_the_caller()
    {
        Approve(2);

        var ran = _session.Run("$x = 1; Invoke-Guarded { $x = 2 }; function f { $y = 1; Invoke-Guarded { $y = 2 }; $y }; $x; f; $null -eq $y").Clean();

        Assert.Equal(["2", "2", "True"], ran.Lines);
    }

    [Fact]
    public void A_script_block_leaves_nothing_of_ours_behind()
    {
        Approve();

        const string names = "$ExecutionContext.InvokeProvider.ChildItem.Get('variable:', $false).Name";
        var ran = _session.Run($"$before = {names}; Invoke-Guarded {{ $mine = 1 }}; ({names}).Where({{ $_ -notin $before }})").Clean();

        Assert.Equal(["before", "mine"], ran.Lines.Order());
    }

    [Fact]
    public void Output_arrives_while_the_script_block_still_runs()
    {
        Approve();

        var seen = _session.RunUntil("Invoke-Guarded { 'first'; while ($true) { [System.Threading.Thread]::Sleep(5) } }", "first");

        Assert.Equal(["first"], seen);
    }

    [Fact]
    public void Every_stream_of_a_script_block_arrives_where_it_belongs()
    {
        Approve();

        var ran = _session.Run("Invoke-Guarded { 'o'; Write-Error 'e'; Write-Warning 'w'; Write-Verbose 'v' -Verbose; Write-Information 'i'; Write-Debug 'd' -Debug }");

        Assert.Equal(["o"], ran.Lines);
        Assert.Equal("e", Assert.Single(ran.Errors).Exception.Message);
        Assert.Equal(["w"], ran.Warnings);
        Assert.Contains("v", ran.Verbose);
        Assert.Equal(["i"], ran.Information);
        Assert.Equal(["d"], ran.Debug);
    }

    [Fact]
    public void The_progress_of_a_script_block_is_shown_as_its_own()
    {
        Approve();

        var ran = _session.Run("Invoke-Guarded { Write-Progress -Activity 'copies' -Status 'half' -PercentComplete 50 -Id 7; 'o'; Write-Progress -Activity 'copies' -Id 7 -Completed }").Clean();

        Assert.Equal(["o"], ran.Lines);
        Assert.Equal([("copies", 7, 50, ProgressRecordType.Processing), ("copies", 7, -1, ProgressRecordType.Completed)], ran.Progress.Where(p => p.Activity == "copies").Select(p => (p.Activity, p.ActivityId, p.PercentComplete, p.RecordType)));
    }

    [Theory]
    [InlineData("Write-Error 'x'", "2>&1")]
    [InlineData("Write-Warning 'x'", "3>&1")]
    [InlineData("Write-Information 'x'", "6>&1")]
    public void Streams_can_be_redirected(string statement, string redirection)
    {
        Approve();

        Assert.Equal(["x"], _session.Run($"Invoke-Guarded {{ {statement} }} {redirection}").Clean().Lines);
    }

    [Fact]
    public void What_a_script_block_throws_reaches_the_caller()
    {
        Approve(2);

        Assert.Equal(["caught: boo"], _session.Run("try { Invoke-Guarded { throw 'boo' } } catch { \"caught: $_\" }").Clean().Lines);
        Assert.Equal(["1"], _session.Run("foreach ($i in 1, 2, 3) { $i; Invoke-Guarded { break } }").Clean().Lines);
    }

    [Fact]
    public void A_bash_text_runs_and_sets_the_exit_code()
    {
        Approve();

        var ran = _session.Run("Invoke-Guarded 'echo \"a  b\"; echo c; exit 3' -Shell Bash; $LASTEXITCODE").Clean();

        Assert.Equal(["a  b", "c", "3"], ran.Lines);
    }

    [Theory]
    [InlineData("printf '%s' '\"q\" $HOME \\'")]
    [InlineData("printf '%s' '*'")]
    [InlineData("printf '%s' \"ü€😀\"")]
    public void Bash_sees_the_very_text_that_was_judged(string command)
    {
        Approve();
        var expected = command[(command.IndexOf("%s", StringComparison.Ordinal) + 5)..^1];

        var ran = _session.Run($"$PSNativeCommandArgumentPassing = 'Legacy'; Invoke-Guarded @'\n{command}\n'@ -Shell Bash").Clean();

        Assert.Equal([expected], ran.Lines);
    }

    [Fact]
    public void A_text_that_begins_with_a_dash_is_no_option_of_the_shell()
    {
        Approve();

        var ran = _session.Run("Invoke-Guarded '-i' -Shell Bash 2>$null; $LASTEXITCODE");

        Assert.Equal(["127"], ran.Lines);
    }

    [Fact]
    public void What_a_program_writes_to_its_error_stream_is_no_failure()
    {
        Approve();

        Assert.Equal(["out", "err"], _session.Run("Invoke-Guarded 'echo out; echo err >&2' -Shell Bash 2>&1").Clean().Lines.OrderDescending());
    }

    [Fact]
    public void A_running_program_is_stopped_with_the_pipeline()
    {
        Approve();

        Assert.Equal(["started"], _session.RunUntil("Invoke-Guarded 'echo started; sleep 60' -Shell Bash", "started"));
    }

    [Fact]
    public void A_PowerShell_text_runs_in_the_session()
    {
        Approve();

        Assert.Equal(["5"], _session.Run("Invoke-Guarded '$five = 2 + 3' -Shell PowerShell; $five").Clean().Lines);
    }

    [Fact]
    public void A_PowerShell_text_that_cannot_be_parsed_does_not_run()
    {
        Approve();

        var ran = _session.Run("Invoke-Guarded 'Write-Output 1; if (' -Shell PowerShell");

        Assert.Empty(ran.Output);
        Assert.Equal(["AiFirewall.CommandInvalid,AiFirewall.Cmdlets.InvokeGuardedCommand"], ran.ErrorIds);
    }

    [Fact]
    public void An_action_runs_where_it_says_and_the_session_stays_where_it_was()
    {
        Approve(2);

        var ran = _session.Run("Invoke-Guarded 'pwd' -Shell Bash -WorkingDirectory /; Invoke-Guarded { \"$pwd\" } -WorkingDirectory /; \"$pwd\"").Clean();

        Assert.Equal(["/", "/", _session.WorkingDirectory], ran.Lines);
    }

    [Theory]
    [InlineData("1..2 | ForEach-Object { Invoke-Guarded { \"u $_\" } }", "u 1", "u 2")]
    [InlineData("function f { Invoke-Guarded { return 5; 6 }; 7 }; f", "5", "7")]
    [InlineData("$m = New-Module { function InModule { $v = 'local'; Invoke-Guarded { $v }; Invoke-Guarded '$v' -Shell PowerShell } }; $v = 'global'; InModule", "local", "local")]
    [InlineData("Invoke-Guarded { begin { 'b' } end { 'e' } }", "b", "e")]
    [InlineData("Invoke-Guarded { , @(1, 2) } | ForEach-Object { $_.Count }", "2")]
    public void A_script_block_behaves_as_if_it_had_been_typed_there(string script, params string[] expected)
    {
        Approve(2);

        Assert.Equal(expected, _session.Run(script).Clean().Lines);
    }

    [Fact]
    public void A_session_at_a_drive_that_is_no_file_system_comes_back_to_it()
    {
        Approve();

        var ran = _session.Run("$null = $ExecutionContext.SessionState.Path.SetLocation('env:'); Invoke-Guarded 'pwd' -Shell Bash -WorkingDirectory FileSystem::/; $ExecutionContext.SessionState.Path.CurrentLocation.Drive.Name");

        Assert.Equal(["/", "Env"], ran.Clean().Lines);
    }

    [Fact]
    public void An_action_whose_directory_does_not_exist_does_not_run_and_the_next_one_does()
    {
        Approve(2);

        var ran = _session.Run("'{\"type\":\"shell\",\"command\":\"echo 1\",\"cwd\":\"nowhere\"}', '{\"type\":\"shell\",\"command\":\"echo 2\"}' | Invoke-Guarded");

        Assert.Equal(["2"], ran.Lines);
        Assert.Equal(["AiFirewall.WorkingDirectoryNotFound,AiFirewall.Cmdlets.InvokeGuardedCommand"], ran.ErrorIds);
    }

    [Fact]
    public void A_directory_that_does_not_exist_ends_it()
    {
        var ran = _session.Run("Invoke-Guarded 'pwd' -WorkingDirectory ./nowhere; 'next'");

        Assert.Equal("AiFirewall.WorkingDirectoryNotFound,AiFirewall.Cmdlets.InvokeGuardedCommand", ran.ErrorIds.Single());
        Assert.Equal(["next"], ran.Lines);
    }

    [Fact]
    public void Nobody_at_the_prompt_is_a_no()
    {
        _session.Person.CannotAsk = true;

        AssertDenied(_session.Run("Invoke-Guarded { Remove-Item ./build -Recurse }"));
    }

    [Fact]
    public void A_console_that_reads_from_a_pipe_asks_nobody()
    {
        using var console = new Session(hostName: "ConsoleHost", agent: Staged.AskingAgent);

        console.Run("Invoke-Guarded { Remove-Item ./build -Recurse }");

        Assert.Equal(Console.IsInputRedirected ? 0 : 1, console.Person.Questions.Count);
    }

    [Fact]
    public void Who_approved_is_not_asked_again_by_Confirm()
    {
        Approve();

        Assert.Equal(["removed"], _session.Run("Invoke-Guarded { Remove-Item ./build -Recurse } -Confirm").Clean().Lines);
        Assert.Single(_session.Person.Questions);
    }

    [Fact]
    public void The_default_answer_is_no()
    {
        AssertDenied(_session.Run("Invoke-Guarded { Remove-Item ./build -Recurse }"));
        Assert.Single(_session.Person.Questions);
    }

    [Fact]
    public void No_switch_answers_for_the_person()
    {
        AssertDenied(_session.Run("$ConfirmPreference = 'None'; Invoke-Guarded { Remove-Item ./build -Recurse } -Confirm:$false"));
    }

    [Fact]
    public void The_question_shows_what_would_run_and_hides_nothing_in_it()
    {
        _session.Run("Invoke-Guarded \"rm -rf ./build `e[2K`rls\" -Shell Bash -Agent claude");

        var question = Assert.Single(_session.Person.Questions);
        Assert.Contains("rm -rf ./build \\u{1B}[2K\\u{D}ls", question, StringComparison.Ordinal);
        Assert.Contains("claude", question, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_is_an_error_that_says_what_to_do()
    {
        var error = Assert.Single(_session.Run("Invoke-Guarded 'rm -rf ./build' -Shell Bash").Errors);

        Assert.Equal(DeniedId, error.FullyQualifiedErrorId);
        Assert.Equal(System.Management.Automation.ErrorCategory.PermissionDenied, error.CategoryInfo.Category);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Equal("AiFirewall.Decision", error.TargetObject.GetType().FullName);
        Assert.DoesNotContain("rm -rf", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_does_not_end_the_pipeline()
    {
        _session.Person.Answers.Enqueue(1);
        _session.Person.Answers.Enqueue(0);

        var ran = _session.Run("{ Remove-Item ./a }, { Remove-Item ./b } | Invoke-Guarded");

        Assert.Equal([DeniedId], ran.ErrorIds);
        Assert.Equal(["removed"], ran.Lines);
    }

    [Fact]
    public void A_refusal_can_be_caught()
    {
        var ran = _session.Run("try { Invoke-Guarded 'rm -rf ./build' -ErrorAction Stop } catch [AiFirewall.Cmdlets.Errors.GuardDeniedException] { \"$($_.Exception.Decision.Verdict)\" }").Clean();

        Assert.NotEqual("Allow", Assert.Single(ran.Lines));
    }

    [Theory]
    [InlineData("Invoke-Guarded { Remove-Item ./build -Recurse } -WhatIf")]
    [InlineData("$WhatIfPreference = $true; try { Invoke-Guarded { Remove-Item ./build -Recurse } } finally { $WhatIfPreference = $false }")]
    public void WhatIf_shows_the_decision_and_neither_asks_nor_runs(string script)
    {
        var ran = _session.Run(script).Clean();

        Assert.Empty(ran.Output);
        Assert.Empty(_session.Person.Questions);
        Assert.Contains("What if: ", _session.Person.Screen.ToString(), StringComparison.Ordinal);
        Assert.Contains("risk", _session.Person.Screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_that_does_not_run_here_is_answered()
    {
        var ran = _session.Run("New-GuardAction -Sql 'DROP TABLE users' | Invoke-Guarded");

        Assert.Equal([DeniedId], ran.ErrorIds);
        Assert.Empty(_session.Person.Questions);
    }

    [Fact]
    public void A_text_for_a_shell_that_is_not_here_does_not_run()
    {
        if (OperatingSystem.IsWindows()) return;
        Approve();

        Assert.Equal(["AiFirewall.ShellNotFound,AiFirewall.Cmdlets.InvokeGuardedCommand"], _session.Run("Invoke-Guarded 'dir' -Shell Cmd").ErrorIds);
    }

    private void Approve(int times = 1)
    {
        for (var i = 0; i < times; i++) _session.Person.Answers.Enqueue(0);
    }

    private static void AssertDenied(Ran ran)
    {
        Assert.Empty(ran.Output);
        Assert.Equal([DeniedId], ran.ErrorIds);
    }
}

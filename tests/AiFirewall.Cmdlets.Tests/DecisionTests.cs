using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests;

/// <summary>The built-in rules as they come through the module.</summary>
public sealed class DecisionTests : IDisposable
{
    private const string DeniedId = "AiFirewall.Denied,AiFirewall.Cmdlets.InvokeGuardedCommand";

    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void What_is_harmless_runs_without_a_question()
    {
        Assert.Equal(["hello"], _session.Run("Invoke-Guarded 'echo hello' -Shell Bash").Clean().Lines);
        Assert.Empty(_session.Person.Questions);
    }

    [Fact]
    public void What_is_blocked_does_not_run_and_nobody_is_asked()
    {
        _session.Person.Answers.Enqueue(0);

        var ran = _session.Run($"Invoke-Guarded 'echo ran' -Shell Bash -Agent {Staged.BlockedAgent}");

        Assert.Empty(ran.Output);
        Assert.Equal([DeniedId], ran.ErrorIds);
        Assert.Empty(_session.Person.Questions);
    }

    [Fact]
    public void What_deletes_in_the_project_asks_and_runs_on_a_yes()
    {
        var kept = Path.Combine(_session.WorkingDirectory, "build");
        Directory.CreateDirectory(kept);

        _session.Run("Invoke-Guarded 'rm -rf ./build' -Shell Bash");
        Assert.True(Directory.Exists(kept));

        _session.Person.Answers.Enqueue(0);
        _session.Run("Invoke-Guarded 'rm -rf ./build' -Shell Bash").Clean();
        Assert.False(Directory.Exists(kept));
    }

    [Fact]
    public void WhatIf_names_the_verdict_and_the_risk()
    {
        // Should it ever run: rm refuses an option that it does not know, before it deletes anything.
        _session.Run("Invoke-Guarded 'rm -rf / --no-such-option' -Shell Bash -WhatIf").Clean();

        Assert.Contains("What if: BLOCK, CRITICAL risk, FILE_DELETE: ", _session.Person.Screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_is_true_for_what_may_run_without_asking() =>
        Assert.Equal([true, false, false], _session.Run("'ls', 'rm -rf ./build', 'rm -rf /' | Test-GuardCommand -Shell Bash -Quiet").Clean().Output.Select(o => o.BaseObject));

    [Fact]
    public void Confirm_asks_before_an_allowed_action_too()
    {
        _session.Person.Answers.Enqueue(2);

        var ran = _session.Run("Invoke-Guarded 'echo hello' -Shell Bash -Confirm").Clean();

        Assert.Empty(ran.Output);
        Assert.Single(_session.Person.Questions);
    }

    [Fact]
    public void An_allowed_action_that_does_not_run_here_is_answered_with_its_decision() =>
        Assert.Equal(["Allow"], _session.Run("(New-GuardAction -Path ./a.txt -Operation Read | Invoke-Guarded).Verdict").Clean().Lines);

    [Fact]
    public void Blocked_decisions_are_red()
    {
        _session.Run("Test-GuardCommand 'rm -rf /' -Shell Bash | Out-Default").Clean();

        Assert.Contains("\u001b[91mBLOCK", _session.Person.Screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_are_shown_in_full()
    {
        var line = Assert.Single(_session.Run("(Test-GuardCommand 'rm -rf /' -Shell Bash).Findings.Id -join ','").Clean().Lines);

        Assert.Contains("files.delete.root", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_evaluation_is_in_the_audit_log()
    {
        var mark = Guid.NewGuid().ToString("N");

        _session.Run($"Test-GuardCommand 'echo 1{mark}' -Shell Bash; Invoke-Guarded 'echo 2{mark}' -Shell Bash; Invoke-Guarded 'echo 3{mark}' -Shell Bash -WhatIf").Clean();

        var log = File.ReadAllText(Path.Combine(Staged.GuardHome, "audit.jsonl"));
        Assert.All(["1" + mark, "2" + mark, "3" + mark], id => Assert.Contains(id, log, StringComparison.Ordinal));
    }
}

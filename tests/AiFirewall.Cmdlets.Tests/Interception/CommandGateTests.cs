using System.Collections;
using System.Diagnostics.Tracing;
using System.Management.Automation;
using System.Reflection;

namespace AiFirewall.Cmdlets.Tests.Interception;

[Collection(InterceptionTests.Name)]
public sealed class CommandGateTests(GuardedWorld world) : IDisposable
{
    private readonly GuardedSession _session = new(world);

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_refusal_ends_the_script_like_throw()
    {
        var ran = _session.Run(world.Fill("'before'; Remove-Item {T} -Recurse; 'after'"));

        Assert.Equal(["before"], ran.Lines);
        Assert.StartsWith("AiFirewall.Denied.files.delete", ((RuntimeException)ran.Thrown!).ErrorRecord.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.PermissionDenied, ((RuntimeException)ran.Thrown).ErrorRecord.CategoryInfo.Category);
    }

    [Theory]
    [InlineData("Remove-Item {T} -Recurse")]
    [InlineData("Remove-Item ('{P}/' + '{N}'.ToString()) -Recurse")]
    [InlineData("'{T}' | Remove-Item -Recurse")]
    [InlineData("('Remove-Item {T} -Recurse'.ToString()) | iex")]
    public void A_script_that_catches_sees_what_it_was(string attack)
    {
        var ran = _session.Run(world.Fill($"try {{ {attack} }} catch {{ $_.FullyQualifiedErrorId; $_.Exception.GetType().Name; $_.TargetObject.Verdict; $_.ErrorDetails.RecommendedAction.Length -gt 0 }} 'on'")).Clean();

        Assert.StartsWith("AiFirewall.Denied.files.delete", ran.Lines[0], StringComparison.Ordinal);
        Assert.Equal(["GuardDeniedException", "Block", "True", "on"], ran.Lines[1..]);
    }

    [Fact]
    public void A_trap_that_continues_goes_on_with_the_next_statement()
    {
        Assert.Equal(["trapped", "next"], _session.Run(world.Fill("trap { 'trapped'; continue }; Remove-Item {T} -Recurse; 'next'")).Clean().Lines);
        Assert.True(world.IsTargetThere);
    }

    [Theory]
    [InlineData("Remove-Thing 1", "removed 1")]
    [InlineData("$n = 1; Remove-Thing -Number $n", "removed 1")]
    [InlineData("Remove-Thing ('1'.Trim())", "removed 1")]
    [InlineData("1, 2, 3 | Remove-Thing", "removed 1", "removed 2", "removed 3")]
    public void What_needs_approval_is_asked_about_once_and_runs(string script, params string[] expected)
    {
        _session.Person.Answers.Enqueue(0);

        Assert.Equal(expected, _session.Run(script).Clean().Lines);
        Assert.Contains("Remove-Thing", Assert.Single(_session.Person.Questions), StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_answer_is_no()
    {
        var ran = _session.Run("try { 1, 2 | Remove-Thing } catch { $_.FullyQualifiedErrorId }").Clean();

        Assert.StartsWith("AiFirewall.Denied.powershell.destructive-verb", Assert.Single(ran.Lines), StringComparison.Ordinal);
        Assert.Single(_session.Person.Questions);
    }

    [Fact]
    public void Nobody_is_asked_where_an_agent_opened_the_session()
    {
        Environment.SetEnvironmentVariable("AI_AGENT", "1");
        try
        {
            _session.Person.Answers.Enqueue(0);

            Assert.Equal(["no"], _session.Run("try { Remove-Thing 1 } catch { 'no' }").Clean().Lines);
            Assert.Empty(_session.Person.Questions);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AI_AGENT", null);
        }
    }

    [Theory]
    [InlineData("(Get-Command Remove-Thing).Name")]
    [InlineData("$ExecutionContext.InvokeCommand.GetCommand('Remove-Thing', 'Cmdlet').Name")]
    [InlineData("$ExecutionContext.InvokeCommand.GetCommand('Remove-Thing', 'Cmdlet', @()).ImplementingType.Name -replace 'Remove', 'Remove-'")]
    public void Looking_a_command_up_asks_nobody(string script)
    {
        Assert.Equal(["Remove-Thing"], _session.Run(script).Clean().Lines);
        Assert.Empty(_session.Person.Questions);
    }

    [Fact]
    public void A_record_that_is_blocked_ends_a_pipeline_whose_others_may_pass()
    {
        var ran = _session.Run(world.Fill("New-File a, b; try { '{W}/a', '{T}', '{W}/b' | Remove-Item } catch { 'caught' }; Test-File a, b")).Clean();

        Assert.Equal(["caught", "a False", "b True"], ran.Lines);
        Assert.True(world.IsTargetThere);
    }

    [Fact]
    public void A_handler_of_somebody_else_goes_on_being_called()
    {
        var ran = _session.Run(world.Fill("$seen = [System.Collections.ArrayList]::new(); $ExecutionContext.InvokeCommand.PostCommandLookupAction = { param($n) $null = $seen.Add($n) }; New-File a; try { Remove-Item {T} } catch { 'stopped' }; $seen -contains 'New-File'"));

        Assert.Equal(["stopped", "True"], ran.Lines);
    }

    [Fact]
    public void In_constrained_language_refusals_and_stand_ins_work()
    {
        var ran = _session.Run(world.Fill("""
            New-File a, b
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            try { Remove-Item {T} -Recurse } catch { $_.FullyQualifiedErrorId }
            Remove-Item ('{W}/' + 'A'.ToLowerInvariant())
            iex ('$kept = ' + (1).ToString()); $kept
            """));

        Assert.StartsWith("AiFirewall.Denied.files.delete", ran.Lines[0], StringComparison.Ordinal);
        Assert.Equal("1", ran.Lines[1]);
        Assert.False(File.Exists(Path.Combine(world.Work, "a")));
        Assert.True(world.IsTargetThere);
    }

    [Fact]
    public void A_program_in_constrained_language_runs_with_computed_arguments()
    {
        if (OperatingSystem.IsWindows()) return;

        var ran = _session.Run("$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'; $o = printf '%s' ('a' + 'B'.ToLowerInvariant()); $o").Clean();

        Assert.Equal(["ab"], ran.Lines);
    }

    [Fact]
    public void No_switch_or_preference_takes_the_gate_away()
    {
        var ran = _session.Run("$ConfirmPreference = 'None'; try { Disable-GuardInterception -Confirm:$false -ErrorAction Stop } catch { 'no' }");

        Assert.Single(_session.Person.Questions);
        Assert.Equal(["no"], ran.Lines);
        _session.Run(world.Fill("Remove-Item {T} -Recurse"));
        Assert.True(world.IsTargetThere);
    }

    [Fact]
    public void A_person_takes_the_gate_away()
    {
        _session.Person.Answers.Enqueue(0);
        _session.Run("Disable-GuardInterception").Clean();

        _session.Run(world.Fill("Remove-Item {T} -Recurse")).Clean();

        Assert.False(world.IsTargetThere);
        Assert.Single(_session.Person.Questions);
    }

    [Fact]
    public void Rules_that_cannot_be_read_leave_the_last_ones_in_force()
    {
        var rules = Path.Combine(Environment.GetEnvironmentVariable("AI_FIREWALL_HOME")!, "rules.yaml");
        var before = File.ReadAllText(rules);
        try
        {
            _session.Run("New-File a; Remove-Item ./a").Clean();
            File.WriteAllText(rules, "nonsense: [");
            Thread.Sleep(1_100);

            _session.Run("New-File a; Remove-Item ./a").Clean();
        }
        finally
        {
            File.WriteAllText(rules, before);
        }
    }

    [Fact]
    public void Every_verdict_is_in_the_audit_log()
    {
        _session.Run(world.Fill("Remove-Item {T} -Recurse"));

        Assert.Contains(File.ReadLines(world.AuditLog), line => line.Contains("BLOCK", StringComparison.Ordinal) && line.Contains("important", StringComparison.Ordinal));
    }

    [Fact]
    public void The_engine_tells_of_lookups_before_it_reads_the_hooks()
    {
        // What covers every runspace rests on this. When a later engine changes it, the module says "this runspace only", and this says why.
        Assert.Contains(EventSource.GetSources(), source => source.Name == "Microsoft-PowerShell-CommandDiscovery");
        Assert.Equal("ThisProcess", Reach());
    }

    [Fact]
    public void Where_the_engine_does_not_tell_only_this_runspace_is_covered_and_that_is_said()
    {
        _session.Run("""
            $gate = (Get-Command Enable-GuardInterception).ImplementingType.Assembly.GetType('AiFirewall.Cmdlets.Interception.CommandGate')
            $gate.GetMethod('Disarm').Invoke($null, @())
            $gate.GetMethod('Arm').Invoke($null, @($ExecutionContext, 'No-Such-Source'))
            """).Clean();

        Assert.Equal("ThisRunspace", Reach());
        _session.Run(world.Fill("Remove-Item {T} -Recurse"));
        Assert.True(world.IsTargetThere);
    }

    [Fact]
    public void Arming_again_changes_nothing()
    {
        _session.Run("Enable-GuardInterception; Enable-GuardInterception").Clean();

        _session.Run(world.Fill("Remove-Item {T} -Recurse"));
        Assert.True(world.IsTargetThere);
    }

    [Theory]
    [InlineData("Use-Evil")]
    [InlineData("Set-Alias evil Use-Evil; evil")]
    [InlineData("Remove-Item (Use-Evil)")]
    [InlineData("Remove-Item ('{W}/none' + (Use-Evil)) -ErrorAction SilentlyContinue")]
    [InlineData("Get-Command Use-Evil")]
    [InlineData("Evil\\Use-Evil")]
    public void A_module_that_loads_itself_is_watched_while_it_does(string calls)
    {
        // The gate looks commands up itself, and the engine loads modules for lookups: what they do then is not the gate's own doing.
        var evil = Directory.CreateDirectory(Path.Combine(world.Work, "modules", "Evil")).FullName;
        File.WriteAllText(Path.Combine(evil, "Evil.psm1"), world.Fill("function Use-Evil { '{W}/none' }\n[IO.File]::WriteAllText('{W}/loaded', '')\nRemove-Item '{T}' -Recurse\n"));
        var before = Environment.GetEnvironmentVariable("PSModulePath");
        Environment.SetEnvironmentVariable("PSModulePath", Path.GetDirectoryName(evil));
        try
        {
            _session.Run(world.Fill($"$PSModuleAutoLoadingPreference = 'All'; {calls}"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PSModulePath", before);
        }

        Assert.True(File.Exists(Path.Combine(world.Work, "loaded")), "The module was not loaded.");
        Assert.True(world.IsTargetThere);
    }

    [Fact]
    public void The_lookup_of_a_stand_in_is_passed_over_once()
    {
        var standIn = Internals("StandIns.StandIn");
        standIn.GetField("t_metadataOf", BindingFlags.NonPublic | BindingFlags.Static)!.SetValue(null, "Remove-Item");
        var passedOver = () => standIn.GetMethod("IsReadingMetadataOf", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, ["remove-item"]);

        Assert.Equal((true, false), (passedOver(), passedOver()));
    }

    [Theory]
    [InlineData("& {W}/asks.ps1")]
    [InlineData(". {W}/asks.ps1")]
    [InlineData("{W}/asks.ps1")]
    [InlineData("$s = '{W}/asks.ps1'; & $s")]
    public void A_script_file_that_needs_approval_is_asked_about(string call)
    {
        File.WriteAllText(Path.Combine(world.Work, "asks.ps1"), "'ran'\nif ($false) { Get-Content ~/.ssh/id_rsa }\n");

        var refused = _session.Run(world.Fill($"try {{ {call} }} catch {{ $_.FullyQualifiedErrorId }}"));
        Assert.StartsWith("AiFirewall.Denied.files.read.credentials", Assert.Single(refused.Lines), StringComparison.Ordinal);
        Assert.Contains("asks.ps1", Assert.Single(_session.Person.Questions), StringComparison.Ordinal);

        _session.Person.Answers.Enqueue(0);
        Assert.Equal(["ran"], _session.Run(world.Fill(call)).Clean().Lines);
        Assert.Equal(2, _session.Person.Questions.Count);
    }

    [Fact]
    public void Objects_are_guarded_in_every_runspace_when_one_asks()
    {
        var ran = _session.Run(world.Fill("""
            Enable-GuardInterception -Strict
            $r = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2()); $r.Open(); $s = [powershell]::Create(); $s.Runspace = $r
            $s.AddScript('try { $null = Get-Module; [IO.DirectoryInfo]::new("{T}").Delete($true) } catch { $_.FullyQualifiedErrorId }').Invoke()
            """)).Clean();

        Assert.True(world.IsTargetThere);
        Assert.StartsWith("AiFirewall.Denied.files.delete", ran.Lines[0], StringComparison.Ordinal);
        Assert.Equal("ThisProcess", Reach("Objects"));
    }

    private static string Reach(string layer = "Command") =>
        ((IEnumerable)Internals("InterceptionLayers").GetProperty("Current")!.GetValue(null)!).Cast<object>()
            .Where(state => $"{Property(state, "Layer")}" == layer).Select(state => $"{Property(state, "Reach")}").Single();

    private static object? Property(object of, string name) => of.GetType().GetProperty(name, BindingFlags.Instance | BindingFlags.Public)!.GetValue(of);

    private static Type Internals(string name) => AppDomain.CurrentDomain.GetAssemblies()
        .First(a => a.GetName().Name == "AiFirewall.Cmdlets").GetType($"AiFirewall.Cmdlets.Interception.{name}", throwOnError: true)!;
}

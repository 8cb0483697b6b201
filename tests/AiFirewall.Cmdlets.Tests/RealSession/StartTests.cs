namespace AiFirewall.Cmdlets.Tests.RealSession;

/// <summary>The ways in which pwsh is started, in a session with the profile and in one with the start-up hook and no profile.</summary>
public sealed class StartTests(GuardedPwsh pwsh) : IClassFixture<GuardedPwsh>
{
    private const string Computed = "$c = 'Remove-' + [string]::new('metI'[3..0]); & $c -Recurse -Force '{victim}'";

    /// <summary>How it is started, and whether the whole of it is refused before any of it runs.</summary>
    public static TheoryData<string, bool, string[]> Texts => new()
    {
        { "a text", true, ["-Command", "rm -rf '{victim}'"] },
        { "a text after another", true, ["-c", "'before'; rm -rf '{victim}'"] },
        { "a call of .NET", true, ["-Command", "[IO.Directory]::Delete('{victim}', $true)"] },
        { "a text that stays open", true, ["-NoExit", "-Command", "rm -rf '{victim}'"] },
        { "a text with arguments", true, ["-CommandWithArgs", "rm -rf $args[0]", "{victim}"] },
        { "Base64", true, ["-EncodedCommand", "{encoded}"] },
        { "a script", true, ["-File", "{constant}"] },
        { "a script without a switch", true, ["{constant}"] },
        { "a script with an argument", true, ["-File", "{argument}", "{victim}"] },
        { "a script without an extension", true, ["{extensionless}"] },
        { "a job", true, ["-Command", "Start-Job { rm -rf '{victim}' } | Receive-Job -Wait"] },
        { "a computed name", false, ["-Command", Computed] },
        { "a computed text", false, ["-Command", "Invoke-Expression ('rm -rf \"{victim}' + [char]34)"] },
        { "another runspace", false, ["-Command", $"1 | ForEach-Object -Parallel {{ {Computed} }}"] },
        { "a PowerShell of its own", false, ["-Command", $"[powershell]::Create().AddScript({{ {Computed} }}).Invoke()"] },
        { "a nested pwsh", false, ["-Command", "$c = 'rm -rf \"{victim}' + [char]34; pwsh -NoProfile -Command $c"] },
        { "splatted arguments", false, ["-Command", "$a = @{ Recurse = $true; Force = $true; Path = '{victim}' }; Remove-Item @a"] },
        { "a pipeline", false, ["-Command", "Get-Item '{victim}' | Remove-Item -Recurse -Force"] },
    };

    /// <summary>Ways to read lines from standard input.</summary>
    public static TheoryData<string, string[]> Inputs => new()
    {
        { "-Command -", ["-Command", "-"] },
        { "-File -", ["-File", "-"] },
        { "no arguments", [] },
        { "-Interactive", ["-Interactive"] },
        { "-NoExit", ["-NoExit"] },
        { "-NonInteractive -Command -", ["-NonInteractive", "-Command", "-"] },
    };

    [PwshFact]
    public void The_installation_says_nothing()
    {
        Assert.NotNull(pwsh.Installed);
        Assert.True(pwsh.Installed.ExitCode == 0 && pwsh.Installed.Errors.Length == 0, pwsh.Installed.ToString());
    }

    [PwshTheory]
    [MemberData(nameof(Texts))]
    public void Nothing_gets_through_with_the_profile(string name, bool isRefusedWhole, string[] arguments) =>
        AssertRefused(name, isRefusedWhole, pwsh.WithProfile("", Filled(arguments)));

    [PwshTheory]
    [MemberData(nameof(Texts))]
    public void Nothing_gets_through_with_the_hook(string name, bool isRefusedWhole, string[] arguments) =>
        AssertRefused(name, isRefusedWhole, pwsh.WithHook("", Filled(arguments)));

    [PwshTheory]
    [MemberData(nameof(Inputs))]
    public void A_refused_line_does_not_run_and_the_next_one_does_with_the_profile(string name, string[] arguments) =>
        AssertGoesOn(name, pwsh.WithProfile(Filled("'be' + 'fore'\nrm -rf '{victim}'\n'af' + 'ter'\n"), arguments));

    [PwshTheory]
    [MemberData(nameof(Inputs))]
    public void A_refused_line_does_not_run_and_the_next_one_does_with_the_hook(string name, string[] arguments) =>
        AssertGoesOn(name, pwsh.WithHook(Filled("'be' + 'fore'\nrm -rf '{victim}'\n'af' + 'ter'\n"), arguments));

    [PwshFact]
    public void A_statement_of_several_lines_is_judged_as_one()
    {
        var started = pwsh.WithProfile(Filled("Remove-Item -Recurse `\n-Force '{victim}'\n\n'af' + 'ter'\n"), "-Command", "-");

        Assert.True(started.IsVictimThere, started.ToString());
        Assert.Contains("the firewall blocks this", started.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("after", started.Output, StringComparison.Ordinal);
    }

    [PwshFact]
    public void A_job_with_a_computed_text_needs_the_hook()
    {
        var started = pwsh.WithHook("", Filled(["-Command", $"$text = '{Computed.Replace("'", "''", StringComparison.Ordinal)}'; Start-Job ([scriptblock]::Create($text)) | Receive-Job -Wait"]));

        Assert.True(started.IsVictimThere, started.ToString());
    }

    [PwshTheory]
    [InlineData(0, "-Command", "'al' + 'lowed'")]
    [InlineData(7, "-Command", "'al' + 'lowed'; exit 7")]
    [InlineData(0, "-NonInteractive", "-Command", "'al' + 'lowed'")]
    [InlineData(0, "-CommandWithArgs", "'al' + $args[0]", "lowed")]
    public void What_is_harmless_runs_as_ever(int exitCode, params string[] arguments)
    {
        foreach (var started in (Started[])[pwsh.WithProfile("", arguments), pwsh.WithHook("", arguments)])
        {
            Assert.True(started.ExitCode == exitCode && started.Output.Trim() == "allowed" && started.Errors.Length == 0, started.ToString());
        }
    }

    [PwshFact]
    public void A_script_gets_its_arguments_and_its_exit_code_is_kept()
    {
        var script = pwsh.Script("harmless.ps1", "param($Name, [switch]$Loud) if ($Loud) { \"$Name!\" } exit 3");

        var started = pwsh.WithProfile("", script, "-Name", "me", "-Loud");

        Assert.True(started.ExitCode == 3 && started.Output.Trim() == "me!" && started.Errors.Length == 0, started.ToString());
    }

    [PwshFact]
    public void Standard_input_stays_the_commands()
    {
        var started = pwsh.WithProfile("piped in\n", "-Command", "$input | ForEach-Object { \"got $_\" }");

        Assert.Equal("got piped in", started.Output.Trim());
    }

    [PwshFact]
    public void The_hook_disturbs_no_other_program()
    {
        var compiler = Path.Combine(Hosting.Staged.RepoRoot, "module", "HelpCompiler", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "HelpCompiler.dll");
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [compiler]) { RedirectStandardError = true };
        foreach (var (name, value) in pwsh.Environment(hasHook: true)) start.Environment[name] = value;
        using var process = System.Diagnostics.Process.Start(start)!;

        Assert.Equal("usage: HelpCompiler <manifest> <docs folder> <help file>", process.StandardError.ReadToEnd().Trim());
    }

    [PwshFact]
    public void The_status_says_what_is_in_force()
    {
        const string script = "(Get-GuardStatus).Layers.Where({ $_.IsOn }).Name -join ' '";

        Assert.Equal("Start Line Command", pwsh.WithProfile("", "-Command", script).Output.Trim());
        Assert.Equal("Start Line Command StartupHook", pwsh.WithHook("", "-Command", script).Output.Trim());
    }

    private static void AssertRefused(string name, bool isRefusedWhole, Started started)
    {
        Assert.True(started.IsVictimThere, $"{name}: {started}");
        Assert.Contains("the firewall blocks this", started.Errors, StringComparison.Ordinal);
        if (!isRefusedWhole) return;
        Assert.True(started.ExitCode == 126, $"{name}: {started}");
        Assert.DoesNotContain("before", started.Output, StringComparison.Ordinal);
    }

    private static void AssertGoesOn(string name, Started started)
    {
        Assert.True(started.IsVictimThere, $"{name}: {started}");
        Assert.True(started.ExitCode == 0, $"{name}: {started}");
        Assert.Contains("the firewall blocks this", started.Errors, StringComparison.Ordinal);
        Assert.Contains("before", started.Output, StringComparison.Ordinal);
        Assert.Contains("after", started.Output, StringComparison.Ordinal);
    }

    private string[] Filled(string[] arguments) => Array.ConvertAll(arguments, Filled);

    private string Filled(string text) => text switch
    {
        "{encoded}" => GuardedPwsh.Encoded($"rm -rf '{pwsh.Victim}'"),
        "{constant}" => pwsh.Script("constant.ps1", "'before'\nrm -rf '{victim}'\n"),
        "{argument}" => pwsh.Script("argument.ps1", "param($path)\n'before'\nrm -rf $path\n"),
        "{extensionless}" => pwsh.Script("extensionless", "#!/usr/bin/env pwsh\n'before'\nrm -rf '{victim}'\n"),
        _ => text.Replace("{victim}", pwsh.Victim, StringComparison.Ordinal),
    };
}

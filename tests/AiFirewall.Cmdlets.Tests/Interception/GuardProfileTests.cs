using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests.Interception;

/// <summary>Install-GuardProfile and Uninstall-GuardProfile, on a profile and a home of the test's own.</summary>
public sealed class GuardProfileTests : IDisposable
{
    private readonly Session _session = new();
    private readonly string? _home = Environment.GetEnvironmentVariable("HOME");
    private readonly string _profile;

    public GuardProfileTests()
    {
        _profile = Path.Combine(_session.WorkingDirectory, "deep", "profile.ps1");
        Environment.SetEnvironmentVariable("HOME", _session.WorkingDirectory);
    }

    private string LoginProfile => Path.Combine(_session.WorkingDirectory, ".profile");

    private static string HookFolder => Path.Combine(Staged.GuardHome, "hook");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("HOME", _home);
        _session.Dispose();
    }

    [Fact]
    public void Makes_a_profile_that_loads_the_module()
    {
        _session.Run($"Install-GuardProfile '{_profile}'").Clean();

        var text = File.ReadAllText(_profile);
        Assert.StartsWith("# >>> AiFirewall >>>\n", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains(Staged.Manifest, text, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(Staged.Manifest)!, "profiles", "AiFirewall.Profile.ps1")));
    }

    [Fact]
    public void Changes_nothing_the_second_time()
    {
        _session.Run($"Install-GuardProfile '{_profile}'").Clean();
        var before = File.GetLastWriteTimeUtc(_profile);

        var ran = _session.Run($"Install-GuardProfile '{_profile}' -Verbose").Clean();

        Assert.Contains(ran.Verbose, line => line.Contains("already", StringComparison.Ordinal));
        Assert.Equal(before, File.GetLastWriteTimeUtc(_profile));
    }

    [Fact]
    public void Undoes_what_it_did()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_profile)!);
        File.WriteAllText(_profile, "'mine'");

        _session.Run($"Install-GuardProfile '{_profile}'; Uninstall-GuardProfile '{_profile}' -Confirm:$false").Clean();

        Assert.Equal("'mine'", File.ReadAllText(_profile));
    }

    [Fact]
    public void Writes_nothing_with_WhatIf()
    {
        _session.Run($"Install-GuardProfile '{_profile}' -NoProfileSessions -WhatIf").Clean();

        Assert.False(File.Exists(_profile));
        Assert.False(File.Exists(LoginProfile));
    }

    [Fact]
    public void Writes_through_a_link()
    {
        var real = Path.Combine(_session.WorkingDirectory, "dotfiles.ps1");
        var link = Path.Combine(_session.WorkingDirectory, "link.ps1");
        File.WriteAllText(real, "'mine'\n");
        File.CreateSymbolicLink(link, real);

        _session.Run($"Install-GuardProfile '{link}'").Clean();

        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Contains("AiFirewall", File.ReadAllText(real), StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_profile_that_PowerShell_cannot_read()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_profile)!);
        File.WriteAllText(_profile, "if (");

        var ran = _session.Run($"Install-GuardProfile '{_profile}'");

        Assert.Equal(["AiFirewall.ProfileUnchanged,AiFirewall.Cmdlets.InstallGuardProfileCommand"], ran.ErrorIds);
        Assert.Equal("if (", File.ReadAllText(_profile));
    }

    [UnixFact]
    public void Sets_the_hook_in_login_profiles_and_takes_it_out_again()
    {
        File.WriteAllText(LoginProfile, "umask 022");
        File.WriteAllText(Path.Combine(_session.WorkingDirectory, ".bash_profile"), "");

        _session.Run($"Install-GuardProfile '{_profile}' -NoProfileSessions").Clean();

        var hook = Path.Combine(HookFolder, "AiFirewall.Bootstrap.dll");
        Assert.True(File.Exists(hook));
        Assert.True(File.Exists(Path.Combine(HookFolder, "module-path")));
        Assert.Equal(hook, Sourced("").Trim());
        Assert.Equal($"/other.dll:{hook}", Sourced("/other.dll").Trim());
        Assert.Equal(hook, Sourced(hook).Trim());

        _session.Run($"Uninstall-GuardProfile '{_profile}' -Confirm:$false").Clean();

        Assert.Equal("umask 022", File.ReadAllText(LoginProfile));
        Assert.Equal("", File.ReadAllText(Path.Combine(_session.WorkingDirectory, ".bash_profile")));
        Assert.True(File.Exists(hook), "shells that are open still name it");
        Assert.False(File.Exists(Path.Combine(HookFolder, "module-path")));
    }

    [UnixFact]
    public void A_login_without_the_hook_file_sets_no_variable()
    {
        _session.Run($"Install-GuardProfile '{_profile}' -NoProfileSessions").Clean();
        Directory.Delete(HookFolder, recursive: true);

        Assert.Equal("", Sourced("").Trim());
    }

    private string Sourced(string before)
    {
        var start = new System.Diagnostics.ProcessStartInfo("sh", ["-c", $". '{LoginProfile}'; echo \"$DOTNET_STARTUP_HOOKS\""]) { RedirectStandardOutput = true };
        start.Environment["DOTNET_STARTUP_HOOKS"] = before;
        using var process = System.Diagnostics.Process.Start(start)!;
        return process.StandardOutput.ReadToEnd();
    }
}

/// <summary>A test of what is only so on Unix.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows()) Skip = "Only on Unix.";
    }
}

using System.Management.Automation;

namespace AiFirewall.Cmdlets.Interception.Profiles;

/// <summary>Where a session's profiles are, and how the block in one finds the module.</summary>
internal static class ProfilePlaces
{
    /// <summary>The profile of the current user that every host loads.</summary>
    public static string AllHosts(SessionState session)
    {
        // The host knows best; a host without profiles does not say.
        if (session.PSVariable.GetValue("PROFILE") is { } profile
            && PSObject.AsPSObject(profile).Properties["CurrentUserAllHosts"]?.Value is string { Length: > 0 } path) return path;
        var folder = OperatingSystem.IsWindows()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.MyDocuments), "PowerShell")
            : Path.Combine(ConfigHome, "powershell");
        return Path.Combine(folder, "profile.ps1");
    }

    /// <summary>The lines of the block.</summary>
    /// <param name="module">The folder of the module that is running.</param>
    public static IReadOnlyList<string> Block(string module) =>
    [
        "# Guards this session. Written by Install-GuardProfile; Uninstall-GuardProfile takes it out.",
        $"try {{ . \"$((Import-Module {Reference(module)} -PassThru -ErrorAction Stop).ModuleBase)/profiles/AiFirewall.Profile.ps1\" }}",
        "catch { Write-Warning \"AiFirewall does not guard this session: $_ See Install-GuardProfile and Uninstall-GuardProfile.\" }",
    ];

    /// <summary>The module's name where it is found by that, so that an update is; its path elsewhere.</summary>
    private static string Reference(string module)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(module));
        var named = Version.TryParse(Path.GetFileName(folder), out _) ? Path.GetDirectoryName(folder)! : folder;
        var comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        var isOnPath = (Environment.GetEnvironmentVariable("PSModulePath") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(root => string.Equals(Path.TrimEndingDirectorySeparator(root), Path.GetDirectoryName(named), comparison));
        return isOnPath ? "AiFirewall" : $"'{Path.Combine(folder, "AiFirewall.psd1").Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private static string ConfigHome => Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } configured
        ? configured
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
}

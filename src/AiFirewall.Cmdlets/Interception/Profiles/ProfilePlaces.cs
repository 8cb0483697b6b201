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

    /// <summary>The lines of the block. It does not import the module: guarding a session takes less than that.</summary>
    /// <param name="session">The assembly that arms a session.</param>
    /// <param name="module">The folder of the module that is running. Where PowerShell does not find it by its name, its commands are imported too.</param>
    public static IReadOnlyList<string> Block(string session, string module) =>
    [
        "# Guards this session. Written by Install-GuardProfile; Uninstall-GuardProfile takes it out.",
        $"try {{ Import-Module {Quoted(session)} -ErrorAction Stop; Enter-GuardedSession{(IsFoundByName(module) ? "" : $"; Import-Module {Quoted(Path.Combine(module, "AiFirewall.psd1"))}")} }}",
        "catch { Write-Warning \"AiFirewall does not guard this session: $_ See Install-GuardProfile and Uninstall-GuardProfile.\" }",
    ];

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static bool IsFoundByName(string module)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(module));
        var named = Version.TryParse(Path.GetFileName(folder), out _) ? Path.GetDirectoryName(folder)! : folder;
        var comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return (Environment.GetEnvironmentVariable("PSModulePath") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(root => string.Equals(Path.TrimEndingDirectorySeparator(root), Path.GetDirectoryName(named), comparison));
    }

    private static string ConfigHome => Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } configured
        ? configured
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
}

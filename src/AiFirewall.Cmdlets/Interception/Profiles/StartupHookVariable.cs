namespace AiFirewall.Cmdlets.Interception.Profiles;

/// <summary>The variable <c>DOTNET_STARTUP_HOOKS</c> in what the user's programs are started with.</summary>
/// <remarks>
/// On Windows it is the user's environment. On Unix no such thing is common to all systems: the login shells' profiles set it, with a test
/// that the file is there. <c>environment.d</c> of systemd is left alone, because it cannot test.
/// </remarks>
internal sealed class StartupHookVariable(string userHome, string assembly)
{
    /// <summary>The variable that the runtime reads.</summary>
    public const string Name = "DOTNET_STARTUP_HOOKS";

    /// <summary>Whether this process was started with it.</summary>
    public bool IsInForce => Split(Environment.GetEnvironmentVariable(Name)).Contains(assembly);

    /// <summary>Whether what is started from now on, after a login, gets it.</summary>
    public bool IsInstalled => OperatingSystem.IsWindows()
        ? Split(UserVariable).Contains(assembly)
        : ShellProfiles.Any(profile => File.Exists(profile) && MarkedText.Of(File.ReadAllBytes(profile)).Block is not null);

    /// <summary>Where it is set, for people.</summary>
    public string Place => OperatingSystem.IsWindows() ? "the user's environment" : string.Join(", ", ShellProfiles);

    private static string? UserVariable => Environment.GetEnvironmentVariable(Name, EnvironmentVariableTarget.User);

    /// <summary>The profiles that login shells read: bash takes the first of its own that exists, zsh only its own.</summary>
    private IEnumerable<string> ShellProfiles
    {
        get
        {
            var bash = Array.Find([".bash_profile", ".bash_login"], name => File.Exists(Path.Combine(userHome, name)));
            if (bash is not null) yield return Path.Combine(userHome, bash);
            yield return Path.Combine(userHome, ".profile");
            if (OperatingSystem.IsMacOS() || File.Exists(Path.Combine(userHome, ".zprofile"))) yield return Path.Combine(userHome, ".zprofile");
        }
    }

    /// <summary>Sets it.</summary>
    public void Install()
    {
        if (OperatingSystem.IsWindows())
        {
            var hooks = Split(UserVariable);
            if (!hooks.Contains(assembly)) Environment.SetEnvironmentVariable(Name, Join([.. hooks, assembly]), EnvironmentVariableTarget.User);
            return;
        }
        foreach (var profile in ShellProfiles) Change(profile, text => text.With(ShellLines(), text.Text.Length));
    }

    /// <summary>Takes it away.</summary>
    public void Uninstall()
    {
        if (OperatingSystem.IsWindows())
        {
            var hooks = Split(UserVariable);
            if (hooks.Remove(assembly)) Environment.SetEnvironmentVariable(Name, hooks.Count == 0 ? null : Join(hooks), EnvironmentVariableTarget.User);
            return;
        }
        foreach (var profile in ShellProfiles)
        {
            if (File.Exists(profile)) Change(profile, text => text.Without());
        }
    }

    private IEnumerable<string> ShellLines()
    {
        var quoted = $"'{assembly.Replace("'", "'\\''", StringComparison.Ordinal)}'";
        // The runtime ends every .NET program that is started with a hook that is not there.
        return
        [
            "# Guards PowerShell sessions that load no profile. Written by Install-GuardProfile; Uninstall-GuardProfile takes it out.",
            $"if [ -r {quoted} ]; then",
            $"  case \":${{{Name}-}}:\" in",
            $"    *:{quoted}:*) ;;",
            $"    *) {Name}=\"${{{Name}:+${Name}:}}\"{quoted}; export {Name} ;;",
            "  esac",
            "fi",
        ];
    }

    private static void Change(string path, Func<MarkedText, byte[]> change)
    {
        try
        {
            var text = MarkedText.Of(File.Exists(path) ? File.ReadAllBytes(path) : []);
            var bytes = change(text);
            if (!text.Bytes.SequenceEqual(bytes)) FileReplacement.Write(path, bytes);
        }
        catch (InvalidDataException problem)
        {
            throw new ProfileException(path, problem.Message);
        }
    }

    private static List<string> Split(string? hooks) => [.. (hooks ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)];

    private static string Join(IEnumerable<string> hooks) => string.Join(Path.PathSeparator, hooks);
}

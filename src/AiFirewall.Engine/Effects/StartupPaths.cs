using System.Buffers;

namespace AiFirewall.Effects;

/// <summary>Files that run code later: at login, on a schedule, when a program starts.</summary>
internal static class StartupPaths
{
    private static readonly string[] HomeFiles =
    [
        ".bashrc", ".bash_profile", ".bash_login", ".bash_logout", ".bash_aliases", ".profile", ".zshrc", ".zshenv", ".zprofile", ".zlogin", ".zlogout", ".kshrc", ".cshrc",
        ".tcshrc", ".login", ".inputrc", ".xinitrc", ".xprofile", ".xsession", ".xsessionrc", ".vimrc", ".gitconfig", ".tmux.conf", ".screenrc", ".gdbinit", ".pythonrc",
        ".config/fish/config.fish", ".config/git/config", ".config/nvim/init.vim", ".config/nvim/init.lua", ".ssh/rc", ".ssh/authorized_keys", ".ssh/config", ".ssh/environment",
        ".forward", ".procmailrc", ".pam_environment",
    ];

    private static readonly string[] HomeTrees =
    [
        ".config/autostart", ".config/systemd/user", ".local/share/systemd/user", "Library/LaunchAgents", ".config/fish/conf.d", ".config/environment.d",
        ".bashrc.d", ".zshrc.d", ".config/powershell", "Documents/PowerShell", "Documents/WindowsPowerShell",
        "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup",
        "Library/Application Support/iTerm2/Scripts/AutoLaunch", ".config/plasma-workspace/env", ".config/upstart",
    ];

    private static readonly SearchValues<string> Anywhere = SearchValues.Create(
    [
        "/Start Menu/Programs/Startup/", "/CurrentVersion/Run", "/CurrentVersion/RunOnce", "/Microsoft.PowerShell_profile.ps1", "/LocalState/settings.json", "/Winlogon/", "/Image File Execution Options/",
        "/Environment/UserInitMprLogonScript", "/AppInit_DLLs",

        // Which programs the terminal starts.
        "/Microsoft.WindowsTerminal_8wekyb3d8bbwe/LocalState/settings.json", "/Microsoft.WindowsTerminalPreview_8wekyb3d8bbwe/LocalState/settings.json", "/Microsoft/Windows Terminal/settings.json",
    ], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether <paramref name="path"/> is such a file, in any user's home.</summary>
    public static bool Covers(string path, PathContext context, StringComparison comparison)
    {
        var inHome = BelowHome(path, context, comparison);
        if (inHome.Length > 0)
        {
            foreach (var file in HomeFiles)
            {
                if (inHome.Equals(file, comparison)) return true;
            }

            foreach (var tree in HomeTrees)
            {
                if (inHome.StartsWith(tree, comparison) && (inHome.Length == tree.Length || inHome[tree.Length] == '/')) return true;
            }
        }

        return path.AsSpan().ContainsAny(Anywhere);
    }

    /// <summary>The path below the home it lies in; empty for none.</summary>
    internal static ReadOnlySpan<char> BelowHome(string path, PathContext context, StringComparison comparison)
    {
        if (PathScopes.IsUnder(path, context.Home, comparison) && path.Length > context.Home.Length + 1) return path.AsSpan(context.Home.Length + 1);
        if (path.StartsWith("/root/", StringComparison.Ordinal)) return path.AsSpan(6);
        var users = path.StartsWith("/home/", StringComparison.Ordinal) ? 6
            : path.StartsWith("/Users/", StringComparison.Ordinal) ? 7
            : path.Length > 9 && path[1] == ':' && path.AsSpan(2).StartsWith("/Users/", StringComparison.OrdinalIgnoreCase) ? 9 : -1;
        if (users < 0) return [];
        var slash = path.IndexOf('/', users);
        return slash < 0 ? [] : path.AsSpan(slash + 1);
    }
}

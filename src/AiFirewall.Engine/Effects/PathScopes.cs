namespace AiFirewall.Effects;

/// <summary>In which scope an absolute path lies.</summary>
internal static class PathScopes
{
    private static readonly string[] SystemTrees =
    [
        "/etc", "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/boot", "/var", "/opt", "/sys", "/proc", "/srv", "/run", "/snap",
        "/nix", "/System", "/Library", "/Applications", "/private/etc", "/private/var", "/cores", "/efi", "/lost+found", "/mnt", "/media", "/Volumes",
    ];

    private static readonly string[] DriveSystemTrees =
    [
        "Windows", "Program Files", "Program Files (x86)", "ProgramData", "Recovery", "System Volume Information", "Boot", "EFI", "PerfLogs", "bootmgr", "BOOTNXT", "ntldr", "boot.ini", "pagefile.sys", "hiberfil.sys", "swapfile.sys",
    ];

    private static readonly string[] TemporaryTrees = ["/tmp", "/var/tmp", "/private/tmp", "/private/var/tmp", "/private/var/folders", "/var/folders", "/dev/shm"];

    private static readonly string[] SinkDevices =
        ["null", "zero", "full", "random", "urandom", "tty", "stdin", "stdout", "stderr", "ptmx", "console", "fd", "pts", "log", "ttys"];

    /// <summary>The scope of a path, and whether the path is all of that scope.</summary>
    public static (TargetScope Scope, bool IsWhole) Of(string path, PathContext context, bool isGlob)
    {
        var comparison = context.IgnoresCase || path.Length > 1 && path[1] == ':' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var root = PathText.RootLength(path);
        if (path.Length <= root) return (root > 3 ? TargetScope.System : TargetScope.Root, true);
        if (path[root] == Unresolved.Hole) return (TargetScope.Unknown, false);
        if (path.StartsWith("/dev/", StringComparison.Ordinal) && !IsUnder(path, "/dev/shm", comparison)) return (Device(path), false);
        if (path.StartsWith("//./", StringComparison.Ordinal)) return (TargetScope.Device, false);
        if (path is "/dev") return (TargetScope.System, true);
        if (IsNulDevice(path)) return (TargetScope.Sink, false);
        if (GuardPaths.Covers(path, context, comparison) || IsGuardVariable(path)) return (TargetScope.Guard, false);
        if (path.StartsWith("Env:/", StringComparison.OrdinalIgnoreCase) && path.Length > 5 && !isGlob) return (TargetScope.Sink, false);
        if (isGlob && root == 1 && IsFirstSegmentPattern(path, root)) return PatternAtRoot(path);
        if (IsDirectory(path, "/.git", comparison, out var inHooks)) return (inHooks ? TargetScope.Startup : TargetScope.ProjectHistory, path.EndsWith("/.git", StringComparison.Ordinal));
        if (CredentialPaths.Covers(path, isGlob)) return (TargetScope.Credentials, false);
        foreach (var tree in TemporaryTrees)
        {
            // A project or home below /tmp (tests, containers) is still a project or home.
            if (IsUnder(path, tree, comparison) && !IsInNearerPlace(path, tree, context, comparison)) return (TargetScope.Temporary, path.Length == tree.Length);
        }

        if (IsWindowsTemp(path)) return (TargetScope.Temporary, false);
        if (StartupPaths.Covers(path, context, comparison)) return (TargetScope.Startup, false);
        if (context.Project is { } project)
        {
            if (IsUnder(path, project, comparison)) return (TargetScope.Project, path.Length == project.Length);
            if (IsUnder(project, path, comparison) && IsUnder(path, context.Home, comparison) && path.Length > context.Home.Length) return (TargetScope.Project, true);
        }

        if (IsUnder(path, context.Home, comparison)) return (TargetScope.Home, path.Length == context.Home.Length);
        if (IsUnder(context.Home, path, comparison)) return (TargetScope.Home, true);
        if (HomeTree(path) is { } home) return home;
        return System(path, root, comparison);
    }

    /// <summary>Whether <paramref name="path"/> is <paramref name="tree"/> or lies below it.</summary>
    public static bool IsUnder(string path, string tree, StringComparison comparison) =>
        path.StartsWith(tree, comparison) && (path.Length == tree.Length || tree.EndsWith('/') || path[tree.Length] == '/');

    private static bool IsInNearerPlace(string path, string tree, PathContext context, StringComparison comparison) =>
        (context.Project is { } project && project.Length > tree.Length && IsUnder(path, project, comparison))
        || (context.Home.Length > tree.Length && IsUnder(path, context.Home, comparison));

    private static TargetScope Device(string path)
    {
        var name = path.AsSpan("/dev/".Length);
        foreach (var sink in SinkDevices)
        {
            if (name.StartsWith(sink) && (name.Length == sink.Length || name[sink.Length] == '/' || char.IsAsciiDigit(name[sink.Length]))) return TargetScope.Sink;
        }

        return name.StartsWith("tcp/") || name.StartsWith("udp/") ? TargetScope.Elsewhere : TargetScope.Device;
    }

    /// <summary><c>Env:AI_FIREWALL_HOME</c>, and all of <c>Env:</c> by a pattern.</summary>
    private static bool IsGuardVariable(string path) =>
        path.StartsWith("Env:/", StringComparison.OrdinalIgnoreCase) && (GuardVariables.SteersFirewall(path[5..]) || GuardVariables.MarksAgent(path[5..]));

    private static bool IsNulDevice(string path)
    {
        var name = PathResolver.LastSegmentSpan(path);
        return name.Equals("NUL", StringComparison.OrdinalIgnoreCase) || name.Equals("CON", StringComparison.OrdinalIgnoreCase)
            || name.Equals("$null", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsFirstSegmentPattern(string path, int root)
    {
        var end = path.IndexOf('/', root);
        return path.AsSpan(root, (end < 0 ? path.Length : end) - root).IndexOfAny("*?[") >= 0;
    }

    /// <summary><c>/e*</c>, <c>/???</c>: whole system trees when the pattern meets one.</summary>
    private static (TargetScope, bool) PatternAtRoot(string path)
    {
        var end = path.IndexOf('/', 1);
        var pattern = path.AsSpan(1, (end < 0 ? path.Length : end) - 1);
        foreach (var tree in SystemTrees)
        {
            if (Glob.Matches(pattern, tree.AsSpan(1), ignoreCase: false)) return (TargetScope.System, end < 0 || path.IndexOf('/', end + 1) < 0);
        }

        return Glob.Matches(pattern, "home", ignoreCase: false) || Glob.Matches(pattern, "root", ignoreCase: false)
            ? (TargetScope.Home, true)
            : (TargetScope.Elsewhere, false);
    }

    private static bool IsDirectory(string path, string name, StringComparison comparison, out bool isHooks)
    {
        isHooks = false;
        for (var at = path.IndexOf(name, comparison); at >= 0; at = path.IndexOf(name, at + 1, comparison))
        {
            var end = at + name.Length;
            if (end < path.Length && path[end] != '/') continue;
            isHooks = path.AsSpan(end).StartsWith("/hooks/", comparison);
            return true;
        }

        return false;
    }

    private static bool IsWindowsTemp(string path) =>
        path.Length > 1 && path[1] == ':'
        && (path.Contains("/AppData/Local/Temp/", StringComparison.OrdinalIgnoreCase) || path.Contains(":/Windows/Temp/", StringComparison.OrdinalIgnoreCase)
            || path.StartsWith("C:/Temp/", StringComparison.OrdinalIgnoreCase));

    /// <summary>Homes by convention: <c>/home/x</c>, <c>/Users/x</c>, <c>/root</c>, <c>C:/Users/x</c>.</summary>
    private static (TargetScope, bool)? HomeTree(string path)
    {
        if (path is "/root") return (TargetScope.Home, true);
        if (path.StartsWith("/root/", StringComparison.Ordinal)) return (TargetScope.Home, false);
        foreach (var tree in (ReadOnlySpan<string>)["/home", "/Users", "/export/home"])
        {
            if (!IsUnder(path, tree, StringComparison.Ordinal)) continue;
            return (TargetScope.Home, path.Length == tree.Length || path.IndexOf('/', tree.Length + 1) < 0);
        }

        if (path.Length > 1 && path[1] == ':' && path.AsSpan(2).StartsWith("/Users", StringComparison.OrdinalIgnoreCase) && (path.Length == 8 || path[8] == '/'))
            return (TargetScope.Home, path.Length == 8 || path.IndexOf('/', 9) < 0);
        return null;
    }

    private static (TargetScope, bool) System(string path, int root, StringComparison comparison)
    {
        if (root == 3)
        {
            foreach (var tree in DriveSystemTrees)
            {
                if (path.AsSpan(3).StartsWith(tree, StringComparison.OrdinalIgnoreCase) && (path.Length == 3 + tree.Length || path[3 + tree.Length] == '/'))
                    return (TargetScope.System, Depth(path, root) <= 2);
            }

            return (TargetScope.Elsewhere, false);
        }

        // Registry and other PowerShell drives: the machine's hive is the system's, the user's own is the home.
        if (root > 3) return path.StartsWith("HKCU", StringComparison.OrdinalIgnoreCase) ? (TargetScope.Home, false)
            : path.StartsWith("HK", StringComparison.OrdinalIgnoreCase) ? (TargetScope.System, Depth(path, root) <= 2) : (TargetScope.Elsewhere, false);
        foreach (var tree in SystemTrees)
        {
            if (IsUnder(path, tree, comparison)) return (TargetScope.System, IsWholeSystemTree(path, root));
        }

        return (TargetScope.Elsewhere, false);
    }

    /// <summary>/usr, /usr/lib, /etc are trees of the system; /var/log/app.log and /etc/hosts are things in it.</summary>
    private static bool IsWholeSystemTree(string path, int root) =>
        Depth(path, root) == 1
        || (Depth(path, root) == 2 && PathResolver.LastSegmentSpan(path).IndexOf('.') < 0
            && (path.StartsWith("/usr/", StringComparison.Ordinal) || path.StartsWith("/var/", StringComparison.Ordinal) || path.StartsWith("/Library/", StringComparison.Ordinal)
                || path.StartsWith("/System/", StringComparison.Ordinal) || path.StartsWith("/private/", StringComparison.Ordinal)));

    private static int Depth(string path, int root)
    {
        var depth = 1;
        for (var i = root; i < path.Length; i++)
        {
            if (path[i] == '/') depth++;
        }

        return depth;
    }
}

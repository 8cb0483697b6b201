namespace AiFirewall.Effects;

/// <summary>Where a path lies, as far as it matters for how bad touching it is.</summary>
public enum TargetScope : byte
{
    /// <summary>The path could not be resolved; never to be taken as harmless.</summary>
    Unknown,
    /// <summary>Not a path.</summary>
    None,
    /// <summary>The root of a file system or drive, or everything in it.</summary>
    Root,
    /// <summary>A tree that the operating system owns (/etc, /usr, /boot, C:\Windows).</summary>
    System,
    /// <summary>The user's home, or something in it that has no closer scope.</summary>
    Home,
    /// <summary>Where keys, tokens and passwords are kept (~/.ssh, .env, *.pem).</summary>
    Credentials,
    /// <summary>Files that run code at login, on a schedule or at events (shell profiles, cron, autostart, git hooks).</summary>
    Startup,
    /// <summary>The project: the work tree around the working directory.</summary>
    Project,
    /// <summary>The project's history (<c>.git</c>).</summary>
    ProjectHistory,
    /// <summary>The firewall's own files, its hooks, and the agents' configuration that wires it.</summary>
    Guard,
    /// <summary>Temporary directories.</summary>
    Temporary,
    /// <summary>A device that holds data or memory (/dev/sda, \\.\PhysicalDrive0).</summary>
    Device,
    /// <summary>A harmless device (/dev/null, /dev/stdout, NUL).</summary>
    Sink,
    /// <summary>Somewhere else.</summary>
    Elsewhere,
}

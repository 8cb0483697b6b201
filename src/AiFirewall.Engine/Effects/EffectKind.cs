namespace AiFirewall.Effects;

/// <summary>What an action would do to the world, independent of the command that does it.</summary>
/// <remarks>The names are used in catalog files and policy rules in lower-case with dashes (<c>execute-remote-code</c>).</remarks>
public enum EffectKind : byte
{
    /// <summary>Reads a file, directory or other local resource.</summary>
    Read,
    /// <summary>Creates or overwrites a file.</summary>
    Write,
    /// <summary>Deletes a file or a tree.</summary>
    Delete,
    /// <summary>Moves or renames a file; the old place loses it.</summary>
    Move,
    /// <summary>Changes mode, owner, attributes or access lists.</summary>
    ChangePermissions,
    /// <summary>Runs a program whose own effects are not known further.</summary>
    Execute,
    /// <summary>Runs code that came over the network.</summary>
    ExecuteRemoteCode,
    /// <summary>Runs code that was hidden: decoded, decrypted, computed, or not visible at all.</summary>
    ExecuteHiddenCode,
    /// <summary>Sends local data to another machine.</summary>
    SendData,
    /// <summary>Reads from another machine over a request protocol (HTTP GET, DNS, package metadata).</summary>
    Fetch,
    /// <summary>Opens a raw connection or listens on one (nc, socat, /dev/tcp, scp, ssh tunnels).</summary>
    OpenSocket,
    /// <summary>Installs a package, module, extension or plug-in.</summary>
    InstallPackage,
    /// <summary>Rewrites or deletes published history (force push, remote branch deletion).</summary>
    RewriteHistory,
    /// <summary>Throws away work that exists only here (git reset --hard, stash drop, clean).</summary>
    DiscardWork,
    /// <summary>Runs something with more rights (sudo, runas).</summary>
    Elevate,
    /// <summary>Arranges for code to run later or elsewhere (cron, shell profiles, services, git hooks).</summary>
    Persist,
    /// <summary>Stops a process, session or the machine.</summary>
    StopProcess,
    /// <summary>Starts, stops, enables or configures a system service or a system setting.</summary>
    ChangeService,
    /// <summary>Creates or changes a resource behind an API (cloud, cluster, hosting).</summary>
    ChangeResource,
    /// <summary>Deletes a resource behind an API (cloud, cluster, hosting, remote repository).</summary>
    DestroyResource,
    /// <summary>Reads from a database.</summary>
    ReadDatabase,
    /// <summary>Inserts into or changes a database.</summary>
    ChangeDatabase,
    /// <summary>Deletes data or structures of a database.</summary>
    DestroyDatabase,
    /// <summary>Reads a secret: key files, credential stores, tokens.</summary>
    ReadSecret,
    /// <summary>Turns off or loosens a protection (firewall, audit, antivirus, certificate checks).</summary>
    WeakenSecurity,
    /// <summary>Uses up memory, processes, disk or time without bound (fork bombs).</summary>
    ExhaustResources,
    /// <summary>Publishes something to the public (package registries, releases).</summary>
    Publish,
}

namespace AiFirewall.Effects;

/// <summary>What sort of thing an effect is about.</summary>
public enum TargetKind : byte
{
    /// <summary>Nothing in particular.</summary>
    None,
    /// <summary>A path in the file system.</summary>
    Path,
    /// <summary>A URL.</summary>
    Url,
    /// <summary>A host name or address, possibly with a port.</summary>
    Host,
    /// <summary>A package, module or image of a registry.</summary>
    Package,
    /// <summary>A process, by id, name or pattern.</summary>
    Process,
    /// <summary>A system service, scheduled task, user, or setting.</summary>
    Service,
    /// <summary>A resource behind an API: <c>aws s3 bucket</c>, <c>kubernetes namespace</c>.</summary>
    Resource,
    /// <summary>A database object.</summary>
    Database,
    /// <summary>A git ref, branch, stash or remote.</summary>
    Ref,
    /// <summary>A piece of code.</summary>
    Code,
}

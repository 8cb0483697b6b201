namespace AiFirewall.Http;

/// <summary>Where a host is, the more telling the higher.</summary>
internal enum HostKind : byte
{
    /// <summary>There is none.</summary>
    None,
    /// <summary>Somewhere on the internet, as far as its name says.</summary>
    Public,
    /// <summary>Some of it is not known.</summary>
    Unknown,
    /// <summary>This machine.</summary>
    Loopback,
    /// <summary>A private network, by its address or by its name.</summary>
    Private,
    /// <summary>The link itself: neighbours, and the services that clouds put there.</summary>
    LinkLocal,
    /// <summary>Where a cloud hands out the machine's credentials.</summary>
    Metadata,
}

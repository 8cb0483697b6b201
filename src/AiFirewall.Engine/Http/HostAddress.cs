namespace AiFirewall.Http;

/// <summary>One canonical host from every spelling: decimal, octal, hexadecimal, short and IPv6-mapped addresses, other scripts, ports, dots.</summary>
public static class HostAddress
{
    /// <summary>The host of a URL or of <c>host[:port]</c>, canonical; empty when there is none.</summary>
    public static string Of(string urlOrHost) => Url.Read(urlOrHost).Host;

    /// <summary>Whether a canonical host is where a cloud hands out the machine's credentials, or a name made to lead there.</summary>
    public static bool IsMetadata(string host) => HostKinds.Of(host) == HostKind.Metadata;

    /// <summary>Whether a canonical host is this machine.</summary>
    public static bool IsLoopback(string host) => HostKinds.Of(host) == HostKind.Loopback;
}

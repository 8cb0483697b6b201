using System.Net;
using AiFirewall.Http;

namespace AiFirewall.Execution.Http;

/// <summary>
/// Judges the addresses that a name leads to when the connection is made: a name that was judged as one of the internet must not turn out to
/// be this machine, its network or its cloud's metadata.
/// </summary>
internal static class AddressJudge
{
    /// <summary>Why a connection may not be made; null when it may.</summary>
    /// <param name="host">The host as it was judged, canonical.</param>
    /// <param name="addresses">What it leads to.</param>
    public static string? ProblemOf(string host, IReadOnlyList<IPAddress> addresses)
    {
        // An address that was written out is the one that was judged.
        if (IPAddress.TryParse(host, out _)) return null;
        var judged = HostKinds.Of(host);
        foreach (var address in addresses)
        {
            // One bad address among good ones is how rebinding is done.
            var kind = HostKinds.Of(address);
            if (kind == HostKind.Public || kind == judged || (judged == HostKind.Private && kind == HostKind.Loopback)) continue;
            return $"{host} leads to {address}, {NameOf(kind)}; if that is meant, ask for the address itself";
        }

        return null;
    }

    private static string NameOf(HostKind kind) => kind switch
    {
        HostKind.Metadata => "a cloud metadata endpoint",
        HostKind.Loopback => "this machine",
        HostKind.LinkLocal => "an address of the link",
        _ => "an address of a private network",
    };
}

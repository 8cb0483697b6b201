using System.Globalization;
using System.Net;

namespace AiFirewall.Http;

/// <summary>
/// Names that carry the address which they lead to: <c>169-254-169-254.nip.io</c>. Anybody can point a name anywhere; of these it is known from
/// the name alone.
/// </summary>
internal static class EmbeddedAddress
{
    // Services that answer every name with the address in it, or with one of several.
    private static readonly string[] Services =
        ["nip.io", "sslip.io", "xip.io", "xip.name", "traefik.me", "backname.io", "1u.ms", "rbndr.us", "rebind.network", "rebind.it", "plex.direct", "local-ip.co", "local-ip.sh", "localdomain.pw"];

    /// <summary>
    /// The most telling kind among the addresses in a name: of any name for a metadata address, which nobody writes there by accident, of such a
    /// service's for all. <see cref="HostKind.None"/> for none.
    /// </summary>
    public static HostKind KindOf(string host)
    {
        var isService = false;
        foreach (var service in Services) isService |= HostKinds.IsOrIsBelow(host, service);
        var worst = HostKind.None;
        ReadNumbers(host, ref worst);
        if (isService)
        {
            foreach (var range in host.AsSpan().SplitAny(".-"))
            {
                var label = host.AsSpan()[range];
                if (label.Length == 8 && uint.TryParse(label, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex)) Take(HostKinds.Of(hex), ref worst);
            }

            foreach (var range in host.AsSpan().Split('.')) ReadIPv6(host.AsSpan()[range], ref worst);
        }

        return isService || worst == HostKind.Metadata ? Below(worst) : HostKind.None;
    }

    // What leads to this machine by such a name is no server that somebody is at work on.
    private static HostKind Below(HostKind kind) => kind == HostKind.Loopback ? HostKind.Private : kind;

    /// <summary>Every four numbers in a row, with dots or dashes between.</summary>
    private static void ReadNumbers(ReadOnlySpan<char> host, ref HostKind worst)
    {
        uint address = 0;
        var count = 0;
        foreach (var range in host.SplitAny(".-"))
        {
            var part = host[range];
            if (part.Length > 3 || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                count = 0;
                continue;
            }

            address = (address << 8) | value;
            if (++count >= 4) Take(HostKinds.Of(address), ref worst);
        }
    }

    /// <summary>sslip.io writes IPv6 with dashes for colons: <c>fd00-ec2--254</c>.</summary>
    private static void ReadIPv6(ReadOnlySpan<char> label, ref HostKind worst)
    {
        if (label.Count('-') < 2) return;
        if (IPAddress.TryParse(label.ToString().Replace('-', ':'), out var address)) Take(HostKinds.Of(address), ref worst);
    }

    private static void Take(HostKind kind, ref HostKind worst)
    {
        if (kind > worst) worst = kind;
    }
}

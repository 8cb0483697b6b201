using System.Net;

namespace AiFirewall.Execution.Http;

/// <summary>Finds the addresses of a host at the moment a connection is made.</summary>
public interface IHostResolver
{
    /// <summary>The addresses of a host.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is no such host.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation);
}

/// <summary>The system's resolver.</summary>
public sealed class SystemResolver : IHostResolver
{
    /// <inheritdoc/>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation) =>
        IPAddress.TryParse(host, out var address) ? Task.FromResult<IPAddress[]>([address]) : Dns.GetHostAddressesAsync(host, cancellation);
}

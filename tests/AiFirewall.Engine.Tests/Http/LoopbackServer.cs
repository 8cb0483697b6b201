using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AiFirewall.Tests.Http;

/// <summary>A server on this machine that answers by path and remembers what it was asked.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Dictionary<string, string> _answers;

    /// <param name="answers">By path: the whole response, head and body; <c>{port}</c> is the server's own.</param>
    public LoopbackServer(Dictionary<string, string> answers)
    {
        _answers = answers;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The requests, each as it came.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static string Redirect(int status, string location) => $"HTTP/1.1 {status} Moved\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    public static string Ok(string body) => $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var _ = client;
        var stream = client.GetStream();
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!IsWhole(text.ToString()))
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0) break;
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        var request = text.ToString();
        Requests.Enqueue(request);
        var path = request.Split(' ')[1];
        var answer = _answers.GetValueOrDefault(path, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer.Replace("{port}", $"{Port}", StringComparison.Ordinal)));
    }

    private static bool IsWhole(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return false;
        var mark = request.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        return mark < 0 || request.Length >= end + 4 + int.Parse(request[(mark + 16)..request.IndexOf("\r\n", mark, StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace AiFirewall.Cli.Tests;

public sealed class ApiTests : IDisposable
{
    private readonly GuardProgram _guard = new();

    public void Dispose() => _guard.Dispose();

    [Theory]
    [InlineData("GET", "https://api.example.com/items", "ALLOW", 0, 0)]
    [InlineData("post", "https://api.example.com/items", "REQUIRE_APPROVAL", 126, 3)]
    [InlineData("GET", "http://2852039166/", "BLOCK", 126, 2)]
    public void A_request_is_judged_and_not_sent(string method, string url, string decision, int code, int told)
    {
        var ran = _guard.Run("api", method, url);
        Assert.Equal((code, decision), (ran.ExitCode, JsonDocument.Parse(ran.Output).RootElement.GetProperty("decision").GetString()));
        Assert.Equal(told, _guard.Run("api", method, url, "--exit-code").ExitCode);
    }

    [Fact]
    public void Headers_and_body_are_judged()
    {
        var ran = _guard.Run("api", "GET", "https://api.example.com/1", "-H", "Accept: */*", "-H", "X-HTTP-Method-Override: DELETE");
        Assert.Contains("net.method-override", ran.Output, StringComparison.Ordinal);
        Assert.Contains("API_WRITE", _guard.RunWith("{}", "api", "GET", "https://api.example.com/1", "-d", "@-").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no URL", "api", "GET")]
    [InlineData("write one METHOD and one URL", "api")]
    [InlineData("is no method", "api", "G T", "http://localhost/")]
    [InlineData("is no header", "api", "GET", "http://localhost/", "-H", "abc")]
    [InlineData("takes a whole number", "api", "GET", "http://localhost/", "--timeout", "x")]
    [InlineData("cannot be read", "api", "POST", "http://localhost/", "-d", "@no-such-file")]
    public void Wrong_usage_is_said_in_a_sentence(string says, params string[] words)
    {
        var ran = _guard.Run(words);
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains(says, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_allowed_request_is_sent_and_a_redirect_to_a_metadata_endpoint_is_not_followed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var serving = ServeAsync(listener, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello", "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        var sent = _guard.Run("api", "GET", $"http://127.0.0.1:{port}/", "--execute");
        Assert.Equal((0, "hello"), (sent.ExitCode, sent.Output));
        var redirected = _guard.Run("api", "GET", $"http://127.0.0.1:{port}/", "--execute");
        Assert.Equal(126, redirected.ExitCode);
        Assert.Contains("net.metadata-endpoint", redirected.Error, StringComparison.Ordinal);
        await serving;

        // Judged, allowed, sent; the redirect judged and blocked: each has its record.
        var log = File.ReadAllText(_guard.AuditPath);
        Assert.Contains("169.254.169.254", log, StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_not_be_sent_is_not_sent()
    {
        var ran = _guard.Run("api", "GET", "http://169.254.169.254/", "--execute");
        Assert.Equal(126, ran.ExitCode);
        Assert.Empty(ran.Output);
    }

    private static async Task ServeAsync(TcpListener listener, params string[] answers)
    {
        foreach (var answer in answers)
        {
            using var client = await listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            _ = await stream.ReadAsync(new byte[4096]);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        }
    }
}

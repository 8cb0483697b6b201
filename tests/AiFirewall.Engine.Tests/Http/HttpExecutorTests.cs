using System.Net;
using System.Text;
using AiFirewall.Actions;
using AiFirewall.Execution.Http;
using AiFirewall.Policy;

namespace AiFirewall.Tests.Http;

public sealed class HttpExecutorTests
{
    /// <summary>Judges redirects by the default policy, where what asks is refused.</summary>
    private static bool Permit(HttpAction next) => TestWorld.Guard.Evaluate(next, TestWorld.Observation).Verdict == Verdict.Allow;

    private static HttpOutcome Send(HttpAction action, IHostResolver? resolver = null, HttpRunOptions? options = null, Func<HttpAction, bool>? permit = null)
    {
        var executor = new HttpExecutor(options ?? new HttpRunOptions { Timeout = TimeSpan.FromSeconds(10) }, permit ?? Permit, resolver);
        var code = executor.Run(action, TestWorld.Observation, CancellationToken.None);
        Assert.Equal(code, executor.Outcome!.ExitCode);
        return executor.Outcome;
    }

    [Fact]
    public void A_request_is_sent_with_its_headers_and_its_body()
    {
        using var server = new LoopbackServer(new() { ["/a?b=c"] = LoopbackServer.Ok("hello") });
        var outcome = Send(new HttpAction("post", $"http://localhost:{server.Port}/a?b=c", new Dictionary<string, string> { ["X-Trace"] = "1", ["Content-Type"] = "text/plain" }, "data"));

        Assert.Equal((200, 0, "hello"), (outcome.Status, outcome.ExitCode, Encoding.UTF8.GetString(outcome.Body)));
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /a?b=c HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("X-Trace: 1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/plain\r\n", request, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\ndata", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://2852039166/")]
    [InlineData("//169.254.169.254/x")]
    [InlineData("http://[::ffff:a9fe:a9fe]/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://localhost:{port}/x")]
    public void A_redirect_to_what_would_be_refused_is_refused(string location)
    {
        using var server = new LoopbackServer(new() { ["/"] = LoopbackServer.Redirect(302, location) });
        var outcome = Send(new HttpAction("GET", $"http://127.0.0.1:{server.Port}/"));

        Assert.Equal(126, outcome.ExitCode);
        Assert.NotNull(outcome.Problem);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void Every_redirect_of_a_chain_is_judged()
    {
        using var server = new LoopbackServer(new()
        {
            ["/1"] = LoopbackServer.Redirect(301, "/2"),
            ["/2"] = LoopbackServer.Redirect(308, "http://localhost:{port}/3"),
            ["/3"] = LoopbackServer.Redirect(307, "//127.0.0.1:{port}/4"),
            ["/4"] = LoopbackServer.Ok("there"),
        });
        var judged = new List<string>();
        var outcome = Send(new HttpAction("GET", $"http://127.0.0.1:{server.Port}/1"), permit: next =>
        {
            judged.Add(next.Rendered.Replace($"{server.Port}", "0", StringComparison.Ordinal));
            return Permit(next);
        });

        Assert.Equal(["GET http://127.0.0.1:0/2", "GET http://localhost:0/3", "GET http://127.0.0.1:0/4"], judged);
        Assert.Equal("there", Encoding.UTF8.GetString(outcome.Body));
        Assert.Equal(3, outcome.Redirects.Count);
    }

    [Fact]
    public void Redirects_end_somewhere()
    {
        using var server = new LoopbackServer(new() { ["/"] = LoopbackServer.Redirect(302, "/") });
        var outcome = Send(new HttpAction("GET", $"http://127.0.0.1:{server.Port}/"), options: new HttpRunOptions { MaxRedirects = 3, Timeout = TimeSpan.FromSeconds(10) });

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(4, server.Requests.Count);
    }

    [Theory]
    [InlineData(301, "GET", false)]
    [InlineData(302, "GET", false)]
    [InlineData(303, "GET", false)]
    [InlineData(307, "POST", true)]
    [InlineData(308, "POST", true)]
    public void A_redirected_post_becomes_what_the_status_says(int status, string method, bool keepsBody)
    {
        using var server = new LoopbackServer(new() { ["/"] = LoopbackServer.Redirect(status, "/to"), ["/to"] = LoopbackServer.Ok("") });
        Send(new HttpAction("POST", $"http://127.0.0.1:{server.Port}/", new Dictionary<string, string> { ["Content-Type"] = "text/plain" }, "data"));

        var second = server.Requests.Last();
        Assert.StartsWith(method + " /to", second, StringComparison.Ordinal);
        Assert.Equal(keepsBody, second.EndsWith("data", StringComparison.Ordinal));
        Assert.Equal(keepsBody, second.Contains("Content-Type", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://127.0.0.1:{port}/to", true)]
    [InlineData("http://localhost:{port}/to", false)]
    public void Secrets_in_headers_stay_with_their_origin(string location, bool isSame)
    {
        using var server = new LoopbackServer(new() { ["/"] = LoopbackServer.Redirect(307, location), ["/to"] = LoopbackServer.Ok("") });
        Send(new HttpAction("GET", $"http://127.0.0.1:{server.Port}/", new Dictionary<string, string>
        {
            ["Authorization"] = "Bearer abc",
            ["Cookie"] = "s=1",
            ["X-Api-Key"] = "k",
            ["X-Custom"] = "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
            ["Accept"] = "a/b",
        }));

        var second = server.Requests.Last();
        foreach (var name in (string[])["Authorization", "Cookie", "X-Api-Key", "X-Custom"]) Assert.Equal(isSame, second.Contains(name + ":", StringComparison.Ordinal));
        Assert.Contains("Accept: a/b", second, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("0.0.0.0")]
    [InlineData("93.184.216.34,169.254.169.254")]
    public void A_name_of_the_internet_that_leads_inside_is_not_connected_to(string addresses)
    {
        using var server = new LoopbackServer(new() { ["/"] = LoopbackServer.Ok("reached") });
        var outcome = Send(new HttpAction("GET", $"http://rebound.example:{server.Port}/"), new FixedResolver(addresses));

        Assert.Equal(126, outcome.ExitCode);
        Assert.Contains("rebound.example leads to", outcome.Problem, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void A_name_is_looked_up_once_and_connected_to_where_it_led()
    {
        using var server = new LoopbackServer(new() { ["/"] = LoopbackServer.Ok("reached") });
        var resolver = new FixedResolver("127.0.0.1");
        var outcome = Send(new HttpAction("GET", $"http://app.localhost:{server.Port}/"), resolver);

        Assert.Equal((0, 1), (outcome.ExitCode, resolver.Count));
    }

    [Fact]
    public void This_machine_must_not_turn_out_to_be_a_metadata_endpoint()
    {
        var outcome = Send(new HttpAction("GET", "http://localhost:1/"), new FixedResolver("169.254.169.254"));

        Assert.Equal(126, outcome.ExitCode);
    }

    [Fact]
    public void No_more_of_an_answer_is_kept_than_was_asked_for()
    {
        using var server = new LoopbackServer(new() { ["/"] = LoopbackServer.Ok(new string('a', 5000)) });
        var outcome = Send(new HttpAction("GET", $"http://127.0.0.1:{server.Port}/"), options: new HttpRunOptions { MaxBytes = 100, Timeout = TimeSpan.FromSeconds(10) });

        Assert.Equal((100, true, 0), (outcome.Body.Length, outcome.IsCut, outcome.ExitCode));
    }

    [Fact]
    public void Who_does_not_answer_is_given_up()
    {
        using var silent = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var outcome = Send(new HttpAction("GET", $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/"), options: new HttpRunOptions { Timeout = TimeSpan.FromMilliseconds(300) });

        Assert.Equal(124, outcome.ExitCode);
    }

    [Theory]
    [InlineData("http://a.example\\@127.0.0.1/")]
    [InlineData("http://0127.0.0.1/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("http://")]
    public void What_cannot_be_read_without_doubt_is_not_sent(string url)
    {
        var outcome = Send(new HttpAction("GET", url), new FixedResolver("127.0.0.1"));

        Assert.Equal(126, outcome.ExitCode);
        Assert.NotNull(outcome.Problem);
    }

    [Fact]
    public void A_header_cannot_carry_another_one()
    {
        using var server = new LoopbackServer(new() { ["/"] = LoopbackServer.Ok("") });
        var outcome = Send(new HttpAction("GET", $"http://127.0.0.1:{server.Port}/", new Dictionary<string, string> { ["X-A"] = "1\r\nHost: metadata.google.internal" }));

        Assert.Equal(126, outcome.ExitCode);
        Assert.Empty(server.Requests);
    }

    private sealed class FixedResolver(string addresses) : IHostResolver
    {
        public int Count { get; private set; }

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
        {
            Count++;
            return Task.FromResult(addresses.Split(',').Select(IPAddress.Parse).ToArray());
        }
    }
}

using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using AiFirewall.Actions;
using AiFirewall.Http;
using AiFirewall.Observation;

namespace AiFirewall.Execution.Http;

/// <summary>
/// Sends a request that may be sent. Redirects are put before <paramref name="permit"/> like first requests, and a connection is made to an
/// address only after that address was judged. Proxies of the environment are not used: what a proxy resolves nobody here can judge.
/// </summary>
/// <param name="options">Bounds.</param>
/// <param name="permit">Whether a redirect may be followed: judges, asks and records it.</param>
/// <param name="resolver">Finds addresses; the system's when null.</param>
public sealed class HttpExecutor(HttpRunOptions options, Func<HttpAction, bool> permit, IHostResolver? resolver = null) : IExecutor
{
    private const int Failed = 1;
    private const int TimedOut = 124;
    private const int Refused = 126;

    private readonly IHostResolver _resolver = resolver ?? new SystemResolver();

    /// <summary>What came of the last request; null before any.</summary>
    public HttpOutcome? Outcome { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The action is no request.</exception>
    public int Run(GuardAction action, IObservation observation, CancellationToken cancellation)
    {
        if (action is not HttpAction request) throw new ArgumentException("only requests can be sent", nameof(action));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Timeout);
        try
        {
            Outcome = SendAsync(request, limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            Outcome = new HttpOutcome(request.Url) { Problem = $"there was no answer within {options.Timeout.TotalSeconds:0} seconds", ExitCode = TimedOut };
        }

        return Outcome.ExitCode;
    }

    private async Task<HttpOutcome> SendAsync(HttpAction action, CancellationToken cancellation)
    {
        using var client = new HttpClient(Handler(), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        var redirects = new List<string>();
        while (true)
        {
            if (UriOf(action.Url, out var problem) is not { } uri) return new HttpOutcome(action.Url) { Problem = problem, ExitCode = Refused, Redirects = redirects };
            HttpAction? next;
            HttpOutcome outcome;
            try
            {
                using var message = Message(action, uri);
                using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
                next = Redirect.Of(action, uri, (int)response.StatusCode, LocationOf(response), out problem);
                outcome = next is null && problem is null
                    ? await ReadAsync(response, uri, redirects, cancellation).ConfigureAwait(false)
                    : new HttpOutcome(uri.AbsoluteUri) { Status = (int)response.StatusCode, Phrase = response.ReasonPhrase ?? "", Headers = HeadersOf(response), Redirects = redirects };
            }
            catch (HttpRequestException e)
            {
                var refused = Find<AddressRefusedException>(e);
                return new HttpOutcome(action.Url) { Problem = refused?.Message ?? Sentence(e, uri), ExitCode = refused is null ? Failed : Refused, Redirects = redirects };
            }
            catch (FormatException e)
            {
                return new HttpOutcome(action.Url) { Problem = e.Message, ExitCode = Refused, Redirects = redirects };
            }

            if (problem is not null) return outcome with { Problem = problem, ExitCode = Refused };
            if (next is null) return outcome;
            if (redirects.Count >= options.MaxRedirects) return outcome with { Problem = $"the server redirects more than {options.MaxRedirects} times", ExitCode = Failed };
            if (!permit(next)) return outcome with { Problem = $"the redirect to {HostAddress.Of(next.Url)} was refused", ExitCode = Refused };
            redirects.Add(next.Url);
            action = next;
        }
    }

    private SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = ConnectAsync,
        ActivityHeadersPropagator = null,
    };

    /// <summary>The one look-up of a host's addresses: what is judged is what is connected to.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = HostAddress.Of(context.DnsEndPoint.Host);
        var addresses = await _resolver.ResolveAsync(host, cancellation).ConfigureAwait(false);
        if (AddressJudge.ProblemOf(host, addresses) is { } problem) throw new AddressRefusedException(problem);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The URL as the client below reads it, if that is how it was judged; null when it is not.</summary>
    private static Uri? UriOf(string text, out string? problem)
    {
        problem = null;
        var url = Url.Read(text);
        var written = url.Scheme.Length == 0 ? "http://" + text : text;
        if (url.Scheme is not ("" or "http" or "https")) problem = $"only http and https are sent, not {url.Scheme}";
        else if (url.IsDoubtful || url.OtherHosts.Count > 0 || url.Host.Length == 0 || !Uri.TryCreate(written, UriKind.Absolute, out var uri)) problem = "the URL cannot be read without doubt; write it in its plain form";
        else if (HostAddress.Of(uri.IdnHost) != url.Host) problem = $"the host is read as {uri.IdnHost} and as {url.Host}; write the URL in its plain form";
        else return uri;
        return null;
    }

    private static HttpRequestMessage Message(HttpAction action, Uri uri)
    {
        var message = new HttpRequestMessage(new HttpMethod(action.Method.Trim().ToUpperInvariant()), uri);
        var headers = action.Headers ?? new Dictionary<string, string>();
        if (action.Body is { } body)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            var isJson = body.AsSpan().TrimStart() is ['{' or '[', ..];
            if (!headers.Keys.Contains("content-type", StringComparer.OrdinalIgnoreCase)) message.Content.Headers.ContentType = new MediaTypeHeaderValue(isJson ? "application/json" : "application/x-www-form-urlencoded");
        }

        if (uri.UserInfo.Length > 0 && !headers.Keys.Contains("authorization", StringComparer.OrdinalIgnoreCase))
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(uri.UserInfo))));
        foreach (var (name, value) in headers)
        {
            if (value.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0) throw new FormatException($"the header '{name}' holds the end of a line");
            if (name.StartsWith("content-", StringComparison.OrdinalIgnoreCase)) message.Content?.Headers.TryAddWithoutValidation(name, value);
            else if (!message.Headers.TryAddWithoutValidation(name, value)) throw new FormatException($"'{name}' is no name of a header that can be sent");
        }

        return message;
    }

    private async Task<HttpOutcome> ReadAsync(HttpResponseMessage response, Uri uri, List<string> redirects, CancellationToken cancellation)
    {
        using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var body = new byte[options.MaxBytes + 1];
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        return new HttpOutcome(uri.AbsoluteUri)
        {
            Status = status,
            Phrase = response.ReasonPhrase ?? "",
            Headers = HeadersOf(response),
            Body = body[..Math.Min(length, options.MaxBytes)],
            IsCut = length > options.MaxBytes,
            Redirects = redirects,
            ExitCode = status >= 400 ? Failed : 0,
        };
    }

    private static string? LocationOf(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Location", out var values) ? values.ToString() : null;

    private static List<KeyValuePair<string, string>> HeadersOf(HttpResponseMessage response)
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var (name, values) in response.Headers.NonValidated) headers.Add(new(name, values.ToString()));
        foreach (var (name, values) in response.Content.Headers.NonValidated) headers.Add(new(name, values.ToString()));
        return headers;
    }

    private static string Sentence(HttpRequestException e, Uri uri) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => $"there is no host called {uri.IdnHost}",
        HttpRequestError.SecureConnectionError => $"the connection to {uri.IdnHost} could not be made safe: its certificate or its protocol is not accepted",
        HttpRequestError.ConnectionError when Find<SocketException>(e) is { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => $"there is no host called {uri.IdnHost}",
        HttpRequestError.ConnectionError => $"{uri.IdnHost} cannot be reached on port {uri.Port}",
        _ => $"the request to {uri.IdnHost} failed ({e.HttpRequestError})",
    };

    private static T? Find<T>(Exception exception) where T : Exception
    {
        for (var inner = (Exception?)exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is T found) return found;
        }

        return null;
    }

    private sealed class AddressRefusedException(string message) : IOException(message);
}

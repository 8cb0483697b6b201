using AiFirewall.Effects;
using AiFirewall.Http;
using AiFirewall.Shells;

namespace AiFirewall.Code.Calls;

/// <summary>Calls that reach other machines.</summary>
internal static class NetworkCalls
{
    /// <summary>Whether a text is a URL of a protocol that is requested.</summary>
    public static bool IsUrl(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("ftp://", StringComparison.OrdinalIgnoreCase);

    /// <summary>What a call does and comes to; null when it is none of these.</summary>
    public static CodeValue? Run(CodeCall call, CodeRun run)
    {
        switch (call.Name)
        {
            case "urllib.request.urlopen" or "urllib.urlopen" or "urllib.request.Request" or "urllib.request.URLopener" when call.Has(1) || call.Option("data") is not null:
                return Request(call.Get(0, "url"), call.Option("method")?.Text.Text ?? "POST", call.Get(1, "data"), call, run);
            case "urllib.request.Request": return CodeValue.Object("request", call.Get(0, "url").Text);
            case "urllib.request.urlopen" or "urllib.urlopen" or "requests.get" or "requests.head" or "requests.options" or "httpx.get" or "httpx.head" or "httpx.stream" or "aiohttp.get" or "urllib3.request" or "wget.download" or "client.get" or "client.head" or "client.options"
                or "perl:get" or "perl:getprint" or "LWP.Simple.get" or "URI.open" or "Net.HTTP.get" or "Net.HTTP.get_response" or "OpenURI.open_uri" or "http.get" or "https.get" or "axios.get" or "axios.head" or "got" or "got.get" or "needle.get" or "superagent.get" or "node:got" or "HTTParty.get" or "Faraday.get" or "RestClient.get" or "Excon.get"
                or "r:url" or "httr.GET" or "r:GET" or "socket.http.request" or "http.request.get" or "ky.get" or "undici.fetch" or "node-fetch" or "php:get_headers" or "client.getstore":
                return call[0].Name == "client" ? Request(call[1], "GET", CodeValue.Nothing, call, run) : Fetch(call.Get(0, "url"), call, run);
            case "perl:getstore" or "LWP.Simple.getstore" or "client.mirror" or "urllib.request.urlretrieve" or "urllib.urlretrieve" or "r:download.file" or "perl:mirror": return Download(call, run);
            case "requests.post" or "requests.put" or "requests.patch" or "requests.delete" or "httpx.post" or "httpx.put" or "httpx.patch" or "httpx.delete" or "axios.post" or "axios.put" or "axios.patch" or "axios.delete" or "got.post" or "needle.post" or "superagent.post" or "HTTParty.post" or "HTTParty.put" or "HTTParty.delete" or "Faraday.post" or "RestClient.post"
                or "RestClient.put" or "RestClient.delete" or "Excon.post" or "Net.HTTP.post" or "Net.HTTP.post_form" or "httr.POST" or "httr.PUT" or "httr.DELETE" or "ky.post":
                return Request(call.Get(0, "url"), Method(call.Name), Body(call, 1), call, run);
            case "client.post" or "client.put" or "client.patch" or "client.delete" or "client.post_form": return Request(call[1], Method(call.Name), Body(call, 2), call, run);
            case "requests.request" or "httpx.request" or "client.request" or "axios.request" or "needle" when call.Has(0):
                var at = call[0].Name == "client" ? 1 : 0;
                return call[at].Sort == CodeSort.Map ? Request(call.Option("url") ?? CodeValue.Unknown, call.Option("method")?.Text.Text ?? "GET", Body(call, 99), call, run) : Request(call.Get(at + 1, "url"), call.Get(at, "method").Text.Text, Body(call, at + 2), call, run);
            case "node:fetch" or "axios" or "node:axios" or "superagent" or "ky" or "request" or "node:request":
                var url = call[0].Sort == CodeSort.Map ? call.Option("url") ?? CodeValue.Unknown : call[0];
                var body = Body(call, 99);
                return Request(url, call.Option("method")?.Text.Text ?? (body.Sort == CodeSort.Nothing ? "GET" : "POST"), body, call, run);
            case "http.request" or "https.request": return NodeRequest(call, run);
            case "http.client.HTTPConnection" or "http.client.HTTPSConnection" or "httplib.HTTPConnection" or "httplib.HTTPSConnection": return CodeValue.Object("httpconnection", call[0].Text);
            case "httpconnection.request": return Request(CodeValue.Of(Value.Concat(Value.Concat(new Value("https://"), call[0].Text), call[2].Text)), call[1].Text.Text, call.Get(3, "body"), call, run);
            case "httpconnection.getresponse": return CodeValue.Object("response", Value.Unknown with { Origins = Origins.Network, Source = call[0].Text.Text });
            case "requests.Session" or "requests.session" or "httpx.Client" or "httpx.AsyncClient" or "aiohttp.ClientSession" or "urllib3.PoolManager" or "LWP.UserAgent.new" or "HTTP.Tiny.new" or "Mojo.UserAgent.new" or "urllib.request.build_opener": return CodeValue.Object("client", Value.Empty);
            case "client.__enter__" or "client.__aenter__" or "response.__enter__" or "socket.__enter__" or "response.__aenter__": return call[0];
            case "client.open" or "client.urlopen": return Fetch(call[1], call, run);
            case "response.read" or "response.json" or "response.text" or "response.decode" or "response.readlines" or "response.content" or "response.body" or "response.data" or "response.iter_content" or "response.iter_lines" or "response.getvalue" or "response.blob" or "response.arrayBuffer" or "response.decoded_content" or "response.gets" or "response.string" or "response.to_s":
                return CodeValue.Of(call[0].Text);
            case "response.on" or "response.pipe":
                return call.Arguments.Count > 1 && call.Arguments[^1].Function is not null ? run.Call(call.Arguments[^1], [CodeValue.Of(call[0].Text)]) : Pipe(call, run);
            case "socket.socket" or "socket.tcp" or "node:WebSocket" or "IO.Socket.INET.new" or "perl:socket" or "net.Socket" or "WebSocket" or "websocket.WebSocket" when (!call.Has(0) && call.Named.Count == 0) || call.Name is "socket.socket" or "perl:socket" or "socket.tcp":
                return CodeValue.Object("socket", Value.Unknown with { Origins = Origins.None });
            case "socket.connect" or "socket.connect_ex": return call[0].Name == "socket" ? Open(Address(call, 1), call, run, call[0]) : Open(Address(call, 0), call, run, null);
            case "socket.bind" or "socket.listen" when call[0].Name == "socket": return call.Name == "socket.bind" && call[1].Sort == CodeSort.List ? Open(Address(call, 1), call, run, call[0]) : call[0];
            case "perl:connect": return Open(Address(call, 1), call, run, null);
            case "perl:sockaddr_in" or "perl:pack_sockaddr_in" or "Socket.sockaddr_in" or "Socket.pack_sockaddr_in": return CodeValue.Of([call[1], call[0]]);
            case "perl:inet_aton" or "socket.inet_aton": return call[0];
            case "socket.create_connection" or "net.connect" or "net.createConnection" or "tls.connect" or "TCPSocket.new" or "TCPSocket.open" or "Socket.tcp" or "UDPSocket.new" or "php:fsockopen" or "php:pfsockopen" or "php:stream_socket_client" or "IO.Socket.INET.new" or "IO.Socket.SSL.new" or "Socket.new" or "TCPServer.new" or "TCPServer.open"
                or "websocket.create_connection" or "WebSocket" or "node:WebSocket" or "telnetlib.Telnet" or "Deno.connect" or "Deno.listen" or "Bun.connect" or "r:socketConnection" or "socket.create_server" or "dgram.createSocket" or "asyncio.open_connection" or "php:socket_connect":
                return Open(Address(call, call.Name == "php:socket_connect" ? 1 : 0), call, run, null);
            case "paramiko.SSHClient" or "ftplib.FTP" or "smtplib.SMTP" or "smtplib.SMTP_SSL" or "Net.SSH.start" or "Net.FTP.new" or "Net.SMTP.new" or "Net.SFTP.start" or "fabric.Connection" or "imaplib.IMAP4_SSL" or "ftplib.FTP_TLS":
                return call.Has(0) ? Open(call[0].Text, call, run, null) : CodeValue.Object("socket", Value.Unknown with { Origins = Origins.None });
            case "socket.send" or "socket.sendall" or "socket.sendto" or "socket.write" or "socket.puts" or "socket.print" or "socket.sendmail" or "socket.storbinary" or "socket.end" or "socket.send_message" or "socket.sendfile": return Send(call[0], call[1].Sort == CodeSort.List ? CodeValue.From(call[1].Origins) : call.Arguments.Count > 2 ? CodeValue.From(call.Origins) : call[1], run);
            case "socket.fileno" or "socket.to_i": return call[0];
            case "os.dup2" when call[0].Name == "socket":
                ProcessCalls.RemoteShell(call.Name, run);
                return CodeValue.Nothing;
            case "socket.recv" or "socket.read" or "socket.gets" or "socket.recvfrom" or "socket.makefile" or "socket.readline" or "socket.receive": return CodeValue.From(Origins.Network, call[0].Text.Text);
            case "net.createServer" or "http.createServer" or "http.server.HTTPServer" or "socketserver.TCPServer" or "http.server.test" or "WEBrick.HTTPServer.new" or "Deno.serve" or "Bun.serve" or "http.server.ThreadingHTTPServer": return Serve(call, run);
            case "php:curl_init": return CodeValue.Object("curl", call[0].Text);
            case "php:curl_setopt": return Option(call, run);
            case "php:curl_exec":
                var response = Fetch(CodeValue.Of(call[0].Text), call, run);
                return CodeValue.Of(response.Text);
            case "dns.resolve" or "socket.gethostbyname" or "socket.getaddrinfo" or "dns.lookup" or "php:dns_get_record" or "php:gethostbyname" or "Resolv.getaddress":
                run.Host.Affect(EffectKind.Fetch, new Target(TargetKind.Host, call[0].Text.Text), call.Name, Carried(call.Origins));
                return CodeValue.From(Origins.Network);
            default: return null;
        }
    }

    private static EffectTraits Carried(Origins origins) => (origins & Origins.Secret) != 0 ? EffectTraits.CarriesSecret : EffectTraits.None;

    /// <summary>A request that reads.</summary>
    public static CodeValue Fetch(CodeValue url, CodeCall call, CodeRun run)
    {
        if (!IsRemote(url.Text.Text))
        {
            if (url.Text.Text.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            {
                var file = FileCalls.Touch(url, EffectKind.Read, EffectTraits.None, call, run);
                return CodeValue.Object("response", Value.Unknown with { Origins = file.Scope == TargetScope.Credentials ? Origins.File | Origins.Secret : Origins.File, Source = file.Text });
            }

            if (call.Name is "perl:get" && url.Text.IsResolved) return CodeValue.Unknown;
        }

        var worst = call.Option("headers") is null ? null : RequestReader.Read(new HttpRequest("GET", url.Text.Text) { Headers = Headers(call) }).Findings.Where(f => f.Severity >= Risk.High).MaxBy(f => f.Severity);
        run.Host.Affect(EffectKind.Fetch, new Target(TargetKind.Url, url.Text.Text), call.Name, Carried(call.Origins), worst);
        return Response(url, call, run);
    }

    private static bool IsRemote(string url) => IsUrl(url) || !url.StartsWith("file:", StringComparison.OrdinalIgnoreCase);

    private static CodeValue Response(CodeValue url, CodeCall call, CodeRun run)
    {
        var response = CodeValue.Object("response", Value.Unknown with { Origins = Origins.Network, Source = url.Text.Text });
        foreach (var argument in call.Arguments)
        {
            if (argument.Function is not null) run.Call(argument, [response, response]);
        }

        return call.Name is "perl:get" or "LWP.Simple.get" or "Net.HTTP.get" ? CodeValue.Of(response.Text) : response;
    }

    private static string Method(string name) => name[(name.LastIndexOf('.') + 1)..].ToUpperInvariant();

    private static CodeValue Body(CodeCall call, int index) =>
        call.Option("data") ?? call.Option("json") ?? call.Option("files") ?? call.Option("content") ?? call.Option("body") ?? call.Option("form") ?? (call.Has(index) && call[index].Sort != CodeSort.Function ? call[index] : CodeValue.Nothing);

    private static CodeValue Request(CodeValue url, string method, CodeValue body, CodeCall call, CodeRun run)
    {
        var reading = RequestReader.Read(new HttpRequest(method.ToUpperInvariant(), url.Text.Text) { Headers = Headers(call), Body = body.IsKnownText ? body.Text.Text : null });
        var worst = reading.Findings.Where(f => f.Severity >= Risk.High).MaxBy(f => f.Severity);
        run.Host.Affect(reading.Kind, new Target(TargetKind.Url, url.Text.Text), call.Name, Carried(call.Origins | body.Origins), worst);
        return Response(url, call, run);
    }

    private static List<KeyValuePair<string, string>> Headers(CodeCall call)
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in call.Option("headers")?.Members ?? []) headers.Add(new(name, value.Text.Text));
        return headers;
    }

    /// <summary>Node's http.request takes a URL or an object of its parts; the method is in the options.</summary>
    private static CodeValue NodeRequest(CodeCall call, CodeRun run)
    {
        var url = call[0].Sort == CodeSort.Map
            ? CodeValue.Of(Value.Concat(new Value("https://"), Value.Concat((call.Option("hostname") ?? call.Option("host") ?? CodeValue.Unknown).Text, (call.Option("path") ?? CodeValue.Empty).Text)))
            : call[0];
        Request(url, call.Option("method")?.Text.Text ?? "GET", CodeValue.Nothing, call, run);
        return CodeValue.Object("socket", url.Text);
    }

    private static CodeValue Download(CodeCall call, CodeRun run)
    {
        var isMethod = call[0].Name == "client";
        var (url, file) = (call[isMethod ? 1 : 0], call.Get(isMethod ? 2 : 1, call.Option("destfile") is null ? "filename" : "destfile"));
        Fetch(url, call, run);
        if (file.Sort == CodeSort.Nothing) return CodeValue.Unknown;
        FileCalls.Touch(file, EffectKind.Write, EffectTraits.None, call, run);
        run.Host.Store(file.Text, Value.Unknown with { Origins = Origins.Network, Source = url.Text.Text }, isAppended: false);
        return CodeValue.Of([file, CodeValue.Unknown]);
    }

    private static CodeValue Pipe(CodeCall call, CodeRun run)
    {
        if (call[1] is { Sort: CodeSort.Object, Name: "file" } file) run.Host.Store(file.Text, call[0].Text, isAppended: false);
        return call[1];
    }

    private static Value Address(CodeCall call, int index)
    {
        var first = call[index];
        if (first.Sort == CodeSort.List && first.Items.Count > 0) return Pair(first.Items[0], first.Items.Count > 1 ? first.Items[1] : CodeValue.Nothing);
        if (call.Option("PeerAddr") is { } peer) return Pair(peer, call.Option("PeerPort") ?? CodeValue.Nothing);
        if (call.Option("host") is { } host || (call.Option("hostname") is { } hostname && (host = hostname) is not null)) return Pair(host, call.Option("port") ?? CodeValue.Nothing);

        // Node: connect(port, host); others: (host, port).
        if (first.Sort == CodeSort.Number) return Pair(call.Has(index + 1) && call[index + 1].Sort != CodeSort.Function ? call[index + 1] : CodeValue.Of("localhost"), first);
        return Pair(first, call[index + 1]);
    }

    private static Value Pair(CodeValue host, CodeValue port) =>
        port.Sort is CodeSort.Number or CodeSort.Text ? Value.Concat(Value.Concat(host.Text, new Value(":")), port.Text) : host.Text;

    private static CodeValue Open(Value address, CodeCall call, CodeRun run, CodeValue? socket)
    {
        run.Host.Affect(EffectKind.OpenSocket, new Target(TargetKind.Host, address.Text.Length == 0 ? Unresolved.Anything : address.Text), call.Name, Carried(call.Origins));
        run.HasConnection = true;
        var opened = CodeValue.Object("socket", Value.Unknown with { Origins = Origins.None, Source = address.Text });
        if (call.Arguments.Count > 0 && call.Arguments[^1].Function is not null) run.Call(call.Arguments[^1], [opened]);
        return socket ?? opened;
    }

    private static CodeValue Serve(CodeCall call, CodeRun run)
    {
        run.Host.Affect(EffectKind.OpenSocket, new Target(TargetKind.Host, "0.0.0.0"), call.Name,
            finding: new Finding("net.serve", Risk.Medium, "answers requests from other programs on this machine"));
        foreach (var argument in call.Arguments)
        {
            if (argument.Function is not null) run.Call(argument, [CodeValue.From(Origins.Network), CodeValue.Unknown]);
        }

        return CodeValue.Unknown;
    }

    /// <summary>Data goes out over a connection that is open already; only a secret in it is worth a further effect.</summary>
    public static CodeValue Send(CodeValue socket, CodeValue data, CodeRun run)
    {
        if ((data.Origins & Origins.Secret) != 0) run.Host.Affect(EffectKind.OpenSocket, new Target(TargetKind.Host, socket.Text.Source ?? socket.Text.Text), "socket.send", EffectTraits.CarriesSecret);
        return CodeValue.Nothing;
    }

    private static CodeValue Option(CodeCall call, CodeRun run)
    {
        var name = call[1].Name;
        if (name is "CURLOPT_POSTFIELDS" or "CURLOPT_INFILE") run.Host.Affect(EffectKind.SendData, new Target(TargetKind.Url, call[0].Text.Text), call.Name, Carried(call[2].Origins));
        else if (name == "CURLOPT_URL") run.Host.Affect(EffectKind.Fetch, new Target(TargetKind.Url, call[2].Text.Text), call.Name);
        return CodeValue.Nothing;
    }
}

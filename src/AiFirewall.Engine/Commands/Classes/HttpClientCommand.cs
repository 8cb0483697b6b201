using AiFirewall.Effects;
using AiFirewall.Http;
using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary>
/// HTTP clients (curl, wget, httpie, xh, Invoke-WebRequest): the method says what a request does, options name files that are sent, and what
/// is downloaded into a file is code from the network when it is run later.
/// </summary>
internal sealed class HttpClientCommand : ICommandClass
{
    private static readonly string[] DataOptions =
        ["-d", "--data", "--data-ascii", "--data-binary", "--data-raw", "--data-urlencode", "--json", "-F", "--form", "--form-string", "-T", "--upload-file", "--url-query", "--post-data", "--post-file", "--body-data", "--body-file", "--raw", "-Body", "-InFile", "-Form"];

    // Protocols that curl speaks besides HTTP and FTP.
    private static readonly string[] SocketSchemes = ["telnet", "gopher", "gophers", "dict", "smb", "smbs", "scp", "sftp", "ldap", "ldaps", "imap", "imaps", "pop3", "pop3s", "smtp", "smtps", "tftp", "mqtt", "rtsp", "rtmp"];

    private static readonly string[] Methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "PURGE", "MKCOL", "MOVE", "COPY"];

    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        EntryInterpreter.Read(call);
        var urls = Urls(call, out var method, out var hasItems);
        var hasData = (!IsDownloader(call.Name) && ReadData(call)) || hasItems;
        method = Method(call, method, hasData);
        var isQuery = call.Arguments.Has("-G");
        var template = new HttpRequest(method, "") { Headers = Headers(call), Body = isQuery ? null : Body(call), HasBody = hasData && !isQuery };
        foreach (var url in urls)
        {
            foreach (var address in Addresses(call, url)) Request(call, address, template);
        }

        if (HttpClientKeys.LeaveIn(call, urls, DataOptions)) call.Handles(Origins.Secret);
        HttpClientRoutes.Read(call);
        StoreDownloads(call, urls);
        return true;
    }

    private static List<Value> Urls(CommandCall call, out string? method, out bool hasItems)
    {
        method = null;
        hasItems = false;
        var urls = new List<Value>();
        foreach (var option in (ReadOnlySpan<string>)["--url", "-Uri", "--base"])
        {
            foreach (var use in call.Arguments.Uses(option))
            {
                if (use.Value is { } value) urls.Add(value);
            }
        }

        var isItemStyle = IsItemStyle(call.Name);
        foreach (var operand in call.Arguments.Operands)
        {
            var text = operand.Value.Text;
            if (isItemStyle && urls.Count == 0 && Array.IndexOf(Methods, text.ToUpperInvariant()) >= 0) method = text.ToUpperInvariant();
            else if (isItemStyle && urls.Count > 0) hasItems |= ReadItem(call, operand);
            else if (isItemStyle && text.StartsWith(':')) urls.Add(operand.Value with { Text = "http://localhost" + (text.StartsWith(":/", StringComparison.Ordinal) ? text[1..] : text) });
            else if (!urls.Exists(u => u.Text == text)) urls.Add(operand.Value);
        }

        return urls;
    }

    /// <summary>httpie's request items: <c>a=b</c> and <c>a:=1</c> are data, <c>a@file</c> sends a file, <c>a==b</c> and <c>A:b</c> are query and header.</summary>
    private static bool ReadItem(CommandCall call, Argument item)
    {
        var text = item.Value.Text;
        var at = text.AsSpan().IndexOfAny("=@:");
        if (at <= 0) return false;
        if (text[at] == '@')
        {
            call.Add(EffectKind.Read, item.Value with { Text = text[(at + 1)..] }, item.Span);
            return true;
        }

        if (text[at] == ':') return at + 1 < text.Length && text[at + 1] == '=';
        if (at + 1 < text.Length && text[at + 1] == '@') call.Add(EffectKind.Read, item.Value with { Text = text[(at + 2)..] }, item.Span);
        return at + 1 >= text.Length || text[at + 1] != '=';
    }

    /// <summary>Whether the request has a body; files that it is taken from are read.</summary>
    private static bool ReadData(CommandCall call)
    {
        var hasData = false;
        foreach (var use in call.Arguments.Options)
        {
            var name = Array.Find(DataOptions, use.IsNamed);
            if (name is null || use.Value is not { } value) continue;
            hasData |= name is not "--url-query";
            call.Handles(value.Origins, value.Source);
            if (File(name, value) is not { } file) continue;
            if (file.Text is "-" or "." or "")
            {
                if (call.Invocation.Input is { } input) call.Handles(input.Origins, input.Source);
                continue;
            }

            call.Add(EffectKind.Read, file, use.Span);
            if (call.Host.Content(call.Path(file).Text, call.Scene) is { } content) call.Handles(content.Origins, content.Source);
        }

        return hasData;
    }

    private static Value? File(string option, Value value)
    {
        var text = value.Text;
        switch (option)
        {
            case "-T" or "--upload-file" or "--post-file" or "--body-file" or "-InFile": return value;
            case "--data-raw" or "--form-string" or "--post-data" or "--body-data" or "--raw" or "-Body" or "-Form": return null;
            case "-F" or "--form" or "--data-urlencode" or "--url-query":
                var mark = text.IndexOfAny(['@', '<']);
                if (mark < 0 || (option is "--data-urlencode" or "--url-query" && text[mark] == '<')) return null;
                var end = text.IndexOf(';', mark);
                return value with { Text = end < 0 ? text[(mark + 1)..] : text[(mark + 1)..end] };
            default: return text.StartsWith('@') ? value with { Text = text[1..] } : null;
        }
    }

    private static string Method(CommandCall call, string? given, bool hasData)
    {
        foreach (var option in (ReadOnlySpan<string>)["-X", "--request", "--method", "-Method", "-CustomMethod"])
        {
            if (call.Arguments.ValueOf(option) is { Text.Length: > 0 } value && (option != "-X" || call.Name != "wget")) return value.Text.ToUpperInvariant();
        }

        if (given is not null) return given;
        if (call.Arguments.Has("-I") && call.Name.StartsWith("curl", StringComparison.Ordinal)) return "HEAD";
        return hasData && !call.Arguments.Has("-G") ? "POST" : "GET";
    }

    private static void Request(CommandCall call, Value url, HttpRequest template)
    {
        var span = call.Invocation.Span;
        var scheme = Url.Read(url.Text).Scheme;
        if (scheme == "file")
        {
            call.Add(EffectKind.Read, url, span);
            return;
        }

        if (Array.IndexOf(SocketSchemes, scheme) >= 0)
        {
            call.Add(EffectKind.OpenSocket, CommandCall.Thing(TargetKind.Host, url), span);
            return;
        }

        var reading = RequestReader.Read(template with { Url = url.Text });
        foreach (var finding in reading.Findings) call.Host.Add(finding with { Span = call.Scene.OuterSpan ?? span });

        if (NameLookupCommand.CarriesOverHttps(url)) call.Host.Add(new Finding("net.dns.data", Risk.High, "sends data to whoever serves the name that is asked for", Span: call.Scene.OuterSpan ?? span));

        // Behind a socket stands what listens on it, whatever the address says.
        var socket = call.Arguments.ValueOf("--unix-socket") ?? call.Arguments.ValueOf("--abstract-unix-socket");
        call.Add(reading.Kind, socket is null ? CommandCall.Thing(TargetKind.Url, url) : new Target(TargetKind.Url, "unix:" + socket.Text), span);
    }

    /// <summary>What a URL stands for: curl's patterns made out, and with -G what is sent in the query.</summary>
    private static IEnumerable<Value> Addresses(CommandCall call, Value url)
    {
        var isCurl = call.Name is "curl" or "curlie";
        var query = isCurl && call.Arguments.Has("-G") && Body(call) is { Length: > 0 } data ? (url.Text.Contains('?', StringComparison.Ordinal) ? "&" : "?") + data : "";
        if (!isCurl || call.Arguments.Has("-g")) return [url with { Text = url.Text + query }];
        return CurlGlob.Expand(url.Text).Select(text => url with { Text = text + query });
    }

    private static List<KeyValuePair<string, string>> Headers(CommandCall call)
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var use in call.Arguments.Options)
        {
            if (use.Value?.Entries is { } entries && use.IsNamed("-Headers")) headers.AddRange(entries.Select(e => KeyValuePair.Create(e.Key, e.Value.Text)));
            else if (use.Value is { } value && (use.IsNamed("-H") || use.IsNamed("--header"))) Take(value.Text);
            else if (use.Value is { } bearer && use.IsNamed("--oauth2-bearer")) headers.Add(new("Authorization", "Bearer " + bearer.Text));
        }

        if (IsItemStyle(call.Name))
        {
            foreach (var operand in call.Arguments.Operands)
            {
                if (!operand.Value.Text.Contains("://", StringComparison.Ordinal) && !operand.Value.Text.Contains(":=", StringComparison.Ordinal)) Take(operand.Value.Text);
            }
        }

        return headers;

        void Take(string text)
        {
            if (text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon) headers.Add(new(text[..colon].Trim(), text[(colon + 1)..].Trim()));
        }
    }

    /// <summary>The body as far as it is written out; null for none.</summary>
    private static string? Body(CommandCall call)
    {
        if (IsDownloader(call.Name)) return null;
        string? body = null;
        foreach (var use in call.Arguments.Options)
        {
            if (Array.Find(DataOptions, use.IsNamed) is not { } name || name == "--url-query" || use.Value is not { } value || File(name, value) is not null) continue;
            var text = value.Entries is { } entries ? string.Join('&', entries.Select(e => $"{e.Key}={e.Value.Text}")) : value.Text;
            body = body is null ? text : body + "&" + text;
        }

        return body;
    }

    /// <summary>Files that the download goes to hold what came over the network.</summary>
    private static void StoreDownloads(CommandCall call, List<Value> urls)
    {
        var isWget = call.Name.StartsWith("wget", StringComparison.Ordinal);
        var source = urls.Count > 0 ? urls[0].Text : null;
        var content = Value.Unknown with { Origins = Origins.Network, Source = source };
        var name = isWget ? call.Arguments.ValueOf("-O") : call.Arguments.ValueOf("-o") ?? call.Arguments.ValueOf("-OutFile");
        if (name is { Text: "-" or "/dev/stdout" }) return;
        if (name is not null)
        {
            Store(call, name, content);
            call.Output = Value.Empty;
            return;
        }

        if (!isWget && !NamesFileByUrl(call)) return;
        foreach (var url in urls)
        {
            var path = url.Text.Split('?', '#')[0];
            var file = path[(path.LastIndexOf('/') + 1)..];
            if (file.Length > 0) Store(call, new Value(file), content);
        }

        call.Output = Value.Empty;
    }

    private static bool IsItemStyle(string name) => name is "http" or "https" or "xh" or "xhs" or "httpie";

    /// <summary>They take no data, and give <c>-d</c> another meaning.</summary>
    private static bool IsDownloader(string name) => name is "aria2c" or "aria2" or "axel";

    /// <summary>curl -O, aria2c, and httpie's -d take the file's name from the URL.</summary>
    private static bool NamesFileByUrl(CommandCall call) => call.Name switch
    {
        "curl" or "curlie" or "curl-impersonate" => call.Arguments.Has("-O") || call.Arguments.Has("--remote-name-all"),
        "aria2c" or "aria2" or "axel" => true,
        "http" or "https" or "xh" or "xhs" or "httpie" => call.Arguments.Has("-d"),
        _ => false,
    };

    private static void Store(CommandCall call, Value file, Value content) => call.Host.Store(call.Path(file).Text, content, append: false);
}

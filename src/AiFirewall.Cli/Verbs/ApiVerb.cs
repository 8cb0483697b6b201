using System.Globalization;
using System.Text;
using AiFirewall.Actions;
using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Rendering;
using AiFirewall.Cli.Terminal;
using AiFirewall.Execution;
using AiFirewall.Execution.Http;
using AiFirewall.Observation;

namespace AiFirewall.Cli.Verbs;

/// <summary><c>guard api</c>: judges a request, and sends it where that is wanted and allowed.</summary>
internal sealed class ApiVerb : Verb
{
    private const int MaxBodyFile = 16 << 20;

    private static readonly string[] Methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

    /// <inheritdoc/>
    public override string Name => "api";

    /// <inheritdoc/>
    public override string Summary => "judge an HTTP request, and send it if that is wanted and it may go";

    /// <inheritdoc/>
    public override string Usage => "api [OPTIONS] METHOD URL\napi --execute [OPTIONS] METHOD URL";

    /// <inheritdoc/>
    public override string Details =>
        """
        Without --execute nothing is sent and no name is looked up. With it, every redirect is judged
        like a first request, and every address that a name leads to is judged before a connection is
        made to it. Proxies of the environment are not used.
        -d takes the body as text, @FILE for the text of a file, @- for standard input.
        Exit code: 0, or 126 for what may not be sent or needs approval; with --exit-code 0 for ALLOW,
        2 for BLOCK, 3 for REQUIRE_APPROVAL. Of what was sent: 0, 1 for a status from 400 on or no
        answer, 124 when the time was up, 126 when a redirect or an address was refused.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Options { get; } =
    [
        new("--header", "HEADER", "a header, 'Name: value'; may be given again") { Alias = "-H" },
        new("--data", "BODY", "the body") { Alias = "-d" },
        new("--execute", null, "send it if it may be sent"),
        new("--include", null, "show status and headers, too") { Alias = "-i" },
        new("--max-bytes", "N", "show that much of the answer (default 1048576)"),
        new("--timeout", "SECONDS", "give up after that (default 30)"),
        new("--json", null, "answer in JSON even on a terminal"),
        new("--exit-code", null, "let the exit code tell the verdict"),
        ShellOptions.Cwd, ShellOptions.Agent, ShellOptions.Role,
    ];

    /// <inheritdoc/>
    public override int Run(ParsedLine line, Streams streams)
    {
        if (ProblemOf(line) is { } wrong) return streams.Fail($"{wrong}; see 'guard api --help'");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in line.ValuesOf("--header"))
        {
            if (header.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon)) return streams.Fail($"'{header}' is no header; write it as 'Name: value'");
            headers[header[..colon].Trim()] = header[(colon + 1)..].Trim();
        }

        string? body = null;
        if (line.ValueOf("--data") is { } data && BodyOf(data, out body) is { } unreadable) return streams.Fail(unreadable);
        var action = new HttpAction(line.Operands[0].ToUpperInvariant(), line.Operands[1], headers, body)
        {
            WorkingDirectory = line.ValueOf("--cwd") is { } cwd ? Path.GetFullPath(cwd) : null,
            Agent = line.ValueOf("--agent"),
            Role = line.ValueOf("--role"),
        };
        return line.Has("--execute") ? Execute(action, line, streams) : DecisionOutput.Judge(action, line, streams);
    }

    private static int Execute(HttpAction action, ParsedLine line, Streams streams)
    {
        var observation = LiveObservation.Of(action.WorkingDirectory);
        var options = new HttpRunOptions();
        if (line.ValueOf("--timeout") is { } seconds) options = options with { Timeout = TimeSpan.FromSeconds(Number(seconds)!.Value) };
        if (line.ValueOf("--max-bytes") is { } bytes) options = options with { MaxBytes = Number(bytes)!.Value };

        // A redirect goes down the same road as a first request: judged, asked about, recorded.
        var executor = new HttpExecutor(options, next => GuardedRun.Execute(next, observation, new NothingToRun(), "The server redirects to this", streams, CancellationToken.None) is not null);
        if (GuardedRun.Execute(action, observation, executor, "", streams, CancellationToken.None) is null) return ExitCodes.Refused;
        var outcome = executor.Outcome!;
        HttpText.Write(outcome, streams, isJson: line.Has("--json"), includesHead: line.Has("--include"));
        streams.Output.Flush();
        if (outcome.Problem is { } problem) streams.Say(problem);
        else if (outcome.IsCut) streams.Say($"there is more than {options.MaxBytes} bytes; --max-bytes shows more");
        return outcome.ExitCode;
    }

    private static string? ProblemOf(ParsedLine line)
    {
        if (line.Operands.Count != 2) return line.Operands.Count == 1 ? "there is no URL; write METHOD URL" : "write one METHOD and one URL";
        var method = line.Operands[0];
        if (method.Length == 0 || method.AsSpan().ContainsAnyExcept(MethodCharacters))
            return $"'{method}' is no method; it is one of {string.Join(", ", Methods)} or another word of letters";
        if (line.Has("--execute") && line.Has("--exit-code")) return "'--exit-code' tells the verdict of what is only judged; of what is sent the exit code is its own";
        foreach (var option in (ReadOnlySpan<string>)["--timeout", "--max-bytes"])
        {
            if (line.ValueOf(option) is { } number && Number(number) is null) return $"'{option}' takes a whole number above 0, not '{number}'";
        }

        return line.ValueOf("--cwd") is { } directory && !Directory.Exists(directory) ? $"the directory '{directory}' does not exist" : null;
    }

    private static readonly System.Buffers.SearchValues<char> MethodCharacters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_");

    /// <summary>Reads the body that an option names; what is wrong, or null.</summary>
    private static string? BodyOf(string data, out string? body)
    {
        body = data;
        if (!data.StartsWith('@')) return null;
        var file = data[1..];
        try
        {
            using var stream = file == "-" ? Streams.OpenInput() : File.OpenRead(file);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            if (copy.Length > MaxBodyFile) return $"the body is larger than {MaxBodyFile >> 20} MiB";
            body = Encoding.UTF8.GetString(copy.GetBuffer(), 0, (int)copy.Length);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"the body cannot be read from {(file == "-" ? "standard input" : $"'{file}'")}: {Failures.Describe(e)}";
        }
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 1_000_000_000 ? number : null;

    /// <summary>What is permitted here is sent by whoever asked for the permission.</summary>
    private sealed class NothingToRun : IExecutor
    {
        public int Run(GuardAction action, IObservation observation, CancellationToken cancellation) => 0;
    }
}

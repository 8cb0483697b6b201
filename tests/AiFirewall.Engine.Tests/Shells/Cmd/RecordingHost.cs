using AiFirewall.Effects;
using AiFirewall.Shells;
using AiFirewall.Shells.Cmd;
using AiFirewall.Shells.Cmd.Evaluation;
using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Tests.Shells.Cmd;

/// <summary>Notes down what the evaluator tells, in a compact form.</summary>
internal sealed class RecordingHost : ICmdHost
{
    private readonly List<string> _calls = [];
    private readonly Dictionary<string, Value> _files = new(StringComparer.OrdinalIgnoreCase);
    private int _steps;

    /// <summary>Everything told, one line each; <c>echo</c> is left out.</summary>
    public string Log => string.Join('\n', _calls);

    public int Steps => _steps;

    public static string Of(string text, Value? input = null) => Ran(text, input).Log;

    public static RecordingHost Ran(string text, Value? input = null)
    {
        var host = new RecordingHost();
        var state = new CmdState(host.Variable) { WorkingDirectory = "C:/work" };
        new CmdEvaluator(host).Run(text, state, input);
        return host;
    }

    public Outcome Run(Invocation invocation, CmdState state)
    {
        if (invocation.Name.Text.Equals("echo", StringComparison.OrdinalIgnoreCase)) return Outcome.Unknown;
        var input = invocation.Input is { } read ? Show(read) + " | " : "";
        var where = state.WorkingDirectory == "C:/work" ? "" : $" @{Unresolved.Display(state.WorkingDirectory)}";
        _calls.Add($"{input}{Show(invocation.Name)} {{{string.Join(", ", invocation.Arguments.Select(a => Show(a.Value)))}}}{where}");
        return invocation.Name.Text.ToLowerInvariant() switch
        {
            "curl" => new Outcome(Value.Unknown with { Origins = Origins.Network, Source = "https://x.example" }),
            "type" when _files.TryGetValue(state.Absolute(invocation.Arguments[0].Value.Text), out var content) => new Outcome(content),
            _ => Outcome.Unknown,
        };
    }

    public Value Redirect(CmdRedirectionKind kind, Value path, Value? content, TextSpan span, CmdState state)
    {
        var file = state.Absolute(path.Text);
        if (content is null) return _files.GetValueOrDefault(file) ?? Value.Unknown with { Origins = Origins.File };
        _calls.Add($"{(kind == CmdRedirectionKind.Append ? ">>" : ">")} {Show(path)}");
        _files[file] = kind == CmdRedirectionKind.Append && _files.TryGetValue(file, out var old) ? Value.Concat(old, content) : content;
        return Value.Empty;
    }

    public Value? Content(string path, CmdState state) => _files.GetValueOrDefault(path);

    public void Store(string path, Value content, CmdState state) => _files[path] = content;

    public void Starts(string path, Value content, TextSpan span, CmdState state) => _calls.Add($"starts {path}");

    public void Executes(Value code, TextSpan span, CmdState state)
    {
        if ((code.Origins & ~Origins.Command) != Origins.None) _calls.Add($"executes {Show(code)}");
    }

    public void RunCode(string language, Value code, TextSpan span, CmdState state) => _calls.Add($"code({language}) {Show(code)}");

    public void Assigns(string name, Value value, TextSpan span, CmdState state)
    {
    }

    public void Report(string findingId, string message, TextSpan span, CmdState state) => _calls.Add("!" + findingId);

    public void Exhausts(string what, TextSpan span, CmdState state) => _calls.Add("!exhausts");

    public string? Variable(string name) => name.ToUpperInvariant() switch
    {
        "COMSPEC" => @"C:\Windows\System32\cmd.exe",
        "SYSTEMROOT" => @"C:\Windows",
        "OS" => "Windows_NT",
        _ => null,
    };

    public bool Spend() => ++_steps < 20_000;

    private static string Show(Value value)
    {
        var origins = value.Origins & ~Origins.Command;
        return Unresolved.Display(value.Text).Trim() + (origins == Origins.None ? "" : $"~{origins}");
    }
}

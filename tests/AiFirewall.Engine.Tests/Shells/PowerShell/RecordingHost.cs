using AiFirewall.Effects;
using AiFirewall.Shells;
using AiFirewall.Shells.PowerShell.Evaluation;

namespace AiFirewall.Tests.Shells.PowerShell;

/// <summary>Notes down what the evaluator tells, in a compact form.</summary>
internal sealed class RecordingHost : IPowerShellHost
{
    private readonly List<string> _calls = [];

    public List<Invocation> Invocations { get; } = [];

    public bool IsSpent => false;

    public Value WorkingDirectory { get; set; } = new("/work");

    public Dictionary<string, string> Variables { get; } = new(StringComparer.OrdinalIgnoreCase) { ["env:HOME"] = "/home/dev", ["HOME"] = "/home/dev" };

    /// <summary>Everything told, one line each.</summary>
    public string Log => string.Join('\n', _calls);

    public static RecordingHost Of(string text)
    {
        var host = new RecordingHost();
        new PowerShellEvaluator(host).Evaluate(text);
        return host;
    }

    public Outcome Run(Invocation invocation, PowerShellEvaluator evaluator)
    {
        Invocations.Add(invocation);
        var input = invocation.Input is { } read ? Show(read) + " | " : "";
        var output = invocation.OutputFile is { } file ? " > " + Show(file) : "";
        var arguments = string.Join(", ", invocation.Arguments.Select(Show));
        _calls.Add($"{input}{Show(invocation.Name)} {{{arguments}}}{output}");
        return invocation.Name.Text.ToLowerInvariant() switch
        {
            "invoke-webrequest" or "invoke-restmethod" or "curl" or "wget" => new Outcome(Value.Unknown with { Origins = Origins.Network }),
            "get-content" or "cat" => new Outcome(Value.Unknown with { Origins = Origins.File, Source = invocation.Arguments.Count > 0 ? invocation.Arguments[0].Value.Text : null }),
            _ => Outcome.Unknown,
        };
    }

    public void RunCode(Value code, TextSpan span, string how) => _calls.Add($"code({how}) {Show(code)}");

    public void Call(MemberCall call) => _calls.Add(
        $"{(call.IsStatic ? $"[{Show(call.TypeName ?? new("?"))}]::" : $"<{Show(call.TypeName ?? new("?"))}>({Show(call.Target)}).")}{Show(call.MemberName)}({string.Join(", ", call.Arguments.Select(Show))})");

    public void Redirect(Value target, bool isAppend, TextSpan span, Value? content = null) => _calls.Add($"{(isAppend ? ">>" : ">")} {Show(target)}");

    /// <summary>Variables of the environment that were set, as <c>NAME=value</c>.</summary>
    public List<string> Environment { get; } = [];

    public void SetEnvironment(string name, Value value, TextSpan span) => Environment.Add($"{name}={Show(value)}");

    public void Exhausts(string what, TextSpan span) => _calls.Add("exhausts");

    public void Incomplete(string findingId, string message, TextSpan span) => _calls.Add($"incomplete {findingId}");

    /// <summary>Scripts and modules by path.</summary>
    public Dictionary<string, string> Files { get; } = [];

    public bool IsInFile { get; set; }

    public ScriptFile? OpenScript(Value path, TextSpan span) =>
        Files.TryGetValue(path.Text, out var text) ? new ScriptFile("/work/" + path.Text, new Value(text, Origins.File, path.Text), IsTrusted: true, span) : null;

    public Value? Content(Value path) => Files.TryGetValue(path.Text, out var text) ? new Value(text, Origins.File, path.Text) : null;

    public string? Variable(string name) => Variables.GetValueOrDefault(name);

    private static string Show(Argument argument) => argument.Parameter is not { } name ? Show(argument.Value)
        : argument.HasAttachedValue ? $"-{name}:{Show(argument.Value)}" : "-" + name;

    private static string Show(Value value)
    {
        var origins = value.Origins & ~Origins.Command;
        return Unresolved.Display(value.Text) + (origins == Origins.None ? "" : $"~{origins}");
    }
}

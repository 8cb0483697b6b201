using AiFirewall.Commands;
using AiFirewall.Effects;
using AiFirewall.Shells;
using AiFirewall.Shells.Cmd;
using AiFirewall.Shells.Cmd.Evaluation;
using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Interpretation;

/// <summary>Lets the evaluator of cmd.exe and the interpreter speak with each other.</summary>
internal sealed class CmdDoor : ICmdHost
{
    private readonly Interpreter _interpreter;
    private readonly CmdEvaluator _evaluator;

    /// <summary>Paths of files that the text wrote: Windows finds them whatever their case.</summary>
    private readonly Dictionary<string, string> _written = new(StringComparer.OrdinalIgnoreCase);
    private CmdState? _caller;

    public CmdDoor(Interpreter interpreter)
    {
        _interpreter = interpreter;
        _evaluator = new CmdEvaluator(this);
    }

    /// <summary>Reads a text in a scene.</summary>
    public Value Read(string text, IReadOnlyList<Value> arguments, Value? input, Scene scene)
    {
        var state = new CmdState(Variable)
        {
            WorkingDirectory = scene.WorkingDirectory,
            OuterSpan = scene.OuterSpan,
            IsConditional = scene.IsConditional,
            Positional = arguments.Count > 0 ? arguments : null,
            Tag = scene,
        };
        if (_caller is not null) state.Inherit(_caller);
        var caller = _caller;
        var output = _evaluator.Run(text, state, input);
        _caller = caller;
        return output;
    }

    /// <inheritdoc/>
    public Outcome Run(Invocation invocation, CmdState state)
    {
        _caller = state;
        return _interpreter.Run(invocation, SceneOf(state));
    }

    /// <inheritdoc/>
    public Value Redirect(CmdRedirectionKind kind, Value path, Value? content, TextSpan span, CmdState state)
    {
        var scene = SceneOf(state);
        var target = PathResolver.Resolve(path.Text, scene.WorkingDirectory, _interpreter.Paths, isGlob: false, hasBackslashes: true);
        if (content is null)
        {
            if (target.Scope == TargetScope.Sink) return Value.Empty;
            Add(EffectKind.Read, target, span, scene);
            var known = Content(target.Text, state);
            var origins = target.Scope == TargetScope.Credentials ? Origins.File | Origins.Secret : Origins.File;
            return known is null ? Value.Unknown with { Origins = origins, Source = target.Text } : known with { Origins = known.Origins | (origins & Origins.Secret) };
        }

        if (target.Scope == TargetScope.Sink) return Value.Empty;
        var isAppend = kind == CmdRedirectionKind.Append;
        var traits = (isAppend ? EffectTraits.Append : EffectTraits.None) | (content.Has(Origins.Secret) ? EffectTraits.CarriesSecret : EffectTraits.None);
        Add(EffectKind.Write, target, span, scene, traits, IsStream(target.Text) ? new Finding("windows.stream.hidden", Risk.High, $"hides what it writes in a stream of a file: {target.Display}") : null);
        _interpreter.Store(Written(target.Text), content, isAppend);
        return Value.Empty;
    }

    /// <inheritdoc/>
    public Value? Content(string path, CmdState state) => _interpreter.Content(_written.GetValueOrDefault(path, path), SceneOf(state));

    /// <inheritdoc/>
    public void Store(string path, Value content, CmdState state) => _interpreter.Store(Written(path), content, append: false);

    /// <inheritdoc/>
    public void Starts(string path, Value content, TextSpan span, CmdState state)
    {
        var scene = SceneOf(state);
        Add(EffectKind.Execute, PathResolver.Resolve(path, scene.WorkingDirectory, _interpreter.Paths, hasBackslashes: true), span, scene);

        // The effects of a script that was there before count only where they are critical.
        if (content.Has(Origins.File)) scene = scene with { IsFromFile = true, Traits = scene.Traits | EffectTraits.FromFile };
        state.Tag = _interpreter.Executes(content with { Source = content.Source ?? path }, scene, span, "cmd");
    }

    /// <inheritdoc/>
    public void Executes(Value code, TextSpan span, CmdState state) => state.Tag = _interpreter.Executes(code, SceneOf(state), span, "cmd");

    /// <inheritdoc/>
    public void RunCode(string language, Value code, TextSpan span, CmdState state)
    {
        _caller = state;
        var scene = SceneOf(state);
        _interpreter.RunCode(language, code, [], null, scene with { Depth = scene.Depth + 1 }, span);
    }

    /// <inheritdoc/>
    public void Assigns(string name, Value value, TextSpan span, CmdState state)
    {
        var scene = SceneOf(state);
        if (value.Text.Length > 0 && WindowsVariables.Warning(name, value.Text) is { } finding)
        {
            _interpreter.Add(new Effect(EffectKind.WeakenSecurity, new Target(TargetKind.Service, name), scene.OuterSpan ?? span) { Traits = scene.Traits, By = "cmd/environment", Command = name, Finding = finding });
            return;
        }

        DangerousEnvironment.Read(name, value, _interpreter, scene, span);
    }

    /// <inheritdoc/>
    public void Report(string findingId, string message, TextSpan span, CmdState state) =>
        _interpreter.Add(new Finding(findingId, Risk.High, message, Span: state.OuterSpan ?? span));

    /// <inheritdoc/>
    public void Exhausts(string what, TextSpan span, CmdState state) => _interpreter.Add(new Effect(EffectKind.ExhaustResources, new Target(TargetKind.Process, what), span)
    {
        Traits = SceneOf(state).Traits,
        By = "cmd/recursion",
        Command = "cmd",
        Finding = new Finding("system.fork-bomb", Risk.Critical, what),
    });

    /// <inheritdoc/>
    public string? Variable(string name)
    {
        var observation = _interpreter.Observation;
        if (observation.System == Observation.HostSystem.Windows && observation.Variable(name) is { } known) return known;
        return WindowsVariables.Usual(name, observation.Home, observation.User) is { } usual ? CmdState.Backslashes(usual) : null;
    }

    /// <inheritdoc/>
    public bool Spend() => _interpreter.Spend(default);

    private string Written(string path)
    {
        if (_written.TryGetValue(path, out var first)) return first;
        if (_written.Count < 256) _written[path] = path;
        return path;
    }

    private static Scene SceneOf(CmdState state)
    {
        var scene = (Scene)state.Tag!;
        if (scene.WorkingDirectory == state.WorkingDirectory && scene.OuterSpan == state.OuterSpan && scene.IsConditional == state.IsConditional) return scene;
        scene = scene with { WorkingDirectory = state.WorkingDirectory, OuterSpan = state.OuterSpan, IsConditional = state.IsConditional };
        state.Tag = scene;
        return scene;
    }

    /// <summary><c>file.txt:stream</c>: no listing of the directory shows it.</summary>
    private static bool IsStream(string path)
    {
        var start = Math.Max(2, path.LastIndexOf('/') + 1);
        return start < path.Length && path.IndexOf(':', start) is > 0 and var colon && colon < path.Length - 1;
    }

    private void Add(EffectKind kind, Target target, TextSpan span, Scene scene, EffectTraits traits = EffectTraits.None, Finding? finding = null) =>
        _interpreter.Add(new Effect(kind, target, scene.OuterSpan ?? span) { Traits = scene.Traits | traits, By = "cmd/redirection", Command = "redirection", Finding = finding });
}

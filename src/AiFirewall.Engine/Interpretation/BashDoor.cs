using AiFirewall.Commands;
using AiFirewall.Effects;
using AiFirewall.Shells;
using AiFirewall.Shells.Bash;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Interpretation;

/// <summary>Lets the Bash evaluator and the interpreter speak with each other.</summary>
internal sealed class BashDoor : IBashHost
{
    private readonly Interpreter _interpreter;
    private readonly BashEvaluator _evaluator;
    private BashState? _caller;

    public BashDoor(Interpreter interpreter)
    {
        _interpreter = interpreter;
        _evaluator = new BashEvaluator(this);
    }

    /// <summary>Reads a text in a scene.</summary>
    public Value Read(string text, IReadOnlyList<Value> arguments, Value? input, Scene scene)
    {
        var state = new BashState
        {
            Text = text,
            WorkingDirectory = scene.WorkingDirectory,
            OuterSpan = scene.OuterSpan,
            Depth = 0,
            IsConditional = scene.IsConditional,
            Tag = scene,
        };
        if (arguments.Count > 0)
        {
            state.ScriptName = arguments[0];
            state.Positional = [.. arguments.Skip(1)];
        }

        // A shell started by this one sees its variables; taking all of them for exported errs on the safe side.
        if (_caller is not null) state.Inherit(_caller);
        var caller = _caller;
        var output = _evaluator.Run(text, state, input);
        _caller = caller;
        return output;
    }

    /// <inheritdoc/>
    public Outcome Run(Invocation invocation, BashState state)
    {
        _caller = state;
        return _interpreter.Run(invocation, SceneOf(state));
    }

    /// <inheritdoc/>
    public Value Redirect(RedirectionKind kind, Value path, Value? content, TextSpan span, BashState state)
    {
        var scene = SceneOf(state);
        if (path.Text.StartsWith("/dev/tcp/", StringComparison.Ordinal) || path.Text.StartsWith("/dev/udp/", StringComparison.Ordinal)) return Socket(path, content, span, scene);
        var target = PathResolver.Resolve(path.Text, scene.WorkingDirectory, _interpreter.Paths, path.IsGlob);
        if (kind is RedirectionKind.Input || content is null)
        {
            Add(EffectKind.Read, target, span, scene);
            var known = path.Origins != Origins.None && path.Text.StartsWith("/dev/fd/", StringComparison.Ordinal) ? _interpreter.Content(path.Text, scene) : _interpreter.Content(target.Text, scene);
            var origins = target.Scope == TargetScope.Credentials ? Origins.File | Origins.Secret : Origins.File;
            return known is null ? Value.Unknown with { Origins = origins, Source = target.Text } : known with { Origins = known.Origins | (origins & Origins.Secret) };
        }

        var isAppend = kind is RedirectionKind.Append or RedirectionKind.AppendOutputAndErrors;
        Add(EffectKind.Write, target, span, scene, (isAppend ? EffectTraits.Append : EffectTraits.None) | (content.Has(Origins.Secret) ? EffectTraits.CarriesSecret : EffectTraits.None));
        if (target.Scope is not (TargetScope.Sink or TargetScope.Device) && KnownOutput.IsEndless(content.Source))
            _interpreter.Add(new Finding("system.disk-full", Risk.High, $"writes to {target.Display} without end", Span: scene.OuterSpan ?? span));
        if (target.Scope != TargetScope.Sink) _interpreter.Store(target.Text, content, isAppend);
        return Value.Empty;
    }

    /// <inheritdoc/>
    public Value? Source(Value path, TextSpan span, BashState state)
    {
        var scene = SceneOf(state);
        var target = PathResolver.Resolve(path.Text, scene.WorkingDirectory, _interpreter.Paths, path.IsGlob);
        Add(EffectKind.Execute, target, span, scene);
        if (_interpreter.Content(path.Text.StartsWith("/dev/fd/", StringComparison.Ordinal) ? path.Text : target.Text, scene) is { } content)
        {
            // The effects of a script that was there before count only where they are critical.
            if (content.Has(Origins.File)) state.Tag = scene with { IsFromFile = true, Traits = scene.Traits | EffectTraits.FromFile };
            return content;
        }

        return path.Origins == Origins.None ? null : Value.Unknown with { Origins = path.Origins, Source = path.Source };
    }

    /// <inheritdoc/>
    public void Executes(Value code, string how, TextSpan span, BashState state) => state.Tag = _interpreter.Executes(code, SceneOf(state), span, how) with { OuterSpan = ((Scene)state.Tag!).OuterSpan };

    /// <inheritdoc/>
    public void Store(string path, Value content) => _interpreter.Store(path, content, append: false);

    /// <inheritdoc/>
    public void Assigns(string name, Value value, TextSpan span, BashState state) => DangerousEnvironment.Read(name, value, _interpreter, SceneOf(state), span);

    /// <inheritdoc/>
    public void Unsets(string name, TextSpan span, BashState state) => DangerousEnvironment.Unset(name, _interpreter, SceneOf(state), span);

    /// <inheritdoc/>
    public void Report(string findingId, Risk severity, string message, TextSpan span, BashState state) =>
        _interpreter.Add(new Finding(findingId, severity, message, Span: state.OuterSpan ?? span));

    /// <inheritdoc/>
    public void Exhausts(string what, TextSpan span, BashState state) =>
        _interpreter.Add(new Effect(EffectKind.ExhaustResources, new Target(TargetKind.Process, what), span)
        {
            Traits = SceneOf(state).Traits,
            By = "bash/recursion",
            Command = "bash",
            Finding = new Finding("system.fork-bomb", Risk.Critical, what),
        });

    /// <inheritdoc/>
    public string? Variable(string name) => name switch
    {
        "HOME" => _interpreter.Observation.Home,
        "USER" or "LOGNAME" => _interpreter.Observation.User,
        "TMPDIR" or "TMP" or "TEMP" => _interpreter.Observation.Variable(name) ?? "/tmp",
        _ => _interpreter.Observation.Variable(name),
    };

    /// <inheritdoc/>
    public bool Spend() => _interpreter.Spend(default);

    private static Scene SceneOf(BashState state)
    {
        var scene = (Scene)state.Tag!;
        if (scene.WorkingDirectory == state.WorkingDirectory && scene.OuterSpan == state.OuterSpan && scene.IsConditional == state.IsConditional) return scene;
        scene = scene with { WorkingDirectory = state.WorkingDirectory, OuterSpan = state.OuterSpan, IsConditional = state.IsConditional };
        state.Tag = scene;
        return scene;
    }

    private Value Socket(Value path, Value? content, TextSpan span, Scene scene)
    {
        var traits = content is not null && content.Has(Origins.Secret) ? EffectTraits.CarriesSecret : EffectTraits.None;
        var parts = path.Text.Split('/');
        Add(EffectKind.OpenSocket, new Target(TargetKind.Host, parts.Length > 4 ? $"{parts[3]}:{parts[4]}" : path.Text), span, scene, traits);
        return Value.Unknown with { Origins = Origins.Network, Source = path.Text };
    }

    private void Add(EffectKind kind, Target target, TextSpan span, Scene scene, EffectTraits traits = EffectTraits.None) =>
        _interpreter.Add(new Effect(kind, target, scene.OuterSpan ?? span) { Traits = scene.Traits | traits, By = "bash/redirection", Command = "redirection" });
}

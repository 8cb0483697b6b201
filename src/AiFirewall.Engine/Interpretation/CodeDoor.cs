using AiFirewall.Actions;
using AiFirewall.Code;
using AiFirewall.Commands;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Interpretation;

/// <summary>Lets the readers of inline code and the interpreter speak with each other.</summary>
internal sealed class CodeDoor(Interpreter interpreter, string language, Scene scene, TextSpan span) : ICodeHost
{
    private readonly Stack<Scene> _outer = [];
    private Scene _scene = scene;

    /// <inheritdoc/>
    public string Home => interpreter.Observation.Home;

    /// <inheritdoc/>
    public string User => interpreter.Observation.User;

    /// <inheritdoc/>
    public string WorkingDirectory
    {
        get => _scene.WorkingDirectory;
        set => _scene = _scene with { WorkingDirectory = value };
    }

    /// <summary>Reads a text in a scene. What it prints.</summary>
    public static Value Read(Interpreter interpreter, string language, string text, IReadOnlyList<Value> arguments, Value? input, Scene scene)
    {
        var door = new CodeDoor(interpreter, language, scene, scene.OuterSpan ?? new TextSpan(0, text.Length));
        door.Affect(EffectKind.Execute, new Target(TargetKind.Code, language), "", EffectTraits.Informational);
        return CodeReader.Read(language, text, arguments, input, door);
    }

    /// <inheritdoc/>
    public string? Variable(string name) => name switch
    {
        "HOME" or "USERPROFILE" => interpreter.Observation.Home,
        "USER" or "LOGNAME" or "USERNAME" => interpreter.Observation.User,
        "TMPDIR" or "TMP" or "TEMP" => interpreter.Observation.Variable(name) ?? "/tmp",
        _ => interpreter.Observation.Variable(name),
    };

    /// <inheritdoc/>
    public void SetVariable(string name, Value? value)
    {
        if (value is null) DangerousEnvironment.Unset(name, interpreter, _scene, span);
        else DangerousEnvironment.Read(name, value, interpreter, _scene with { Dialect = ShellDialect.Bash }, span);
    }

    /// <inheritdoc/>
    public Target Touch(EffectKind kind, Value path, string call, EffectTraits traits = EffectTraits.None, bool isLikely = false)
    {
        var target = PathResolver.Resolve(path.Text, _scene.WorkingDirectory, interpreter.Paths, path.IsGlob, _scene.Dialect != ShellDialect.Bash);
        Affect(kind, target, call, traits, certainty: isLikely ? Certainty.Likely : Certainty.Certain);
        return target;
    }

    /// <inheritdoc/>
    public void Affect(EffectKind kind, Target target, string call, EffectTraits traits = EffectTraits.None, Finding? finding = null, Certainty certainty = Certainty.Certain) =>
        interpreter.Add(new Effect(kind, target, _scene.OuterSpan ?? span)
        {
            Traits = _scene.Traits | traits,
            By = call.Length == 0 ? "code/" + language : $"code/{language}/{Plain(call)}",
            Command = language,
            Finding = finding,
            Certainty = certainty == Certainty.Certain && _scene.IsConditional ? Certainty.Likely : certainty,
        });

    /// <inheritdoc/>
    public Value? Content(Value path) => interpreter.Content(Resolved(path), _scene);

    /// <inheritdoc/>
    public void Store(Value path, Value content, bool isAppended)
    {
        var target = PathResolver.Resolve(path.Text, _scene.WorkingDirectory, interpreter.Paths, path.IsGlob);
        if (target.Scope != TargetScope.Sink) interpreter.Store(target.Text, content, isAppended);
    }

    /// <inheritdoc/>
    public Value Run(IReadOnlyList<Value> command, Value? input, string? workingDirectory, bool isLikely)
    {
        var directory = workingDirectory is null ? _scene.WorkingDirectory : PathText.Absolute(workingDirectory, _scene.WorkingDirectory, hasBackslashes: false);
        var invocation = new Invocation(ShellDialect.Bash, command[0], [.. command.Skip(1).Select(c => new Argument(c, span))], span) { Input = input, IsOutputRead = true };
        return interpreter.Run(invocation, Inner(isLikely) with { WorkingDirectory = directory }).Output;
    }

    /// <inheritdoc/>
    public Value RunCode(string other, Value code, Value? input, bool isLikely) => interpreter.RunCode(other, code, [], input, Inner(isLikely), span).Output;

    /// <inheritdoc/>
    public void Enter(Value code, string call)
    {
        _outer.Push(_scene);
        _scene = interpreter.Executes(code, _scene, span, language);
    }

    /// <inheritdoc/>
    public void Leave() => _scene = _outer.Pop() with { WorkingDirectory = _scene.WorkingDirectory };

    /// <inheritdoc/>
    public Value RunFile(Value path, string call)
    {
        var target = Touch(EffectKind.Execute, path, call, EffectTraits.Informational);
        if (interpreter.Content(target.Text, _scene) is not { } content) return Value.Unknown with { Origins = Origins.Command };
        var traits = content.Has(Origins.File) ? _scene.Traits | EffectTraits.FromFile : _scene.Traits;
        return interpreter.RunCode(language, content, [], null, Inner(isLikely: false) with { IsFromFile = _scene.IsFromFile || content.Has(Origins.File), Traits = traits }, span).Output;
    }

    /// <inheritdoc/>
    public void Report(Finding finding) => interpreter.Add(finding with { Span = span });

    /// <inheritdoc/>
    public bool Spend() => interpreter.Spend(span);

    private string Resolved(Value path) => PathResolver.Resolve(path.Text, _scene.WorkingDirectory, interpreter.Paths, path.IsGlob).Text;

    private Scene Inner(bool isLikely) => _scene with { Depth = _scene.Depth + 1, IsConditional = _scene.IsConditional || isLikely, Dialect = ShellDialect.Bash };

    /// <summary><c>perl:unlink</c> is <c>unlink</c>, <c>.unlink</c> is <c>unlink</c>.</summary>
    private static string Plain(string call) => call[(call.IndexOf(':', StringComparison.Ordinal) + 1)..].TrimStart('.');
}

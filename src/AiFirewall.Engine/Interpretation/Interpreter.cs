using AiFirewall.Actions;
using AiFirewall.Code;
using AiFirewall.Commands;
using AiFirewall.Effects;
using AiFirewall.Files;
using AiFirewall.Observation;
using AiFirewall.Shells;

namespace AiFirewall.Interpretation;

/// <summary>
/// Reads one action into effects. Readers hand it invocations, commands hand it the code inside their arguments, and it hands that to the
/// reader of its language, until nothing is left to read or a bound is reached.
/// </summary>
internal sealed class Interpreter : ICommandHost
{
    private const int MaxSteps = 20_000;
    private const int MaxEffects = 2_000;
    private const int MaxDepth = 24;
    private const int MaxScriptBytes = 64 * 1024;

    private readonly CommandInterpreter _commands;
    private readonly List<Effect> _effects = [];
    private readonly List<Finding> _findings = [];
    private readonly Dictionary<string, Value> _files = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, Value>> _trees = [];
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Value?> _contents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _scriptsRead = new(StringComparer.Ordinal);
    private readonly BashDoor _bash;
    private readonly CmdDoor _cmd;
    private ReadingStep? _step;
    private int _steps;
    private bool _isExhausted;

    private Interpreter(IObservation observation, CommandCatalog catalog)
    {
        Observation = observation;
        Paths = new PathContext(observation.Home, observation.Project, observation.GuardHome, observation.System != HostSystem.Linux) { FollowLinks = Follow };
        _commands = new CommandInterpreter(catalog, this);
        _bash = new BashDoor(this);
        _cmd = new CmdDoor(this);
    }

    /// <inheritdoc/>
    public IObservation Observation { get; }

    /// <inheritdoc/>
    public PathContext Paths { get; }

    /// <summary>Reads a command line or script.</summary>
    public static Reading Read(ShellAction action, IObservation observation, CommandCatalog catalog, bool keepsSteps = false)
    {
        var root = keepsSteps ? new ReadingStep(action.Command, "") : null;
        var interpreter = new Interpreter(observation, catalog) { _step = root };
        var text = Unresolved.Clean(action.Command);
        var scene = new Scene(observation.WorkingDirectory, action.Shell);
        var language = action.Shell switch { ShellDialect.Bash => "bash", ShellDialect.PowerShell => "powershell", _ => "cmd" };
        interpreter.ReadText(language, text, [], null, scene);
        return new Reading(interpreter._effects, interpreter._findings, root) { Changes = interpreter.Written() };
    }

    /// <summary>Reads a text of SQL.</summary>
    public static Reading Read(SqlAction action, IObservation observation, CommandCatalog catalog)
    {
        var interpreter = new Interpreter(observation, catalog);
        var scene = new Scene(observation.WorkingDirectory, ShellDialect.Bash);
        interpreter.ReadText("sql:" + action.Dialect, Unresolved.Clean(action.Sql), [], null, scene);
        if (action.DatabaseFile is { } file) SqlDoor.AddFile(interpreter, interpreter._effects, Unresolved.Clean(file), action.Rendered, scene);
        return new Reading(interpreter._effects, interpreter._findings);
    }

    /// <inheritdoc/>
    public void Add(Effect effect)
    {
        if (_effects.Count < MaxEffects) _effects.Add(effect);
        else Exhausted(effect.Span);
        _step?.Add(effect);
    }

    /// <inheritdoc/>
    public void Add(Finding finding)
    {
        if (_findings.Count < 64) _findings.Add(finding);
    }

    /// <summary>Whether the budget of steps is spent.</summary>
    public bool IsSpent => _steps > MaxSteps;

    /// <summary>Takes a step off the budget; false when it is spent, which is a finding.</summary>
    public bool Spend(TextSpan span)
    {
        if (++_steps <= MaxSteps) return true;
        Exhausted(span);
        return false;
    }

    /// <inheritdoc/>
    public Outcome Run(Invocation invocation, Scene scene)
    {
        if (!Spend(invocation.Span)) return Outcome.Unknown;
        if (scene.Depth <= MaxDepth)
        {
            var step = Enter(() => (Shown(invocation), _commands.TitleOf(invocation)));
            var outcome = _commands.Read(invocation, scene);
            _step = step;
            return outcome;
        }

        Add(new Finding("shell.too-deep", Risk.High, "commands inside commands are nested deeper than the firewall reads", Span: scene.OuterSpan ?? invocation.Span));
        return Outcome.Unknown;
    }

    /// <inheritdoc/>
    public Outcome RunCode(string language, Value code, IReadOnlyList<Value> arguments, Value? input, Scene scene, TextSpan span)
    {
        if (!Spend(span)) return Outcome.Unknown;
        var inner = Executes(code, scene with { OuterSpan = scene.OuterSpan ?? span }, span, language);
        if (scene.Depth > MaxDepth)
        {
            Add(new Finding("shell.too-deep", Risk.High, "code inside code is nested deeper than the firewall reads", Span: scene.OuterSpan ?? span));
            return Outcome.Unknown;
        }

        // A script that runs itself, or scripts that run each other, are read once.
        if (code.Has(Origins.File) && code.Source is { } path && !_scriptsRead.Add(path)) return Outcome.Unknown;
        if (code.Text is "" or Unresolved.Anything) return Outcome.Unknown;
        if (language == "script") language = ScriptLanguage.Of(code.Text, code.Source);
        var step = Enter(() => (Unresolved.Display(code.Text), language + " code"));
        var output = ReadText(language, code.Text, arguments, input, inner);
        _step = step;
        return new Outcome(output);
    }

    /// <summary>Starts a step below the current one, which is returned to come back to; nothing while steps are not kept.</summary>
    private ReadingStep? Enter(Func<(string Text, string By)> describe)
    {
        if (_step is not { } outer) return null;
        var (text, by) = describe();
        _step = new ReadingStep(text, by);
        outer.Add(_step);
        return outer;
    }

    private static string Shown(Invocation invocation) =>
        string.Join(' ', [invocation.Name.Text, .. invocation.Arguments.Select(a => a.Parameter is { } parameter ? $"-{parameter}{(a.HasAttachedValue ? ":" + a.Value.Text : "")}" : a.Value.Text)]).Replace(Unresolved.Hole, '…');

    /// <summary>Takes note of where code that is executed came from. The scene it runs in.</summary>
    public Scene Executes(Value code, Scene scene, TextSpan span, string how)
    {
        if (code.Has(Origins.Network)) AddExecution(EffectKind.ExecuteRemoteCode, code, scene, span, how);
        else if (code.Has(Origins.Decoded)) AddExecution(EffectKind.ExecuteHiddenCode, code, scene with { Traits = scene.Traits | EffectTraits.Decoded }, span, how);
        else if (code.Text == Unresolved.Anything && !KnownOutputs.AreMeantForEval(code.Source)) AddExecution(EffectKind.ExecuteHiddenCode, code, scene, span, how);
        var traits = scene.Traits;
        if (code.Has(Origins.Network)) traits |= EffectTraits.FromNetwork;
        if (code.Has(Origins.Decoded)) traits |= EffectTraits.Decoded;
        if (scene.IsFromFile) traits |= EffectTraits.FromFile;
        return scene with { Traits = traits };
    }

    /// <inheritdoc/>
    public Value? Content(string path, Scene scene)
    {
        if (_files.TryGetValue(path, out var known)) return known;
        if (Unresolved.In(path) || !PathText.IsAbsolute(path) || path.StartsWith("/dev/", StringComparison.Ordinal) || scene.Traits.HasFlag(EffectTraits.Elsewhere)) return null;

        if (!_contents.TryGetValue(path, out var content))
        {
            content = Observation.ReadText(path, MaxScriptBytes) is { } text ? new Value(Unresolved.Clean(text), Origins.File, path) : null;
            _contents[path] = content;
        }

        return content ?? Unpacked(path);
    }

    /// <summary>What is known of a file that was not there before, by the directory that something was unpacked in.</summary>
    private Value? Unpacked(string path)
    {
        foreach (var (directory, content) in _trees)
        {
            if (PathScopes.IsUnder(path, directory, StringComparison.Ordinal) && path.Length > directory.Length && Observation.KindOf(path) is PathKind.Unknown or PathKind.Missing) return content;
        }

        return null;
    }

    /// <inheritdoc/>
    public void StoreTree(string directory, Value content)
    {
        if (_trees.Count < 16 && directory != Unresolved.Anything) _trees.Add(new(directory, content));
    }

    /// <inheritdoc/>
    public void Store(string path, Value content, bool append)
    {
        if (_files.Count > 256 || path == Unresolved.Anything) return;
        _files[path] = append && _files.TryGetValue(path, out var old) ? Value.Concat(old, content) : content;
    }

    /// <summary>The files whose whole content the action writes.</summary>
    private List<FileChange> Written()
    {
        var changes = new List<FileChange>();
        foreach (var (path, content) in _files)
        {
            if (content.IsResolved && PathText.IsAbsolute(path)) changes.Add(new FileChange(path) { Content = content.Text });
        }

        return changes;
    }

    /// <inheritdoc/>
    public void Link(string path, string target)
    {
        if (_links.Count < 64 && !Unresolved.In(path) && path != target) _links[path] = target;
    }

    /// <summary>Where a path leads by the links that this action made and those that are there.</summary>
    private string Follow(string path)
    {
        foreach (var (link, target) in _links)
        {
            if (path == link || (path.StartsWith(link, StringComparison.Ordinal) && path[link.Length] == '/')) return target + path[link.Length..];
        }

        return path.StartsWith('/') ? Observation.Resolve(path) : path;
    }

    private void AddExecution(EffectKind kind, Value code, Scene scene, TextSpan span, string how) => Add(new Effect(kind, new Target(TargetKind.Code, code.Source ?? how), scene.OuterSpan ?? span)
    {
        Traits = scene.Traits,
        Certainty = code.IsResolved ? Certainty.Certain : Certainty.Unresolved,
        By = "code/" + how,
        Command = how,
    });

    private Value ReadText(string language, string text, IReadOnlyList<Value> arguments, Value? input, Scene scene)
    {
        switch (language)
        {
            case "bash": return _bash.Read(text, arguments, input, scene with { Dialect = ShellDialect.Bash });
            case "cmd": return _cmd.Read(text, arguments, input, scene with { Dialect = ShellDialect.Cmd });
            case "powershell": return PowerShellDoor.Read(this, text, scene);
            case "mongo":
                SqlDoor.ReadMongo(this, text, scene);
                return Value.Unknown;
            case "redis":
                SqlDoor.ReadRedis(this, text, scene);
                return Value.Unknown;
            case var sql when sql.StartsWith("sql", StringComparison.Ordinal):
                SqlDoor.Read(this, text, sql.Length > 4 ? sql[4..] : "", scene);
                return Value.Unknown;
            case var code when CodeReader.Reads(code): return CodeDoor.Read(this, code, text, arguments, input, scene);
            default:
                NotRead(language, text, scene);
                return Value.Unknown;
        }
    }

    /// <summary>Code in a language that no reader stands for is run and not understood: somebody has to look.</summary>
    private void NotRead(string language, string text, Scene scene) => Add(new Effect(EffectKind.Execute, new Target(TargetKind.Code, language), scene.OuterSpan ?? new TextSpan(0, text.Length))
    {
        Traits = scene.Traits,
        Certainty = Certainty.Unresolved,
        By = "code/" + language,
        Command = language,
        Finding = new Finding("code.not-read", Risk.High, $"runs {language} code, which the firewall does not read"),
    });

    private void Exhausted(TextSpan span)
    {
        if (_isExhausted) return;
        _isExhausted = true;
        _findings.Add(new Finding("shell.too-large", Risk.High, "the command does more than the firewall reads", Span: span));
    }
}

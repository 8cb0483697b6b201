using AiFirewall.Actions;
using AiFirewall.Commands.Catalog;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands;

/// <summary>One command being read: its invocation, its arguments, and what was found so far. What command classes work with.</summary>
internal sealed class CommandCall(Invocation invocation, string name, ParsedArguments arguments, Scene scene, ICommandHost host)
{
    /// <summary>The command as the shell read it.</summary>
    public Invocation Invocation { get; } = invocation;

    /// <summary>Its name without directory and extension, lower-case.</summary>
    public string Name { get; } = name;

    /// <summary>Its arguments, sorted.</summary>
    public ParsedArguments Arguments { get; } = arguments;

    /// <summary>Where it runs.</summary>
    public Scene Scene { get; } = scene;

    /// <summary>The road around it.</summary>
    public ICommandHost Host { get; } = host;

    /// <summary>The entry that speaks.</summary>
    public CommandEntry Entry => Arguments.Entry;

    /// <summary>What it writes, when a class or code that it runs knows better than the entry; null otherwise.</summary>
    public Value? Output { get; set; }

    /// <summary>Where the data that it handles came from: input, arguments, files read.</summary>
    public Origins DataOrigins { get; private set; } = (invocation.Input?.Origins ?? Origins.None) | (OriginsOf(invocation.Arguments) & ~Origins.Key);

    /// <summary>The URL or path of that data, for messages.</summary>
    public string? DataSource { get; private set; } = invocation.Input?.Source ?? SourceOf(invocation.Arguments);

    /// <summary>Effects that send something away, kept back until all that the command reads is known.</summary>
    private readonly List<Effect> _outgoing = [];

    /// <summary>Whether any effect was added.</summary>
    public bool HasEffects { get; private set; }

    /// <summary>Resolves a path argument against the working directory.</summary>
    public Target Path(Value path) => Path(path, EffectKind.Read);

    /// <summary>Resolves a path argument for an effect: what deletes or moves a link does not reach what the link leads to.</summary>
    public Target Path(Value path, EffectKind kind) =>
        PathResolver.Resolve(path.PathText, Scene.WorkingDirectory, Host.Paths, path.IsGlob, Invocation.Dialect != ShellDialect.Bash, kind is not (EffectKind.Delete or EffectKind.Move));

    /// <summary>A target of another sort than a path.</summary>
    public static Target Thing(TargetKind kind, Value value) => new(kind, value.Text);

    /// <summary>Adds an effect on a path.</summary>
    public void Add(EffectKind kind, Value path, TextSpan span, EffectTraits traits = EffectTraits.None) =>
        Add(kind, Path(path, kind), span, traits, path.IsGlob ? EffectTraits.Many : EffectTraits.None);

    /// <summary>Adds an effect.</summary>
    public void Add(
        EffectKind kind, Target target, TextSpan span, EffectTraits traits = EffectTraits.None, EffectTraits more = EffectTraits.None,
        Finding? finding = null, Certainty certainty = Certainty.Certain)
    {
        HasEffects = true;
        var effect = new Effect(kind, target, Scene.OuterSpan ?? span)
        {
            Traits = traits | more | Scene.Traits,
            By = Entry.Title,
            Command = Name,
            Finding = finding,
            Directory = kind == EffectKind.DiscardWork ? Scene.WorkingDirectory : null,
            Certainty = certainty == Certainty.Certain && Scene.IsConditional ? Certainty.Likely : certainty,
        };

        if (kind is EffectKind.Read or EffectKind.ReadSecret && (target.Scope == TargetScope.Credentials || kind == EffectKind.ReadSecret))
        {
            DataOrigins |= Origins.Secret;
            DataSource ??= target.Text;
        }

        if (kind is EffectKind.SendData or EffectKind.OpenSocket or EffectKind.Fetch or EffectKind.Publish) _outgoing.Add(effect);
        else Host.Add(effect);
    }

    /// <summary>Adds what a spec of the entry says.</summary>
    public void Add(EffectSpec spec, Target target, TextSpan span, EffectTraits traits)
    {
        Finding? finding = null;
        if (spec.FindingId.Length > 0)
        {
            var message = spec.Message.Replace("{target}", target.Display, StringComparison.Ordinal).Replace("{command}", Name, StringComparison.Ordinal);
            finding = new Finding(spec.FindingId, spec.Severity, message);
        }

        Add(spec.Kind, target, span, traits, finding: finding, certainty: spec.IsLikely ? Certainty.Likely : Certainty.Certain);
    }

    /// <summary>Data of another origin passes through the command.</summary>
    public void Handles(Origins origins, string? source = null)
    {
        DataOrigins |= origins;
        DataSource ??= source;
    }

    /// <summary>Hands on what was kept back.</summary>
    public void Finish()
    {
        foreach (var effect in _outgoing)
        {
            var secret = effect.Kind == EffectKind.OpenSocket ? Origins.Secret | Origins.Key : Origins.Secret;
            Host.Add((DataOrigins & secret) != 0 ? effect with { Traits = effect.Traits | EffectTraits.CarriesSecret } : effect);
        }
    }

    /// <summary>Runs a command that this one names.</summary>
    public Outcome Run(IReadOnlyList<Argument> argv, EffectTraits traits = EffectTraits.None, Value? input = null, string? workingDirectory = null)
    {
        if (argv.Count == 0) return Outcome.Silent;
        var span = TextSpan.Between(argv[0].Span.Start, argv[^1].Span.End);
        var inner = new Invocation(Invocation.Dialect, argv[0].Value, [.. argv.Skip(1)], span)
        {
            Input = input ?? Invocation.Input,
            IsOutputRead = Invocation.IsOutputRead,
            Environment = Invocation.Environment,
        };
        var scene = Scene with
        {
            Traits = Scene.Traits | traits,
            Depth = Scene.Depth + 1,
            WorkingDirectory = workingDirectory ?? Scene.WorkingDirectory,
        };
        HasEffects = true;
        return Host.Run(inner, scene);
    }

    /// <summary>Runs code that this command names.</summary>
    public Outcome RunCode(string language, Value code, TextSpan span, EffectTraits traits = EffectTraits.None, IReadOnlyList<Value>? arguments = null, bool isFile = false)
    {
        HasEffects = true;
        var scene = Scene with { Traits = Scene.Traits | traits, Depth = Scene.Depth + 1, IsFromFile = Scene.IsFromFile || isFile };
        return Host.RunCode(language, code, arguments ?? [], Invocation.Input, scene, span);
    }

    private static Origins OriginsOf(IReadOnlyList<Argument> arguments)
    {
        var origins = Origins.None;
        for (var i = 0; i < arguments.Count; i++) origins |= arguments[i].Value.Origins;
        return origins;
    }

    private static string? SourceOf(IReadOnlyList<Argument> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Value.Source is { } source) return source;
        }

        return null;
    }
}

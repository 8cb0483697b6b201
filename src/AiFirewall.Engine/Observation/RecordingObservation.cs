namespace AiFirewall.Observation;

/// <summary>Writes down what judging asked of the world, so that the decision can be replayed.</summary>
/// <param name="inner">The world.</param>
public sealed class RecordingObservation(IObservation inner) : IObservation
{
    private readonly Dictionary<string, string> _variables = [];
    private readonly Dictionary<string, PathKind> _kinds = [];
    private readonly Dictionary<string, string> _texts = [];
    private readonly Dictionary<string, string> _links = [];
    private readonly Dictionary<string, FileContent> _contents = [];
    private readonly Dictionary<string, PathFacts> _facts = [];
    private DateTimeOffset? _now;

    /// <inheritdoc/>
    public HostSystem System => inner.System;

    /// <inheritdoc/>
    public string WorkingDirectory => inner.WorkingDirectory;

    /// <inheritdoc/>
    public string Home => inner.Home;

    /// <inheritdoc/>
    public string User => inner.User;

    /// <inheritdoc/>
    public string? Project => inner.Project;

    /// <inheritdoc/>
    public string GuardHome => inner.GuardHome;

    /// <inheritdoc/>
    public DateTimeOffset Now => _now ??= inner.Now;

    /// <summary>What was asked so far, as a world of its own.</summary>
    public FrozenObservation Freeze() => new()
    {
        System = System,
        WorkingDirectory = WorkingDirectory,
        Home = Home,
        User = User,
        Project = Project,
        GuardHome = GuardHome,
        Now = Now,
        Variables = new Dictionary<string, string>(_variables),
        Kinds = new Dictionary<string, PathKind>(_kinds),
        Texts = new Dictionary<string, string>(_texts),
        Links = new Dictionary<string, string>(_links),
        Contents = new Dictionary<string, FileContent>(_contents),
        Facts = new Dictionary<string, PathFacts>(_facts),
    };

    /// <inheritdoc/>
    public string? Variable(string name)
    {
        var value = inner.Variable(name);
        if (value is not null) _variables[name] = value;
        return value;
    }

    /// <inheritdoc/>
    public PathKind KindOf(string path) => _kinds[path] = inner.KindOf(path);

    /// <inheritdoc/>
    public string? ReadText(string path, int maxBytes)
    {
        var text = inner.ReadText(path, maxBytes);
        if (text is not null) _texts[path] = text;
        return text;
    }

    /// <inheritdoc/>
    public FileContent ReadFile(string path, int maxBytes) => _contents.TryGetValue(path, out var known) ? known : _contents[path] = inner.ReadFile(path, maxBytes);

    /// <inheritdoc/>
    public PathFacts Measure(string path) => _facts.TryGetValue(path, out var known) ? known : _facts[path] = inner.Measure(path);

    /// <inheritdoc/>
    public string Resolve(string path)
    {
        var resolved = inner.Resolve(path);
        if (resolved != path) _links[path] = resolved;
        return resolved;
    }
}

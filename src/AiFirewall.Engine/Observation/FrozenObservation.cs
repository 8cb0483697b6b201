namespace AiFirewall.Observation;

/// <summary>A world that is given, not looked at: what tests judge against and what a record is replayed with.</summary>
public sealed record FrozenObservation : IObservation
{
    /// <inheritdoc/>
    public HostSystem System { get; init; } = HostSystem.Linux;

    /// <inheritdoc/>
    public required string WorkingDirectory { get; init; }

    /// <inheritdoc/>
    public required string Home { get; init; }

    /// <inheritdoc/>
    public string User { get; init; } = "";

    /// <inheritdoc/>
    public string? Project { get; init; }

    /// <inheritdoc/>
    public required string GuardHome { get; init; }

    /// <inheritdoc/>
    public DateTimeOffset Now { get; init; }

    /// <summary>Environment variables; what is not there is unset.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>What stands at paths; what is not there is missing.</summary>
    public IReadOnlyDictionary<string, PathKind> Kinds { get; init; } = new Dictionary<string, PathKind>();

    /// <summary>The text of files.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>Where symbolic links lead; what is not there is no link.</summary>
    public IReadOnlyDictionary<string, string> Links { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public string? Variable(string name) => Variables.GetValueOrDefault(name);

    /// <inheritdoc/>
    public PathKind KindOf(string path) => Kinds.GetValueOrDefault(path, Texts.ContainsKey(path) ? PathKind.File : PathKind.Missing);

    /// <inheritdoc/>
    public string? ReadText(string path, int maxBytes) => Texts.TryGetValue(path, out var text) && text.Length <= maxBytes ? text : null;

    /// <inheritdoc/>
    public string Resolve(string path) => Links.GetValueOrDefault(path, path);
}

using System.Text;

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

    /// <summary>What files hold, where <see cref="Texts"/> does not say it.</summary>
    public IReadOnlyDictionary<string, FileContent> Contents { get; init; } = new Dictionary<string, FileContent>();

    /// <summary>What paths and patterns stand for; what is not there is what <see cref="Texts"/> and <see cref="Contents"/> say of it.</summary>
    public IReadOnlyDictionary<string, PathFacts> Facts { get; init; } = new Dictionary<string, PathFacts>();

    /// <inheritdoc/>
    public string? Variable(string name) => Variables.GetValueOrDefault(name);

    /// <inheritdoc/>
    public PathKind KindOf(string path) => Kinds.GetValueOrDefault(path, Texts.ContainsKey(path) ? PathKind.File : PathKind.Missing);

    /// <inheritdoc/>
    public string? ReadText(string path, int maxBytes) => Texts.TryGetValue(path, out var text) && text.Length <= maxBytes ? text : null;

    /// <inheritdoc/>
    public FileContent ReadFile(string path, int maxBytes)
    {
        if (!Contents.TryGetValue(path, out var content))
            content = Texts.TryGetValue(path, out var text) ? new FileContent(FileState.Text, text, Encoding.UTF8.GetByteCount(text), "utf-8") : FileContent.Missing;
        return content.Bytes > maxBytes ? new FileContent(FileState.TooLarge, Bytes: content.Bytes) : content;
    }

    /// <inheritdoc/>
    public PathFacts Measure(string path)
    {
        if (Facts.TryGetValue(path, out var facts)) return facts;
        var content = ReadFile(path, int.MaxValue);
        return content.State == FileState.Missing ? PathFacts.Missing
            : new PathFacts { Kind = PathKind.File, Files = 1, Bytes = content.Bytes, Paths = [path], Roots = 1 };
    }

    /// <inheritdoc/>
    public string Resolve(string path) => Links.GetValueOrDefault(path, path);
}

using AiFirewall.Observation;

namespace AiFirewall.Tests.Agents;

/// <summary>A world that holds a few files and never changes.</summary>
internal sealed class FixedWorld(string workingDirectory) : IObservation
{
    public Dictionary<string, string> Files { get; } = [];

    public HostSystem System => HostSystem.Linux;

    public string WorkingDirectory => workingDirectory;

    public string Home => "/home/dev";

    public string User => "dev";

    public string? Project => workingDirectory;

    public string GuardHome => "/home/dev/.ai-firewall";

    public DateTimeOffset Now => DateTimeOffset.UnixEpoch;

    public string? Variable(string name) => null;

    public PathKind KindOf(string path) => Files.ContainsKey(path) ? PathKind.File : PathKind.Missing;

    public string? ReadText(string path, int maxBytes) => Files.GetValueOrDefault(path);

    public FileContent ReadFile(string path, int maxBytes) =>
        Files.TryGetValue(path, out var text) ? new FileContent(FileState.Text, text, text.Length, "utf-8") : FileContent.Missing;

    public PathFacts Measure(string path) => PathFacts.Missing;

    public string Resolve(string path) => path;
}

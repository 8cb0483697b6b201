using System.Text;
using AiFirewall.Observation.Git;

namespace AiFirewall.Observation;

/// <summary>The world as it is now, looked at within a budget.</summary>
public sealed class LiveObservation : IObservation
{
    private const int MaxLookUps = 512;
    private const int MaxReadBytes = 1 << 20;

    private static readonly string[] ProjectMarkers =
        [".git", ".hg", ".svn", ".ai-firewall", ".guard.toml", "package.json", "pyproject.toml", "Cargo.toml", "go.mod", "pom.xml", "build.gradle", "composer.json", "Gemfile"];

    // Read from the user database, which takes longer than judging a command.
    private static readonly string s_user = Environment.UserName;

    private readonly Lazy<string?> _project;
    private DiskBudget? _budget;
    private Dictionary<string, GitWorkTree?>? _workTrees;
    private int _lookUps;
    private int _bytesRead;

    private LiveObservation(string workingDirectory)
    {
        WorkingDirectory = workingDirectory;
        _project = new Lazy<string?>(FindProject);
    }

    /// <inheritdoc/>
    public HostSystem System { get; } = OperatingSystem.IsWindows() ? HostSystem.Windows : OperatingSystem.IsMacOS() ? HostSystem.MacOS : HostSystem.Linux;

    /// <inheritdoc/>
    public string WorkingDirectory { get; }

    /// <inheritdoc/>
    public string Home { get; } = Slashes(Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home && !OperatingSystem.IsWindows()
        ? home
        : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <inheritdoc/>
    public string User => s_user;

    /// <inheritdoc/>
    public string? Project => _project.Value;

    /// <inheritdoc/>
    public string GuardHome { get; } = Slashes(State.GuardHome.FromEnvironment().Directory);

    /// <inheritdoc/>
    public DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>The world around <paramref name="workingDirectory"/>.</summary>
    /// <param name="workingDirectory">The action's directory; null for the process's own.</param>
    public static LiveObservation Of(string? workingDirectory) => new(Slashes(Path.GetFullPath(workingDirectory ?? Environment.CurrentDirectory)));

    /// <inheritdoc/>
    public string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    /// <inheritdoc/>
    public PathKind KindOf(string path)
    {
        if (!Spend()) return PathKind.Unknown;
        try
        {
            if (Directory.Exists(path)) return PathKind.Directory;
            if (!File.Exists(path)) return PathKind.Missing;
            return (File.GetAttributes(path) & FileAttributes.Device) != 0 ? PathKind.Special : PathKind.File;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return PathKind.Unknown;
        }
    }

    /// <inheritdoc/>
    public string? ReadText(string path, int maxBytes)
    {
        if (!Spend() || _bytesRead >= MaxReadBytes) return null;
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists || file.Length > maxBytes || (file.Attributes & (FileAttributes.Device | FileAttributes.Directory)) != 0) return null;

            // Pipes, terminals and /proc have no length; opening them could wait for ever.
            if (file.Length == 0) return null;
            var bytes = File.ReadAllBytes(path);
            _bytesRead += bytes.Length;
            return bytes.AsSpan(0, Math.Min(bytes.Length, 1024)).Contains((byte)0) ? null : Encoding.UTF8.GetString(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public FileContent ReadFile(string path, int maxBytes) => DiskFile.Read(path, maxBytes, _budget ??= new DiskBudget());

    /// <inheritdoc/>
    public PathFacts Measure(string path) => DiskMeasure.Of(path, _budget ??= new DiskBudget(), _workTrees ??= new(StringComparer.Ordinal), Home, System != HostSystem.Linux);

    /// <inheritdoc/>
    public string Resolve(string path)
    {
        // Each directory on the way may be a link; what does not exist yet is taken as it is written.
        if (!Spend() || path.Length < 2 || OperatingSystem.IsWindows()) return path;
        try
        {
            var current = "";
            var links = 0;
            foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                var next = current + "/" + segment;
                var target = new FileInfo(next).LinkTarget;
                if (target is null)
                {
                    current = next;
                    continue;
                }

                if (++links > 16) return path;
                current = Path.GetFullPath(target.StartsWith('/') ? target : current + "/" + target);
            }

            return current.Length == 0 ? "/" : current;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return path;
        }
    }

    private bool Spend() => ++_lookUps <= MaxLookUps;

    private string? FindProject()
    {
        var nearest = default(string);
        for (var directory = WorkingDirectory; directory.Length > 1; directory = Path.GetDirectoryName(directory) ?? "")
        {
            // A home or root full of markers is no project.
            if (directory == Home || Home.StartsWith(directory + "/", StringComparison.Ordinal)) break;
            foreach (var marker in ProjectMarkers)
            {
                var path = Path.Combine(directory, marker);
                if (!Directory.Exists(path) && !File.Exists(path)) continue;
                if (marker is ".git" or ".hg" or ".svn") return Slashes(directory);
                nearest ??= Slashes(directory);
                break;
            }
        }

        return nearest;
    }

    private static string Slashes(string path) => OperatingSystem.IsWindows() ? path.Replace('\\', '/').TrimEnd('/') : path.Length > 1 ? path.TrimEnd('/') : path;
}

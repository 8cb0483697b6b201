namespace AiFirewall.Observation;

/// <summary>The world as it is now, looked at within a budget.</summary>
public sealed class LiveObservation : IObservation
{
    private LiveObservation(string workingDirectory) => WorkingDirectory = workingDirectory;

    /// <inheritdoc/>
    public HostSystem System { get; } = OperatingSystem.IsWindows() ? HostSystem.Windows : OperatingSystem.IsMacOS() ? HostSystem.MacOS : HostSystem.Linux;

    /// <inheritdoc/>
    public string WorkingDirectory { get; }

    /// <inheritdoc/>
    public string Home { get; } = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <inheritdoc/>
    public string User { get; } = Environment.UserName;

    /// <inheritdoc/>
    public string? Project => null;

    /// <inheritdoc/>
    public string GuardHome { get; } = State.GuardHome.FromEnvironment().Directory;

    /// <inheritdoc/>
    public DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>The world around <paramref name="workingDirectory"/>.</summary>
    /// <param name="workingDirectory">The action's directory; null for the process's own.</param>
    public static LiveObservation Of(string? workingDirectory) =>
        new(Path.GetFullPath(workingDirectory ?? Environment.CurrentDirectory));

    /// <inheritdoc/>
    public string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    /// <inheritdoc/>
    public PathKind KindOf(string path) => PathKind.Unknown;

    /// <inheritdoc/>
    public string? ReadText(string path, int maxBytes) => null;

    /// <inheritdoc/>
    public string Resolve(string path) => path;
}

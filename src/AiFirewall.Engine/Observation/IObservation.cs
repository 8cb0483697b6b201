namespace AiFirewall.Observation;

/// <summary>
/// What is so on this machine, as far as judging asks. The only room of the judging half that touches disk, environment or clock;
/// everything else is a function of the action, the policy and an observation.
/// </summary>
public interface IObservation
{
    /// <summary>The family of the operating system; decides path syntax and case.</summary>
    HostSystem System { get; }

    /// <summary>Absolute path of the working directory.</summary>
    string WorkingDirectory { get; }

    /// <summary>Absolute path of the user's home.</summary>
    string Home { get; }

    /// <summary>The user's name.</summary>
    string User { get; }

    /// <summary>Absolute path of the project around the working directory (the nearest ancestor with <c>.git</c> or a project marker); null for none.</summary>
    string? Project { get; }

    /// <summary>Absolute path of the firewall's home.</summary>
    string GuardHome { get; }

    /// <summary>The current time.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The value of an environment variable; null when unset or not to be relied on.</summary>
    string? Variable(string name);

    /// <summary>What stands at an absolute path. <see cref="PathKind.Unknown"/> once the budget of look-ups is spent.</summary>
    PathKind KindOf(string path);

    /// <summary>
    /// The text of a file, at most <paramref name="maxBytes"/> bytes; null when it cannot be read, is larger, is binary, or the budget is
    /// spent.
    /// </summary>
    string? ReadText(string path, int maxBytes);

    /// <summary>
    /// What a file holds, for what will be changed in it: in any encoding, and beyond the budget of <see cref="ReadText"/>. A device or pipe is
    /// never opened.
    /// </summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="maxBytes">A larger file is not read.</param>
    FileContent ReadFile(string path, int maxBytes);

    /// <summary>
    /// What a path stands for: one file, a tree, or all that a pattern matches; with what git says of the files. Bounded by a budget of
    /// entries for all calls together; a link is counted and not followed.
    /// </summary>
    /// <param name="path">The path, absolute, with slashes.</param>
    PathFacts Measure(string path);

    /// <summary>The path with its symbolic links followed; the path itself when there are none or the budget is spent.</summary>
    string Resolve(string path);
}

/// <summary>The family of an operating system.</summary>
public enum HostSystem : byte
{
    /// <summary>Linux and other Unix.</summary>
    Linux,
    /// <summary>macOS.</summary>
    MacOS,
    /// <summary>Windows.</summary>
    Windows,
}

/// <summary>What stands at a path.</summary>
public enum PathKind : byte
{
    /// <summary>Not looked at.</summary>
    Unknown,
    /// <summary>Nothing.</summary>
    Missing,
    /// <summary>A regular file.</summary>
    File,
    /// <summary>A directory.</summary>
    Directory,
    /// <summary>A device, socket or pipe.</summary>
    Special,
}

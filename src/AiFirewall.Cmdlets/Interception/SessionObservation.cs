using AiFirewall.Agents;
using AiFirewall.Observation;

namespace AiFirewall.Cmdlets.Interception;

/// <summary>The world as it is now, for the many judgements of one session: what does not change from one command to the next is kept.</summary>
/// <remarks>
/// Finding the project around a directory takes dozens of looks at the disk. It is remembered for a few seconds, in which a project that
/// begins or ends is judged by the rules of before; nothing else is.
/// </remarks>
internal sealed class SessionObservation : IObservation
{
    private const long ProjectLifetimeMilliseconds = 5_000;

    [ThreadStatic]
    private static KnownProject? t_project;

    private readonly LiveObservation _live;

    private SessionObservation(LiveObservation live) => _live = live;

    /// <summary>The agent that opened this session; null when none is known to have.</summary>
    public string? Agent => AgentEnvironment.AgentOf(_live);

    /// <summary>Whether the judgement looked at something that may be different the next time: disk or environment.</summary>
    public bool HasLooked { get; private set; }

    /// <inheritdoc/>
    public HostSystem System => _live.System;

    /// <inheritdoc/>
    public string WorkingDirectory => _live.WorkingDirectory;

    /// <inheritdoc/>
    public string Home => _live.Home;

    /// <inheritdoc/>
    public string User => _live.User;

    /// <inheritdoc/>
    public string GuardHome => _live.GuardHome;

    /// <inheritdoc/>
    public DateTimeOffset Now => _live.Now;

    /// <inheritdoc/>
    public string? Project
    {
        get
        {
            var now = Environment.TickCount64;
            if (t_project is not { } known || known.Directory != WorkingDirectory || now - known.Since > ProjectLifetimeMilliseconds)
                t_project = known = new(WorkingDirectory, _live.Project, now);
            return known.Project;
        }
    }

    /// <summary>The world around a directory.</summary>
    public static SessionObservation Of(string directory) => new(LiveObservation.Of(directory));

    /// <inheritdoc/>
    public string? Variable(string name)
    {
        HasLooked = true;
        return _live.Variable(name);
    }

    /// <inheritdoc/>
    public PathKind KindOf(string path)
    {
        HasLooked = true;
        return _live.KindOf(path);
    }

    /// <inheritdoc/>
    public string? ReadText(string path, int maxBytes)
    {
        HasLooked = true;
        return _live.ReadText(path, maxBytes);
    }

    /// <inheritdoc/>
    public FileContent ReadFile(string path, int maxBytes)
    {
        HasLooked = true;
        return _live.ReadFile(path, maxBytes);
    }

    /// <inheritdoc/>
    public PathFacts Measure(string path)
    {
        HasLooked = true;
        return _live.Measure(path);
    }

    /// <inheritdoc/>
    public string Resolve(string path)
    {
        HasLooked = true;
        return _live.Resolve(path);
    }

    private sealed record KnownProject(string Directory, string? Project, long Since);
}

using AiFirewall.Policy;

namespace AiFirewall.Cmdlets.Status;

/// <summary>How well this session, and those to come, are guarded.</summary>
public sealed record GuardStatus
{
    /// <summary>Whether the commands of this session are judged.</summary>
    public required bool IsGuarded { get; init; }

    /// <summary>The layers, also those that are off.</summary>
    public required IReadOnlyList<GuardLayer> Layers { get; init; }

    /// <summary>The version of the module.</summary>
    public required string Version { get; init; }

    /// <summary>The firewall's home.</summary>
    public required string Home { get; init; }

    /// <summary>The files that the rules come from; <c>built-in</c> for the default policy.</summary>
    public required IReadOnlyList<string> PolicySources { get; init; }

    /// <summary>What is wrong with the rules; while anything is, everything is refused.</summary>
    public required IReadOnlyList<PolicyProblem> PolicyProblems { get; init; }

    /// <summary>The audit log.</summary>
    public required string AuditPath { get; init; }

    /// <summary>Whether decisions can be recorded, in words. What cannot be recorded may not run.</summary>
    public required string AuditState { get; init; }

    /// <summary>The profile that all hosts of the current user load.</summary>
    public required string ProfilePath { get; init; }

    /// <summary>Whether that profile guards the sessions to come.</summary>
    public required bool IsInProfile { get; init; }

    /// <summary>Whether sessions without a profile will be guarded: the start-up hook is in place, and its variable set.</summary>
    public required bool IsHookInstalled { get; init; }
}

/// <summary>A layer of the interception, as it is in force in this process.</summary>
/// <param name="Name">Start, Line, Command, Objects or StartupHook.</param>
/// <param name="IsOn">Whether it is in force.</param>
/// <param name="Covers">What it covers, in words.</param>
public sealed record GuardLayer(string Name, bool IsOn, string Covers)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Covers}";
}

using AiFirewall.Actions;
using AiFirewall.Observation;

namespace AiFirewall.Audit;

/// <summary>Where every evaluation and execution is recorded before it is acted on.</summary>
public interface IAuditLog
{
    /// <summary>Appends a record; it is on its way to the disk when this returns.</summary>
    /// <exception cref="IOException">The log cannot be written; the caller must refuse the action.</exception>
    void Append(AuditRecord record);
}

/// <summary>One line of the audit log. Texts are masked by <see cref="Of"/>.</summary>
public sealed record AuditRecord
{
    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The action's id.</summary>
    public required string ActionId { get; init; }

    /// <summary>The action's wire type.</summary>
    public required string Type { get; init; }

    /// <summary>The action as shown to people, masked.</summary>
    public required string Rendered { get; init; }

    /// <summary>The decision, its findings masked.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Whether it was allowed or approved; null for a mere evaluation.</summary>
    public bool? Approved { get; init; }

    /// <summary>Whether it ran.</summary>
    public bool Executed { get; init; }

    /// <summary>Its exit code; null when it did not run.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The agent that asked.</summary>
    public string? Agent { get; init; }

    /// <summary>The agent's session.</summary>
    public string? Session { get; init; }

    /// <summary>The project's directory.</summary>
    public string? Project { get; init; }

    /// <summary>The record of a decision.</summary>
    public static AuditRecord Of(GuardAction action, Decision decision, IObservation observation) => new()
    {
        Time = observation.Now,
        ActionId = action.Id,
        Type = action.Type,
        Rendered = action.Rendered,
        Decision = decision,
        Agent = action.Agent,
        Session = action.Session,
        Project = observation.Project,
    };
}

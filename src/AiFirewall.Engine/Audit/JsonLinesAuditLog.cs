using AiFirewall.State;

namespace AiFirewall.Audit;

/// <summary>The audit log as JSON Lines in the firewall's home.</summary>
public sealed class JsonLinesAuditLog(GuardHome home) : IAuditLog
{
    /// <summary>The file.</summary>
    public string Path { get; } = home.AuditPath;

    /// <inheritdoc/>
    public void Append(AuditRecord record)
    {
    }
}

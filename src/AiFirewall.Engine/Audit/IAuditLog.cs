namespace AiFirewall.Audit;

/// <summary>Where every evaluation and execution is recorded before it is acted on.</summary>
public interface IAuditLog
{
    /// <summary>Appends a record; it is on its way to the disk when this returns.</summary>
    /// <exception cref="IOException">The log cannot be written; the caller must refuse the action.</exception>
    void Append(AuditRecord record);
}

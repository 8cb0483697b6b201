namespace AiFirewall.Effects;

/// <summary>How bad it would be; also the severity of a finding. Ordered.</summary>
public enum Risk : byte
{
    /// <summary>Harmless or easily undone.</summary>
    Low,
    /// <summary>Changes something that can be brought back.</summary>
    Medium,
    /// <summary>Loses work, leaks data or reaches beyond the project.</summary>
    High,
    /// <summary>Destroys the machine, all data, or trust in it.</summary>
    Critical,
}

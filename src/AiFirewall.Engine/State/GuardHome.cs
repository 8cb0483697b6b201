namespace AiFirewall.State;

/// <summary>The firewall's home and the files in it.</summary>
/// <param name="Directory">Absolute path; <c>~/.ai-firewall</c> unless <c>AI_FIREWALL_HOME</c> says otherwise.</param>
public sealed record GuardHome(string Directory)
{
    /// <summary>The user's rules.</summary>
    public string RulesPath => Path.Combine(Directory, "rules.yaml");

    /// <summary>The user's own catalog packs, <c>*.yaml</c>.</summary>
    public string CatalogDirectory => Path.Combine(Directory, "catalog");

    /// <summary>The audit log; <c>AI_FIREWALL_AUDIT_PATH</c> overrides it.</summary>
    public string AuditPath { get; init; } = Path.Combine(Directory, "audit.jsonl");

    /// <summary>The home that the environment names.</summary>
    public static GuardHome FromEnvironment()
    {
        var directory = Environment.GetEnvironmentVariable("AI_FIREWALL_HOME");
        if (string.IsNullOrWhiteSpace(directory))
            directory = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".ai-firewall");
        var home = new GuardHome(Path.GetFullPath(directory));
        return Environment.GetEnvironmentVariable("AI_FIREWALL_AUDIT_PATH") is { Length: > 0 } audit
            ? home with { AuditPath = Path.GetFullPath(audit) }
            : home;
    }
}

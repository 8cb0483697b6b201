namespace AiFirewall.Tests.Invariants;

/// <summary>
/// What the firewall gets wrong today: carriers by name, with all commands in them. The lists may only shrink: a carrier that is listed and
/// comes out right for every command fails the tests as much as one that is not listed and comes out wrong.
/// </summary>
internal static class KnownGaps
{
    /// <summary>Carriers that weaken some of the commands in them.</summary>
    public static IReadOnlySet<string> Executing { get; } = new HashSet<string>
    {
    };

    /// <summary>Carriers that run a command elsewhere and allow some.</summary>
    public static IReadOnlySet<string> ExecutingElsewhere { get; } = new HashSet<string>
    {
    };

    /// <summary>Carriers that nothing runs and that are not allowed with some of the commands in them.</summary>
    public static IReadOnlySet<string> Inert { get; } = new HashSet<string>
    {
    };
}

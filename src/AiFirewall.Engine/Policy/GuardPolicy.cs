using AiFirewall.State;

namespace AiFirewall.Policy;

/// <summary>The rules in force.</summary>
public sealed class GuardPolicy
{
    /// <summary>Why the policy could not be read, in one sentence with file, line and a suggestion; null when it could. Then everything is refused.</summary>
    public string? Problem { get; init; }

    /// <summary>The default policy, compiled in.</summary>
    public static GuardPolicy Default { get; } = new();

    /// <summary>The policy of a home, tightened by that of a project. Never throws: see <see cref="Problem"/>.</summary>
    public static GuardPolicy Load(GuardHome home, string? project) => Default;
}

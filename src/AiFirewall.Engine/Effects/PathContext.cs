namespace AiFirewall.Effects;

/// <summary>The places that paths are judged against.</summary>
/// <param name="Home">The user's home, absolute and normalised with slashes.</param>
/// <param name="Project">The project's root; null when there is none.</param>
/// <param name="GuardHome">The firewall's home.</param>
/// <param name="IgnoresCase">Whether names differ in more than case (Windows, macOS).</param>
public sealed record PathContext(string Home, string? Project, string GuardHome, bool IgnoresCase)
{
    /// <summary>Follows symbolic links of an absolute path; null where that is not observed.</summary>
    public Func<string, string>? FollowLinks { get; init; }
}

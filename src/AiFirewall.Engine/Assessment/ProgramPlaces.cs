using AiFirewall.Effects;

namespace AiFirewall.Assessment;

/// <summary>Where programs and scripts usually lie.</summary>
internal static class ProgramPlaces
{
    private static readonly string[] Usual = ["/bin/", "/sbin/", "/.bin/", "/Scripts/", "/libexec/", "/Program Files", "/Windows/", "/node_modules/", "/.venv/", "/venv/", "/Cellar/", "/Applications/", "/nix/", "/snap/"];

    /// <summary>
    /// Whether a program at this place is neither the project's own nor installed: temporary folders, downloads, other people's folders,
    /// places that are only known when it runs.
    /// </summary>
    public static bool AreUnusual(Target target)
    {
        switch (target.Scope)
        {
            case TargetScope.Temporary or TargetScope.Elsewhere: return !IsUsual(target.Text);

            // What tools keep in hidden folders of the home (~/.nvm, ~/.cargo) is installed.
            case TargetScope.Home: return !IsUsual(target.Text) && !target.Text.Contains("/.", StringComparison.Ordinal);
            case TargetScope.Unknown: return Unresolved.In(target.Text) && target.Text.AsSpan().IndexOfAnyExcept('/', Unresolved.Hole) < 0;
            default: return false;
        }
    }

    private static bool IsUsual(string path)
    {
        foreach (var place in Usual)
        {
            if (path.Contains(place, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}

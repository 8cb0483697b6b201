using AiFirewall.Effects;

namespace AiFirewall.Assessment;

/// <summary>Where programs and scripts usually lie.</summary>
internal static class ProgramPlaces
{
    /// <summary>Folders that package managers and environments fill, wherever they lie.</summary>
    private static readonly string[] Anywhere = ["/node_modules/.bin/", "/.venv/", "/venv/", "/Cellar/"];

    /// <summary>Where systems keep installed programs, beside their own trees.</summary>
    private static readonly string[] Trees = ["/nix/", "/snap/", "/Applications/", "/gnu/store/", "/home/linuxbrew/"];

    /// <summary>Folders of a home that programs are installed into; what tools keep in hidden folders (~/.nvm, ~/.cargo) is installed too.</summary>
    private static readonly string[] InHome = ["/bin/", "/go/bin/", "/miniconda3/", "/anaconda3/", "/Applications/", "/AppData/Local/Programs/"];

    /// <summary>
    /// Whether a program at this place is neither the project's own nor installed: temporary folders, downloads, other people's folders,
    /// places that are only known when it runs. A folder is not trusted for being called <c>bin</c>.
    /// </summary>
    public static bool AreUnusual(Target target)
    {
        switch (target.Scope)
        {
            case TargetScope.Temporary or TargetScope.Elsewhere: return !IsUsual(target.Text);
            case TargetScope.Home: return !IsUsual(target.Text) && !IsInstalledInHome(target.Text);
            case TargetScope.Unknown: return Unresolved.In(target.Text) && target.Text.AsSpan().IndexOfAnyExcept('/', Unresolved.Hole) < 0;
            default: return false;
        }
    }

    private static bool IsUsual(string path)
    {
        foreach (var place in Anywhere)
        {
            if (path.Contains(place, StringComparison.OrdinalIgnoreCase)) return true;
        }

        foreach (var tree in Trees)
        {
            if (path.StartsWith(tree, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static bool IsInstalledInHome(string path)
    {
        if (path.Contains("/.", StringComparison.Ordinal)) return true;
        foreach (var place in InHome)
        {
            // /home/x/bin/tool, not /home/x/downloads/bin/tool.
            if (path.IndexOf(place, StringComparison.OrdinalIgnoreCase) is > 0 and var at && SlashesBefore(path, at) <= 2) return true;
        }

        return false;
    }

    private static int SlashesBefore(string path, int at) => path.AsSpan(0, at).Count('/');
}

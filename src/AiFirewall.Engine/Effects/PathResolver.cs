namespace AiFirewall.Effects;

/// <summary>Turns a path as written into a target: where it leads and in which scope that lies.</summary>
public static class PathResolver
{
    /// <summary>Resolves a path.</summary>
    /// <param name="path">The path as written, with holes and unquoted patterns.</param>
    /// <param name="workingDirectory">The directory it is relative to, absolute; may have holes.</param>
    /// <param name="context">The places it is judged against.</param>
    /// <param name="isGlob">Whether pattern characters in it are patterns.</param>
    /// <param name="hasBackslashes">Whether a backslash separates and a leading tilde is the home (PowerShell, cmd).</param>
    /// <param name="followsLast">Whether a link at the end is followed: not by what deletes or moves the link itself.</param>
    public static Target Resolve(string path, string workingDirectory, PathContext context, bool isGlob = false, bool hasBackslashes = false, bool followsLast = true)
    {
        if (hasBackslashes && path.Length > 0 && path[0] == '~' && (path.Length == 1 || path[1] is '/' or '\\')) path = context.Home + path[1..];
        var absolute = PathText.Absolute(path, workingDirectory, hasBackslashes);
        if (absolute.Length == 0 || absolute[0] == Unresolved.Hole) return new Target(TargetKind.Path, absolute.Length == 0 ? Unresolved.Anything : path, TargetScope.Unknown);

        // "dir/*" is all of dir.
        var place = absolute;
        var isContent = false;
        if (isGlob)
        {
            while (LastSegment(place) is "*" or ".*" or "**" or "*.*" or ".[!.]*" or "?*" or "{*,.*}")
            {
                place = Parent(place);
                isContent = true;
            }
        }

        if (context.FollowLinks is not null && !Unresolved.In(place) && !place.StartsWith("/dev/", StringComparison.Ordinal) && !place.StartsWith("//", StringComparison.Ordinal) && !(isGlob && HasPattern(place)))
            place = followsLast || isContent || path.EndsWith('/') ? context.FollowLinks(place) : FollowParent(place, context.FollowLinks);
        var (scope, isWhole) = PathScopes.Of(place, context, isGlob);
        return new Target(TargetKind.Path, isContent ? absolute : place, scope, isWhole) { IsOfProject = context.Project is { } project && PathScopes.IsUnder(place, project, StringComparison.Ordinal) };
    }

    private static string FollowParent(string path, Func<string, string> follow)
    {
        var parent = Parent(path);
        if (parent.Length <= PathText.RootLength(path) || parent.Length == path.Length) return path;
        return follow(parent) + "/" + LastSegment(path);
    }

    /// <summary>The part behind the last slash.</summary>
    internal static ReadOnlySpan<char> LastSegmentSpan(string path) => path.AsSpan(path.LastIndexOf('/') + 1);

    private static string LastSegment(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string Parent(string path)
    {
        var root = PathText.RootLength(path);
        var slash = path.LastIndexOf('/');
        return slash < root ? path[..root] : path[..slash];
    }

    private static bool HasPattern(string path) => path.AsSpan().IndexOfAny("*?[") >= 0;
}

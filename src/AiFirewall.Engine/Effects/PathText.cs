namespace AiFirewall.Effects;

/// <summary>Paths as text: what is absolute, and how one is made absolute, on any system's syntax and with holes.</summary>
/// <remarks>All results use slashes. Drive paths keep their letter (<c>C:/Windows</c>); UNC paths start with two slashes.</remarks>
public static class PathText
{
    /// <summary>Makes <paramref name="path"/> absolute and takes out <c>.</c>, <c>..</c> and doubled slashes.</summary>
    /// <param name="path">The path as written, with holes.</param>
    /// <param name="workingDirectory">The directory it is relative to, absolute; may have holes.</param>
    /// <param name="hasBackslashes">Whether a backslash separates (PowerShell, cmd). Drive and UNC paths always have them.</param>
    /// <returns>The absolute path; <see cref="Unresolved.Anything"/> when nothing certain can be said of where it lies.</returns>
    public static string Absolute(string path, string workingDirectory, bool hasBackslashes)
    {
        if (path.Length == 0) return workingDirectory;
        path = StripProvider(path);
        if (path.Length == 0) return workingDirectory;
        if (hasBackslashes || IsDrivePath(path) || path.StartsWith(@"\\", StringComparison.Ordinal)) path = path.Replace('\\', '/');

        // The device name space of Windows: the dot is part of the name. "\\.\C:" is the volume, "\\.\C:\x" only a file.
        if (path.StartsWith("//./", StringComparison.Ordinal))
        {
            if (path.Length <= 6 || path[5] != ':' || path[6] != '/') return path;
            path = path[4..];
        }

        // WSL and MSYS name drives in their own way.
        if (path.StartsWith("/mnt/", StringComparison.Ordinal) && path.Length >= 6 && char.IsAsciiLetter(path[5]) && (path.Length == 6 || path[6] == '/'))
            path = char.ToUpperInvariant(path[5]) + ":/" + (path.Length > 7 ? path[7..] : "");

        if (!IsAbsolute(path))
        {
            if (path[0] == Unresolved.Hole) return Unresolved.Anything;
            path = workingDirectory.EndsWith('/') ? workingDirectory + path : workingDirectory + "/" + path;
        }

        return Normalise(path);
    }

    /// <summary>Whether a path with slashes is absolute: <c>/x</c>, <c>C:/x</c>, <c>//server/share</c>, <c>HKLM:/x</c>.</summary>
    public static bool IsAbsolute(string path) => path.Length > 0 && (path[0] == '/' || RootLength(path) > 0);

    /// <summary>Length of the root: 1 for <c>/x</c>, 3 for <c>C:/x</c>, 0 for a relative path.</summary>
    public static int RootLength(string path)
    {
        if (path.Length == 0) return 0;
        if (path[0] == '/') return path.Length > 1 && path[1] == '/' && path.Length > 2 && path[2] != '/' ? 2 : 1;
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        if (colon is < 1 or > 20 || path.Length == colon) return 0;
        for (var i = 0; i < colon; i++)
        {
            if (!char.IsAsciiLetterOrDigit(path[i]) && path[i] != '_') return 0;
        }

        // "C:" alone, "C:/x", and PowerShell drives such as HKLM: and Env:; but not "host:path" or "http://".
        if (path.Length == colon + 1) return IsDriveName(path.AsSpan(0, colon)) ? colon + 1 : 0;
        if (path[colon + 1] != '/') return IsDriveName(path.AsSpan(0, colon)) ? colon + 1 : 0;
        return path.Length > colon + 2 && path[colon + 2] == '/' ? 0 : IsDriveName(path.AsSpan(0, colon)) ? colon + 2 : 0;
    }

    private static bool IsDriveName(ReadOnlySpan<char> name) =>
        (name.Length == 1 && char.IsAsciiLetter(name[0]))
        || name.Equals("HKLM", StringComparison.OrdinalIgnoreCase) || name.Equals("HKCU", StringComparison.OrdinalIgnoreCase)
        || name.Equals("HKCR", StringComparison.OrdinalIgnoreCase) || name.Equals("HKU", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Env", StringComparison.OrdinalIgnoreCase) || name.Equals("Function", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Alias", StringComparison.OrdinalIgnoreCase) || name.Equals("Variable", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Cert", StringComparison.OrdinalIgnoreCase) || name.Equals("WSMan", StringComparison.OrdinalIgnoreCase);

    /// <summary><c>C:\x</c>, <c>HKLM:\x</c>.</summary>
    private static bool IsDrivePath(string path)
    {
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        return colon is > 0 and < 12 && (path.Length == colon + 1 || path[colon + 1] is '\\' or '/') && !path.AsSpan(colon + 1).StartsWith("//") && IsDriveName(path.AsSpan(0, colon));
    }

    /// <summary><c>Microsoft.PowerShell.Core\FileSystem::/x</c> and <c>file:///x</c> name <c>/x</c>; <c>\\?\C:\x</c> names <c>C:\x</c>.</summary>
    private static string StripProvider(string path)
    {
        var colons = path.IndexOf("::", StringComparison.Ordinal);
        if (colons > 0 && path.AsSpan(0, colons).EndsWith("FileSystem", StringComparison.OrdinalIgnoreCase)) return path[(colons + 2)..];
        if (colons > 0 && path.AsSpan(0, colons).EndsWith("Registry", StringComparison.OrdinalIgnoreCase)) return RegistryDrive(path[(colons + 2)..]);
        if (path.StartsWith("file://", StringComparison.OrdinalIgnoreCase)) return path.Length > 8 && path[7] == '/' && path[8..].Contains(':') ? path[8..] : path[7..];
        if (path.StartsWith(@"\\?\UNC\", StringComparison.OrdinalIgnoreCase)) return @"\\" + path[8..];
        if (path.StartsWith(@"\\?\", StringComparison.Ordinal)) return path.Length > 6 && path[5] == ':' && path[6] == '\\' ? path[4..] : @"\\.\" + path[4..];
        if (path.StartsWith(@"HKLM\", StringComparison.OrdinalIgnoreCase) || path.StartsWith(@"HKCU\", StringComparison.OrdinalIgnoreCase) || path.StartsWith(@"HKCR\", StringComparison.OrdinalIgnoreCase))
            return path[..4] + ":" + path[4..];
        return path.StartsWith("HKEY_", StringComparison.OrdinalIgnoreCase) ? RegistryDrive(path) : path;
    }

    private static string RegistryDrive(string path) =>
        path.StartsWith("HKEY_LOCAL_MACHINE", StringComparison.OrdinalIgnoreCase) ? "HKLM:" + path[18..]
        : path.StartsWith("HKEY_CURRENT_USER", StringComparison.OrdinalIgnoreCase) ? "HKCU:" + path[17..]
        : path.StartsWith("HKEY_CLASSES_ROOT", StringComparison.OrdinalIgnoreCase) ? "HKCR:" + path[17..]
        : path.StartsWith("HKEY_USERS", StringComparison.OrdinalIgnoreCase) ? "HKU:" + path[10..]
        : path;

    private static string Normalise(string path)
    {
        if (!NeedsNormalising(path)) return path;
        var root = RootLength(path);
        var segments = new List<Range>();
        var start = root;
        for (var i = root; i <= path.Length; i++)
        {
            if (i < path.Length && path[i] != '/') continue;
            var segment = path.AsSpan(start, i - start);
            if (segment.SequenceEqual(".."))
            {
                // What ".." leads to from an unknown name is unknown: the name may hold slashes, or be a link.
                if (segments.Count > 0 && path.AsSpan(segments[^1]).Contains(Unresolved.Hole)) return Unresolved.Anything;
                if (segments.Count > 0) segments.RemoveAt(segments.Count - 1);
            }
            else if (!segment.IsEmpty && !segment.SequenceEqual("."))
            {
                segments.Add(start..i);
            }

            start = i + 1;
        }

        var result = new System.Text.StringBuilder(path.Length);
        result.Append(path, 0, root);
        if (root > 0 && result[^1] != '/') result.Append('/');
        for (var i = 0; i < segments.Count; i++)
        {
            if (i > 0) result.Append('/');
            result.Append(path.AsSpan(segments[i]));
        }

        return result.ToString();
    }

    private static bool NeedsNormalising(string path)
    {
        if (path.Length > 1 && path[^1] == '/') return true;
        if (path.Length > 1 && path[1] == ':' && path.Length == 2) return true;
        for (var i = 0; i + 1 < path.Length; i++)
        {
            if (path[i] == '/' && path[i + 1] is '/' or '.') return true;
        }

        return path.Length > 0 && path[0] != '/';
    }
}

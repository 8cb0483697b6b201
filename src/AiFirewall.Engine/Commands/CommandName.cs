namespace AiFirewall.Commands;

/// <summary>Names of commands as the catalog knows them.</summary>
internal static class CommandName
{
    private static readonly string[] Extensions = [".exe", ".cmd", ".bat", ".com", ".ps1"];

    /// <summary>The name without directory and executable extension, lower-case.</summary>
    public static string Of(string text)
    {
        var slash = text.LastIndexOfAny(['/', '\\']);
        var name = slash < 0 ? text : text[(slash + 1)..];
        foreach (var extension in Extensions)
        {
            if (name.Length > extension.Length && name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                name = name[..^extension.Length];
                break;
            }
        }

        foreach (var c in name)
        {
            if (char.IsUpper(c)) return name.ToLowerInvariant();
        }

        return name;
    }

    /// <summary><c>python</c> for <c>python3.11</c>, <c>gcc</c> for <c>gcc-12</c>; null when there is no version at the end.</summary>
    public static string? WithoutVersion(string name)
    {
        var end = name.Length;
        while (end > 0 && (char.IsAsciiDigit(name[end - 1]) || name[end - 1] is '.' or '-')) end--;
        return end == 0 || end == name.Length || !char.IsAsciiDigit(name[^1]) ? null : name[..end];
    }
}

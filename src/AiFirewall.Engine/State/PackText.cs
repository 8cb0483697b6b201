namespace AiFirewall.State;

/// <summary>A user's catalog pack as it stands on disk.</summary>
/// <param name="Path">The file.</param>
/// <param name="Text">Its text; null when it cannot be read.</param>
public sealed record PackText(string Path, string? Text)
{
    private const long MaxBytes = 1 << 20;

    /// <summary>The packs of a folder, <c>*.yaml</c> in the order of their names; none when the folder is not there.</summary>
    public static IReadOnlyList<PackText> In(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        var packs = new List<PackText>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal)) packs.Add(new PackText(path, Read(path)));
        return packs;
    }

    private static string? Read(string path)
    {
        try
        {
            // What has no length may be a pipe, which would be waited for.
            return new FileInfo(path).Length is > 0 and <= MaxBytes ? File.ReadAllText(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

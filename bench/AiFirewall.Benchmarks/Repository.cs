namespace AiFirewall.Benchmarks;

/// <summary>Where the repository lies that this was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(directory.FullName, "catalog"))) directory = directory.Parent ?? throw new DirectoryNotFoundException("the repository's 'catalog' lies in no directory above this program");
        return directory.FullName;
    }
}

namespace AiFirewall.Cmdlets.Interception;

/// <summary>Where the module is.</summary>
internal static class ModuleFolder
{
    /// <summary>The folder of the manifest. The cmdlets themselves may come from <c>lib/&lt;rid&gt;</c>, where they are compiled beforehand.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folder = System.IO.Path.GetDirectoryName(typeof(ModuleFolder).Assembly.Location)!;
        return System.IO.Path.GetDirectoryName(folder) is { } lib && System.IO.Path.GetFileName(lib) == "lib" ? System.IO.Path.GetDirectoryName(lib)! : folder;
    }
}

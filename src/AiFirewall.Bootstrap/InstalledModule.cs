using System.Reflection;

/// <summary>The module that is installed, as the file beside this assembly names it.</summary>
internal static class InstalledModule
{
    private const string PointerFile = "module-path";

    /// <summary>The folder of the newest version under the folder that the pointer file names; null when there is no pointer.</summary>
    public static string? Find()
    {
        var pointer = Path.Combine(Path.GetDirectoryName(typeof(InstalledModule).Assembly.Location)!, PointerFile);
        if (!File.Exists(pointer)) return null;
        var folder = File.ReadAllText(pointer).Trim();
        if (IsModule(folder)) return folder;

        string? newest = null;
        var newestVersion = new Version(0, 0);
        foreach (var candidate in Directory.GetDirectories(folder))
        {
            if (!Version.TryParse(Path.GetFileName(candidate), out var version) || version <= newestVersion || !IsModule(candidate)) continue;
            newest = candidate;
            newestVersion = version;
        }
        return newest ?? throw new FileNotFoundException("there is no AiFirewall module in " + folder);
    }

    /// <summary>Loads a module without importing it.</summary>
    /// <returns>The class that arms a session.</returns>
    public static Type Load(string module)
    {
        // As PowerShell does it for the nested module: the loader tells the runtime where the engine is, before the cmdlets need it.
        var loader = Assembly.LoadFrom(Path.Combine(module, "AiFirewall.Loader.dll")).GetType("AiFirewall.Loader.EngineLoader", true)!;
        loader.GetMethod("OnImport")!.Invoke(Activator.CreateInstance(loader), null);
        return Assembly.LoadFrom(Path.Combine(module, "AiFirewall.Cmdlets.dll")).GetType("AiFirewall.Cmdlets.Interception.SessionGates", true)!;
    }

    private static bool IsModule(string folder) => File.Exists(Path.Combine(folder, "AiFirewall.Cmdlets.dll"));
}

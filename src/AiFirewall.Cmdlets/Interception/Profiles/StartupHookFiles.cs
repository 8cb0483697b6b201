namespace AiFirewall.Cmdlets.Interception.Profiles;

/// <summary>The files in the firewall's home that bring the module into a session: outside the module's folder, which changes with every version.</summary>
/// <param name="home">The firewall's home.</param>
/// <remarks>
/// The assembly stays when the hook is uninstalled: shells that are still open have the variable, and the runtime ends every .NET program
/// that is started with a hook that is not there. Without the pointer it does nothing.
/// </remarks>
internal sealed class StartupHookFiles(string home)
{
    private const string AssemblyFile = "AiFirewall.Bootstrap.dll";
    private const string SessionFile = "AiFirewall.Session.dll";
    private const string PointerFile = "module-path";

    /// <summary>The folder.</summary>
    public string Folder { get; } = Path.Combine(home, "hook");

    /// <summary>What the variable names.</summary>
    public string Assembly => Path.Combine(Folder, AssemblyFile);

    /// <summary>What a guarded profile imports.</summary>
    public string Session => Path.Combine(Folder, SessionFile);

    /// <summary>Whether the hook is in place and knows its module.</summary>
    public bool AreInstalled => File.Exists(Assembly) && File.Exists(Pointer);

    private string Pointer => Path.Combine(Folder, PointerFile);

    /// <summary>Puts them in place.</summary>
    /// <param name="module">The folder of the module that is running.</param>
    public void Install(string module)
    {
        Directory.CreateDirectory(Folder);
        foreach (var file in (string[])[AssemblyFile, SessionFile])
        {
            var bytes = File.ReadAllBytes(Path.Combine(module, "hook", file));
            var place = Path.Combine(Folder, file);
            // A running pwsh holds the file on Windows; the one that is there already is the same in nearly every case.
            if (!File.Exists(place) || !File.ReadAllBytes(place).AsSpan().SequenceEqual(bytes)) FileReplacement.Write(place, bytes);
        }
        FileReplacement.Write(Pointer, System.Text.Encoding.UTF8.GetBytes(VersionsFolder(module)));
    }

    /// <summary>Makes both inert.</summary>
    public void Uninstall() => File.Delete(Pointer);

    /// <summary>The folder of all versions, where the module is in one of them: an update is found without installing anew.</summary>
    private static string VersionsFolder(string module)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(module));
        return Version.TryParse(Path.GetFileName(folder), out _) ? Path.GetDirectoryName(folder)! : folder;
    }
}

using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace AiFirewall.Loader;

/// <summary>Answers the runtime's question for the engine. PowerShell calls it when the module is imported.</summary>
/// <remarks>
/// It has to be a nested module of its own: PowerShell enumerates the types of an assembly before that assembly's own initializer runs,
/// and the cmdlets have parameters whose types live in the engine. Nested modules are loaded before the root module.
/// </remarks>
public sealed class EngineLoader : IModuleAssemblyInitializer
{
    private const string EngineName = "AiFirewall.Engine";

    private static readonly Lazy<Assembly> s_engine = new(LoadEngine);
    private static int s_isListening;

    /// <summary>Registers the answer, once a process; PowerShell calls this once for every runspace that imports the module.</summary>
    public void OnImport()
    {
        if (Interlocked.Exchange(ref s_isListening, 1) == 0)
        {
            AssemblyLoadContext.Default.Resolving += static (_, name) => name.Name == EngineName ? s_engine.Value : null;
            LoadCompiledCmdlets();
        }
    }

    private static string Library => Path.Combine(Path.GetDirectoryName(typeof(EngineLoader).Assembly.Location)!, "lib");

    /// <summary>Where the module keeps what was compiled for this system beforehand: a session starts, and judges, with little to compile.</summary>
    private static string CompiledLibrary => Path.Combine(Library, RuntimeInformation.RuntimeIdentifier);

    /// <summary>Loads the cmdlets from there. PowerShell, which asks for them by their path, then gets these: it is the same assembly.</summary>
    private static void LoadCompiledCmdlets()
    {
        var cmdlets = Path.Combine(CompiledLibrary, "AiFirewall.Cmdlets.dll");
        if (!File.Exists(cmdlets)) return;
        try
        {
            AssemblyLoadContext.Default.LoadFromAssemblyPath(cmdlets);
        }
        catch (FileLoadException)
        {
            // Another copy of the module was there first. PowerShell says so when it comes to ours.
        }
    }

    private static Assembly LoadEngine()
    {
        var engine = Path.Combine(CompiledLibrary, EngineName + ".dll");
        if (!File.Exists(engine)) engine = Path.Combine(Library, EngineName + ".dll");
        return new EngineLoadContext(engine).LoadFromAssemblyPath(engine);
    }
}

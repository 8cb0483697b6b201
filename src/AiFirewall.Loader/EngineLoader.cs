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
            AssemblyLoadContext.Default.Resolving += static (_, name) => name.Name == EngineName ? s_engine.Value : null;
    }

    private static Assembly LoadEngine()
    {
        var lib = Path.Combine(Path.GetDirectoryName(typeof(EngineLoader).Assembly.Location)!, "lib");
        // Where the module has one that was compiled for this system beforehand, the first judgement needs no compiler.
        var engine = Path.Combine(lib, RuntimeInformation.RuntimeIdentifier, EngineName + ".dll");
        if (!File.Exists(engine)) engine = Path.Combine(lib, EngineName + ".dll");
        return new EngineLoadContext(engine).LoadFromAssemblyPath(engine);
    }
}

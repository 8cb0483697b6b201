using System.Reflection;
using System.Runtime.Loader;

namespace AiFirewall.Loader;

/// <summary>The load context of the engine: whatever <c>lib/AiFirewall.Engine.deps.json</c> lists comes from <c>lib/</c>.</summary>
/// <remarks>Another module's copy of a library that the engine uses (YamlDotNet is a popular one) never meets ours, nor ours theirs.</remarks>
internal sealed class EngineLoadContext(string enginePath) : AssemblyLoadContext("AiFirewall")
{
    private readonly AssemblyDependencyResolver _resolver = new(enginePath);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}

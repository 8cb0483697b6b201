using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace AiFirewall.Cmdlets.Tests.Hosting;

/// <summary>The module as the build staged it, and the state of the process that imports it.</summary>
internal static class Staged
{
    public static string RepoRoot { get; } = Metadata("RepoRoot");

    public static string Version { get; } = Metadata("ModuleVersion");

    public static string Manifest { get; } = Path.Combine(RepoRoot, "out", "module", "AiFirewall", Version, "AiFirewall.psd1");

    /// <summary>A home of the firewall that belongs to this run alone.</summary>
    public static string GuardHome { get; } = Directory.CreateTempSubdirectory("aifirewall-home-").FullName;

    [ModuleInitializer]
    internal static void Prepare()
    {
        Environment.SetEnvironmentVariable("AI_FIREWALL_HOME", GuardHome);
        Environment.SetEnvironmentVariable("AI_FIREWALL_AUDIT_PATH", null);
        Environment.SetEnvironmentVariable("AI_FIREWALL_ROLE", null);

        // Another module was here first, with an older YamlDotNet: every test of this assembly runs in such a process.
        AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "conflict", "YamlDotNet.dll"));
    }

    private static string Metadata(string key) =>
        typeof(Staged).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}

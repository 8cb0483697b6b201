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

    /// <summary>An agent whose every action asks, so that tests of asking and running do not depend on what the action is.</summary>
    public const string AskingAgent = "asking";

    /// <summary>An agent whose actions all go ahead.</summary>
    public const string TrustedAgent = "trusted";

    /// <summary>An agent whose actions are all blocked, the harmless ones that tests dare to run.</summary>
    public const string BlockedAgent = "blocked";

    private const string Rules = $$"""
        version: 1
        rules:
          - name: test-asks
            when: {agent: {{AskingAgent}}}
            then: ask
            why: the test asks
          - name: test-trusts
            when: {agent: {{TrustedAgent}}}
            then: allow
            why: the test trusts
          - name: test-blocks
            when: {agent: {{BlockedAgent}}}
            then: block
            why: the test blocks
        """;

    [ModuleInitializer]
    internal static void Prepare()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(GuardHome, recursive: true);
        Environment.SetEnvironmentVariable("AI_FIREWALL_HOME", GuardHome);
        File.WriteAllText(Path.Combine(GuardHome, "rules.yaml"), Rules);
        Environment.SetEnvironmentVariable("AI_FIREWALL_AUDIT_PATH", null);
        Environment.SetEnvironmentVariable("AI_FIREWALL_ROLE", null);

        // Another module was here first, with an older YamlDotNet: every test of this assembly runs in such a process.
        AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "conflict", "YamlDotNet.dll"));
    }

    private static string Metadata(string key) =>
        typeof(Staged).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}

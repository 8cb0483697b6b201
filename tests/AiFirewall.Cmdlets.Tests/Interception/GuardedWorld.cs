using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests.Interception;

/// <summary>Tests that arm interception. It covers the whole process, so nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class InterceptionTests : ICollectionFixture<GuardedWorld>
{
    public const string Name = "Interception";
}

/// <summary>A home of the firewall whose rules let files be deleted, except in one place.</summary>
public sealed class GuardedWorld : IDisposable
{
    private static readonly string[] s_agentMarks =
        ["CLAUDECODE", "CODEX_MANAGED_PACKAGE_ROOT", "CODEX_MANAGED_BY_NPM", "GEMINI_CLI", "GEMINI_SESSION_ID", "COPILOT_CLI", "QWEN_CODE_CLI", "AI_AGENT"];

    private readonly Dictionary<string, string?> _environment = [];
    private readonly string _home = Directory.CreateTempSubdirectory("aifirewall-home-").FullName;

    public GuardedWorld()
    {
        foreach (var mark in s_agentMarks) Set(mark, null);
        Set("AI_FIREWALL_HOME", _home);
        Parent = Directory.CreateTempSubdirectory("aifirewall-forms-").FullName;
        File.WriteAllText(Path.Combine(_home, "rules.yaml"), $"""
            version: 1
            file_delete:
              require_approval: false
              blocked_paths: ["{Slashes(Target)}", "{Slashes(Target)}/**"]
            """);
        Renew();
    }

    /// <summary>The directory that the target is in.</summary>
    public string Parent { get; }

    /// <summary>The directory that the rules block.</summary>
    public string Target => Path.Combine(Parent, "important");

    /// <summary>A directory where all is allowed.</summary>
    public string Work => Path.Combine(Parent, "work");

    public string AuditLog => Path.Combine(_home, "audit.jsonl");

    public bool IsTargetThere => File.Exists(Path.Combine(Target, "file"));

    /// <summary>Puts everything back as it was.</summary>
    public void Renew()
    {
        if (Directory.Exists(Work)) Directory.Delete(Work, recursive: true);
        // A project, so that scripts in it may run.
        Directory.CreateDirectory(Path.Combine(Work, ".git"));
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "file"), "x");
        File.WriteAllText(Path.Combine(Work, "target.txt"), Target);
    }

    /// <summary>A form with its places filled in.</summary>
    public string Fill(string form) => form
        .Replace("{T}", Target, StringComparison.Ordinal).Replace("{P}", Parent, StringComparison.Ordinal).Replace("{N}", "important", StringComparison.Ordinal)
        .Replace("{W}", Work, StringComparison.Ordinal).Replace("{M}", Staged.Manifest, StringComparison.Ordinal);

    public void Dispose()
    {
        foreach (var (name, value) in _environment) Environment.SetEnvironmentVariable(name, value);
        Directory.Delete(Parent, recursive: true);
        Directory.Delete(_home, recursive: true);
    }

    private void Set(string name, string? value)
    {
        _environment[name] = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, value);
    }

    private static string Slashes(string path) => path.Replace('\\', '/');
}

/// <summary>A session whose commands are judged, or, for comparing, one like it whose commands are not.</summary>
internal sealed class GuardedSession : IDisposable
{
    private readonly Session _session = new(commands: RealCmdlets.Entries);
    private readonly bool _isGuarded;

    public GuardedSession(GuardedWorld world, bool isGuarded = true, bool strict = false)
    {
        world.Renew();
        _isGuarded = isGuarded;
        _session.Run($$"""
            function New-File { foreach ($f in $args) { foreach ($g in $f) { [IO.File]::WriteAllText("{{world.Work}}/$g", 'x') } } }
            function Test-File { foreach ($f in $args) { foreach ($g in $f) { "$g $([IO.File]::Exists("{{world.Work}}/$g"))" } } }
            $ExecutionContext.SessionState.Path.SetLocation('{{world.Work}}') > $null
            """).Clean();
        if (isGuarded) _session.Run($"Enable-GuardInterception{(strict ? " -Strict" : "")}").Clean();
    }

    public ScriptedHost Person => _session.Person;

    public Ran Run(string script) => _session.Run(script);

    public void Dispose()
    {
        // Not by the cmdlet: a form may have removed the module.
        if (_isGuarded)
        {
            AppDomain.CurrentDomain.GetAssemblies().First(a => a.GetName().Name == "AiFirewall.Cmdlets")
                .GetType("AiFirewall.Cmdlets.Interception.CommandGate")!.GetMethod("Disarm")!.Invoke(null, null);
        }
        _session.Dispose();
    }
}

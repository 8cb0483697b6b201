using System.Collections.Concurrent;
using System.Management.Automation;
using AiFirewall.Actions;
using AiFirewall.Commands.Catalog;
using AiFirewall.Policy;

namespace AiFirewall.Cmdlets.Interception;

/// <summary>How a watched command is read and, where it must be, stood in for.</summary>
internal enum WatchedAs : byte
{
    /// <summary>Not watched: nothing that it is given could be refused.</summary>
    Nothing,
    /// <summary>A binary cmdlet.</summary>
    Cmdlet,
    /// <summary><c>Invoke-Expression</c>.</summary>
    Expression,
    /// <summary>A script file.</summary>
    Script,
    /// <summary>A program.</summary>
    Program,
    /// <summary>A function that a module makes of a remote or CIM command.</summary>
    Function,
}

/// <summary>Says which commands are looked at when they are called. Most are not, and cost one look into a table.</summary>
internal static class WatchList
{
    // They run blocks in this process, where each command of the block is looked up in its turn and with its real values.
    private static readonly HashSet<string> s_runBlocksHere = new(StringComparer.OrdinalIgnoreCase)
    {
        "ForEach-Object", "Where-Object", "Measure-Command", "Trace-Command", "Start-ThreadJob",
        "Register-ObjectEvent", "Register-EngineEvent", "Register-WmiEvent", "Register-CimIndicationEvent",
    };

    private static readonly ConcurrentDictionary<string, WatchedAs> s_cmdlets = new(StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<string, bool> s_functions = new(StringComparer.OrdinalIgnoreCase);
    private static Guard? s_guard;

    /// <summary>How a command is watched.</summary>
    /// <param name="command">What a lookup found; not an alias.</param>
    public static WatchedAs Of(CommandInfo command)
    {
        switch (command)
        {
            case CmdletInfo cmdlet: return s_cmdlets.TryGetValue(cmdlet.Name, out var known) ? known : s_cmdlets[cmdlet.Name] = Classify(cmdlet);
            case ApplicationInfo: return WatchedAs.Program;
            case ExternalScriptInfo: return WatchedAs.Script;
            case FunctionInfo { Module.ModuleType: ModuleType.Cim } function:
                return (s_functions.TryGetValue(function.Name, out var isWatched) ? isWatched : s_functions[function.Name] = IsAsked(function.Name)) ? WatchedAs.Function : WatchedAs.Nothing;
            default: return WatchedAs.Nothing;
        }
    }

    /// <summary>Forgets what it knows when the rules or the catalog have changed.</summary>
    public static void Follow(Guard guard)
    {
        if (ReferenceEquals(s_guard, guard)) return;
        s_guard = guard;
        s_cmdlets.Clear();
        s_functions.Clear();
    }

    private static WatchedAs Classify(CmdletInfo cmdlet)
    {
        // It asks by itself, and also where a rule would let it pass.
        if (cmdlet.ImplementingType == typeof(DisableGuardInterceptionCommand)) return WatchedAs.Nothing;
        if (cmdlet.ImplementingType.Assembly == typeof(WatchList).Assembly) return IsAsked(cmdlet.Name) ? WatchedAs.Cmdlet : WatchedAs.Nothing;
        if (s_runBlocksHere.Contains(cmdlet.Name)) return WatchedAs.Nothing;
        if (cmdlet.Name.Equals("Invoke-Expression", StringComparison.OrdinalIgnoreCase)) return WatchedAs.Expression;
        if (Guard.Catalog.Find(cmdlet.Name, ShellDialect.PowerShell) is { } entry) return HasEffects(entry) ? WatchedAs.Cmdlet : WatchedAs.Nothing;
        return IsAsked(cmdlet.Name) ? WatchedAs.Cmdlet : WatchedAs.Nothing;
    }

    private static bool HasEffects(CommandEntry entry) =>
        entry.Effects.Count > 0 || entry.Runs.Count > 0 || entry.Class.Length > 0 || entry.Subcommands.Count > 0;

    /// <summary>Whether the engine objects to a command of which nothing but the name is known.</summary>
    private static bool IsAsked(string name) =>
        Guard.Catalog.Find(name, ShellDialect.PowerShell) is { } entry && HasEffects(entry)
        || Guard.Evaluate(new ShellAction(name, ShellDialect.PowerShell), SessionObservation.Of(Path.GetTempPath())).Verdict != Verdict.Allow;

    private static Guard Guard => s_guard ?? SessionGuards.Of(Path.GetTempPath(), out _);
}

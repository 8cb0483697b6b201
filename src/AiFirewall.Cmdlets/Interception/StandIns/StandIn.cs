using System.ComponentModel;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using AiFirewall.Actions;
using AiFirewall.Cmdlets.Errors;
using CallSite = AiFirewall.Cmdlets.Interception.CallSites.CallSite;

namespace AiFirewall.Cmdlets.Interception.StandIns;

/// <summary>
/// The commands that take the place of others: one that refuses, and those that wait for the real arguments, ask where that is needed, and
/// then run the real command. Public because their script blocks call it; not for use.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StandIn
{
    // A replacement runs before anything else of its pipeline, so a statement-ending error is not enough: `throw` ends the script.
    private const string DenyScript = "throw [AiFirewall.Cmdlets.Interception.StandIns.StandIn]::Denial($MyInvocation.MyCommand)";

    private static readonly ConditionalWeakTable<CommandInfo, object> s_calls = [];

    // Made where the language is full. In a constrained session they keep that, and so may call this class.
    private static ScriptBlock? s_deny;
    private static ScriptBlock? s_program;
    private static ScriptBlock? s_script;

    [ThreadStatic]
    private static string? t_metadataOf;

    /// <summary>What a refused call throws.</summary>
    public static ErrorRecord Denial(CommandInfo standIn) =>
        s_calls.TryGetValue(standIn, out var kept) && kept is ErrorRecord denied ? denied : GuardErrors.Failed(new InvalidOperationException("A refusal was lost."));

    /// <summary>The call of a program or script that a stand-in was put in for.</summary>
    public static CheckedCall Call(CommandInfo standIn) =>
        s_calls.TryGetValue(standIn, out var kept) && kept is CheckedCall call ? call : throw new InvalidOperationException("A checked call was lost.");

    /// <summary>Tells the engine that the program that ran inside a function has failed: <c>$?</c> of the caller.</summary>
    public static void Failed(EngineIntrinsics engine) => EngineInternals.FailCurrentCommand(engine);

    /// <summary>What a cmdlet that stands in for another does before it begins: judges what it was bound to.</summary>
    public static void BeforeBegin(PSCmdlet cmdlet) => Check(cmdlet);

    /// <summary>What it does before each record: where something comes down a pipeline after all, that is bound by now.</summary>
    public static void BeforeRecord(PSCmdlet cmdlet)
    {
        if (cmdlet.MyInvocation.ExpectingInput) Check(cmdlet);
    }

    private static void Check(PSCmdlet cmdlet)
    {
        var text = Checking.Text(cmdlet.MyInvocation.MyCommand.Name, cmdlet.MyInvocation.BoundParameters);
        if (Checking.Refusal(text, ShellDialect.PowerShell, pipeline: null, cmdlet.SessionState, cmdlet.Host) is { } denied) throw Checking.Thrown(denied);
    }

    /// <summary>Makes the script blocks. The first runspace that arms does it.</summary>
    /// <param name="session">The session that arms; null before there is one.</param>
    internal static void Prepare(SessionState? session)
    {
        if (s_deny is not null) return;
        s_program = OwnScript.Create(CheckedCall.ProgramScript, session);
        s_script = OwnScript.Create(CheckedCall.ScriptScript, session);
        CheckedCmdlet.Prepare(session);
        s_deny = OwnScript.Create(DenyScript, session);
    }

    /// <summary>
    /// Whether the lookup of a command comes from a stand-in that asks for the parameters of the command it stands for. Says so once: what the engine
    /// runs to answer, dynamic parameters of providers or modules that it loads, calls commands like anybody else.
    /// </summary>
    internal static bool IsReadingMetadataOf(string name)
    {
        if (t_metadataOf is not { } reading || !reading.Equals(name, StringComparison.OrdinalIgnoreCase)) return false;
        t_metadataOf = null;
        return true;
    }

    /// <summary>Looks a command up without being intercepted.</summary>
    internal static CommandInfo? LookUp(CommandInvocationIntrinsics commands, string name, object[] arguments)
    {
        t_metadataOf = name;
        try
        {
            return commands.GetCommand(name, CommandTypes.Cmdlet, arguments);
        }
        finally
        {
            t_metadataOf = null;
        }
    }

    /// <summary>Whether a command is one of ours already, which checks what it is given.</summary>
    internal static bool Is(CommandInfo command) =>
        command is CmdletInfo { ImplementingType: var type } && (type == typeof(GuardedExpressionCommand) || type.IsSubclassOf(typeof(CheckedCmdlet)));

    /// <summary>Puts a refusal in a command's place.</summary>
    internal static void Deny(CommandLookupEventArgs found, ErrorRecord denied)
    {
        found.CommandScriptBlock = s_deny;
        s_calls.AddOrUpdate(found.Command, denied);
    }

    /// <summary>Puts a command in a command's place that checks its arguments when they are there.</summary>
    internal static void Take(CommandLookupEventArgs found, CommandInfo command, WatchedAs watched, CallSite site)
    {
        switch (watched)
        {
            case WatchedAs.Cmdlet:
                if (site.HasNoInput && StandInTypes.ForCall((CmdletInfo)command) is { } derived)
                {
                    found.Command = derived;
                    break;
                }
                CheckedCmdlet.Site = site;
                found.Command = StandInTypes.For((CmdletInfo)command);
                break;
            case WatchedAs.Expression:
                GuardedExpressionCommand.Site = site;
                found.Command = new CmdletInfo("Invoke-GuardedExpression", typeof(GuardedExpressionCommand));
                break;
            case WatchedAs.Program:
                found.CommandScriptBlock = s_program;
                s_calls.AddOrUpdate(found.Command, new CheckedCall(command, watched, site));
                break;
            default:
                found.CommandScriptBlock = s_script;
                s_calls.AddOrUpdate(found.Command, new CheckedCall(command, watched, site));
                break;
        }
    }
}

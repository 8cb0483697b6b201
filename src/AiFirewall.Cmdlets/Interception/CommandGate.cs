using System.Management.Automation;
using AiFirewall.Cmdlets.Errors;
using AiFirewall.Cmdlets.Interception.CallSites;
using AiFirewall.Cmdlets.Interception.Line;
using AiFirewall.Cmdlets.Interception.Objects;
using AiFirewall.Cmdlets.Interception.StandIns;
using AiFirewall.Cmdlets.Interception.Start;
using AiFirewall.Policy;

namespace AiFirewall.Cmdlets.Interception;

/// <summary>
/// Judges every command that a session calls by name, after the engine has found it and before it starts. What may run is left alone; in
/// place of what may not, or of what cannot be known yet, another command is handed back.
/// </summary>
/// <remarks>
/// The engine swallows whatever a lookup handler throws and runs the command then. So nothing leaves <see cref="OnFound"/>: a failure
/// is a refusal.
/// </remarks>
internal static class CommandGate
{
    /// <summary>What the audit log calls this gate.</summary>
    public const string Origin = "command";

    private static volatile bool s_isArmed;

    [ThreadStatic]
    private static bool t_isProbed;

    /// <summary>Whether commands are judged.</summary>
    public static bool IsArmed => s_isArmed;

    /// <summary>The one handler that all runspaces get.</summary>
    public static EventHandler<CommandLookupEventArgs> Handler { get; } = OnFound;

    /// <summary>Begins to judge, in this runspace and, where the engine tells of its lookups, in all others.</summary>
    /// <param name="engine">The engine of this runspace.</param>
    /// <param name="source">The event source that tells of lookups; another one than the engine's in tests of the fall-back.</param>
    public static void Arm(EngineIntrinsics engine, string source = RunspaceListener.SourceName)
    {
        StandIn.Prepare(engine.SessionState);
        s_isArmed = true;
        var coversProcess = RunspaceListener.Start(engine, source);
        InterceptionLayers.Set(
            InterceptionLayer.Command, coversProcess ? InterceptionReach.ThisProcess : InterceptionReach.ThisRunspace,
            coversProcess ? "" : "this runspace only: the engine does not tell of lookups in others");
    }

    /// <summary>Begins to judge before there is a session: every runspace is armed at its first command.</summary>
    public static void ArmAhead()
    {
        StandIn.Prepare(session: null);
        s_isArmed = true;
        RunspaceListener.Listen(RunspaceListener.SourceName);
        InterceptionLayers.Set(InterceptionLayer.Command, InterceptionReach.ThisProcess);
    }

    /// <summary>Lets every command pass from now on.</summary>
    public static void Disarm()
    {
        s_isArmed = false;
        RunspaceListener.Stop();
        GuardedTypes.Disarm();
        InterceptionLayers.Clear(InterceptionLayer.Command);
    }

    private static void OnFound(object? sender, CommandLookupEventArgs found)
    {
        t_isProbed = true;
        if (!s_isArmed || found.Command is not { } command) return;

        // Where a module is loaded for a command, the engine looks it up within the lookup, and tells of what came out of that again.
        if (StandIn.Is(command)) return;
        try
        {
            if (LineGate.IsWanted) LineGate.Follow(found.CommandName, RunspaceListener.Current);

            // An alias whose command is not loaded yet is followed by a lookup of that command.
            if (command is AliasInfo alias && (command = Resolved(alias)!) is null) return;
            var watched = WatchList.Of(command);
            if (watched != WatchedAs.Nothing) Judge(found, command, watched);
        }
        catch (Exception problem)
        {
            Deny(found, InterceptionJudge.Failed(Origin, problem));
        }
    }

    private static CommandInfo? Resolved(AliasInfo alias)
    {
        CommandInfo? command = alias;
        for (var i = 0; i < 16 && command is AliasInfo next; i++) command = next.ResolvedCommand;
        return command is AliasInfo ? null : command;
    }

    private static void Judge(CommandLookupEventArgs found, CommandInfo command, WatchedAs watched)
    {
        if (StandIn.IsReadingMetadataOf(found.CommandName) || ProfileRun.IsUnderWay()) return;
        if (watched == WatchedAs.Script && StartGate.HasJudged(((ExternalScriptInfo)command).Path)) return;
        var session = RunspaceListener.Current.SessionState;
        var call = CallSite.Find(found.CommandName, command, watched, session);
        if (call.IsLookUpOnly) return;
        if (call.Texts.Count == 0 || (!call.IsComplete && UnknownsMatter(command, watched)))
        {
            StandIn.Take(found, command, watched, call);
            return;
        }

        var decision = default(Decision);
        foreach (var text in call.Texts)
        {
            var answer = InterceptionJudge.Judge(text.Text, Origin, Place.Of(session), text.Dialect);
            if (decision is null || answer.Verdict > decision.Verdict) decision = answer;
        }

        // Of several calls by that name in one statement it may be another one's turn: the stand-in sees the arguments that come.
        if (decision!.Verdict == Verdict.Block && call.Texts.Count == 1) Deny(found, decision);
        else if (decision.Verdict == Verdict.RequireApproval && call.IsComplete && ApprovedTexts.CoverCurrent()) return;
        else if (decision.Verdict != Verdict.Allow) StandIn.Take(found, command, watched, call);
    }

    /// <summary>
    /// Whether a call must wait for its values. A program that nothing is known of, and a script, are judged without them: what a stand-in
    /// would change about how they run weighs more.
    /// </summary>
    private static bool UnknownsMatter(CommandInfo command, WatchedAs watched) => watched switch
    {
        WatchedAs.Script => false,
        WatchedAs.Program => ProgramName.IsKnown((ApplicationInfo)command),
        _ => true,
    };

    /// <summary>Puts a refusal in the command's place.</summary>
    public static void Deny(CommandLookupEventArgs found, Decision decision) => StandIn.Deny(found, GuardErrors.DeniedInSession(decision));

    /// <summary>Does something that looks a command up, and says whether the listener had put the handler in its place by then.</summary>
    public static bool Probe(Action lookUp)
    {
        t_isProbed = false;
        lookUp();
        return t_isProbed;
    }
}

using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using AiFirewall.Cmdlets.Interception.Line;
using AiFirewall.Cmdlets.Interception.Start;

namespace AiFirewall.Cmdlets.Interception;

/// <summary>What script blocks and the start-up hook of the module call. Not for anybody else.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SessionGates
{
    /// <summary>Arms a process from the start-up hook, before it has a session.</summary>
    public static void ArmAtStart()
    {
        StartGate.EnforceOrExit(Environment.CurrentDirectory);
        LineGate.IsWanted = true;
        CommandGate.ArmAhead();
    }

    /// <summary>Arms a session from its profile.</summary>
    /// <remarks>What the rest of the profile does is the user's own affair: it is judged no more than it was before.</remarks>
    public static void ArmSession(EngineIntrinsics engine)
    {
        StartGate.EnforceOrExit(Place.Of(engine.SessionState));
        LineGate.Arm(engine);
        ProfileRun.Begin(engine.SessionState);
        CommandGate.Arm(engine);
    }

    /// <summary>Reads a line at the console and judges it: the body of <c>PSConsoleHostReadLine</c>.</summary>
    /// <returns>The line; an empty one in place of a refused one; null at the end of input.</returns>
    public static string? ReadLine(EngineIntrinsics engine, PSHost host) => LineGate.Read(engine, host);
}

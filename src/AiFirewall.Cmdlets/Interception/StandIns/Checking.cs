using System.Management.Automation;
using System.Management.Automation.Host;
using AiFirewall.Actions;
using AiFirewall.Cmdlets.Errors;
using AiFirewall.Cmdlets.Interception.CallSites;
using AiFirewall.Effects;
using AiFirewall.Policy;

namespace AiFirewall.Cmdlets.Interception.StandIns;

/// <summary>The question of every stand-in, once it knows what it was called with.</summary>
internal static class Checking
{
    /// <summary>Judges a call, and asks where that is needed.</summary>
    /// <param name="text">The call as a text.</param>
    /// <param name="dialect">Its language.</param>
    /// <param name="pipeline">The pipeline it stands in, as written, where that says where the code came from.</param>
    /// <param name="session">The session state of the caller.</param>
    /// <param name="host">Who can be asked.</param>
    /// <param name="origin">The gate that asks.</param>
    /// <returns>What to throw; null when it may run.</returns>
    public static ErrorRecord? Refusal(string text, ShellDialect dialect, string? pipeline, SessionState session, PSHost host, string origin = CommandGate.Origin)
    {
        var place = Place.Of(session);
        var decision = InterceptionJudge.Judge(text, origin, place, dialect);
        if (decision.Verdict == Verdict.Block) return GuardErrors.DeniedInSession(decision);
        if (decision.Verdict == Verdict.RequireApproval) return Refusal(InterceptionJudge.Ask(text, origin, place, host, dialect));

        // The text that came is harmless to read; that it came over the network is still to be asked about.
        if (pipeline is null) return null;
        var source = InterceptionJudge.Judge(pipeline, CommandGate.Origin, place);
        if (source.Verdict == Verdict.Allow || !source.Effects.Any(effect => effect.Kind == EffectKind.ExecuteRemoteCode)) return null;
        return Refusal(InterceptionJudge.Ask(pipeline, CommandGate.Origin, place, host));
    }

    /// <summary>A call of a cmdlet as a text, with what its parameters were bound to.</summary>
    public static string Text(string name, IDictionary<string, object> bound)
    {
        var text = new System.Text.StringBuilder(name);
        foreach (var (parameter, value) in bound)
        {
            if (parameter == nameof(CheckedCmdlet.GuardPipelineInput)) continue;
            text.Append(" -").Append(parameter).Append(':').Append(Literals.TryPowerShell(value, out var literal) ? literal : Literals.Quote($"{value}"));
        }
        return text.ToString();
    }

    private static ErrorRecord? Refusal(InterceptionAnswer answer) => answer.MayRun ? null : GuardErrors.DeniedInSession(answer.Decision);

    /// <summary>An exception that ends the script like the statement <c>throw</c>, and can be caught like it.</summary>
    public static RuntimeException Thrown(ErrorRecord denied) => EngineInternals.AsThrown(new RuntimeException(denied.ErrorDetails?.Message ?? denied.Exception.Message, denied.Exception, denied));
}

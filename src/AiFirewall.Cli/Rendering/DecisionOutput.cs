using AiFirewall.Actions;
using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Terminal;
using AiFirewall.Policy;

namespace AiFirewall.Cli.Rendering;

/// <summary>A decision as the judging verbs answer with it.</summary>
internal static class DecisionOutput
{
    /// <summary>Writes a decision: readable on a terminal, as JSON anywhere else and where <c>--json</c> asks for it.</summary>
    public static void Write(Decision decision, GuardAction action, ParsedLine line, Streams streams)
    {
        if (streams.IsOutputTerminal && !line.Has("--json"))
        {
            DecisionText.Write(decision, action, streams.Output, streams.OutputPalette);
            return;
        }

        DecisionJson.Write(decision, streams.Output.Bytes);
        streams.Output.Line();
    }

    /// <summary>Judges what could also be run, and answers; the exit code says whether it may run, with <c>--exit-code</c> which verdict it was.</summary>
    public static int Judge(GuardAction action, ParsedLine line, Streams streams)
    {
        var decision = new GuardSession().Answer(action);
        Write(decision, action, line, streams);
        if (line.Has("--exit-code")) return ExitCodes.Of(decision.Verdict);
        return decision.Verdict == Verdict.Allow ? ExitCodes.Done : ExitCodes.Refused;
    }
}

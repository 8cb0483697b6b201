using AiFirewall.Cli.Terminal;
using AiFirewall.Policy;

namespace AiFirewall.Cli.Rendering;

/// <summary>Decisions as the rows of an aligned table. Widths are fixed, so that a row can be written before the next is known.</summary>
internal sealed class DecisionTable(Streams streams)
{
    private const int VerdictWidth = 16;
    private const int RiskWidth = 8;
    private const int CommandWidth = 52;

    private readonly Palette _palette = streams.OutputPalette;
    private bool _hasHeading;

    /// <summary>Writes a row.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="rendered">The action as shown to people.</param>
    public void Row(Decision decision, string rendered)
    {
        var output = streams.Output;
        if (!_hasHeading)
        {
            output.Line(_palette.Bold($"{"VERDICT".PadRight(VerdictWidth)}  {"RISK".PadRight(RiskWidth)}  {"COMMAND".PadRight(CommandWidth)}  REASON"));
            _hasHeading = true;
        }
        output.Write(_palette.Of(decision.Verdict, decision.Verdict.Name().PadRight(VerdictWidth))).Write("  ")
            .Write(_palette.Of(decision.Risk, DecisionJson.Name(decision.Risk).PadRight(RiskWidth))).Write("  ")
            .Write(VisibleText.Cut(rendered, CommandWidth).PadRight(CommandWidth)).Write("  ")
            .Line(VisibleText.Of(decision.Reason));
    }
}

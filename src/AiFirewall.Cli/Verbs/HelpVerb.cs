using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Terminal;

namespace AiFirewall.Cli.Verbs;

/// <summary><c>guard help</c>.</summary>
internal sealed class HelpVerb : Verb
{
    /// <inheritdoc/>
    public override string Name => "help";

    /// <inheritdoc/>
    public override string Summary => "show the verbs, or the help of one";

    /// <inheritdoc/>
    public override string Usage => "help [VERB]";

    /// <inheritdoc/>
    public override int Run(ParsedLine line, Streams streams)
    {
        if (line.Operands.Count == 0)
        {
            Help.WriteOverview(VerbTable.All(), streams.Output, streams.OutputPalette);
            return ExitCodes.Done;
        }
        if (VerbTable.Find(line.Operands[0]) is not { } verb)
            return streams.Fail($"unknown verb '{line.Operands[0]}'{VerbTable.Suggest(line.Operands[0])}; see 'guard --help'");
        Help.Write(verb, streams.Output, streams.OutputPalette);
        return ExitCodes.Done;
    }
}

using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Rendering;
using AiFirewall.Cli.Terminal;

namespace AiFirewall.Cli.Verbs;

/// <summary><c>guard explain</c>: shows how a command was understood and how the answer came about.</summary>
internal sealed class ExplainVerb : Verb
{
    /// <inheritdoc/>
    public override string Name => "explain";

    /// <inheritdoc/>
    public override string Summary => "show what a command would do, and why the answer is what it is";

    /// <inheritdoc/>
    public override string Usage => "explain [OPTIONS] COMMAND\nexplain [OPTIONS] WORD...";

    /// <inheritdoc/>
    public override string Details => "Colours on a terminal, plain text in a pipe; NO_COLOR turns them off.";

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Options { get; } = [ShellOptions.Shell, ShellOptions.Cwd, ShellOptions.Agent, ShellOptions.Role];

    /// <inheritdoc/>
    public override OperandStyle Operands => OperandStyle.Command;

    /// <inheritdoc/>
    public override int Run(ParsedLine line, Streams streams)
    {
        var action = ShellOptions.ActionOf(line, isArgumentList: false, out var problem);
        if (action is null) return streams.Fail($"{problem}; see 'guard explain --help'");
        ExplanationText.Write(new GuardSession().Explain(action), action, streams.Output, streams.OutputPalette);
        return ExitCodes.Done;
    }
}

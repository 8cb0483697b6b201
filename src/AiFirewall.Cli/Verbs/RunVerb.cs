using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Terminal;
using AiFirewall.Execution;

namespace AiFirewall.Cli.Verbs;

/// <summary><c>guard run</c>: judges a command, asks where that is needed, and runs it in its shell.</summary>
internal sealed class RunVerb : Verb
{
    /// <inheritdoc/>
    public override string Name => "run";

    /// <inheritdoc/>
    public override string Summary => "run a command in a shell if it may run";

    /// <inheritdoc/>
    public override string Usage => "run [OPTIONS] [--] COMMAND\nrun [OPTIONS] [--] WORD...";

    /// <inheritdoc/>
    public override string Details =>
        """
        COMMAND is one text in the shell's own syntax; several words are one command with its
        arguments. A command that needs approval is asked about on the controlling terminal, never
        on standard input; without a terminal the answer is no. There is no option to say yes.
        Exit code: the command's own, 128 + n when signal n ended it, 126 when it was refused,
        127 when its shell is not there, 2 for wrong usage.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Options { get; } = [ShellOptions.Shell, ShellOptions.Cwd, ShellOptions.Agent, ShellOptions.Role];

    /// <inheritdoc/>
    public override OperandStyle Operands => OperandStyle.Command;

    /// <inheritdoc/>
    public override int Run(ParsedLine line, Streams streams)
    {
        var action = ShellOptions.ActionOf(line, isArgumentList: false, out var problem);
        return action is null
            ? streams.Fail($"{problem}; see 'guard run --help'")
            : GuardedRun.Of(action, new ShellExecutor(), ShellOptions.NameOf(action.Shell), streams);
    }
}

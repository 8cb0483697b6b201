using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Terminal;
using AiFirewall.Execution;

namespace AiFirewall.Cli.Verbs;

/// <summary><c>guard wrap</c>: judges a program with its arguments, and runs it without a shell.</summary>
internal sealed class WrapVerb : Verb
{
    /// <inheritdoc/>
    public override string Name => "wrap";

    /// <inheritdoc/>
    public override string Summary => "run a program with its arguments if it may run, no shell in between";

    /// <inheritdoc/>
    public override string Usage => "wrap [OPTIONS] -- PROGRAM [ARGUMENT...]";

    /// <inheritdoc/>
    public override string Details =>
        """
        The words are judged as the shell would read them quoted, and handed to PROGRAM as they are.
        Approval and exit codes are those of 'guard run'; 127 when there is no such program.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Options { get; } = [ShellOptions.Cwd, ShellOptions.Agent, ShellOptions.Role];

    /// <inheritdoc/>
    public override OperandStyle Operands => OperandStyle.Command;

    /// <inheritdoc/>
    public override int Run(ParsedLine line, Streams streams)
    {
        var action = ShellOptions.ActionOf(line, isArgumentList: true, out var problem);
        if (action is null) return streams.Fail($"{problem}; see 'guard wrap --help'");
        if (line.Operands[0].Length == 0) return streams.Fail("the program's name is empty");
        return GuardedRun.Of(action, new ProgramExecutor(line.Operands), line.Operands[0], streams);
    }
}

using AiFirewall.Cli.CommandLine;
using AiFirewall.Cli.Rendering;
using AiFirewall.Cli.Terminal;

namespace AiFirewall.Cli.Verbs;

/// <summary><c>guard eval</c>: judges without running anything.</summary>
internal sealed class EvalVerb : Verb
{
    /// <inheritdoc/>
    public override string Name => "eval";

    /// <inheritdoc/>
    public override string Summary => "judge a command, or a batch of actions, and run nothing";

    /// <inheritdoc/>
    public override string Usage => "eval [OPTIONS] COMMAND\neval [OPTIONS] WORD...\neval --batch [OPTIONS] [FILE]";

    /// <inheritdoc/>
    public override string Details =>
        """
        COMMAND is one text in the shell's own syntax; several words are one command with its
        arguments, quoted so that the shell hands on the same words.
        --batch reads one JSON action a line from FILE or standard input and answers one JSON
        decision a line, in order, whatever a line holds.
        Exit code: 0; with --exit-code 0 for ALLOW, 2 for BLOCK, 3 for REQUIRE_APPROVAL (of a
        batch the strictest).
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Options { get; } =
    [
        ShellOptions.Shell, ShellOptions.Cwd, ShellOptions.Agent, ShellOptions.Role,
        new("--batch", null, "read JSON actions, one a line"),
        new("--json", null, "answer in JSON even on a terminal"),
        new("--table", null, "answer in an aligned table"),
        new("--exit-code", null, "let the exit code tell the verdict"),
    ];

    /// <inheritdoc/>
    public override OperandStyle Operands => OperandStyle.Command;

    /// <inheritdoc/>
    public override int Run(ParsedLine line, Streams streams)
    {
        if (line.Has("--json") && line.Has("--table")) return streams.Fail("'--json' and '--table' exclude each other");
        if (line.Has("--batch")) return RunBatch(line, streams);

        var action = ShellOptions.ActionOf(line, isArgumentList: false, out var problem);
        if (action is null) return streams.Fail($"{problem}; see 'guard eval --help'");
        var decision = new GuardSession().Answer(action);

        if (line.Has("--table")) new DecisionTable(streams).Row(decision, action.Rendered);
        else DecisionOutput.Write(decision, action, line, streams);
        return line.Has("--exit-code") ? ExitCodes.Of(decision.Verdict) : ExitCodes.Done;
    }

    private static int RunBatch(ParsedLine line, Streams streams)
    {
        if (line.Operands.Count > 1) return streams.Fail("'guard eval --batch' takes one file at most; see 'guard eval --help'");
        var source = line.Operands.Count == 0 || line.Operands[0] == "-" ? null : line.Operands[0];
        if (source is not null && Directory.Exists(source)) return streams.Fail($"'{source}' is a directory, not a file of actions");
        try
        {
            using var input = source is null ? Streams.OpenInput() : File.OpenRead(source);
            var strictest = new Batch(new GuardSession(), streams, line.Has("--table"), DefaultsOf(line)).Run(input);
            return line.Has("--exit-code") ? ExitCodes.Of(strictest) : ExitCodes.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            streams.Output.Flush();
            return streams.Fail($"the actions cannot be read from {(source is null ? "standard input" : $"'{source}'")}: {Failures.Describe(e)}");
        }
    }

    private static BatchDefaults DefaultsOf(ParsedLine line) =>
        new(line.ValueOf("--cwd") is { } cwd ? Path.GetFullPath(cwd) : null, line.ValueOf("--agent"), line.ValueOf("--role"));
}

using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary>GNU <c>parallel</c>: a shell command for each argument after <c>:::</c>, or for each line of its input.</summary>
internal sealed class ParallelCommand : ICommandClass
{
    private const int MaxRuns = 8;

    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        var operands = call.Arguments.Operands;
        var separator = operands.FindIndex(o => o.Value.Text is ":::" or ":::+" or "::::");
        var command = separator < 0 ? operands : operands.GetRange(0, separator);
        var values = separator >= 0
            ? [.. operands.Skip(separator + 1).Where(o => !o.Value.Text.StartsWith(":::", StringComparison.Ordinal)).Select(o => o.Value)]
            : Lines(call.Invocation.Input ?? Value.Unknown);
        if (separator >= 0 && operands[separator].Value.Text == "::::") values = [Value.Unknown with { Origins = Origins.File }];
        foreach (var value in values.Take(MaxRuns))
        {
            var hasPlace = command.Exists(c => c.Value.Text.Contains("{}", StringComparison.Ordinal));
            var filled = command.Count == 0 ? [new Argument(value, call.Invocation.Span)]
                : hasPlace ? XargsCommand.Filled(command, "{}", Quoted(value))
                : [.. command, new Argument(Quoted(value), call.Invocation.Span)];
            call.Output = call.RunCode("bash", EntryInterpreter.Joined(filled, 0, filled.Count), call.Invocation.Span).Output;
        }

        return true;
    }

    /// <summary>parallel quotes each argument for the shell that runs the command.</summary>
    private static Value Quoted(Value value) => value with { Text = $"'{value.Text.Replace("'", @"'\''", StringComparison.Ordinal)}'" };

    private static List<Value> Lines(Value input) => input.Text == Unresolved.Anything
        ? [input]
        : [.. input.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => input with { Text = l })];
}

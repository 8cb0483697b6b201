using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary><c>xargs</c>: a command for the words of its input.</summary>
internal sealed class XargsCommand : ICommandClass
{
    private const int MaxReplaced = 8;

    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        var input = call.Arguments.ValueOf("-a") is { } file ? call.Host.Content(call.Path(file).Text, call.Scene) ?? Value.Unknown : call.Invocation.Input ?? Value.Unknown;
        var words = Separator(call) is { } separator && input.Text != Unresolved.Anything
            ? [.. input.Text.Split(separator, StringSplitOptions.RemoveEmptyEntries).Take(256).Select(w => input with { Text = w, MaySplit = false })]
            : Words(input);
        var command = call.Arguments.Operands;
        if (command.Count == 0) return false;
        if (Placeholder(call) is { } placeholder)
        {
            // Each line is put in place of the marker, and is one argument however many words it has.
            foreach (var line in input.IsResolved ? input.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(MaxReplaced) : [Unresolved.Anything])
            {
                call.Output = call.Run(Filled(command, placeholder, input with { Text = line.Trim(), MaySplit = false }), input: Value.Empty).Output;
            }
        }
        else
        {
            var argv = new List<Argument>(command);
            foreach (var word in words) argv.Add(new Argument(word, call.Invocation.Span));
            call.Output = call.Run(argv, input: Value.Empty).Output;
        }

        return true;
    }

    /// <summary><c>-0</c> and <c>-d</c>: what stands between separators is one argument, white space and quotes and all.</summary>
    private static string? Separator(CommandCall call)
    {
        if (call.Arguments.Has("-0")) return "\0";
        return call.Arguments.ValueOf("-d")?.Text switch { "\\n" => "\n", "\\0" => "\0", "\\t" => "\t", { Length: 1 } one => one, _ => null };
    }

    /// <summary>The words of a known input; else one that stands for any.</summary>
    internal static List<Value> Words(Value input)
    {
        if (input.Text == Unresolved.Anything) return [input with { MaySplit = false }];
        return [.. EntryInterpreter.Words(input).Select(Unquoted)];
    }

    /// <summary>The command with a text in place of every marker.</summary>
    internal static List<Argument> Filled(List<Argument> command, string placeholder, Value text)
    {
        var argv = new List<Argument>(command.Count);
        foreach (var argument in command)
        {
            argv.Add(argument.Value.Text.Contains(placeholder, StringComparison.Ordinal)
                ? argument with
                {
                    Value = argument.Value with
                    {
                        Text = argument.Value.Text.Replace(placeholder, text.Text, StringComparison.Ordinal),
                        Origins = argument.Value.Origins | text.Origins,
                        IsGlob = text.IsGlob,
                        Source = text.Source,
                    },
                }
                : argument);
        }

        return argv;
    }

    /// <summary>xargs takes quotes around words away.</summary>
    private static Value Unquoted(Value word) =>
        word.Text.Length > 1 && word.Text[0] is '"' or '\'' && word.Text[^1] == word.Text[0] ? word with { Text = word.Text[1..^1] } : word;

    private static string? Placeholder(CommandCall call)
    {
        if (call.Arguments.ValueOf("-I") is { Text.Length: > 0 } marker) return marker.Text;
        if (call.Arguments.ValueOf("-J") is { Text.Length: > 0 } place) return place.Text;
        return call.Arguments.Has("-i") || call.Arguments.Has("--replace") ? call.Arguments.ValueOf("-i") is { Text.Length: > 0 } given ? given.Text : "{}" : null;
    }
}

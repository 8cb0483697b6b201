using System.Globalization;
using AiFirewall.Effects;
using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Shells.Cmd.Evaluation;

/// <summary>Runs <c>for</c> in its five kinds.</summary>
internal sealed class CmdLoops(CmdEvaluator evaluator)
{
    private const int MaxTurns = 64;

    /// <summary>Runs a loop. What it writes.</summary>
    public Value Run(ForCommand loop, CmdState state, Value? input, bool isOutputRead)
    {
        if (loop.Body is null) return Value.Empty;
        var set = evaluator.Expand(loop.Set, state);
        return loop.Kind switch
        {
            CmdLoop.Numbers => Turns(loop, Numbers(set).Select(v => (IReadOnlyList<Value>)[v]), state, input, isOutputRead),
            CmdLoop.Lines => Lines(loop, set, state, input, isOutputRead),
            _ => Turns(loop, Words(loop, set, state).Select(v => (IReadOnlyList<Value>)[v]), state, input, isOutputRead),
        };
    }

    /// <summary>The body, once for each value or group of values; the rest of a long list stands for one that is not known.</summary>
    private Value Turns(ForCommand loop, IEnumerable<IReadOnlyList<Value>> turns, CmdState state, Value? input, bool isOutputRead)
    {
        var before = state.Fork();
        var outer = new Dictionary<char, Value>(state.Loops);
        var output = ValueBuilder.ForOutput();
        var count = 0;
        foreach (var values in turns)
        {
            var isRest = count++ == MaxTurns;
            if (isRest) state.Widen(before);
            for (var i = 0; i < values.Count; i++) state.Loops[(char)(loop.Variable + i)] = isRest ? Value.Unknown with { Origins = values[i].Origins } : values[i];
            output.Add(evaluator.Command(loop.Body!, state, input, isOutputRead).Output);
            if (state.Jump is not null)
            {
                // A jump out of a loop: whether a later turn is reached depends on it.
                if (state.Jump.Label is not null) evaluator.MayJump(state, state);
                state.Jump = null;
            }

            if (isRest) break;
        }

        state.Loops.Clear();
        foreach (var (letter, value) in outer) state.Loops[letter] = value;
        return output.ToValue();
    }

    private static IEnumerable<Value> Numbers(CmdText set)
    {
        var parts = set.Text.Split([',', ' ', ';', '\t', '='], StringSplitOptions.RemoveEmptyEntries);
        var numbers = new long[3];
        for (var i = 0; i < 3; i++)
        {
            if (i >= parts.Length || !long.TryParse(parts[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[i]) || Math.Abs(numbers[i]) > int.MaxValue) return [set.ValueOf(Unresolved.Anything)];
        }

        return Count(numbers[0], numbers[1], numbers[2]);
    }

    private static IEnumerable<Value> Count(long start, long step, long end)
    {
        for (var i = start; step < 0 ? i >= end : i <= end; i += step) yield return new Value(i.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Words and patterns; <c>/r</c> puts the directory in front.</summary>
    private static IEnumerable<Value> Words(ForCommand loop, CmdText set, CmdState state)
    {
        foreach (var argument in CommandWords.ForInternal(set, splitsSwitches: false))
        {
            var value = argument.Value;
            if (loop.Kind == CmdLoop.Tree)
            {
                var root = CommandWords.WithoutQuotes(LateExpansion.Of(loop.Options, state));
                var directory = root.Length == 0 ? CmdState.Backslashes(state.WorkingDirectory) : root.Text;
                value = Value.Concat(root.ValueOf(directory.EndsWith('\\') ? directory : directory + "\\"), value with { IsQuoted = false });
            }
            else if (value.IsQuoted)
            {
                value = value with { Text = '"' + value.Text + '"' };
            }

            yield return value;
        }
    }

    private Value Lines(ForCommand loop, CmdText set, CmdState state, Value? input, bool isOutputRead)
    {
        var options = LineOptions.Of(CommandWords.WithoutQuotes(LateExpansion.Of(loop.Options, state)).Text);
        var source = Source(set.Trim(), options.UsesBackquotes, state);
        return Turns(loop, options.Turns(source), state, input, isOutputRead);
    }

    /// <summary>What the lines come from: <c>"text"</c>, <c>'command'</c> or files; with <c>usebackq</c> <c>'text'</c>, <c>`command`</c> and quoted files.</summary>
    private Value Source(CmdText set, bool usesBackquotes, CmdState state)
    {
        var (text, command) = usesBackquotes ? ('\'', '`') : ('"', '\'');
        if (set.Length == 0) return Value.Unknown;
        var first = set[0].Char;
        var isClosed = set.Length > 1 && set[set.Length - 1].Char == first;
        var inner = set.Slice(1, isClosed ? set.Length - 1 : set.Length);
        if (first == command)
        {
            // A shell of its own runs the command, and reads it once more from the start.
            var child = state.Fork();
            child.Depth++;
            child.OuterSpan ??= set.Span;
            child.IsDelayed = false;
            evaluator.Host.Executes(inner.ToValue(), set.Span, child);
            return evaluator.Run(inner.Text, child, null, isOutputRead: true);
        }

        if (first == text) return inner.ToValue();
        var content = ValueBuilder.ForOutput();
        var files = CommandWords.ForInternal(set, splitsSwitches: false);
        foreach (var file in files) content.Add(evaluator.Host.Redirect(CmdRedirectionKind.Input, file.Value with { IsQuoted = false }, null, file.Span, state));
        return files.Count == 0 ? Value.Unknown : content.ToValue();
    }
}

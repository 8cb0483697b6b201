using AiFirewall.Actions;
using AiFirewall.Effects;
using AiFirewall.Shells.Cmd.Evaluation;
using AiFirewall.Shells.Cmd.Parsing;
using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Shells.Cmd;

/// <summary>
/// Runs a text the way cmd.exe does, without running anything: line by line, expanding variables before each line is parsed, following jumps, and
/// handing every command to the host with its words resolved as far as they can be.
/// </summary>
/// <remarks>
/// Branches are all walked; what they disagree on becomes a hole. Loops over known words are unrolled within bounds. A jump that may or may not
/// happen is followed after the rest, so that nothing that can be reached is left out.
/// </remarks>
internal sealed class CmdEvaluator
{
    private const int MaxNesting = 400;
    private const int MaxDepth = 16;
    private const int MaxJumps = 256;
    private const int MaxExpanded = 1024 * 1024;

    private readonly CmdBuiltins _builtins;
    private readonly CmdLoops _loops;
    private int _nesting;
    private bool _isSpent;
    private int _expanded;

    public CmdEvaluator(ICmdHost host)
    {
        Host = host;
        _builtins = new CmdBuiltins(this);
        _loops = new CmdLoops(this);
    }

    /// <summary>The road around the evaluator.</summary>
    public ICmdHost Host { get; }

    /// <summary>Reads a text in a state, as cmd.exe does with a script or what stands behind <c>/c</c>.</summary>
    /// <returns>What it writes to standard output.</returns>
    public Value Run(string text, CmdState state, Value? input, bool isOutputRead = false)
    {
        if (state.Depth > MaxDepth) return TooDeep(state.OuterSpan ?? default, state).Output;
        var outer = state.Script;
        var script = new ScriptRun(text);
        state.Script = script;
        var output = ValueBuilder.ForOutput();
        output.Add(RunFrom(0, state, input, script.Lines.Count, isOutputRead));
        while (script.TryTakePending(out var line, out var later))
        {
            later.IsConditional = true;
            output.Add(RunFrom(line, later, input, script.Lines.Count, isOutputRead));
        }

        state.Script = outer;
        return output.ToValue();
    }

    /// <summary>Runs the lines of the state's script from one on.</summary>
    public Value RunFrom(int line, CmdState state, Value? input, int end, bool isOutputRead = false)
    {
        var script = state.Script!;
        var parser = new CommandParser(script.Lines, state, script.Bounds);
        parser.Source.Line = line;
        var output = ValueBuilder.ForOutput();
        while (parser.Source.Line < end && Host.Spend())
        {
            var at = parser.Source.Line;
            script.Reach(at, state);
            var isRead = parser.TryNext(out var command);
            foreach (var error in script.NewErrors()) Report(error, state);
            if (!isRead) break;
            if (command is null) continue;
            output.Add(Command(command, state, input, isOutputRead).Output);
            if (state.Jump is null) continue;
            if (Destination(at, parser.Source.Line, state) is not { } next) break;
            parser.Source.Line = next;
        }

        return output.ToValue();
    }

    /// <summary>The line that a certain jump leads to; null when the script ends there.</summary>
    private int? Destination(int at, int following, CmdState state)
    {
        var jump = state.Jump!;
        if (jump.Label is null) return null;
        state.Jump = null;
        var script = state.Script!;
        if (Unresolved.In(jump.Label))
        {
            foreach (var any in script.Lines.Labels.Values) script.Later(any, state.Fork());
            return null;
        }

        if (!script.Lines.Labels.TryGetValue(jump.Label, out var line)) return null;
        if (line > at || script.CountJump(line) < MaxJumps) return line;
        if (state.Starts > 0) Host.Exhausts("the script starts programs in an endless loop", state.OuterSpan ?? script.Lines[at].Span, state);

        // More turns than are followed: what comes after them is read with what they change unknown.
        if (script.StateAt(line) is { } earlier) state.Widen(earlier);
        return following;
    }

    /// <summary>A jump that may happen: forward it is followed later, backward what changes from turn to turn is taken as unknown.</summary>
    public void MayJump(CmdState branch, CmdState state)
    {
        var jump = branch.Jump;
        branch.Jump = null;
        if (jump?.Label is not { } label || state.Script is not { } script) return;
        if (Unresolved.In(label))
        {
            foreach (var any in script.Lines.Labels.Values) script.Later(any, branch.Fork());
            return;
        }

        if (!script.Lines.Labels.TryGetValue(label, out var line)) return;
        if (!script.IsReached(line))
        {
            script.Later(line, branch.Fork());
            return;
        }

        if (script.StateAt(line) is not { } earlier || line > script.Line || !script.Widen(line)) return;
        var at = script.Line;
        if (state.Widen(earlier))
        {
            var turn = state.Fork();
            turn.IsConditional = true;
            RunFrom(line, turn, null, at + 1);
        }

        script.Line = at;
    }

    /// <summary>Any command.</summary>
    public Outcome Command(CmdCommand command, CmdState state, Value? input, bool isOutputRead)
    {
        if (!Host.Spend())
        {
            _isSpent = true;
            Host.Report("shell.too-large", "the command does more steps than the firewall reads", state.OuterSpan ?? command.Span, state);
            return Outcome.Unknown;
        }

        if (_nesting >= MaxNesting) return TooDeep(command.Span, state);
        _nesting++;
        var outcome = command is SimpleCommand simple ? Simple(simple, state, input, isOutputRead) : Compound(command, state, input, isOutputRead);
        _nesting--;
        return outcome;
    }

    private Outcome Compound(CmdCommand command, CmdState state, Value? input, bool isOutputRead)
    {
        var redirected = Redirections(command.Redirections, state, input);
        var reads = isOutputRead || redirected.OutputPath is not null;
        var output = command switch
        {
            BlockCommand block => Sequence(block.Items, state, redirected.Input, reads),
            ListCommand { Connector: CmdConnector.Sequence } list => Sequence(list.Items, state, redirected.Input, reads),
            ListCommand { Connector: CmdConnector.Pipe } list => Pipe(list, state, redirected.Input, reads),
            ListCommand list => AndOr(list, state, redirected.Input, reads),
            IfCommand condition => If(condition, state, redirected.Input, reads),
            ForCommand loop => _loops.Run(loop, state, redirected.Input, reads),
            _ => Value.Unknown,
        };
        return new Outcome(Finish(redirected, output, state));
    }

    private Value Sequence(IReadOnlyList<CmdCommand> items, CmdState state, Value? input, bool isOutputRead)
    {
        var output = ValueBuilder.ForOutput();
        foreach (var item in items)
        {
            output.Add(Command(item, state, input, isOutputRead).Output);
            if (state.Jump is not null || _isSpent) break;
        }

        return output.ToValue();
    }

    private Value Pipe(ListCommand list, CmdState state, Value? input, bool isOutputRead)
    {
        var data = input;
        var itself = 0;
        for (var i = 0; i < list.Items.Count && !_isSpent; i++)
        {
            if (list.Items[i] is SimpleCommand simple && IsItself(CommandWords.SplitName(Expand(simple.Text, state)).Name, state)) itself++;
            data = Command(list.Items[i], state.Fork(), data, isOutputRead || i < list.Items.Count - 1).Output;
        }

        // %0|%0 doubles its processes at every turn.
        if (itself > 1) Host.Exhausts("the script starts itself without end", state.OuterSpan ?? list.Span, state);
        return data ?? Value.Empty;
    }

    /// <summary>Whether a name stands for the script that runs.</summary>
    public static bool IsItself(CmdText name, CmdState state) =>
        name.ToValue().Source is "%0" or "%~0" or "%~f0" or "%~dpnx0" || (state.ScriptPath is { } path && name.Length > 0 && state.Absolute(name.Text).Equals(path, StringComparison.OrdinalIgnoreCase));

    private Value AndOr(ListCommand list, CmdState state, Value? input, bool isOutputRead)
    {
        var output = ValueBuilder.ForOutput();
        output.Add(Command(list.Items[0], state, input, isOutputRead).Output);
        for (var i = 1; i < list.Items.Count && state.Jump is null && !_isSpent; i++)
        {
            output.Add(Command(list.Items[i], state, input, isOutputRead).Output);
            if (state.Jump is not null) MayJump(state, state);
        }

        return output.ToValue();
    }

    private Value If(IfCommand command, CmdState state, Value? input, bool isOutputRead)
    {
        var holds = CmdConditions.Holds(command.Condition, state);
        var then = state.Fork();
        var otherwise = state.Fork();
        then.IsConditional = otherwise.IsConditional = true;
        if (holds is { } known)
        {
            // The branch that is not taken is read all the same, aside: what is known of the machine may be wrong.
            var (taken, aside, other) = known ? (command.Then, command.Else, otherwise) : (command.Else, command.Then, then);
            var unused = aside is null ? null : Command(aside, other, input, isOutputRead);
            if (unused is not null && other.Jump?.Label is { } label && state.Script!.Lines.Labels.TryGetValue(label, out var line)) state.Script.Later(line, other.Fork());
            return taken is null ? Value.Empty : Command(taken, state, input, isOutputRead).Output;
        }

        var output = ValueBuilder.ForOutput();
        if (command.Then is not null) output.Add(Command(command.Then, then, input, isOutputRead).Output);
        if (command.Else is not null) output.Add(Command(command.Else, otherwise, input, isOutputRead).Output);
        var jumps = new List<CmdState>();
        var stays = new List<CmdState>();
        foreach (var branch in (ReadOnlySpan<CmdState>)[then, otherwise]) (branch.Jump is null ? stays : jumps).Add(branch);
        state.Join(stays);
        foreach (var branch in jumps) MayJump(branch, state);
        if (stays.Count == 0) state.Jump = new CmdJump(null);
        return output.ToValue();
    }

    private Outcome Simple(SimpleCommand command, CmdState state, Value? input, bool isOutputRead)
    {
        var redirected = Redirections(command.Redirections, state, input);
        var (name, tail) = CommandWords.SplitName(Expand(command.Text, state));
        if (name.Length == 0) return new Outcome(Finish(redirected, Value.Empty, state));
        var outcome = Invoke(name, tail, state, redirected.Input, command.Span, isOutputRead || redirected.OutputPath is not null, redirected.OutputPath);
        return outcome with { Output = Finish(redirected, outcome.Output, state) };
    }

    /// <summary>Runs a command by its name and the text behind it.</summary>
    public Outcome Invoke(CmdText name, CmdText tail, CmdState state, Value? input, TextSpan span, bool isOutputRead = false, Value? outputFile = null)
    {
        if (_nesting >= MaxNesting) return TooDeep(span, state);
        if (!Count(tail.Length, span, state)) return Outcome.Unknown;
        _nesting++;
        var call = new CmdCall(NameOf(name), tail, span) { Input = input, IsOutputRead = isOutputRead, OutputFile = outputFile };
        var outcome = (call.Name.IsResolved ? _builtins.Run(call, state) : null) ?? Host.Run(call.ToInvocation(), state);
        _nesting--;
        return outcome;
    }

    /// <summary>Expands what is expanded last; a hole once the text brought forth more than is read.</summary>
    public CmdText Expand(CmdText text, CmdState state)
    {
        if (Count(text.Length, text.Span, state))
        {
            var expanded = LateExpansion.Of(text, state);
            if (Count(expanded.Length - text.Length, text.Span, state)) return expanded;
        }

        var hole = new CmdTextBuilder();
        hole.Append(Value.Unknown, text.Span);
        return hole.ToText();
    }

    /// <summary>Counts characters that are worked on; false when there are more than are read.</summary>
    private bool Count(int characters, TextSpan span, CmdState state)
    {
        _expanded += Math.Max(0, characters);
        if (_expanded <= MaxExpanded) return true;
        _expanded = MaxExpanded;
        Host.Report("shell.too-large", "the command does more than the firewall reads", state.OuterSpan ?? span, state);
        return false;
    }

    /// <summary>A pattern or a percent sign that is left over means that the name is not what is written.</summary>
    private static Value NameOf(CmdText name)
    {
        var value = name.ToValue();
        return value.Text.AsSpan().ContainsAny('%', '*', '?') ? value with { Text = Unresolved.Anything, Source = value.Source ?? value.Text } : value;
    }

    /// <summary>Says that code is nested too deep.</summary>
    public Outcome TooDeep(TextSpan span, CmdState state)
    {
        Host.Report("shell.too-deep", "code inside code is nested deeper than the firewall reads", state.OuterSpan ?? span, state);
        return Outcome.Unknown;
    }

    private void Report(CmdError error, CmdState state)
    {
        var id = error.Kind switch
        {
            CmdErrorKind.TooDeep => "shell.too-deep",
            CmdErrorKind.TooLarge => "shell.too-large",
            _ => "shell.unreadable",
        };
        Host.Report(id, error.Message, state.OuterSpan ?? error.Span, state);
    }

    private Redirected Redirections(IReadOnlyList<CmdRedirection> redirections, CmdState state, Value? input)
    {
        var result = new Redirected { Input = input };
        foreach (var redirection in redirections)
        {
            if (redirection.Kind == CmdRedirectionKind.Duplicate) continue;
            var text = Expand(redirection.Target, state);
            var path = text.ValueOf(CommandWords.WithoutQuotes(text).Text);
            if (redirection.Kind == CmdRedirectionKind.Input)
            {
                result.Input = Host.Redirect(redirection.Kind, path, null, redirection.Span, state);
                continue;
            }

            result.Outputs.Add((redirection, path));
            if (redirection.Descriptor == 1) result.OutputPath = path;
        }

        return result;
    }

    /// <summary>Writes what was redirected, and gives what is left for the pipe.</summary>
    private Value Finish(Redirected redirected, Value output, CmdState state)
    {
        foreach (var (redirection, path) in redirected.Outputs)
            Host.Redirect(redirection.Kind, path, redirection.Descriptor == 1 ? output : Value.Unknown, redirection.Span, state);
        return redirected.OutputPath is null ? output : Value.Empty;
    }

    private sealed class Redirected
    {
        public Value? Input { get; set; }

        public Value? OutputPath { get; set; }

        public List<(CmdRedirection Redirection, Value Path)> Outputs { get; } = [];
    }
}

/// <summary>A command about to be run: its name, and the text behind it as it is written.</summary>
/// <param name="Name">The name, without quotes.</param>
/// <param name="Tail">The text behind it, with quotes.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record CmdCall(Value Name, CmdText Tail, TextSpan Span)
{
    /// <summary>What it reads from standard input; null when that is inherited.</summary>
    public Value? Input { get; init; }

    /// <summary>Whether its output is read.</summary>
    public bool IsOutputRead { get; init; }

    /// <summary>Where its output goes when that is redirected to a file.</summary>
    public Value? OutputFile { get; init; }

    /// <summary>As the catalog reads it: arguments split the way the command splits them.</summary>
    public Invocation ToInvocation() => ToInvocation(CommandWords.Split(Name.Text, Tail));

    /// <summary>As the catalog reads it, with arguments that are split already.</summary>
    public Invocation ToInvocation(IReadOnlyList<Argument> arguments) => new(ShellDialect.Cmd, Name, arguments, Span)
    {
        Input = Input,
        IsOutputRead = IsOutputRead,
        OutputFile = OutputFile,
    };
}

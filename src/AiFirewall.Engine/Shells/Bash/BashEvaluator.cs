using AiFirewall.Actions;
using AiFirewall.Effects;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash;

/// <summary>
/// Walks a Bash tree the way the shell would run it, without running anything: follows variables, functions, directories and pipes, and
/// hands every command to the host with its words resolved as far as they can be.
/// </summary>
/// <remarks>
/// Branches are all walked; what they disagree on becomes a hole. Loops over known words are unrolled within bounds. Nothing that is
/// executed is dropped because it cannot be resolved.
/// </remarks>
internal sealed class BashEvaluator(IBashHost host)
{
    private const int MaxDepth = 16;
    private const int MaxCalls = 32;
    private const int MaxIterations = 24;
    private const int CharactersForAStep = 1024;

    private readonly BashBuiltins _builtins = new(host);
    private bool _isSpent;
    private int _characters;

    /// <summary>The road around the evaluator.</summary>
    public IBashHost Host => host;

    /// <summary>Reads a text in a state, as the shell does with a script or the argument of <c>-c</c>.</summary>
    /// <returns>What it writes to standard output.</returns>
    public Value Run(string text, BashState state, Value? input)
    {
        if (state.Depth > MaxDepth)
        {
            host.Report("shell.too-deep", Risk.High, "code inside code is nested deeper than the firewall reads", state.OuterSpan ?? default, state);
            return Value.Unknown;
        }

        var script = BashParser.Parse(text);
        state.Text = text;
        foreach (var error in script.Errors) Report(error, state);
        return List(script.Body, state, input);
    }

    /// <summary>A copy of a state, paid for by what it may have to copy.</summary>
    public BashState Fork(BashState state, bool isProcess = true)
    {
        Charge(state.Size * CharactersForAStep / 256);
        return state.Fork(isProcess);
    }

    /// <summary>
    /// Counts characters that are put together or looked through: a few steps can do much, and a variable may double at each. False when
    /// there were more than are read.
    /// </summary>
    public bool Charge(int characters)
    {
        _characters += characters;
        for (; _characters >= CharactersForAStep && !_isSpent; _characters -= CharactersForAStep)
        {
            if (!host.Spend()) _isSpent = true;
        }

        return !_isSpent;
    }

    private void Report(BashError error, BashState state)
    {
        var (id, severity) = error.Kind switch
        {
            BashErrorKind.TooDeep => ("shell.too-deep", Risk.High),
            BashErrorKind.TooLarge => ("shell.too-large", Risk.High),
            _ => ("shell.unreadable", Risk.High),
        };
        host.Report(id, severity, error.Message, error.Span, state);
    }

    /// <summary>Commands one after the other.</summary>
    public Value List(BashList list, BashState state, Value? input)
    {
        var output = ValueBuilder.ForOutput();
        foreach (var item in list.Items)
        {
            var result = Command(item.Command, item.IsBackground ? Fork(state) : state, input, isOutputRead: false);
            output.Add(result.Output);
            if (_isSpent) break;
        }

        return output.ToValue();
    }

    /// <summary>Any command.</summary>
    public Outcome Command(BashCommand command, BashState state, Value? input, bool isOutputRead)
    {
        if (!host.Spend())
        {
            _isSpent = true;
            host.Report("shell.too-large", Risk.High, "the command does more steps than the firewall reads", command.Span, state);
            return Outcome.Unknown;
        }

        switch (command)
        {
            case SimpleCommand simple: return Simple(simple, state, input, isOutputRead);
            case PipelineCommand pipeline: return Pipeline(pipeline, state, input, isOutputRead);
            case AndOrCommand list: return AndOr(list, state, input);
            case FunctionCommand function:
                state.Define(function, state.Text);
                return Outcome.Silent;
        }

        var redirected = Redirections(command.Redirections, state, input);
        var output = Compound(command, state, redirected.Input);
        return new Outcome(Finish(redirected, output, state));
    }

    private Value Compound(BashCommand command, BashState state, Value? input)
    {
        switch (command)
        {
            case SubshellCommand subshell: return List(subshell.Body, Fork(state), input);
            case GroupCommand group: return List(group.Body, state, input);
            case IfCommand conditional: return If(conditional, state, input);
            case ForCommand loop: return For(loop, state, input);
            case WhileCommand loop: return While(loop, state, input);
            case CaseCommand choice: return Case(choice, state, input);
            case ArithmeticForCommand loop:
                Words([loop.Header], state, input);
                if (HasNoCondition(loop.Header) && loop.Body.Items.Any(i => i.IsBackground) && !Waits(loop.Body)) ReportEndless(loop.Span, state);
                return Twice(loop.Body, state, input);
            case CoprocCommand coproc:
                state.Open(coproc.Name ?? "COPROC", Command(coproc.Body, Fork(state), Value.Unknown, isOutputRead: false).Output);
                return Value.Empty;
            case ConditionalCommand test:
                Words(test.Words, state, input);
                return Value.Empty;
            case ArithmeticCommand arithmetic:
                BashArithmetic.Run(Expansion(state, input).Text(arithmetic.Expression), state);
                return Value.Empty;
            default: return Value.Unknown;
        }
    }

    private Outcome AndOr(AndOrCommand list, BashState state, Value? input)
    {
        var outcome = Command(list.First, state, input, isOutputRead: false);
        var output = ValueBuilder.ForOutput();
        output.Add(outcome.Output);
        var status = outcome.Status;
        foreach (var item in list.Rest)
        {
            // `false && x` and `true || x` never run x; any other status is not known, and x is read.
            if (status is { } known && (known == 0) == item.IsOr) continue;
            outcome = Command(item.Command, state, input, isOutputRead: false);
            status = outcome.Status;

            // `a || b` writes what a writes, or else what b does.
            if (item.IsOr) output.AddAlternative(outcome.Output);
            else output.Add(outcome.Output);
        }

        return new Outcome(output.ToValue()) { Status = status };
    }

    private Outcome Pipeline(PipelineCommand pipeline, BashState state, Value? input, bool isOutputRead)
    {
        if (pipeline.Commands.Count == 1)
        {
            var only = Command(pipeline.Commands[0], state, input, isOutputRead);
            return pipeline.IsNegated && only.Status is { } status ? only with { Status = status == 0 ? 1 : 0 } : only with { Status = pipeline.IsNegated ? null : only.Status };
        }

        var data = input;
        var outcome = Outcome.Silent;
        for (var i = 0; i < pipeline.Commands.Count; i++)
        {
            var isLast = i == pipeline.Commands.Count - 1;
            outcome = Command(pipeline.Commands[i], Fork(state), data, !isLast || isOutputRead);
            data = outcome.Output;
        }

        return new Outcome(outcome.Output);
    }

    private Outcome Simple(SimpleCommand command, BashState state, Value? input, bool isOutputRead)
    {
        if (state.HasAliases && Alias(command, state, input) is { } aliased) return aliased;
        var expansion = Expansion(state, input);
        var fields = new List<Argument>(command.Words.Count);
        foreach (var word in command.Words) expansion.Fields(word, fields);
        var redirected = Redirections(command.Redirections, state, input);
        if (fields.Count == 0)
        {
            foreach (var assignment in command.Assignments) Assign(assignment, state, redirected.Input);
            Finish(redirected, Value.Empty, state);
            return command.Words.Count == 0 ? Outcome.Silent with { Status = 0 } : Outcome.Unknown;
        }

        var environment = new List<KeyValuePair<string, Value>>(command.Assignments.Count);
        foreach (var assignment in command.Assignments)
        {
            environment.Add(new(assignment.Name, assignment.Value is null ? Value.Empty : expansion.Text(assignment.Value)));
        }

        var outcome = Invoke(fields, state, redirected.Input, environment, command.Span, isOutputRead || redirected.OutputPath is not null, redirected.OutputPath);
        return outcome with { Output = Finish(redirected, outcome.Output, state) };
    }

    /// <summary>Runs a command by its resolved words: a function, a builtin, or a program.</summary>
    public Outcome Invoke(
        List<Argument> fields, BashState state, Value? input, IReadOnlyList<KeyValuePair<string, Value>> environment, TextSpan span, bool isOutputRead = false,
        Value? outputFile = null, bool skipFunctions = false)
    {
        var name = fields[0].Value;
        if (!skipFunctions && name.IsResolved && state.Function(name.Text) is { } function) return Call(function.Function, function.Text, fields, state, input);

        // In a word that is unresolved the command may hide behind a wrapper's options; the host decides what that means.
        var invocation = new Invocation(ShellDialect.Bash, name, fields.GetRange(1, fields.Count - 1), span)
        {
            Input = input,
            OutputFile = outputFile,
            IsOutputRead = isOutputRead,
            Environment = environment,
        };
        return (name.IsResolved ? _builtins.Run(this, invocation, state) : null) ?? host.Run(invocation, state);
    }

    private Outcome Call(FunctionCommand function, string text, List<Argument> fields, BashState state, Value? input)
    {
        foreach (var (running, forks) in state.Calls)
        {
            // By the body: a function may define another one of its name, and call that.
            if (!ReferenceEquals(running, function)) continue;

            // A function that calls itself in the background or in a pipe doubles its processes at every turn.
            if (state.Forks > forks) host.Exhausts($"the function '{function.Name}' starts itself without end", state.OuterSpan ?? fields[0].Span, state);
            return Outcome.Unknown;
        }

        if (state.Calls.Count >= MaxCalls)
        {
            host.Report("shell.too-deep", Risk.High, "functions call functions deeper than the firewall reads", state.OuterSpan ?? fields[0].Span, state);
            return Outcome.Unknown;
        }

        var (positional, outerText, outerSpan) = (state.Positional, state.Text, state.OuterSpan);
        state.Positional = [.. fields.Skip(1).Select(f => f.Value)];
        state.Calls.Add((function, state.Forks));
        if (text != state.Text)
        {
            state.OuterSpan ??= fields[0].Span;
            state.Text = text;
        }

        var outcome = Command(function.Body, state, input, isOutputRead: false);
        state.Calls.RemoveAt(state.Calls.Count - 1);
        (state.Positional, state.Text, state.OuterSpan) = (positional, outerText, outerSpan);
        return outcome with { Status = null };
    }

    /// <summary>A command whose first word is an alias is read again with the alias's text in its place.</summary>
    private Outcome? Alias(SimpleCommand command, BashState state, Value? input)
    {
        if (command.Words.Count == 0 || command.Words[0].Parts is not [LiteralPart { Quoting: Quoting.None } first]) return null;
        if (state.Alias(first.Text) is not { } text) return null;
        if (state.Depth > MaxDepth)
        {
            host.Report("shell.too-deep", Risk.High, "aliases stand for aliases deeper than the firewall reads", state.OuterSpan ?? command.Span, state);
            return null;
        }

        var inner = Fork(state, isProcess: false);
        inner.SetAlias(first.Text, null);
        inner.OuterSpan = state.OuterSpan ?? command.Span;
        inner.Depth++;
        var rest = TextSpan.Between(command.Words[0].Span.End, command.Span.End).Of(state.Text);
        var output = Run(text + rest, inner, input);
        var (outerText, outerSpan, depth) = (state.Text, state.OuterSpan, state.Depth);
        state.Join([inner]);
        (state.Text, state.OuterSpan, state.Depth) = (outerText, outerSpan, depth);
        return new Outcome(output);
    }

    /// <summary>Sets a variable the way an assignment does.</summary>
    public void Assign(Assignment assignment, BashState state, Value? input)
    {
        var expansion = Expansion(state, input);
        if (assignment.Elements is { } elements)
        {
            var values = assignment.IsAppend ? new List<KeyValuePair<string, Value>>(ElementsOf(state.Variable(assignment.Name))) : [];
            Charge(values.Count * CharactersForAStep / 256);
            foreach (var element in elements)
            {
                if (element.Index is { } index)
                {
                    values.Add(new(expansion.Text(index).Text, expansion.Text(element.Value)));
                    continue;
                }

                var fields = new List<Argument>();
                expansion.Fields(element.Value, fields);
                foreach (var field in fields) values.Add(new(values.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), field.Value));
            }

            state.Set(assignment.Name, new BashVariable(null, values));
            return;
        }

        var value = assignment.Value is null ? Value.Empty : expansion.Text(assignment.Value);
        value = value with { IsGlob = false, IsQuoted = false, MaySplit = false };
        var old = state.Variable(assignment.Name);
        if (assignment.Index is { } subscript)
        {
            var key = expansion.Text(subscript).Text;
            var values = new List<KeyValuePair<string, Value>>(ElementsOf(old));
            Charge(values.Count * CharactersForAStep / 256);
            var at = values.FindIndex(v => v.Key == key);
            if (at >= 0 && assignment.IsAppend) value = Value.Concat(values[at].Value, value);
            if (at >= 0) values[at] = new(key, value);
            else values.Add(new(key, value));
            state.Set(assignment.Name, new BashVariable(null, values));
            return;
        }

        if (assignment.IsAppend) value = Joined(old?.Scalar ?? expansion.Environment(assignment.Name) ?? (old is null ? Value.Unknown : Value.Empty), value);
        if (old?.Refers is { } referred)
        {
            state.Set(referred, value);
            host.Assigns(referred, value, assignment.Span, state);
            return;
        }

        state.Set(assignment.Name, value);
        host.Assigns(assignment.Name, value, assignment.Span, state);
    }

    /// <summary><c>x+=text</c>, bounded as words are.</summary>
    private Value Joined(Value left, Value right)
    {
        var joined = new ValueBuilder();
        joined.Add(left);
        joined.Add(right);
        var value = joined.ToValue();
        Charge(value.Text.Length);
        return value with { IsGlob = false, IsQuoted = false, MaySplit = false };
    }

    private static IReadOnlyList<KeyValuePair<string, Value>> ElementsOf(BashVariable? variable) =>
        variable?.Elements ?? (variable?.Scalar is { } scalar ? [new("0", scalar)] : []);

    private Value If(IfCommand command, BashState state, Value? input)
    {
        var output = ValueBuilder.ForOutput();
        var branches = new List<BashState>();
        foreach (var branch in command.Branches)
        {
            output.Add(List(branch.Condition, state, input));
            var taken = Fork(state, isProcess: false);
            taken.IsConditional = true;
            output.Add(List(branch.Body, taken, input));
            branches.Add(taken);
        }

        var last = Fork(state, isProcess: false);
        last.IsConditional = true;
        if (command.Else is { } otherwise) output.Add(List(otherwise, last, input));
        branches.Add(last);
        state.Join(branches);
        return output.ToValue();
    }

    private Value For(ForCommand command, BashState state, Value? input)
    {
        var values = new List<Argument>();
        if (command.Words is { } words)
        {
            var expansion = Expansion(state, input);
            foreach (var word in words) expansion.Fields(word, values);
        }
        else
        {
            foreach (var value in state.Positional ?? [Value.Unknown]) values.Add(new Argument(value, command.Span));
        }

        if (command.IsSelect) state.Set("REPLY", Value.Unknown);
        var output = ValueBuilder.ForOutput();
        for (var i = 0; i < values.Count; i++)
        {
            if (i == MaxIterations)
            {
                // The rest of a long list stands for one unknown word.
                state.Set(command.Variable, Value.Unknown with { Origins = values[i].Value.Origins });
                output.Add(List(command.Body, state, input));
                return output.ToValue();
            }

            state.Set(command.Variable, values[i].Value);
            output.Add(List(command.Body, state, input));
        }

        return output.ToValue();
    }

    private Value While(WhileCommand command, BashState state, Value? input)
    {
        // `while read x; do …; done <<< "$lines"`: each known line is one turn.
        if (input is { IsResolved: true } && input.Text.Length is > 0 and < 8192 && ReadsLines(command.Condition))
        {
            var output = ValueBuilder.ForOutput();
            var turns = 0;
            foreach (var line in input.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                // The lines after many stand for one unknown line.
                var isRest = turns++ == MaxIterations;
                var turn = input with { Text = isRest ? Unresolved.Anything : line };
                List(command.Condition, state, turn);
                output.Add(List(command.Body, state, turn));
                if (isRest) break;
            }

            return output.ToValue();
        }

        if (IsEndless(command) && command.Body.Items.Any(i => i.IsBackground) && !Waits(command.Body)) ReportEndless(command.Span, state);
        List(command.Condition, state, input);
        return Twice(command.Body, state, input, command.Condition);
    }

    private void ReportEndless(TextSpan span, BashState state) => host.Report("system.endless-processes", Risk.High, "starts processes in an endless loop", span, state);

    /// <summary><c>for ((;;))</c>.</summary>
    private static bool HasNoCondition(Word header) => header.Parts is [LiteralPart { Text: var text }] && text.Split(';') is [_, var condition, _] && string.IsNullOrWhiteSpace(condition);

    private static bool IsEndless(WhileCommand command)
    {
        if (command.Condition.Items is not [{ Command: SimpleCommand { Words: [{ Parts: [LiteralPart { Text: var name }] }, ..] words } }]) return false;
        return name switch
        {
            ":" or "true" or "/bin/true" or "/usr/bin/true" => !command.IsUntil,
            "false" or "/bin/false" or "/usr/bin/false" => command.IsUntil,
            "[" or "test" => !command.IsUntil && words is [_, { Parts: [LiteralPart { Text: "true" or "1" }] }, ..] && words.Count <= 3,
            _ => false,
        };
    }

    private static bool Waits(BashList body) => body.Items is [.., { IsBackground: false, Command: SimpleCommand { Words: [{ Parts: [LiteralPart { Text: "wait" }] }, ..] } }];

    private static bool ReadsLines(BashList condition) =>
        condition.Items is [{ Command: SimpleCommand { Words: [{ Parts: [LiteralPart { Text: "read" }] }, ..] } }];

    /// <summary>A loop's body, and once more if the first turn changed what the second one sees.</summary>
    private Value Twice(BashList body, BashState state, Value? input, BashList? condition = null)
    {
        var before = Fork(state, isProcess: false);
        state.IsConditional = true;
        var output = ValueBuilder.ForOutput();
        output.Add(List(body, state, input));
        if (HasChanged(before, state))
        {
            if (condition is not null) List(condition, state, input);
            output.Add(List(body, state, input));
        }

        state.IsConditional = before.IsConditional;
        return output.ToValue();
    }

    private static bool HasChanged(BashState before, BashState after)
    {
        return before.WorkingDirectory != after.WorkingDirectory || after.HasChanged(before);
    }

    private Value Case(CaseCommand command, BashState state, Value? input)
    {
        var expansion = Expansion(state, input);
        var subject = expansion.Text(command.Subject);
        var output = ValueBuilder.ForOutput();
        var branches = new List<BashState>();
        var isKnown = subject.IsResolved;
        foreach (var clause in command.Clauses)
        {
            var matches = false;
            foreach (var pattern in clause.Patterns)
            {
                var text = expansion.Pattern(pattern);
                if (!text.IsResolved || !Charge(subject.Text.Length)) isKnown = false;
                else if (isKnown && Glob.Matches(text.Text, subject.Text, ignoreCase: false)) matches = true;
            }

            if (isKnown && !matches) continue;
            var taken = Fork(state, isProcess: false);
            taken.IsConditional = !isKnown;
            output.Add(List(clause.Body, taken, input));
            branches.Add(taken);
            if (isKnown && clause.Terminator == ";;") break;
        }

        if (!isKnown || branches.Count == 0) branches.Add(Fork(state, isProcess: false));
        state.Join(branches);
        return output.ToValue();
    }

    /// <summary>Expands words only for the commands that are run while they are expanded.</summary>
    private void Words(IReadOnlyList<Word> words, BashState state, Value? input)
    {
        var expansion = Expansion(state, input);
        foreach (var word in words) expansion.Text(word);
    }

    private BashExpansion Expansion(BashState state, Value? input) => new(this, state, input);

    private Redirected Redirections(IReadOnlyList<Redirection> redirections, BashState state, Value? input)
    {
        var result = new Redirected { Input = input };
        if (redirections.Count == 0) return result;
        var expansion = Expansion(state, input);
        foreach (var redirection in redirections)
        {
            // Bash gives `{name}<file` a number from 10 on; any that is not in use will do.
            var number = redirection.DescriptorVariable is null ? redirection.Descriptor : redirection.Span.Start + 10;
            var descriptor = number?.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (redirection.DescriptorVariable is { } name) state.Set(name, new Value(descriptor!));
            switch (redirection.Kind)
            {
                case RedirectionKind.HereDocument or RedirectionKind.HereDocumentStripTabs:
                    Feed(redirection.Document is null ? Value.Empty : expansion.Text(redirection.Document));
                    break;
                case RedirectionKind.HereString:
                    Feed(Value.Concat(expansion.Text(redirection.Target), new Value("\n")));
                    break;
                case RedirectionKind.DuplicateInput or RedirectionKind.DuplicateOutput:
                    Duplicate(redirection, expansion.Text(redirection.Target), descriptor, state, result);
                    break;
                case RedirectionKind.Input or RedirectionKind.ReadWrite:
                    var source = Path(redirection.Target, expansion);
                    var content = host.Redirect(redirection.Kind, source, null, redirection.Span, state);
                    if (descriptor is null or "0") result.Input = content;
                    else state.Open(descriptor, content with { Source = content.Source ?? source.Text });
                    if (descriptor is not null) host.Store("/dev/fd/" + descriptor, content);
                    break;
                default:
                    var target = Path(redirection.Target, expansion);
                    result.Outputs.Add((redirection, target));
                    if (redirection.Descriptor is null or 1) result.OutputPath = target;
                    if (descriptor is not (null or "1" or "2")) state.Open(descriptor, new Value("", IsSocket(target) ? Origins.Network : Origins.None, target.Text));
                    break;
            }

            void Feed(Value text)
            {
                if (descriptor is null or "0")
                {
                    result.Input = text;
                    return;
                }

                state.Open(descriptor, text);
                host.Store("/dev/fd/" + descriptor, text);
            }
        }

        return result;
    }

    private static bool IsSocket(Value target) => target.Text.StartsWith("/dev/tcp/", StringComparison.Ordinal) || target.Text.StartsWith("/dev/udp/", StringComparison.Ordinal);

    private static Value Path(Word word, BashExpansion expansion)
    {
        var fields = new List<Argument>();
        expansion.Fields(word, fields);
        return fields.Count == 1 ? fields[0].Value : Value.Unknown;
    }

    /// <summary><c>2&gt;&amp;1</c> says nothing; <c>&lt;&amp;3</c> and <c>&gt;&amp;3</c> use what 3 was opened on; <c>&gt;&amp;file</c> writes a file.</summary>
    private static void Duplicate(Redirection redirection, Value target, string? descriptor, BashState state, Redirected result)
    {
        if (target.Text is "-" or "") return;
        var isNumber = target.IsResolved && target.Text.TrimEnd('-').All(char.IsAsciiDigit);
        if (!isNumber && redirection.Kind == RedirectionKind.DuplicateOutput && descriptor is null or "1" && target.IsResolved)
        {
            result.Outputs.Add((redirection, target));
            result.OutputPath = target;
            return;
        }

        // After `exec {sock}<>/dev/tcp/…` the number in $sock is not known; any open socket may be meant.
        var opened = isNumber ? state.Descriptor(target.Text.TrimEnd('-')) : AnyVariableDescriptor(redirection, state);
        if (opened is null) return;
        if (redirection.Kind == RedirectionKind.DuplicateInput) result.Input = opened;
        else if (opened.Source is { } path) result.Outputs.Add((redirection with { Kind = RedirectionKind.Append }, new Value(path, opened.Origins)));
    }

    private static Value? AnyVariableDescriptor(Redirection redirection, BashState state)
    {
        foreach (var part in redirection.Target.Parts)
        {
            if (part is ParameterPart parameter && state.Descriptor(parameter.Name) is { } value) return value;
        }

        return null;
    }

    /// <summary>Writes what was redirected, and gives what is left for the pipe.</summary>
    private Value Finish(Redirected redirected, Value output, BashState state)
    {
        foreach (var (redirection, target) in redirected.Outputs)
        {
            var isErrors = redirection.Descriptor == 2;
            host.Redirect(redirection.Kind, target, isErrors ? Value.Unknown : output, redirection.Span, state);
        }

        return redirected.OutputPath is null ? output : Value.Empty;
    }

    private sealed class Redirected
    {
        public Value? Input { get; set; }

        public Value? OutputPath { get; set; }

        public List<(Redirection Redirection, Value Target)> Outputs { get; } = [];
    }
}

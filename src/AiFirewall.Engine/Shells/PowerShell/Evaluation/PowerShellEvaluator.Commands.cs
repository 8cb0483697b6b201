using AiFirewall.Actions;
using AiFirewall.Effects;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <remarks>This part: pipelines, and what a command's name stands for.</remarks>
internal sealed partial class PowerShellEvaluator
{
    private Datum RunPipeline(Pipeline pipeline, bool isOutputRead)
    {
        Datum? input = null;
        for (var i = 0; i < pipeline.Elements.Count && !_hasStopped; i++)
        {
            var element = pipeline.Elements[i];
            var isRead = isOutputRead || i + 1 < pipeline.Elements.Count;
            input = element switch
            {
                Command command => RunCommand(command, input, isRead),
                ExpressionElement { Expression: ScriptBlockExpression body } when _isConfiguration => Run(body.Block, Datum.Null, [], ownScope: true),
                ExpressionElement expression => Evaluate(expression.Expression),
                _ => Datum.Unknown,
            };
            if (element is ExpressionElement) Redirect(element.Redirections, input.ToValue());
        }

        return input ?? Datum.Null;
    }

    /// <summary>Tells the host of files that redirections write; the one that takes the output.</summary>
    private Value? Redirect(IReadOnlyList<Redirection> redirections, Value? content = null)
    {
        Value? output = null;
        foreach (var redirection in redirections)
        {
            if (redirection.Target is null || redirection.Target is VariableExpression { Path: "null" }) continue;
            var target = Evaluate(redirection.Target).ToValue();
            _host.Redirect(target, redirection.IsAppend, Place(redirection.Span), content);
            if (redirection.From is StreamNumber.Output or StreamNumber.All) output = target;
        }

        return output;
    }

    private Datum RunCommand(Command command, Datum? input, bool isOutputRead)
    {
        if (!Step(command.Span)) return Datum.Unknown;
        var arguments = EvaluateArguments(command.Elements);
        var outputFile = Redirect(command.Redirections);
        var name = command.Elements[0] is Expression expression
            ? Evaluate(expression)
            : Datum.Text("-" + ((CommandParameter)command.Elements[0]).Name);
        var call = new Call(command, arguments, input, isOutputRead, outputFile);
        return RunNamed(name, call);
    }

    /// <summary>A command on its way to being run.</summary>
    private sealed record Call(Command Command, List<BoundArgument> Arguments, Datum? Input, bool IsOutputRead, Value? OutputFile);

    private Datum RunNamed(Datum name, Call call)
    {
        switch (name)
        {
            case CodeDatum code:
                return Invoke(code, call.Input ?? Datum.Null, call.Arguments, call.Command.Invocation != InvocationOperator.Dot, call.Command.Span);
            case InstanceDatum { TypeName: CommandReference } reference:
                return RunNamed(reference.Content, call);
            case ListDatum { Elements.Count: > 0 } list when list.Elements[0] is InstanceDatum { TypeName: CommandReference }:
                return RunNamed(list.Elements[0], call);
        }

        // `e is the escape character in 7, which no name has, and the letter e in 5.1.
        var value = name.ToValue();
        if (value.Text.Contains('\u001b', StringComparison.Ordinal)) value = value with { Text = value.Text.Replace('\u001b', 'e') };
        for (var hops = 0; hops < 8 && _scope.Alias(value.Text) is { } target; hops++) value = target with { Origins = target.Origins | value.Origins };
        if (SplitModule(value.Text) is { } bare) value = value with { Text = bare };
        if (_scope.Function(value.Text) is { } function) return Invoke(function, call);
        var arguments = ToArguments(call.Arguments);
        if (DefaultAliases.Find(value.Text, arguments) is { } full)
        {
            if (_scope.Function(full) is { } shadowing) return Invoke(shadowing, call);
            value = value with { Text = full };
        }

        return RunResolved(value, arguments, call);
    }

    private Datum RunResolved(Value name, List<Argument> arguments, Call call)
    {
        var invocation = new Invocation(ShellDialect.PowerShell, name with { Origins = name.Origins | _codeOrigins }, arguments, Place(call.Command.Span))
        {
            // Objects come one by one; in a text they would be told apart by a space, which names may have too.
            Input = call.Input is { } input ? Narrowed(input is ListDatum { Elements.Count: > 1 } list ? TextOperators.Join(list.Elements, "\n") : input.ToValue()) : null,
            IsOutputRead = call.IsOutputRead,
            OutputFile = call.OutputFile,
        };
        if (IsInvokeExpression(name.Text)) return RunInvokeExpression(invocation, call);
        if (RunScript(name, call) is { } written) return written;
        Count(name.Text);
        var outcome = _host.Run(invocation, this);
        var own = RunKnown(name.Text.ToLowerInvariant(), call);
        if (own is null)
        {
            RunBlocks(call);
            foreach (var code in Codes(call.Input)) RunMaybe(code, call.Command.Span);
        }

        return own ?? new Scalar(outcome.Output);
    }

    /// <summary>A value that stands for each entry of a directory; in a branch that may not be taken, for some of them.</summary>
    private Value Narrowed(Value value) => _undecided > 0 && value.IsEachEntry ? value with { IsGlob = false } : value;

    private static bool IsInvokeExpression(string name) => name.Equals("Invoke-Expression", StringComparison.OrdinalIgnoreCase);

    private Datum RunInvokeExpression(Invocation invocation, Call call)
    {
        List<Datum> codes = [.. call.Arguments.Where(argument => argument.Value is not null).Select(argument => argument.Value!)];
        if (codes.Count == 0 && call.Input is { } input) codes.AddRange(input.Items);
        if (codes.Count == 0) return new Scalar(_host.Run(invocation, this).Output);
        // Lines that come through the pipeline are run one by one; joined they read the same, and here-strings stay whole.
        var code = codes.Count == 1 ? codes[0].ToValue() : TextOperators.Join(codes, "\n");
        return RunText(code, Place(call.Command.Span), "Invoke-Expression");
    }

    private Datum Invoke(DefinedFunction function, Call call)
    {
        var (outer, text, isInFile) = (_outer, _text, _host.IsInFile);
        (_outer, _text, _host.IsInFile) = (function.IsInFile ? Place(call.Command.Span) : function.Outer, function.Text, isInFile || function.IsInFile);
        var ownScope = call.Command.Invocation != InvocationOperator.Dot;
        var result = Run(function.Body, call.Input ?? Datum.Null, call.Arguments, ownScope, function.Parameters);
        (_outer, _text, _host.IsInFile) = (outer, text, isInFile);
        return result;
    }

    /// <summary>Runs a script block, or tells the host that one is run that is not known.</summary>
    private Datum Invoke(CodeDatum code, Datum input, IReadOnlyList<BoundArgument> arguments, bool ownScope, TextSpan span)
    {
        if (code.Block is not { } block)
        {
            _host.RunCode(code.Source, Place(span), "scriptblock");
            return Datum.From(code.Source.Origins | Origins.Command);
        }

        var (outer, text, origins) = (_outer, _text, _codeOrigins);
        (_outer, _text) = (code.Outer, code.Document);
        _codeOrigins |= code.Source.Origins;
        var result = Run(block, input, arguments, ownScope);
        (_outer, _text, _codeOrigins) = (outer, text, origins);
        return result;
    }

    private void RunMaybe(CodeDatum code, TextSpan span)
    {
        var (before, flow) = (Capture(), _flow);
        Invoke(code, Datum.Null, [], ownScope: true, span);
        _scope.Merge(before);
        _flow = flow;
    }

    /// <summary>Every script block that a command gets is taken to be run, with the pipeline's input as <c>$_</c>.</summary>
    private Datum RunBlocks(Call call)
    {
        List<Datum> output = [];
        var current = call.Input ?? Datum.Unknown;
        var (before, flow) = (Capture(), _flow);
        foreach (var argument in call.Arguments)
        {
            foreach (var code in Codes(argument.Value))
            {
                var outer = _scope.Variable("_");
                foreach (var item in current.Items.Count > 0 && current.Items.Count <= MaxRounds ? current.Items : [current])
                {
                    SetCurrent(item);
                    var result = Invoke(code, item, [], ownScope: false, argument.Span);
                    if (!ReferenceEquals(result, Datum.Null)) output.AddRange(result.Items.Count == 0 ? [result] : result.Items);
                    _flow = flow;
                }

                if (outer is not null) SetCurrent(outer);
            }
        }

        // Only what goes through a pipeline that is known is certain to be run.
        if (call.Input is null or Scalar { Value.IsResolved: false } || call.Input.Items.Count == 0) _scope.Merge(before);
        return Datum.Collapse(output);
    }

    /// <summary>The script blocks in a value, also those in tables and lists in it (<c>@{ Expression = { … } }</c>).</summary>
    private static IEnumerable<CodeDatum> Codes(Datum? value, int depth = 0) => value switch
    {
        CodeDatum code => [code],
        ListDatum list when depth < 5 => list.Elements.SelectMany(item => Codes(item, depth + 1)),
        TableDatum table when depth < 5 => table.Pairs.SelectMany(pair => Codes(pair.Value, depth + 1)),
        InstanceDatum { Content: TableDatum or ListDatum or CodeDatum } instance when depth < 5 => Codes(instance.Content, depth + 1),
        _ => [],
    };

    // ── Arguments ──

    private List<BoundArgument> EvaluateArguments(IReadOnlyList<CommandElement> elements)
    {
        List<BoundArgument> arguments = [];
        for (var i = 1; i < elements.Count; i++)
        {
            switch (elements[i])
            {
                case CommandParameter parameter:
                    var value = parameter.Argument is null ? null : Evaluate(parameter.Argument);
                    arguments.Add(new BoundArgument(parameter.Name, value, parameter.Span));
                    break;
                case VariableExpression { IsSplatted: true } splat:
                    Splat(splat, arguments);
                    break;
                case Expression expression:
                    arguments.Add(new BoundArgument(null, Evaluate(expression), expression.Span)
                    {
                        IsBareWord = expression is StringConstant { Quote: QuoteKind.None } or ExpandableString { Quote: QuoteKind.None },
                    });
                    break;
            }
        }

        return arguments;
    }

    private void Splat(VariableExpression splat, List<BoundArgument> arguments)
    {
        switch (ReadVariable(splat))
        {
            case TableDatum table:
                foreach (var (key, value) in table.Pairs)
                {
                    arguments.Add(new BoundArgument(key, value.Truth == true && value is Scalar { Kind: ScalarKind.Bool } ? null : value, splat.Span));
                }

                break;
            case ListDatum list:
                foreach (var item in list.Elements) arguments.Add(new BoundArgument(null, item, splat.Span));
                break;
            case var other when ReferenceEquals(other, Datum.Null): break;
            case var other:
                arguments.Add(new BoundArgument(null, new Scalar(other.ToValue() with { MaySplit = true }), splat.Span));
                break;
        }
    }

    private List<Argument> ToArguments(List<BoundArgument> bound)
    {
        List<Argument> arguments = [];
        for (var i = 0; i < bound.Count; i++)
        {
            var argument = bound[i];
            var span = Place(argument.Span);
            if (argument.Parameter is { } name)
            {
                var value = Narrowed(argument.Value?.ToValue() ?? Value.Empty);
                arguments.Add(new Argument(value, span) { Parameter = name.TrimStart('\u2013', '\u2014', '\u2015'), HasAttachedValue = argument.Value is not null });
                continue;
            }

            if (argument.Value is ListDatum { Elements.Count: > 0 and <= MaxArguments } list)
            {
                foreach (var item in list.Elements) arguments.Add(new Argument(item.ToValue(), span));
                continue;
            }

            var text = Narrowed(IsOfMethod(bound, i) && argument.Value is TableDatum table && table.Find("CommandLine") is { } line ? line.ToValue() : argument.Value?.ToValue() ?? Value.Empty);
            if (text.IsEachEntry) text = text with { IsQuoted = true };
            else if (argument.IsBareWord) text = text with { IsGlob = text.Text.AsSpan().ContainsAny('*', '?', '[') };
            else text = text with { IsQuoted = true };
            arguments.Add(new Argument(text, span));
        }

        return arguments;
    }

    /// <summary>Of the arguments of a method of WMI, the command line is what matters: <c>-Arguments @{ CommandLine = 'calc' }</c>.</summary>
    private static bool IsOfMethod(List<BoundArgument> bound, int index) =>
        index > 0 && bound[index - 1] is { Value: null, Parameter: { Length: > 1 } parameter } && "Arguments".StartsWith(parameter, StringComparison.OrdinalIgnoreCase);

    /// <summary>The command of a name such as <c>Microsoft.PowerShell.Management\Remove-Item</c>; null when the name has no module.</summary>
    private static string? SplitModule(string name)
    {
        var slash = name.LastIndexOf('\\');
        if (slash <= 0 || slash == name.Length - 1) return null;
        var module = name.AsSpan(0, slash);
        if (!char.IsLetter(module[0]) || module.ContainsAny(":/\\ ")) return null;
        var bare = name[(slash + 1)..];
        return bare.Contains('-', StringComparison.Ordinal) && !bare.Contains('.', StringComparison.Ordinal) ? bare : null;
    }
}

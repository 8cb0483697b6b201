using AiFirewall.Effects;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <remarks>This part: expressions, variables and assignments.</remarks>
internal sealed partial class PowerShellEvaluator
{
    private Datum Evaluate(Expression expression)
    {
        if (!Step(expression.Span)) return Datum.Unknown;
        _depth++;
        var result = expression switch
        {
            StringConstant text => new Scalar(new Value(text.Value) { IsQuoted = text.Quote != QuoteKind.None }),
            ExpandableString text => Expand(text),
            NumberConstant number =>
                Datum.Of(Convert.ToDouble(number.Value is System.Numerics.BigInteger big ? (double)big : number.Value, System.Globalization.CultureInfo.InvariantCulture)),
            VariableExpression variable => ReadVariable(variable),
            ParenExpression paren => Read(paren.Body),
            SubExpression sub => EvaluateSub(sub),
            BinaryExpression binary => EvaluateBinary(binary),
            UnaryExpression unary => EvaluateUnary(unary),
            TernaryExpression ternary => EvaluateTernary(ternary),
            ArrayLiteral array => new ListDatum([.. array.Elements.Select(Evaluate)]),
            HashtableExpression table => EvaluateTable(table),
            ScriptBlockExpression block => new CodeDatum(block.Block, new Value(SourceOf(block.Block)), _text, _outer),
            TypeExpression type => new TypeDatum(TypeNames.Expand(NameOf(type.Type))),
            ConvertExpression convert => Cast(NameOf(convert.Type), Evaluate(convert.Operand), convert.Span),
            AttributedExpression attributed => Evaluate(attributed.Operand),
            IndexExpression index => TextOperators.Index(Evaluate(index.Target), Evaluate(index.Index)),
            MemberExpression member => ReadMember(member),
            InvokeMemberExpression call => EvaluateCall(call),
            ErrorExpression error => RunParts(error.Parts),
            _ => Datum.Unknown,
        };
        _depth--;

        // Long texts cost more than the step that makes them: few steps could double them again and again.
        if (result is Scalar { Value.Text.Length: > CharactersForAStep } scalar) _steps += scalar.Value.Text.Length / CharactersForAStep;
        return result;
    }

    private static string NameOf(TypeName type) => type.ArrayRanks.Count > 0 ? type.Name + "[]" : type.Name;

    private string SourceOf(ScriptBlock block)
    {
        var text = block.Span.Of(_text);
        return text.Length >= 2 && text[0] == '{' && text[^1] == '}' ? text[1..^1] : text;
    }

    private Scalar Expand(ExpandableString text)
    {
        var result = Value.Empty;
        foreach (var part in text.Parts)
        {
            var value = part is StringConstant literal ? new Value(literal.Value) : Joined(Evaluate(part));
            if (result.Text.Length + value.Text.Length > MaxText) return new Scalar(Value.Unknown with { Origins = result.Origins | value.Origins });
            result = Value.Concat(result, value);
        }

        return new Scalar(result with { IsQuoted = text.Quote != QuoteKind.None, MaySplit = false, IsGlob = false });
    }

    // $OFS stands between the items of a list in a string.
    private Value Joined(Datum part) =>
        part is ListDatum list && _scope.Variable("OFS") is { IsKnown: true } separator ? TextOperators.Join(list.Elements, separator.ToValue().Text) : part.ToValue();

    private Datum EvaluateSub(SubExpression sub)
    {
        // "a || $(exit)": leaving from inside an expression is taken to be possible, not certain.
        List<Datum> output = [];
        var flow = _flow;
        foreach (var statement in sub.Body.Statements)
        {
            var result = Read(statement);
            _flow = flow;
            if (ReferenceEquals(result, Datum.Null) || statement is AssignmentStatement) continue;
            if (sub.IsArray || sub.Body.Statements.Count > 1) output.AddRange(result.Items);
            else output.Add(result);
        }

        return sub.IsArray ? new ListDatum(output) : Datum.Collapse(output);
    }

    /// <summary>Evaluates operators of the same side one after the other: code built of thousands of pieces is as deep as it is long.</summary>
    private Datum EvaluateBinary(BinaryExpression binary)
    {
        var open = new Stack<BinaryExpression>();
        Expression first = binary;
        while (first is BinaryExpression inner)
        {
            open.Push(inner);
            first = inner.Left;
        }

        var left = Evaluate(first);
        while (open.TryPop(out var next) && !_hasStopped)
        {
            var right = next.Operator is "-and" or "-or" or "??" ? EvaluateMaybe(next.Right) : Evaluate(next.Right);
            left = next.Operator is "-split" or "-replace" or "-csplit" or "-creplace" && Codes(right).FirstOrDefault() is { } code
                ? RunOperatorBlock(left, code, next.Span)
                : next.Operator == "-as" && right is TypeDatum { Name: var asked } && TypeNames.Short(asked) is "type" or "scriptblock" ? Cast(TypeNames.Short(asked), left, next.Span)
                : TextOperators.Apply(left, next.Operator, right);
        }

        return left;
    }

    // "'abc' -split { … }": the block is run for each character.
    private Datum RunOperatorBlock(Datum left, CodeDatum code, TextSpan span)
    {
        SetCurrent(left);
        Invoke(code, left, [], ownScope: false, span);
        return Datum.From(left.Origins);
    }

    private Datum EvaluateUnary(UnaryExpression unary)
    {
        var operand = Evaluate(unary.Operand);
        switch (unary.Operator)
        {
            case "++" or "--":
                var changed = TextOperators.Number(operand) is { } number
                    ? Datum.Of(number + (unary.Operator == "++" ? 1 : -1))
                    : ReferenceEquals(operand, Datum.Null) ? Datum.Of(unary.Operator == "++" ? 1 : -1) : Datum.From(operand.Origins);
                Assign(unary.Operand, changed);
                return unary.IsPostfix ? operand : changed;
            case "!" or "-not": return operand.Truth is { } truth ? Datum.Of(!truth) : Datum.Unknown;
            case "-join": return new Scalar(TextOperators.Join(operand.Items, ""));
            case "-split" or "-csplit": return TextOperators.SplitWords(operand);
            case "-": return TextOperators.Number(operand) is { } negative ? Datum.Of(-negative) : Datum.From(operand.Origins);
            case "+": return TextOperators.Number(operand) is { } positive ? Datum.Of(positive) : operand;
            case "-bnot": return TextOperators.Number(operand) is { } bits ? Datum.Of(~(long)bits) : Datum.From(operand.Origins);
            default: return Datum.From(operand.Origins);
        }
    }

    private Datum EvaluateTernary(TernaryExpression ternary)
    {
        var truth = Decide(Evaluate(ternary.Condition));
        var (ifTrue, ifFalse) = (EvaluateMaybe(ternary.IfTrue), EvaluateMaybe(ternary.IfFalse));
        return truth switch { true => ifTrue, false => ifFalse, _ => Datum.Either(ifTrue, ifFalse) };
    }

    /// <summary>Evaluates an operand that may be passed over; what it assigns may or may not be.</summary>
    private Datum EvaluateMaybe(Expression expression)
    {
        if (expression is StringConstant or NumberConstant or VariableExpression) return Evaluate(expression);
        var before = Capture();
        var value = Evaluate(expression);
        if (!_scope.IsAs(before)) _scope.Merge(before);
        return value;
    }

    private TableDatum EvaluateTable(HashtableExpression table)
    {
        List<KeyValuePair<string, Datum>> pairs = [];
        foreach (var (key, value) in table.Pairs) pairs.Add(new(Evaluate(key).ToValue().Text, Read(value)));
        return new TableDatum(pairs);
    }

    // ── Variables ──

    private Datum ReadVariable(VariableExpression variable) => ReadVariable(variable.Path);

    private Datum ReadVariable(string path)
    {
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        var qualifier = colon > 0 ? path[..colon].ToLowerInvariant() : "";
        var name = colon > 0 ? path[(colon + 1)..] : path;
        switch (qualifier)
        {
            case "" or "local" or "private" or "using": break;
            case "global" or "script":
                if (_scope.Root.Variable(name) is { } outer) return outer;
                break;
            case "variable": return ReadVariable(name);
            case "env": return _scope.Root.Variable("env:" + name) ?? ReadOutside("env:" + name);
            case "function":
                return _scope.Function(name) is { } function
                    ? new CodeDatum(function.Body, new Value(function.Body.Span.Of(function.Text)), function.Text, function.Outer)
                    : Datum.Unknown;
            case "alias": return _scope.Alias(name) is { } alias ? new Scalar(alias) : Datum.Unknown;
            default: return Datum.From(Origins.File, path); // ${C:\file}: its content
        }

        return name.ToUpperInvariant() switch
        {
            "TRUE" => Datum.Of(true),
            "FALSE" => Datum.Of(false),
            "NULL" => Datum.Null,
            "PWD" => new Scalar(_host.WorkingDirectory),
            _ => _scope.Variable(name) ?? ReadOutside(name),
        };
    }

    private Datum ReadOutside(string name)
    {
        if (_host.Variable(name) is { } value) return Datum.Text(Unresolved.Clean(value));
        if (name.Equals("MyInvocation", StringComparison.OrdinalIgnoreCase) && _host.Variable("PSCommandPath") is { } script)
        {
            var file = Datum.Text(script);
            return new TableDatum([new("MyCommand", new TableDatum([new("Path", file), new("Definition", file), new("Source", file)])), new("PSCommandPath", file)]);
        }

        if (AutomaticVariables.Find(name) is not { } guess) return Datum.Unknown;
        _hasGuessed = true;
        return Datum.Text(guess);
    }

    private Datum RunAssignment(AssignmentStatement assignment)
    {
        var value = Read(assignment.Right);
        if (assignment.Operator != "=")
        {
            var before = Evaluate(assignment.Left);
            value = assignment.Operator == "??=" ? Coalesce(before, value) : TextOperators.Apply(before, assignment.Operator[..^1], value);
        }

        Assign(assignment.Left, value);
        return value;
    }

    private static Datum Coalesce(Datum before, Datum value) =>
        ReferenceEquals(before, Datum.Null) ? value : before.IsKnown ? before : Datum.Either(before, value);

    private void Assign(Expression target, Datum value)
    {
        switch (target)
        {
            case VariableExpression variable: AssignVariable(variable, value); break;
            case ConvertExpression convert: Assign(convert.Operand, Cast(NameOf(convert.Type), value, convert.Span)); break;
            case AttributedExpression attributed: Assign(attributed.Operand, value); break;
            case ParenExpression { Body: Pipeline { Elements: [ExpressionElement inner] } }: Assign(inner.Expression, value); break;
            case ArrayLiteral list:
                for (var i = 0; i < list.Elements.Count; i++)
                {
                    var item = value.Items.Count == 1 && !value.IsKnown ? value : i < value.Items.Count ? value.Items[i] : Datum.Null;
                    Assign(list.Elements[i], item);
                }

                break;
            case IndexExpression index: AssignElement(index, value); break;
            case MemberExpression member: AssignMember(member, value); break;
            case InvokeMemberExpression property: AssignIndexed(property, value); break;
        }
    }

    private void AssignVariable(VariableExpression variable, Datum value)
    {
        switch (variable.Qualifier.ToLowerInvariant())
        {
            case "env":
                _scope.Root.Set("env:" + variable.Name, value);
                _host.SetEnvironment(variable.Name, value.ToValue(), Place(variable.Span));
                break;
            case "global" or "script": _scope.Root.Set(variable.Name, value); break;
            case "function" when value is CodeDatum { Block: { } block } code:
                _scope.Define(variable.Name, new DefinedFunction([], block, code.Document, code.Outer, _host.IsInFile));
                break;
            case "alias": _scope.Root.SetAlias(variable.Name, value.ToValue()); break;
            case "" or "local" or "private" or "using" or "variable" or "function": _scope.Set(variable.Name, value); break;
            default: _host.Redirect(new Value(variable.Path), isAppend: false, Place(variable.Span)); break;
        }
    }

    private void AssignElement(IndexExpression target, Datum value)
    {
        var container = Evaluate(target.Target);
        var index = Evaluate(target.Index);
        var changed = container switch
        {
            TableDatum table when index.IsKnown => table.With(index.ToValue().Text, value),
            ListDatum list when TextOperators.Number(index) is { } at && at >= 0 && at < list.Elements.Count =>
                new ListDatum([.. list.Elements.Take((int)at), value, .. list.Elements.Skip((int)at + 1)]),
            BytesDatum bytes when TextOperators.Number(index) is { } at && at >= 0 && at < bytes.Bytes.Length
                && TextOperators.Number(value) is { } content =>
                WithByte(bytes, (int)at, (byte)(long)content),
            _ => Datum.From(container.Origins | value.Origins),
        };
        Assign(target.Target, changed);
    }

    private static BytesDatum WithByte(BytesDatum bytes, int index, byte value)
    {
        var copy = (byte[])bytes.Bytes.Clone();
        copy[index] = value;
        return new BytesDatum(copy, bytes.Source);
    }

    private (Scope Scope, string Name) SplitScope(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) return (_scope, name);
        return (name[..colon].ToLowerInvariant() is "global" or "script" ? _scope.Root : _scope, name[(colon + 1)..]);
    }
}

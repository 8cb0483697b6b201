using System.Globalization;
using AiFirewall.Effects;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash;

/// <summary>Expands words in a state: braces, tildes, parameters, substitutions, splitting. What is not known becomes a hole.</summary>
internal sealed class BashExpansion(BashEvaluator evaluator, BashState state, Value? input)
{
    private const int MaxFields = 512;

    /// <summary>What a word costs beside its characters.</summary>
    private const int CostOfField = 16;

    /// <summary>The fields that a word of a command becomes.</summary>
    public void Fields(Word word, List<Argument> fields)
    {
        // By far the most words are one plain literal.
        if (word.Parts is [LiteralPart { Quoting: Quoting.None } literal])
        {
            fields.Add(new Argument(new Value(literal.Text), word.Span));
            return;
        }

        foreach (var parts in Braces(word.Parts))
        {
            if (fields.Count > MaxFields) return;
            var field = new FieldBuilder(fields, word.Span, evaluator);
            foreach (var part in parts) Part(part, field, isQuoted: false);
            field.End(isLast: true);
        }
    }

    /// <summary>The text of a word that is not split: an assignment's value, a here-document, a case subject.</summary>
    public Value Text(Word word)
    {
        if (word.Parts is [LiteralPart literal]) return new Value(literal.Text) { IsQuoted = literal.Quoting != Quoting.None };
        var result = new ValueBuilder();
        foreach (var part in word.Parts) result.Add(Single(part));
        var value = result.ToValue();
        evaluator.Charge(value.Text.Length + CostOfField);
        return value;
    }

    /// <summary>Counts characters that are looked through; false when there were more than are read.</summary>
    public bool Charge(int characters) => evaluator.Charge(characters);

    /// <summary>A pattern of <c>case</c> or <c>${x%pattern}</c>: glob characters stay.</summary>
    public Value Pattern(Word word) => Text(word);

    /// <summary>What the environment says of a variable that the text did not set.</summary>
    public Value? Environment(string name) => name switch
    {
        "PWD" => new Value(state.WorkingDirectory),
        "OLDPWD" => new Value(state.PreviousDirectory),
        "IFS" => new Value(state.Separators),
        _ => evaluator.Host.Variable(name) is { } text ? new Value(Unresolved.Clean(text)) : null,
    };

    /// <summary>All combinations of brace lists, in order.</summary>
    private static IEnumerable<IReadOnlyList<WordPart>> Braces(IReadOnlyList<WordPart> parts)
    {
        var at = -1;
        for (var i = 0; i < parts.Count && at < 0; i++)
        {
            if (parts[i] is BraceListPart or BraceRangePart) at = i;
        }

        if (at < 0)
        {
            yield return parts;
            yield break;
        }

        var before = parts.Take(at).ToArray();
        var after = parts.Skip(at + 1).ToArray();
        foreach (var alternative in Alternatives(parts[at]))
        {
            foreach (var expanded in Braces([.. before, .. alternative, .. after])) yield return expanded;
        }
    }

    private static IEnumerable<IReadOnlyList<WordPart>> Alternatives(WordPart part)
    {
        if (part is BraceListPart list)
        {
            foreach (var alternative in list.Alternatives.Take(64)) yield return alternative.Parts;
            yield break;
        }

        var range = (BraceRangePart)part;
        foreach (var text in BraceRange.Items(range.First, range.Last, range.Step)) yield return [new LiteralPart(text, Quoting.Backslash, part.Span)];
    }

    private void Part(WordPart part, FieldBuilder field, bool isQuoted)
    {
        switch (part)
        {
            case LiteralPart literal: field.Add(new Value(literal.Text) { IsQuoted = isQuoted || literal.Quoting != Quoting.None }); break;
            case GlobPart glob: field.Add(new Value(glob.Pattern) { IsGlob = !isQuoted, IsQuoted = isQuoted }); break;
            case DoubleQuotedPart quoted:
                field.Quote();
                foreach (var inner in quoted.Parts) Part(inner, field, isQuoted: true);
                break;
            case ParameterPart parameter when parameter.Name is "@" or "*" or "" || parameter.Index is { Parts: [LiteralPart { Text: "@" or "*" }] } or { Parts: [GlobPart { Pattern: "*" }] }:
                List(parameter, field, isQuoted);
                break;
            case ParameterPart or CommandSubstitutionPart or ArithmeticPart:
                var value = Single(part);
                if (isQuoted) field.Add(value with { IsQuoted = true, MaySplit = false });
                else field.AddSplit(value, state.Separators);
                break;
            case BraceListPart braces:
                // Inside quotes or an assignment braces are plain text; the parser does not give them there.
                foreach (var inner in braces.Alternatives[0].Parts) Part(inner, field, isQuoted);
                break;
            default: field.Add(Single(part)); break;
        }
    }

    /// <summary><c>$@</c>, <c>${array[@]}</c>: each element a field, when quoted with <c>@</c>.</summary>
    private void List(ParameterPart parameter, FieldBuilder field, bool isQuoted)
    {
        if (parameter.IsLength || parameter.Operator.Length > 0)
        {
            var single = Single(parameter);
            if (isQuoted) field.Add(single with { IsQuoted = true });
            else field.AddSplit(single, state.Separators);
            return;
        }

        var values = Elements(parameter);
        if (values is null)
        {
            field.Add(Value.Unknown with { MaySplit = true, IsQuoted = isQuoted });
            return;
        }

        var isStar = parameter.Name == "*" || parameter.Index is { Parts: [GlobPart] } or { Parts: [LiteralPart { Text: "*" }] };
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
            {
                if (isQuoted && isStar) field.Add(new Value(state.Separators.Length > 0 ? state.Separators[..1] : "") { IsQuoted = true });
                else field.End(isLast: false);
            }

            if (isQuoted) field.Add(values[i] with { IsQuoted = true });
            else field.AddSplit(values[i], state.Separators);
        }

        if (values.Count == 0 && isQuoted && !isStar) field.Unquote();
    }

    private IReadOnlyList<Value>? Elements(ParameterPart parameter)
    {
        if (parameter.Name is "@" or "*") return state.Positional;
        var variable = state.Variable(parameter.Name);
        if (parameter.IsIndirect && variable?.Elements is { } keys) return [.. keys.Select(k => new Value(k.Key))];
        if (variable is null) return Environment(parameter.Name) is { } known ? [known] : null;
        return variable.Elements is { } elements ? [.. elements.Select(e => e.Value)] : variable.Scalar is { } scalar ? [scalar] : [];
    }

    /// <summary>A part as one text.</summary>
    private Value Single(WordPart part)
    {
        switch (part)
        {
            case LiteralPart literal: return new Value(literal.Text) { IsQuoted = literal.Quoting != Quoting.None };
            case GlobPart glob: return new Value(glob.Pattern) { IsGlob = true };
            case TildePart tilde: return new Value(Tilde(tilde.User));
            case DoubleQuotedPart quoted:
                var text = new ValueBuilder();
                foreach (var inner in quoted.Parts) text.Add(Single(inner));
                return text.ToValue() with { IsQuoted = true, IsGlob = false, MaySplit = false };
            case ParameterPart parameter: return BashParameter.Expand(parameter, state, this);
            case CommandSubstitutionPart substitution: return Substitute(substitution);
            case ArithmeticPart arithmetic:
                var result = BashArithmetic.Run(Text(arithmetic.Expression), state);
                return result is { } number ? new Value(number.ToString(CultureInfo.InvariantCulture)) : Value.Unknown with { IsQuoted = true };
            case ProcessSubstitutionPart process: return Process(process);
            case BraceListPart braces: return braces.Alternatives.Count > 0 ? Text(braces.Alternatives[0]) : Value.Empty;
            case BraceRangePart range: return new Value(range.First);

            // declare -a x=(…): the assignment is made here; a word that looks like an option says nothing more to the builtin.
            case AssignmentPart assignment:
                evaluator.Assign(assignment.Assignment, state, input);
                return new Value("-");
            default: return Value.Unknown;
        }
    }

    private string Tilde(string user)
    {
        var home = evaluator.Host.Variable("HOME") ?? Unresolved.Anything;
        return user switch
        {
            "" => state.Variable("HOME")?.Scalar?.Text ?? home,
            "+" => state.WorkingDirectory,
            "-" => state.PreviousDirectory,
            "root" => "/root",
            _ => home.StartsWith("/Users/", StringComparison.Ordinal) ? "/Users/" + user : "/home/" + user,
        };
    }

    private Value Substitute(CommandSubstitutionPart substitution)
    {
        var inner = evaluator.Fork(state);

        // Backquoted text is unescaped before it is parsed, so that spans inside do not fit the outer text.
        if (substitution.IsBackquoted) inner.OuterSpan ??= substitution.Span;
        var output = ReadsFile(substitution.Body, inner) ?? evaluator.List(substitution.Body, inner, input);
        var text = output.Text.TrimEnd('\n', '\r');
        return output with { Text = text, MaySplit = true, IsQuoted = false, IsGlob = false };
    }

    /// <summary><c>$(&lt; file)</c>.</summary>
    private Value? ReadsFile(BashList body, BashState inner)
    {
        if (body.Items is not [{ Command: SimpleCommand { Words.Count: 0, Assignments.Count: 0, Redirections: [{ Kind: RedirectionKind.Input } redirection] } }]) return null;
        return evaluator.Host.Redirect(redirection.Kind, Text(redirection.Target), null, redirection.Span, inner);
    }

    private Value Process(ProcessSubstitutionPart process)
    {
        var path = "/dev/fd/" + process.Span.Start.ToString(CultureInfo.InvariantCulture);
        var inner = evaluator.Fork(state);
        if (process.IsOutput)
        {
            evaluator.List(process.Body, inner, input ?? Value.Unknown);
            return new Value(path);
        }

        var output = evaluator.List(process.Body, inner, input);
        evaluator.Host.Store(path, output);
        return new Value(path, output.Origins, output.Source);
    }

    /// <summary>Puts pieces together into fields.</summary>
    private sealed class FieldBuilder(List<Argument> fields, TextSpan span, BashEvaluator evaluator)
    {
        private ValueBuilder _current;
        private bool _isQuoted;

        public void Quote() => _isQuoted = true;

        public void Unquote() => _isQuoted = false;

        public void Add(Value value)
        {
            _current.Add(value);
            if (value.IsQuoted) _isQuoted = true;
        }

        /// <summary>An unquoted expansion: split where it is known, else it may turn out to be any number of words.</summary>
        public void AddSplit(Value value, string separators)
        {
            if (value.Text.Length == 0) return;
            value = value with { IsGlob = value.IsGlob || value.Text.AsSpan().IndexOfAny("*?[") >= 0, IsQuoted = false };
            if (separators.Length == 0 || value.Text.AsSpan().IndexOfAny(separators) < 0)
            {
                Add(value with { MaySplit = !value.IsResolved });
                return;
            }

            var start = 0;
            for (var i = 0; i <= value.Text.Length; i++)
            {
                if (i < value.Text.Length && !separators.Contains(value.Text[i], StringComparison.Ordinal)) continue;
                if (i > start) Add(value with { Text = value.Text[start..i], MaySplit = false });
                if (i < value.Text.Length) End(isLast: false);
                start = i + 1;
            }
        }

        public void End(bool isLast)
        {
            if (_current.HasPieces || (_isQuoted && isLast))
            {
                var value = _current.ToValue();
                evaluator.Charge(value.Text.Length + CostOfField);
                fields.Add(new Argument(value.IsQuoted == _isQuoted || value.IsQuoted ? value : value with { IsQuoted = true }, span));
            }

            _current = default;
            if (!isLast) _isQuoted = false;
        }
    }
}

using System.Globalization;
using AiFirewall.Effects;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash;

/// <summary>Expands one parameter, with its operator.</summary>
internal static class BashParameter
{
    /// <summary>The source of <c>$!</c>: a process that the shell itself started.</summary>
    public const string LastJob = "$!";

    /// <summary>The value of <paramref name="part"/> as one text.</summary>
    public static Value Expand(ParameterPart part, BashState state, BashExpansion expansion)
    {
        if (part.Operator == "*" || (part.Operator == "@" && part.IsIndirect))
            return new Value(string.Join(' ', state.Names(part.Name))) { MaySplit = true };
        var (value, isSet) = Lookup(part, state, expansion);
        if (part.IsIndirect) (value, isSet) = Follow(value, state, expansion);
        if (part.IsLength)
        {
            if (part.Index is not null || part.Name is "@" or "*") return Count(part, state);
            return value is { IsResolved: true } known ? Number(known.Text.Length) : Value.Unknown with { IsQuoted = true };
        }

        return part.Operator.Length == 0 ? value ?? NotKnown(isSet) : Apply(part, value, isSet, state, expansion);
    }

    /// <summary>The value; null with <c>false</c> for what is known to be unset, null with null for what is not known.</summary>
    private static (Value? Value, bool? IsSet) Lookup(ParameterPart part, BashState state, BashExpansion expansion)
    {
        var name = part.Name;
        if (name.Length > 0 && char.IsAsciiDigit(name[0]))
        {
            if (name == "0") return (state.ScriptName, true);
            if (state.Positional is not { } positional) return (null, null);
            return int.TryParse(name, CultureInfo.InvariantCulture, out var index) && index <= positional.Count ? (positional[index - 1], true) : (null, false);
        }

        switch (name)
        {
            case "@" or "*": return state.Positional is { } all ? (Join(all), all.Count > 0) : (null, null);
            case "#": return state.Positional is { } counted ? (Number(counted.Count), true) : (null, null);
            case "!": return (state.Variable(name)?.Scalar ?? Value.Unknown with { IsQuoted = true, Source = LastJob }, true);
            case "?" or "$" or "-" or "_" or "RANDOM" or "SECONDS" or "LINENO" or "BASHPID" or "EPOCHSECONDS" or "UID" or "EUID" or "PPID":
                return (state.Variable(name)?.Scalar ?? Value.Unknown with { IsQuoted = true }, true);
        }

        if (state.Variable(name) is not { } variable) return expansion.Environment(name) is { } known ? (known, true) : (null, null);
        if (part.Index is { } subscript)
        {
            var key = expansion.Text(subscript);
            if (key.Text is "@" or "*") return variable.Elements is { } elements ? (Join([.. elements.Select(e => e.Value)]), elements.Count > 0) : (variable.Scalar, variable.Scalar is not null);
            if (!key.IsResolved) return (Value.Unknown with { Origins = variable.Origins }, true);
            return Element(variable, key.Text);
        }

        return variable.Elements is null ? (variable.Scalar, variable.Scalar is not null) : Element(variable, "0");
    }

    private static (Value?, bool?) Element(BashVariable variable, string key)
    {
        if (variable.Element(key) is { } element) return (element, true);
        if (variable.Elements is { } all && int.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) && index < 0 && all.Count + index >= 0)
            return (all[all.Count + index].Value, true);
        return variable.Scalar is { IsResolved: false } ? (Value.Unknown with { Origins = variable.Origins }, true) : (null, false);
    }

    private static (Value?, bool?) Follow(Value? name, BashState state, BashExpansion expansion)
    {
        if (name is not { IsResolved: true, Text.Length: > 0 }) return (null, null);
        return Lookup(new ParameterPart(name.Text, default), state, expansion);
    }

    private static Value NotKnown(bool? isSet) => isSet == false ? Value.Empty : Value.Unknown with { MaySplit = true };

    private static Value Apply(ParameterPart part, Value? value, bool? isSet, BashState state, BashExpansion expansion)
    {
        var isEmpty = value is { Text.Length: 0 };
        switch (part.Operator)
        {
            case ":-" or "-" or ":=" or "=":
                var usesDefault = isSet == false || (part.Operator[0] == ':' && isEmpty) || (isSet is null && value is null);
                if (!usesDefault) return value ?? NotKnown(isSet);
                var fallback = Operand(part.Operand, expansion);
                if (part.Operator is ":=" or "=" && isSet == false) state.Set(part.Name, fallback);

                // Nothing is known of the variable: the default is what the text shows, and the likeliest to count.
                return fallback;
            case ":+" or "+":
                if (isSet == false || (part.Operator[0] == ':' && isEmpty)) return Value.Empty;
                return Operand(part.Operand, expansion);
            case ":?" or "?": return value ?? NotKnown(isSet);
        }

        if (value is null) return NotKnown(isSet);
        return part.Operator switch
        {
            "#" or "##" => Trim(value, Operand(part.Operand, expansion), fromStart: true, longest: part.Operator.Length == 2, expansion),
            "%" or "%%" => Trim(value, Operand(part.Operand, expansion), fromStart: false, longest: part.Operator.Length == 2, expansion),
            "/" or "//" or "/#" or "/%" => Replace(value, part, expansion),
            "^" => Case(value, static t => t.Length == 0 ? t : char.ToUpperInvariant(t[0]) + t[1..]),
            "^^" => Case(value, static t => t.ToUpperInvariant()),
            "," => Case(value, static t => t.Length == 0 ? t : char.ToLowerInvariant(t[0]) + t[1..]),
            ",," => Case(value, static t => t.ToLowerInvariant()),
            ":" => Substring(value, part, expansion, state),
            "@" => part.Operand is not null && Operand(part.Operand, expansion).Text is "P" or "E" ? value with { Text = Unresolved.Anything } : value,
            _ => Value.Unknown with { Origins = value.Origins, MaySplit = true },
        };
    }

    private static Value Operand(Word? word, BashExpansion expansion) => word is null ? Value.Empty : expansion.Text(word);

    private static Value Case(Value value, Func<string, string> change) => value with { Text = change(value.Text) };

    private static Value Trim(Value value, Value pattern, bool fromStart, bool longest, BashExpansion expansion)
    {
        if (!value.IsResolved || !pattern.IsResolved || value.Text.Length > 4096) return Value.Unknown with { Origins = value.Origins, MaySplit = true };
        var text = value.Text;
        var only = FixedLength(pattern.Text);
        for (var i = only is null || longest ? 0 : only.Value; i <= text.Length; i++)
        {
            var length = longest ? text.Length - i : i;
            if (only is { } fixedLength && length != fixedLength) continue;
            if (!expansion.Charge(length)) return Value.Unknown with { Origins = value.Origins, MaySplit = true };
            var piece = fromStart ? text.AsSpan(0, length) : text.AsSpan(text.Length - length);
            if (Glob.Matches(pattern.Text, piece, ignoreCase: false)) return value with { Text = fromStart ? text[length..] : text[..^length] };
        }

        return value;
    }

    private static Value Replace(Value value, ParameterPart part, BashExpansion expansion)
    {
        var pattern = Operand(part.Operand, expansion);
        var with = Operand(part.SecondOperand, expansion);
        if (!value.IsResolved || !pattern.IsResolved || value.Text.Length > 4096 || pattern.Text.Length == 0)
            return pattern.Text.Length == 0 ? value : Value.Unknown with { Origins = value.Origins | with.Origins, MaySplit = true };
        var text = value.Text;
        var result = new System.Text.StringBuilder();
        var at = 0;
        var isDone = false;
        var only = FixedLength(pattern.Text);
        while (at <= text.Length)
        {
            var length = isDone ? -1 : MatchAt(text, at, pattern.Text, part.Operator, only, expansion);
            if (length > 0)
            {
                result.Append(with.Text);
                at += length;
                isDone = part.Operator != "//";
                continue;
            }

            if (at < text.Length) result.Append(text[at]);
            at++;
        }

        if (!expansion.Charge(result.Length)) return Value.Unknown with { Origins = value.Origins | with.Origins, MaySplit = true };
        return value with { Text = result.ToString(), Origins = value.Origins | with.Origins };
    }

    /// <summary>How many characters a pattern meets, when that is always the same; null when it is not.</summary>
    private static int? FixedLength(string pattern) => pattern.AsSpan().IndexOfAny("*?[") < 0 ? pattern.Length : null;

    private static int MatchAt(string text, int at, string pattern, string kind, int? only, BashExpansion expansion)
    {
        if (kind == "/#" && at != 0) return -1;
        if (only > text.Length - at) return -1;
        for (var length = only ?? text.Length - at; length > 0; length--)
        {
            if (kind == "/%" && at + length != text.Length) return -1;
            if (only is { } fixedLength && length != fixedLength) return -1;
            if (only is null && !expansion.Charge(length)) return -1;
            if (Glob.Matches(pattern, text.AsSpan(at, length), ignoreCase: false)) return length;
        }

        return -1;
    }

    private static Value Substring(Value value, ParameterPart part, BashExpansion expansion, BashState state)
    {
        var offset = BashArithmetic.Run(Operand(part.Operand, expansion), state);
        var length = part.SecondOperand is null ? long.MaxValue : BashArithmetic.Run(Operand(part.SecondOperand, expansion), state);
        if (part.Name is "@" or "*" && state.Positional is { } positional && offset is { } first)
        {
            var start = (int)Math.Clamp(first - 1, 0, positional.Count);
            return Join([.. positional.Skip(start).Take((int)Math.Min(length ?? int.MaxValue, int.MaxValue))]) with { MaySplit = true };
        }

        if (!value.IsResolved || offset is not { } from || length is not { } count) return Value.Unknown with { Origins = value.Origins, MaySplit = true };
        if (from < 0) from += value.Text.Length;
        if (from < 0 || from > value.Text.Length) return value with { Text = "" };
        var end = count < 0 ? value.Text.Length + count : Math.Min(value.Text.Length, count == long.MaxValue ? value.Text.Length : from + count);
        return value with { Text = end > from ? value.Text[(int)from..(int)end] : "" };
    }

    private static Value Count(ParameterPart part, BashState state)
    {
        if (part.Name is "@" or "*") return state.Positional is { } positional ? Number(positional.Count) : Value.Unknown with { IsQuoted = true };
        return state.Variable(part.Name) is { } variable ? Number(variable.Elements?.Count ?? 1) : Value.Unknown with { IsQuoted = true };
    }

    private static Value Join(IReadOnlyList<Value> values) => Value.Join(values, " ");

    private static Value Number(long number) => new(number.ToString(CultureInfo.InvariantCulture));
}

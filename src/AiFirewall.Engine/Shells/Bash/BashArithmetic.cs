using System.Globalization;

namespace AiFirewall.Shells.Bash;

/// <summary>
/// Bash arithmetic over what is known: integers, variables, the usual operators, assignments. Enough to follow offsets and counters; anything
/// else is not known.
/// </summary>
internal ref struct BashArithmetic
{
    private readonly ReadOnlySpan<char> _text;
    private readonly BashState _state;
    private int _at;
    private int _depth;
    private bool _failed;

    private BashArithmetic(ReadOnlySpan<char> text, BashState state)
    {
        _text = text;
        _state = state;
    }

    /// <summary>The value of an expression; null when it is not known. Assignments in it are carried out.</summary>
    public static long? Run(Value expression, BashState state)
    {
        if (!expression.IsResolved || expression.Text.Length > 1024)
        {
            Forget(expression.Text, state);
            return null;
        }

        var parser = new BashArithmetic(expression.Text, state);
        var value = parser.Comma();
        parser.Space();
        if (!parser._failed && parser._at == parser._text.Length) return value;
        Forget(expression.Text, state);
        return null;
    }

    /// <summary>What an expression that cannot be followed may have assigned is no longer known.</summary>
    private static void Forget(string text, BashState state)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetter(text[i]) && text[i] != '_') continue;
            var start = i;
            while (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] == '_')) i++;
            var name = text[start..i];
            var rest = text.AsSpan(i).TrimStart();
            if (rest.Length > 1 && (rest[0] == '=' && rest[1] != '=' || rest.StartsWith("++") || rest.StartsWith("--") || (rest[0] is '+' or '-' or '*' or '/' or '%' && rest[1] == '=')))
                state.Set(name, Value.Unknown with { IsQuoted = true });
        }
    }

    private long Comma()
    {
        var value = Assignment();
        while (Take(",")) value = Assignment();
        return value;
    }

    private long Assignment()
    {
        if (++_depth > 64) return Fail();
        var start = _at;
        Space();
        var name = Name();
        if (name.Length > 0)
        {
            Space();
            foreach (var op in (ReadOnlySpan<string>)["=", "+=", "-=", "*=", "/=", "%="])
            {
                if (!Peek(op) || (op == "=" && Peek("=="))) continue;
                _at += op.Length;
                var right = Assignment();
                var left = op == "=" ? 0 : Read(name);
                var value = op switch { "=" => right, "+=" => left + right, "-=" => left - right, "*=" => left * right, "/=" => right == 0 ? Fail() : left / right, _ => right == 0 ? Fail() : left % right };
                if (!_failed) _state.Set(name, new Value(value.ToString(CultureInfo.InvariantCulture)));
                _depth--;
                return value;
            }
        }

        _at = start;
        var result = Ternary();
        _depth--;
        return result;
    }

    private long Ternary()
    {
        var condition = Binary(0);
        if (!Take("?")) return condition;
        var yes = Assignment();
        if (!Take(":")) return Fail();
        var no = Assignment();
        return condition != 0 ? yes : no;
    }

    private static readonly string[][] Levels =
        [["||"], ["&&"], ["|"], ["^"], ["&"], ["==", "!="], ["<=", ">=", "<", ">"], ["<<", ">>"], ["+", "-"], ["*", "/", "%"]];

    private long Binary(int level)
    {
        if (level == Levels.Length) return Power();
        var left = Binary(level + 1);
        while (Operator(Levels[level]) is { } op)
        {
            var right = Binary(level + 1);
            left = op switch
            {
                "||" => left != 0 || right != 0 ? 1 : 0,
                "&&" => left != 0 && right != 0 ? 1 : 0,
                "|" => left | right,
                "^" => left ^ right,
                "&" => left & right,
                "==" => left == right ? 1 : 0,
                "!=" => left != right ? 1 : 0,
                "<=" => left <= right ? 1 : 0,
                ">=" => left >= right ? 1 : 0,
                "<" => left < right ? 1 : 0,
                ">" => left > right ? 1 : 0,
                "<<" => left << (int)(right & 63),
                ">>" => left >> (int)(right & 63),
                "+" => left + right,
                "-" => left - right,
                "*" => left * right,
                "/" => right == 0 ? Fail() : left / right,
                _ => right == 0 ? Fail() : left % right,
            };
        }

        return left;
    }

    private long Power()
    {
        var value = Unary();
        if (!Take("**")) return value;
        var exponent = Power();
        if (exponent is < 0 or > 63) return Fail();
        long result = 1;
        for (var i = 0; i < exponent; i++) result = unchecked(result * value);
        return result;
    }

    private long Unary()
    {
        if (++_depth > 64) return Fail();
        Space();
        long value;
        if (Take("!")) value = Unary() == 0 ? 1 : 0;
        else if (Take("~")) value = ~Unary();
        else if (Take("++")) value = Step(Name(), 1, isPrefix: true);
        else if (Take("--")) value = Step(Name(), -1, isPrefix: true);
        else if (Take("-")) value = -Unary();
        else if (Take("+")) value = Unary();
        else value = Primary();
        _depth--;
        return value;
    }

    private long Primary()
    {
        Space();
        if (Take("("))
        {
            var inner = Comma();
            return Take(")") ? inner : Fail();
        }

        if (_at < _text.Length && char.IsAsciiDigit(_text[_at])) return Number();
        var name = Name();
        if (name.Length == 0 || (_at < _text.Length && _text[_at] == '[')) return Fail();
        if (Take("++")) return Step(name, 1, isPrefix: false);
        return Take("--") ? Step(name, -1, isPrefix: false) : Read(name);
    }

    private long Number()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '#' or '@' or '_')) _at++;
        var digits = _text[start.._at];
        if (digits.IndexOf('#') is > 0 and var hash && int.TryParse(digits[..hash], CultureInfo.InvariantCulture, out var radix)) return InBase(digits[(hash + 1)..], radix);
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return InBase(digits[2..], 16);
        if (digits.Length > 1 && digits[0] == '0') return InBase(digits[1..], 8);
        return long.TryParse(digits, CultureInfo.InvariantCulture, out var value) ? value : Fail();
    }

    private long InBase(ReadOnlySpan<char> digits, int radix)
    {
        if (radix is < 2 or > 36) return Fail();
        long value = 0;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : char.ToLowerInvariant(c) - 'a' + 10;
            if (digit < 0 || digit >= radix) return Fail();
            value = unchecked((value * radix) + digit);
        }

        return value;
    }

    private long Read(string name)
    {
        if (_state.Variable(name)?.Scalar is { IsResolved: true } value && long.TryParse(value.Text, CultureInfo.InvariantCulture, out var number)) return number;
        if (_state.Variable(name) == BashVariable.Unset) return 0;
        return Fail();
    }

    private long Step(string name, int by, bool isPrefix)
    {
        var old = Read(name);
        if (_failed) return 0;
        _state.Set(name, new Value((old + by).ToString(CultureInfo.InvariantCulture)));
        return isPrefix ? old + by : old;
    }

    private string Name()
    {
        Space();
        if (_at < _text.Length && _text[_at] == '$') _at++;
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetter(_text[_at]) || _text[_at] == '_' || (_at > start && char.IsAsciiDigit(_text[_at])))) _at++;
        return _text[start.._at].ToString();
    }

    private string? Operator(string[] operators)
    {
        Space();
        foreach (var op in operators)
        {
            if (!Peek(op)) continue;
            var next = _at + op.Length < _text.Length ? _text[_at + op.Length] : '\0';
            if (op is "|" or "&" && next == op[0] || op is "<" or ">" && next == op[0] || op == "*" && next == '*') continue;
            _at += op.Length;
            return op;
        }

        return null;
    }

    private readonly bool Peek(string text) => _text[_at..].StartsWith(text);

    private bool Take(string text)
    {
        Space();
        if (!Peek(text)) return false;
        _at += text.Length;
        return true;
    }

    private void Space()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
    }

    private long Fail()
    {
        _failed = true;
        return 0;
    }
}

using System.Globalization;
using AiFirewall.Effects;

namespace AiFirewall.Shells.Cmd.Evaluation;

/// <summary><c>set /a</c>: whole numbers of 32 bits, variables without percent signs, assignments.</summary>
internal sealed class SetArithmetic
{
    private const int MaxDepth = 64;

    private readonly string _text;
    private readonly CmdState _state;
    private int _at;
    private int _depth;

    private SetArithmetic(string text, CmdState state) => (_text, _state) = (text, state);

    /// <summary>Evaluates an expression and sets the variables it assigns. Its value; null when that is not known.</summary>
    public static int? Evaluate(string text, CmdState state)
    {
        var reader = new SetArithmetic(text.Replace("\"", "", StringComparison.Ordinal), state);
        int? value;
        do value = reader.Assignment();
        while (reader.Take(","));
        return value;
    }

    private int? Assignment()
    {
        Skip();
        var start = _at;
        var name = Name();
        Skip();
        foreach (var op in (ReadOnlySpan<string>)["<<=", ">>=", "*=", "/=", "%=", "+=", "-=", "&=", "^=", "|=", "="])
        {
            if (name.Length == 0 || !_text.AsSpan(_at).StartsWith(op, StringComparison.Ordinal)) continue;
            _at += op.Length;
            var right = ++_depth > MaxDepth ? null : Assignment();
            _depth--;
            var value = op == "=" ? right : Apply(op[..^1], Variable(name), right);
            _state.Set(name, value is { } known ? new Value(known.ToString(CultureInfo.InvariantCulture)) : Value.Unknown with { Source = $"%{name}%" });
            return value;
        }

        _at = start;
        return Binary(0);
    }

    private static readonly string[][] Levels = [["|"], ["^"], ["&"], ["<<", ">>"], ["+", "-"], ["*", "/", "%"]];

    private int? Binary(int level)
    {
        if (level == Levels.Length) return Unary();
        var left = Binary(level + 1);
        while (Operator(Levels[level]) is { } op) left = Apply(op, left, Binary(level + 1));
        return left;
    }

    private string? Operator(string[] operators)
    {
        foreach (var op in operators)
        {
            if (Take(op)) return op;
        }

        return null;
    }

    private int? Unary()
    {
        Skip();
        if (_at >= _text.Length || ++_depth > MaxDepth)
        {
            _at = _text.Length;
            return null;
        }

        var value = Primary();
        _depth--;
        return value;
    }

    private int? Primary()
    {
        switch (_text[_at])
        {
            case '-':
                _at++;
                return Unary() is { } negative ? unchecked(-negative) : null;
            case '+':
                _at++;
                return Unary();
            case '~':
                _at++;
                return ~Unary();
            case '!':
                _at++;
                return Unary() is { } operand ? operand == 0 ? 1 : 0 : null;
            case '(':
                _at++;
                var inner = Assignment();
                Take(")");
                return inner;
        }

        var word = Name();
        if (word.Length == 0)
        {
            _at++;
            return null;
        }

        return char.IsAsciiDigit(word[0]) ? Number(word) : Variable(word);
    }

    private string Name()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '$' or '#' or '@' or '.' or Unresolved.Hole)) _at++;
        return _text[start.._at];
    }

    private int? Variable(string name)
    {
        if (Unresolved.In(name)) return null;
        if (_state.Variable(name) is not { } known) return _state.IsDefined(name) == false ? 0 : null;
        return known.Value.Text.Length == 0 ? 0 : Number(known.Value.Text.Trim());
    }

    private static int? Number(string text)
    {
        var isNegative = text.StartsWith('-');
        var digits = isNegative ? text[1..] : text;
        var (style, number) = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? (NumberStyles.AllowHexSpecifier, digits[2..]) : (NumberStyles.None, digits);
        if (!int.TryParse(number, style, CultureInfo.InvariantCulture, out var value)) return null;
        return isNegative ? unchecked(-value) : value;
    }

    private static int? Apply(string op, int? left, int? right)
    {
        if (left is not { } a || right is not { } b) return null;
        return op switch
        {
            "+" => unchecked(a + b),
            "-" => unchecked(a - b),
            "*" => unchecked(a * b),
            "/" => b == 0 || (a == int.MinValue && b == -1) ? null : a / b,
            "%" => b == 0 || b == -1 ? null : a % b,
            "&" => a & b,
            "|" => a | b,
            "^" => a ^ b,
            "<<" => a << b,
            ">>" => a >> b,
            _ => null,
        };
    }

    private bool Take(string op)
    {
        Skip();
        if (!_text.AsSpan(_at).StartsWith(op, StringComparison.Ordinal)) return false;
        _at += op.Length;
        return true;
    }

    private void Skip()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]))) _at++;
    }
}

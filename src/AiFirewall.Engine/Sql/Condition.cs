using System.Globalization;
using System.Text;
using static AiFirewall.Sql.ConditionOperand;

namespace AiFirewall.Sql;

/// <summary>
/// Folds a condition as far as it is constant, to say whether it holds for every row. Three-valued: what it cannot fold depends on the row.
/// Errs towards "always": null is taken to equal itself, texts compare without case.
/// </summary>
internal ref partial struct Condition
{
    private const int Deepest = 48;

    private readonly SqlCursor _c;
    private readonly string? _target;
    private readonly bool _pipesAreOr;
    private int _depth;

    private Condition(SqlCursor cursor, string? target, bool pipesAreOr)
    {
        _c = cursor;
        _target = target;
        _pipesAreOr = pipesAreOr;
    }

    /// <summary>What the condition that the cursor stands at comes to, for rows of <paramref name="target"/>.</summary>
    public static SqlTruth Truth(SqlCursor cursor, string? target)
    {
        if (cursor.AtEnd) return SqlTruth.Depends;
        var start = cursor.At;
        var dialect = cursor.Session.Dialect;
        var truth = Fold(cursor, target, dialect == SqlDialect.MySql);
        if (dialect != SqlDialect.Unknown || truth == SqlTruth.AlwaysTrue) return truth;

        // || is OR in MySQL and puts texts together elsewhere.
        cursor.At = start;
        var other = Fold(cursor, target, pipesAreOr: true);
        return other == SqlTruth.AlwaysTrue ? other : truth;
    }

    private static SqlTruth Fold(SqlCursor cursor, string? target, bool pipesAreOr)
    {
        var condition = new Condition(cursor, target, pipesAreOr);
        var result = condition.Or();
        return cursor.AtEnd || EndsCondition(cursor) ? result.Truth : SqlTruth.Depends;
    }

    private static bool EndsCondition(SqlCursor c) => c.Word is SqlWord.Order or SqlWord.Limit or SqlWord.Returning or SqlWord.Group or SqlWord.Having
        or SqlWord.Option or SqlWord.Fetch or SqlWord.Offset or SqlWord.Union or SqlWord.Into or SqlWord.Join or SqlWord.Left or SqlWord.Right
        or SqlWord.Inner or SqlWord.Cross or SqlWord.Full or SqlWord.Where or SqlWord.When or SqlWord.Set or SqlWord.Natural or SqlWord.For
        or SqlWord.Then or SqlWord.Window or SqlWord.Except or SqlWord.Intersect or SqlWord.On || c.IsText("LOG") || c.Kind == SqlTokenKind.Comma
        || c.Kind == SqlTokenKind.Close;

    private ConditionOperand Or()
    {
        var result = Xor();
        Dictionary<ulong, int>? seen = null;
        ConditionRanges? ranges = null;
        while (!_c.AtEnd && (_c.Word is SqlWord.Or || (_pipesAreOr && IsSymbol(SqlSymbol.Concat))))
        {
            _c.At++;
            seen ??= Note([], result);
            ranges ??= ConditionRanges.Of(result);
            var next = Xor();
            var complete = IsOpposite(seen, next) | ranges.Covers(next, isNegated: false);
            Note(seen, next);
            result = Of(complete ? SqlTruth.AlwaysTrue : EitherOf(result.Truth, next.Truth), Mix(Mix(result.Shape, 17), next.Shape));
        }

        return result;
    }

    // MySQL: binds closer than OR, and less close than AND.
    private ConditionOperand Xor()
    {
        var result = And();
        while (!_c.AtEnd && _c.Word == SqlWord.Xor)
        {
            _c.At++;
            var next = And();
            var isSame = result.Key == next.Key && result.Key != 0 && !result.IsVolatile && !next.IsVolatile;
            var truth = isSame ? BoolOf(result.IsNegated != next.IsNegated)
                : result.IsConstant && next.IsConstant ? BoolOf(result.Truth != next.Truth) : SqlTruth.Depends;
            result = Of(truth, Mix(Mix(result.Shape, 17), next.Shape));
        }

        return result;
    }

    private static SqlTruth BoolOf(bool value) => value ? SqlTruth.AlwaysTrue : SqlTruth.NeverTrue;

    private ConditionOperand And()
    {
        var result = Not();
        Dictionary<ulong, int>? seen = null;
        ConditionRanges? ranges = null;
        while (!_c.AtEnd && (_c.Word == SqlWord.And || IsSymbol(SqlSymbol.And)))
        {
            _c.At++;
            seen ??= Note([], result);
            ranges ??= ConditionRanges.OfOpposite(result);
            var next = Not();
            var empty = IsOpposite(seen, next) | ranges.Covers(next, isNegated: true);
            Note(seen, next);
            result = Of(empty ? SqlTruth.NeverTrue : BothOf(result.Truth, next.Truth), Mix(Mix(result.Shape, 19), next.Shape));
        }

        return result;
    }

    private static SqlTruth EitherOf(SqlTruth a, SqlTruth b) =>
        a == SqlTruth.AlwaysTrue || b == SqlTruth.AlwaysTrue ? SqlTruth.AlwaysTrue
        : a == SqlTruth.Broad || b == SqlTruth.Broad ? SqlTruth.Broad
        : a == SqlTruth.NeverTrue ? b : b == SqlTruth.NeverTrue ? a : SqlTruth.Depends;

    private static SqlTruth BothOf(SqlTruth a, SqlTruth b) =>
        a == SqlTruth.NeverTrue || b == SqlTruth.NeverTrue ? SqlTruth.NeverTrue
        : a == SqlTruth.AlwaysTrue ? b : b == SqlTruth.AlwaysTrue ? a
        : a == SqlTruth.Broad && b == SqlTruth.Broad ? SqlTruth.Broad : SqlTruth.Depends;

    private static Dictionary<ulong, int> Note(Dictionary<ulong, int> seen, in ConditionOperand operand)
    {
        if (operand.Key == 0) return seen;
        seen.TryGetValue(operand.Key, out var polarities);
        seen[operand.Key] = polarities | (operand.IsNegated ? 2 : 1);
        return seen;
    }

    // p OR NOT p, x IS NULL OR x IS NOT NULL, a < 5 OR a >= 5.
    private static bool IsOpposite(Dictionary<ulong, int> seen, in ConditionOperand operand) =>
        operand.Key != 0 && !operand.IsVolatile && seen.TryGetValue(operand.Key, out var polarities) && (polarities & (operand.IsNegated ? 1
            : 2)) != 0;

    private ConditionOperand Not()
    {
        var negations = 0;
        while (!_c.AtEnd && (_c.Word == SqlWord.Not || IsSymbol(SqlSymbol.Not)))
        {
            _c.At++;
            negations++;
        }

        var operand = Predicate();
        return negations % 2 == 0 ? operand : Negate(operand);
    }

    private static ConditionOperand Negate(ConditionOperand operand)
    {
        if (operand.Kind == Sort.Null) return operand;
        var truth = operand.Truth switch
        {
            SqlTruth.AlwaysTrue => SqlTruth.NeverTrue,
            SqlTruth.NeverTrue => SqlTruth.AlwaysTrue,
            _ => SqlTruth.Depends,
        };
        var result = Of(truth, operand.Key);
        result.IsNegated = !operand.IsNegated;
        result.IsVolatile = operand.IsVolatile;
        result.Shape = Mix(operand.Shape, 23);
        result.Compared = operand.Compared.Opposite();
        return result;
    }

    private ConditionOperand Sum()
    {
        var left = Product();
        while (!_c.AtEnd && _c.Kind == SqlTokenKind.Symbol && !(_pipesAreOr && IsSymbol(SqlSymbol.Concat))
            && _c.Current.Symbol is SqlSymbol.Plus or SqlSymbol.Minus or SqlSymbol.Concat or SqlSymbol.Other or SqlSymbol.Ampersand
                or SqlSymbol.Pipe or SqlSymbol.Caret)
        {
            _c.Session.Steps++;
            var symbol = _c.Current.Symbol;
            var at = _c.At++;
            var right = Product();
            left = ConditionComparison.Combine(symbol, left, right, HashOf(_c.Source.Raw(at)));
        }

        return left;
    }

    private ConditionOperand Product()
    {
        var left = Unary();
        while (!_c.AtEnd && _c.Kind == SqlTokenKind.Symbol && _c.Current.Symbol is SqlSymbol.Star or SqlSymbol.Slash or SqlSymbol.Percent)
        {
            var symbol = _c.Current.Symbol;
            _c.At++;
            left = ConditionComparison.Combine(symbol, left, Unary(), (ulong)symbol);
        }

        return left;
    }

    private ConditionOperand Unary()
    {
        var minus = 0;
        var flips = 0;
        var negations = 0;
        while (!_c.AtEnd && _c.Kind == SqlTokenKind.Symbol && _c.Current.Symbol is SqlSymbol.Minus or SqlSymbol.Plus or SqlSymbol.Tilde
            or SqlSymbol.Not)
        {
            if (_c.Current.Symbol == SqlSymbol.Minus) minus++;
            if (_c.Current.Symbol == SqlSymbol.Tilde) flips++;
            if (_c.Current.Symbol == SqlSymbol.Not) negations++;
            _c.At++;
        }

        var operand = Postfix(Primary());
        if (minus % 2 == 1) operand = operand.Kind is Sort.Number or Sort.Bool ? OfNumber(-operand.Number) : Unknown(Mix(operand.Shape, 41));
        if (flips > 0) operand = operand.Kind == Sort.Number ? OfNumber(flips % 2 == 1 ? ~(long)operand.Number : operand.Number)
            : Unknown(Mix(operand.Shape, 43));
        return negations % 2 == 1 ? Negate(operand) : operand;
    }

    private ConditionOperand Postfix(ConditionOperand operand)
    {
        while (!_c.AtEnd)
        {
            if (IsSymbol(SqlSymbol.Cast))
            {
                _c.At++;
                NameReader.TryRead(_c, out _);
                _c.SkipGroup();
            }
            else if (_c.Word == SqlWord.Collate)
            {
                _c.At++;
                NameReader.TryRead(_c, out _);
            }
            else if (_c.Kind == SqlTokenKind.Open && _c.Current.Symbol == SqlSymbol.Bracket)
            {
                var end = _c.MatchOf(_c.At);
                operand = Unknown(Mix(operand.Shape, ShapeOf(_c.At, end)));
                _c.At = Math.Min(end + 1, _c.Limit);
            }
            else if (_c.IsText("AT") && _c.Peek(1).Word == SqlWord.Time)
            {
                _c.At += 3;
                if (!_c.AtEnd) _c.At++;
                operand = Unknown(Mix(operand.Shape, 47));
            }
            else
            {
                return operand;
            }
        }

        return operand;
    }

    private ConditionOperand Primary()
    {
        _c.Session.Steps++;
        if (_depth > Deepest)
        {
            if (_c.Kind == SqlTokenKind.Open) _c.SkipGroup();
            else if (!_c.AtEnd) _c.At++;
            return Of(SqlTruth.Depends, 0);
        }

        // MySQL: BINARY before an operand only changes how it compares.
        while (_c.IsText("BINARY") && _c.Peek(1).Kind is SqlTokenKind.Text or SqlTokenKind.Word or SqlTokenKind.Name or SqlTokenKind.Number) _c.At++;
        switch (_c.Kind)
        {
            case SqlTokenKind.Text:
                return OfText(ReadText());
            case SqlTokenKind.Number:
                return ReadNumber();
            case SqlTokenKind.Open:
                return Group();
            case SqlTokenKind.Variable:
                return Unknown(HashOf(_c.Source.Raw(_c.At++)));
            case SqlTokenKind.Word or SqlTokenKind.Name:
                return Named();
            default:
                if (!_c.AtEnd && _c.Kind is not (SqlTokenKind.Close or SqlTokenKind.Comma)) _c.At++;
                return Of(SqlTruth.Depends, 0);
        }
    }

    // Literals that stand side by side are one.
    private readonly string ReadText()
    {
        var text = LiteralReader.Decode(_c.Source, _c.At++);
        if (_c.Kind == SqlTokenKind.Text)
        {
            var all = new StringBuilder(text);
            while (_c.Kind == SqlTokenKind.Text) all.Append(LiteralReader.Decode(_c.Source, _c.At++));
            text = all.ToString();
        }

        if (_c.Word == SqlWord.Uescape) _c.At += 2;
        return text;
    }

    private ConditionOperand ReadNumber()
    {
        var raw = _c.Source.Raw(_c.At++);
        if (raw.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return OfNumber(long.TryParse(raw[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : 1);
        }

        return OfNumber(double.TryParse(raw.ToString().Replace("_", "", StringComparison.Ordinal), NumberStyles.Float,
            CultureInfo.InvariantCulture, out var value) ? value : 1);
    }

    private ConditionOperand Group()
    {
        var open = _c.At;
        var end = _c.MatchOf(open);
        var inner = _c.Slice(open + 1, end);
        _c.At = Math.Min(end + 1, _c.Limit);
        var folder = new Condition(inner, _target, _pipesAreOr) { _depth = _depth + 1 };
        if (inner.Word is SqlWord.Select or SqlWord.Values)
        {
            inner.At++;
            var first = folder.Or();
            if (inner.AtEnd) return first;
            return Unknown(ShapeOf(open, end)) with { IsNonNegative = first.IsNonNegative };
        }

        var result = folder.Or();
        return inner.AtEnd ? result : Of(SqlTruth.Depends, ShapeOf(open, end)) with { Key = ShapeOf(open, end), Shape = ShapeOf(open, end) };
    }

    private ConditionOperand Named()
    {
        switch (_c.Word)
        {
            case SqlWord.True: _c.At++; return Bool(true);
            case SqlWord.False: _c.At++; return Bool(false);
            case SqlWord.Null: _c.At++; return Null();
            case SqlWord.Exists when _c.Peek(1).Kind == SqlTokenKind.Open: return Exists();
            case SqlWord.Case: return ConditionFunctions.Case(_c, this);
            case SqlWord.Array when _c.Peek(1).Kind == SqlTokenKind.Open: _c.At++; return Opaque(_c.At);
            case SqlWord.Order or SqlWord.Limit or SqlWord.Returning or SqlWord.Group or SqlWord.Where: return Of(SqlTruth.Depends, 0);
        }

        if (_c.Peek(1).Kind == SqlTokenKind.Open && _c.Peek(1).Symbol != SqlSymbol.Bracket) return ConditionFunctions.Call(_c, this);
        if (_c.Kind == SqlTokenKind.Word && _c.Peek(1).Kind == SqlTokenKind.Text && _c.Word is SqlWord.None)
        {
            // _utf8'a', date '2024-01-01', interval '1 day'.
            _c.At++;
            return OfText(ReadText());
        }

        var shape = 0ul;
        string? last = null;
        while (_c.Kind is SqlTokenKind.Word or SqlTokenKind.Name)
        {
            last = NameReader.Part(_c);
            shape = Mix(shape, HashOf(last));
            _c.At++;
            if (!_c.Accept(SqlTokenKind.Dot)) break;
        }

        return Unknown(Mix(shape, 53)) with { Text = last, IsName = true };
    }

    private ConditionOperand Exists()
    {
        _c.At++;
        var open = _c.At;
        var end = _c.MatchOf(open);
        var inner = _c.Slice(open + 1, end);
        _c.At = Math.Min(end + 1, _c.Limit);
        inner.At++;

        if (IsEmpty(inner.Slice(inner.At, end))) return Bool(false);
        return Of(IsUnconditional(inner) ? SqlTruth.AlwaysTrue : SqlTruth.Depends, ShapeOf(open, end));
    }

    private ConditionOperand Opaque(int open)
    {
        var end = _c.MatchOf(open);
        _c.At = Math.Min(end + 1, _c.Limit);
        return Unknown(ShapeOf(open, end));
    }

    /// <summary>A folder over some of the tokens, one level deeper.</summary>
    internal readonly ConditionOperand FoldSlice(SqlCursor inner)
    {
        var folder = new Condition(inner, _target, _pipesAreOr) { _depth = _depth + 1 };
        return folder._depth > Deepest ? Of(SqlTruth.Depends, 0) : folder.Or();
    }

    /// <summary>A hash of the tokens in a range.</summary>
    internal readonly ulong ShapeOf(int from, int to)
    {
        var hash = 59ul;
        for (var i = from; i < to; i++)
        {
            hash = Mix(hash, HashOf(_c.Source.Tokens[i].Kind == SqlTokenKind.Name ? NameReader.Unquote(_c.Source.Raw(i)) : _c.Source.Raw(i)));
        }

        return hash == 0 ? 1 : hash;
    }

    private readonly bool IsSymbol(SqlSymbol symbol) => _c.Kind == SqlTokenKind.Symbol && _c.Current.Symbol == symbol;
}

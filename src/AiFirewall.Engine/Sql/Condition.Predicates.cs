using static AiFirewall.Sql.ConditionOperand;

namespace AiFirewall.Sql;

// Comparisons, IS, LIKE, BETWEEN, IN: what makes a truth of operands.
internal ref partial struct Condition
{
    private ConditionOperand Predicate()
    {
        var left = Sum();
        while (!_c.AtEnd)
        {
            _c.Session.Steps++;
            var negated = false;
            if (_c.Word == SqlWord.Not && _c.Peek(1).Word is SqlWord.Like or SqlWord.Ilike or SqlWord.In or SqlWord.Between or SqlWord.Rlike
                or SqlWord.Regexp or SqlWord.Glob or SqlWord.Similar)
            {
                negated = true;
                _c.At++;
            }

            if (!TryPredicate(left, out var result)) return left;
            left = negated ? Negate(result) : result;
        }

        return left;
    }

    private bool TryPredicate(in ConditionOperand left, out ConditionOperand result)
    {
        switch (_c.Word)
        {
            case SqlWord.Is:
                _c.At++;
                result = IsPredicate(left);
                return true;
            case SqlWord.Isnull or SqlWord.Notnull:
                var negated = _c.Word == SqlWord.Notnull;
                _c.At++;
                result = NullTest(left, negated);
                return true;
            case SqlWord.Like or SqlWord.Ilike or SqlWord.Rlike or SqlWord.Regexp or SqlWord.Glob or SqlWord.Similar:
                result = Pattern(left);
                return true;
            case SqlWord.Between:
                result = Between(left);
                return true;
            case SqlWord.In:
                result = In(left);
                return true;
        }

        if (_c.Kind == SqlTokenKind.Symbol)
        {
            var symbol = _c.Current.Symbol;
            switch (symbol)
            {
                case SqlSymbol.Equal or SqlSymbol.NotEqual or SqlSymbol.Less or SqlSymbol.LessEqual or SqlSymbol.Greater or SqlSymbol.GreaterEqual
                    or SqlSymbol.NullSafeEqual:
                    _c.At++;
                    result = Compare(symbol, left);
                    return true;
                case SqlSymbol.Tilde or SqlSymbol.TildeStar:
                    _c.At++;
                    result = Matches(left, Sum(), "", ".*");
                    return true;
            }
        }

        result = left;
        return false;
    }

    private ConditionOperand Compare(SqlSymbol symbol, in ConditionOperand left)
    {
        // x = ANY (ARRAY[x]), x >= ALL (…) depend on what stands inside.
        if (_c.Word is SqlWord.Any or SqlWord.All or SqlWord.Some && _c.Peek(1).Kind == SqlTokenKind.Open)
        {
            var isIn = symbol == SqlSymbol.Equal && _c.Word != SqlWord.All;
            var column = ColumnBefore(_c.At - 1);
            _c.At++;
            var inner = _c.Slice(_c.At + 1, _c.MatchOf(_c.At));
            _c.SkipGroup();
            return Of(isIn && inner.Word == SqlWord.Select && SelectsAll(inner, left, column) ? SqlTruth.AlwaysTrue : SqlTruth.Depends, 0);
        }

        var right = Sum();
        return ConditionComparison.Compare(symbol, left, right, _target);
    }

    private ConditionOperand IsPredicate(in ConditionOperand left)
    {
        var negated = _c.Accept(SqlWord.Not);
        switch (_c.Word)
        {
            case SqlWord.Null or SqlWord.Unknown:
                _c.At++;
                return NullTest(left, negated);
            case SqlWord.True or SqlWord.False:
                var wanted = _c.Word == SqlWord.True;
                _c.At++;
                var truth = left.Truth switch
                {
                    SqlTruth.AlwaysTrue => wanted != negated ? SqlTruth.AlwaysTrue : SqlTruth.NeverTrue,
                    SqlTruth.NeverTrue => wanted == negated ? SqlTruth.AlwaysTrue : SqlTruth.NeverTrue,
                    _ => SqlTruth.Depends,
                };
                var result = Of(truth, left.Key);
                result.IsNegated = left.IsNegated ^ (wanted == negated);
                return result;
            case SqlWord.Distinct:
                _c.At++;
                _c.Accept(SqlWord.From);
                return ConditionComparison.Compare(negated ? SqlSymbol.NullSafeEqual : SqlSymbol.NotEqual, left, Sum(), _target);
            default:
                // SQLite: IS and IS NOT compare.
                return ConditionComparison.Compare(negated ? SqlSymbol.NotEqual : SqlSymbol.NullSafeEqual, left, Sum(), _target);
        }
    }

    private readonly ConditionOperand NullTest(in ConditionOperand left, bool negated)
    {
        if (left.IsConstant) return Bool((left.Kind == Sort.Null) != negated);
        var result = Of(negated && ConditionComparison.IsKey(left, _target) ? SqlTruth.Broad : SqlTruth.Depends, Mix(left.Shape, 29));
        result.IsNegated = negated;
        return result;
    }

    private ConditionOperand Pattern(in ConditionOperand left)
    {
        var word = _c.Word;
        _c.At++;
        _c.Accept(SqlWord.To);
        if (_c.Word is SqlWord.Any or SqlWord.All) _c.At++;
        var pattern = Sum();
        if (_c.Accept(SqlWord.Escape)) Sum();
        return word switch
        {
            SqlWord.Glob => Matches(left, pattern, "*", "**"),
            SqlWord.Rlike or SqlWord.Regexp => Matches(left, pattern, "", ".*"),
            _ when left.Kind == Sort.Text && pattern.Kind == Sort.Text => Bool(ConditionComparison.IsLike(left.Text!, pattern.Text!)),
            _ => Matches(left, pattern, "%", "%%"),
        };
    }

    // A pattern of nothing but "any text" matches every text; so does one that is the text itself.
    private static ConditionOperand Matches(in ConditionOperand left, in ConditionOperand pattern, string any, string anyToo)
    {
        if (left.IsConstant && pattern.IsConstant && string.Equals(left.Text, pattern.Text, StringComparison.OrdinalIgnoreCase)) return Bool(true);
        if (pattern.Kind == Sort.Text && (pattern.Text == any || pattern.Text == anyToo || pattern.Text is "^" or "$" or "^.*$"
            or "%%%")) return Bool(true);
        if (!left.IsConstant && left.Shape == pattern.Shape && !left.IsVolatile) return Bool(true);
        return Of(SqlTruth.Depends, Mix(Mix(left.Shape, 31), pattern.Shape));
    }

    private ConditionOperand Between(in ConditionOperand left)
    {
        _c.At++;
        _c.AcceptText("SYMMETRIC");
        var low = Sum();
        _c.Accept(SqlWord.And);
        var high = Sum();
        var from = ConditionComparison.Compare(SqlSymbol.GreaterEqual, left, low, _target);
        var to = ConditionComparison.Compare(SqlSymbol.LessEqual, left, high, _target);
        return Of(BothOf(from.Truth, to.Truth), Mix(Mix(Mix(left.Shape, 37), low.Shape), high.Shape));
    }

    private ConditionOperand In(in ConditionOperand left)
    {
        var column = ColumnBefore(_c.At);
        _c.At++;
        if (_c.Kind != SqlTokenKind.Open) return Of(SqlTruth.Depends, Mix(left.Shape, Sum().Shape));
        var end = _c.MatchOf(_c.At);
        var inner = _c.Slice(_c.At + 1, end);
        var shape = Mix(left.Shape, ShapeOf(_c.At, end));
        _c.At = Math.Min(end + 1, _c.Limit);
        if (inner.Word is SqlWord.Select && IsEmpty(inner.Slice(inner.At + 1, end))) return Bool(false);
        if (inner.Word is SqlWord.Select or SqlWord.With) return Of(SelectsAll(inner, left, column) ? SqlTruth.AlwaysTrue : SqlTruth.Depends, shape);
        if (_depth > Deepest) return Of(SqlTruth.Depends, shape);
        var truth = SqlTruth.NeverTrue;
        var list = new Condition(inner, _target, _pipesAreOr) { _depth = _depth + 1 };
        while (!inner.AtEnd)
        {
            var value = list.Or();
            truth = EitherOf(truth, ConditionComparison.Compare(SqlSymbol.Equal, left, value, null).Truth);
            if (!inner.Accept(SqlTokenKind.Comma)) break;
        }

        return Of(inner.AtEnd ? truth : SqlTruth.Depends, shape);
    }

    /// <summary>DELETE FROM t WHERE id IN (SELECT id FROM t) takes every row.</summary>
    /// <param name="inner">The query, at its SELECT.</param>
    /// <param name="left">What is looked for in it.</param>
    /// <param name="column">The name of the column that is looked for, without its table; empty when it is none.</param>
    private readonly bool SelectsAll(SqlCursor inner, in ConditionOperand left, ReadOnlySpan<char> column)
    {
        inner.At++;
        inner.Accept(SqlWord.Distinct);
        var folder = new Condition(inner, _target, _pipesAreOr) { _depth = _depth + 1 };
        if (_target is null || _depth > Deepest || (folder.Sum().Shape != left.Shape && !IsColumn(inner, column)) || !inner.Accept(SqlWord.From)) return false;
        return NameReader.TryRead(inner, out var name) && name.Equals(_target, StringComparison.OrdinalIgnoreCase) && IsUnconditional(inner);
    }

    // u.id IN (SELECT x.id FROM users x): the tables go by other names, the column is the same.
    private static bool IsColumn(SqlCursor c, ReadOnlySpan<char> column) =>
        column.Length > 0 && c.Word == SqlWord.From && Bare(c.Raw(-1)).Equals(column, StringComparison.OrdinalIgnoreCase)
        && (c.Peek(-2).Word is SqlWord.Select or SqlWord.Distinct || (c.Peek(-2).Kind == SqlTokenKind.Dot && c.Peek(-4).Word is SqlWord.Select or SqlWord.Distinct));

    /// <summary>The column that stands before a token and is all of the operand there; empty for anything else.</summary>
    private readonly ReadOnlySpan<char> ColumnBefore(int at)
    {
        var tokens = _c.Source.Tokens;
        var name = at - 1;
        if (name < 1 || tokens[name].Kind is not (SqlTokenKind.Word or SqlTokenKind.Name) || tokens[name].Word != SqlWord.None) return default;
        var before = name - 1;
        while (before > 1 && tokens[before].Kind == SqlTokenKind.Dot) before -= 2;
        return tokens[before].Kind == SqlTokenKind.Open || tokens[before].Word is SqlWord.Where or SqlWord.And or SqlWord.Or ? Bare(_c.Source.Raw(name)) : default;
    }

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> name) => name.Trim("\"`[]");

    /// <summary>
    /// Whether a query, past its SELECT, gives no row whatever the tables hold: WHERE 1 = 2, LIMIT 0. Not with a call in its list, which may be an
    /// aggregate and give a row all the same.
    /// </summary>
    private readonly bool IsEmpty(SqlCursor inner)
    {
        if (_depth > Deepest) return false;
        var isEmpty = inner.IsText("TOP") && inner.Raw(1) is "0";
        for (var isList = true; !inner.AtEnd;)
        {
            if (inner.Word is SqlWord.Union or SqlWord.Having || (isList && inner.Kind == SqlTokenKind.Open)) return false;
            isList &= inner.Word is not (SqlWord.From or SqlWord.Where);
            isEmpty |= inner.Word == SqlWord.Limit && inner.Raw(1) is "0" && inner.Peek(2).Kind != SqlTokenKind.Comma;
            if (inner.Accept(SqlWord.Where)) isEmpty |= FoldSlice(inner).Truth == SqlTruth.NeverTrue;
            else if (inner.Kind == SqlTokenKind.Open) inner.SkipGroup();
            else inner.At++;
        }

        return isEmpty;
    }

    /// <summary>Whether nothing but a condition that always holds follows up to the end of a query.</summary>
    private readonly bool IsUnconditional(SqlCursor inner)
    {
        while (!inner.AtEnd && inner.Word is not (SqlWord.Where or SqlWord.Having or SqlWord.Limit or SqlWord.On or SqlWord.Fetch or SqlWord.Offset
            or SqlWord.Except or SqlWord.Intersect))
        {
            if (inner.Kind == SqlTokenKind.Open) inner.SkipGroup();
            else inner.At++;
        }

        if (inner.AtEnd) return true;
        if (inner.Word == SqlWord.Limit) return inner.Peek(1).Kind == SqlTokenKind.Number && inner.Raw(1) is not "0";
        if (!inner.Accept(SqlWord.Where) || _depth > Deepest) return false;
        var folder = new Condition(inner, null, _pipesAreOr) { _depth = _depth + 1 };
        return folder.Or().Truth == SqlTruth.AlwaysTrue && inner.AtEnd;
    }
}

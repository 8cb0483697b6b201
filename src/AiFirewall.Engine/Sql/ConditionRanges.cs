using static AiFirewall.Sql.ConditionOperand;

namespace AiFirewall.Sql;

/// <summary>A comparison of something that depends on the row with a constant.</summary>
/// <param name="Shape">Hash of what is compared; 0 for no such comparison.</param>
/// <param name="Symbol">How, with the constant on the right.</param>
/// <param name="Number">The constant.</param>
/// <param name="Text">The constant when it is a text; null for a number.</param>
internal readonly record struct ComparedConstant(ulong Shape, SqlSymbol Symbol, double Number, string? Text)
{
    /// <summary>left symbol right.</summary>
    public static ComparedConstant Of(SqlSymbol symbol, in ConditionOperand left, in ConditionOperand right) => right.Kind switch
    {
        Sort.Number => new(left.Shape, symbol, right.Number, null),
        // How texts are ordered depends on the database.
        Sort.Text when symbol is SqlSymbol.Equal or SqlSymbol.NotEqual => new(left.Shape, symbol, 0, right.Text?.TrimEnd() ?? ""),
        _ => default,
    };

    /// <summary>The comparison that holds where this one does not.</summary>
    public ComparedConstant Opposite() => this with
    {
        Symbol = Symbol switch
        {
            SqlSymbol.Equal or SqlSymbol.NullSafeEqual => SqlSymbol.NotEqual,
            SqlSymbol.NotEqual => SqlSymbol.Equal,
            SqlSymbol.Less => SqlSymbol.GreaterEqual,
            SqlSymbol.LessEqual => SqlSymbol.Greater,
            SqlSymbol.Greater => SqlSymbol.LessEqual,
            SqlSymbol.GreaterEqual => SqlSymbol.Less,
            _ => Symbol,
        },
    };
}

/// <summary>
/// Which values the comparisons of a chain of OR let through: <c>id &lt; 10 OR id &gt; 5</c>, <c>id &lt;&gt; 1 OR id &lt;&gt; 2</c> let through all. A chain of
/// AND lets through none when the opposites of its comparisons let through all.
/// </summary>
internal sealed class ConditionRanges
{
    private readonly Dictionary<ulong, Range> _ranges = [];

    /// <summary>Begins with the first comparison of a chain of OR.</summary>
    public static ConditionRanges Of(in ConditionOperand first)
    {
        var ranges = new ConditionRanges();
        ranges.Add(first.Compared);
        return ranges;
    }

    /// <summary>Begins with the opposite of the first comparison of a chain of AND.</summary>
    public static ConditionRanges OfOpposite(in ConditionOperand first)
    {
        var ranges = new ConditionRanges();
        ranges.Add(first.Compared.Opposite());
        return ranges;
    }

    /// <summary>Adds a comparison, or its opposite; whether nothing is left that does not get through.</summary>
    public bool Covers(in ConditionOperand operand, bool isNegated) => Add(isNegated ? operand.Compared.Opposite() : operand.Compared);

    private bool Add(in ComparedConstant compared)
    {
        if (compared.Shape == 0) return false;
        if (!_ranges.TryGetValue(compared.Shape, out var range)) _ranges[compared.Shape] = range = new Range();
        return range.Add(compared);
    }

    /// <summary>All below one number and all above another get through; and every text but one.</summary>
    private sealed class Range
    {
        private (double Number, bool IsIncluded) _below = (double.NegativeInfinity, false);
        private (double Number, bool IsIncluded) _above = (double.PositiveInfinity, false);
        private string? _missing;

        public bool Add(in ComparedConstant compared)
        {
            if (compared.Text is { } text)
            {
                if (compared.Symbol == SqlSymbol.NotEqual)
                {
                    if (_missing is not null && !_missing.Equals(text, StringComparison.OrdinalIgnoreCase)) return true;
                    _missing = text;
                }

                return false;
            }

            var (symbol, number) = (compared.Symbol, compared.Number);
            if (symbol is SqlSymbol.Less or SqlSymbol.LessEqual or SqlSymbol.NotEqual) Widen(ref _below, number, symbol == SqlSymbol.LessEqual, number > _below.Number);
            if (symbol is SqlSymbol.Greater or SqlSymbol.GreaterEqual or SqlSymbol.NotEqual) Widen(ref _above, number, symbol == SqlSymbol.GreaterEqual, number < _above.Number);
            return _above.Number < _below.Number || (_above.Number == _below.Number && (_above.IsIncluded || _below.IsIncluded));
        }

        private static void Widen(ref (double Number, bool IsIncluded) end, double number, bool isIncluded, bool isFarther)
        {
            if (isFarther) end = (number, isIncluded);
            else if (number == end.Number) end.IsIncluded |= isIncluded;
        }
    }
}

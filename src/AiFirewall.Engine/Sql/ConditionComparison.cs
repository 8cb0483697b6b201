using System.Globalization;
using static AiFirewall.Sql.ConditionOperand;

namespace AiFirewall.Sql;

/// <summary>Compares and computes with operands of conditions.</summary>
internal static class ConditionComparison
{
    private const double ManyRows = 1_000_000;

    /// <summary>left symbol right.</summary>
    public static ConditionOperand Compare(SqlSymbol symbol, in ConditionOperand left, in ConditionOperand right, string? target)
    {
        if (left.IsConstant && right.IsConstant) return Constants(symbol, left, right);
        if (left.Shape == right.Shape && left.Shape != 0 && !left.IsVolatile)
        {
            return Bool(symbol is SqlSymbol.Equal or SqlSymbol.LessEqual or SqlSymbol.GreaterEqual or SqlSymbol.NullSafeEqual);
        }

        if (left.IsNonNegative && !left.IsConstant && right.Kind == Sort.Number && NeverBelowZero(symbol, right.Number)) return Bool(true);
        if (right.IsNonNegative && !right.IsConstant && left.Kind == Sort.Number && NeverBelowZero(Mirror(symbol), left.Number)) return Bool(true);
        if (left.IsVolatile && left.IsNonNegative && right.Kind == Sort.Number && right.Number >= 1 && symbol is SqlSymbol.Less
            or SqlSymbol.LessEqual) return Bool(true);
        var broad = IsBroad(symbol, left, right, target) || IsBroad(Mirror(symbol), right, left, target);
        return Keyed(symbol, left, right, broad ? SqlTruth.Broad : SqlTruth.Depends);
    }

    /// <summary>Whether the operand is the column by which the rows of the table are told apart.</summary>
    public static bool IsKey(in ConditionOperand operand, string? target)
    {
        if (!operand.IsName || operand.Text is not { } name) return false;
        if (name.ToLowerInvariant() is "id" or "_id" or "rowid" or "_rowid_" or "oid" or "ctid" or "uuid" or "guid" or "pk") return true;
        if (target is null || !name.EndsWith("id", StringComparison.OrdinalIgnoreCase)) return false;
        var table = target[(target.LastIndexOf('.') + 1)..];
        var stem = name[..^2].TrimEnd('_');
        return stem.Length >= 2 && stem.Length + 2 >= table.Length && table.StartsWith(stem, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>left operator right, for operators that compute.</summary>
    public static ConditionOperand Combine(SqlSymbol symbol, in ConditionOperand left, in ConditionOperand right, ulong salt)
    {
        if (left.Kind == Sort.Null || right.Kind == Sort.Null) return Null();
        if (symbol == SqlSymbol.Concat && left.IsConstant && right.IsConstant) return OfText(AsText(left) + AsText(right));
        if (left.Kind is Sort.Number or Sort.Bool && right.Kind is Sort.Number or Sort.Bool)
        {
            var (a, b) = (left.Number, right.Number);
            switch (symbol)
            {
                case SqlSymbol.Plus: return OfNumber(a + b);
                case SqlSymbol.Minus: return OfNumber(a - b);
                case SqlSymbol.Star: return OfNumber(a * b);
                case SqlSymbol.Slash when b != 0: return OfNumber(a / b);
                case SqlSymbol.Percent when b != 0: return OfNumber(a % b);
                case SqlSymbol.Slash or SqlSymbol.Percent: return Null();
            }
        }

        if (!left.IsConstant && ChangesNothing(symbol, right)) return left;
        if (!right.IsConstant && symbol is SqlSymbol.Plus or SqlSymbol.Star or SqlSymbol.Concat && ChangesNothing(symbol, left)) return right;
        if (symbol == SqlSymbol.Plus && left.Kind == Sort.Text && right.Kind == Sort.Text) return OfText(left.Text + right.Text);
        if (symbol == SqlSymbol.Star && left.Shape == right.Shape && !left.IsVolatile) return Unknown(Mix(Mix(left.Shape, salt),
            61)) with
        { IsNonNegative = true };
        if (symbol == SqlSymbol.Minus && left.Shape == right.Shape && !left.IsVolatile && !left.IsConstant) return OfNumber(0);
        // x * 0 = 0 holds for every row.
        if (symbol == SqlSymbol.Star && (left.Kind == Sort.Number && left.Number == 0 || right.Kind == Sort.Number
            && right.Number == 0)) return OfNumber(0);
        return Unknown(Mix(Mix(left.Shape, salt), Mix(right.Shape, 67))) with { IsVolatile = left.IsVolatile || right.IsVolatile };
    }

    /// <summary>Whether a text matches a LIKE pattern, without case.</summary>
    public static bool IsLike(string text, string pattern)
    {
        const int LongestPattern = 256;
        if (text.Length > LongestPattern || pattern.Length > LongestPattern) return false;
        var (t, p, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '%')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && (pattern[p] == '_' || char.ToLowerInvariant(pattern[p]) == char.ToLowerInvariant(text[t])))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '%') p++;
        return p == pattern.Length;
    }

    /// <summary>id + 0, id * 1, name || ''; T-SQL writes the last with a plus.</summary>
    private static bool ChangesNothing(SqlSymbol symbol, in ConditionOperand operand) => symbol switch
    {
        SqlSymbol.Plus or SqlSymbol.Minus => operand is { Kind: Sort.Number, Number: 0 } or { Kind: Sort.Text, Text: "" or "0" },
        SqlSymbol.Star or SqlSymbol.Slash => operand is { Kind: Sort.Number, Number: 1 },
        SqlSymbol.Concat => operand is { Kind: Sort.Text, Text: "" },
        _ => false,
    };

    private static string AsText(in ConditionOperand operand) =>
        operand.Kind == Sort.Text ? operand.Text ?? "" : operand.Number.ToString(CultureInfo.InvariantCulture);

    private static ConditionOperand Constants(SqlSymbol symbol, in ConditionOperand left, in ConditionOperand right)
    {
        if (left.Kind == Sort.Null || right.Kind == Sort.Null)
        {
            return symbol == SqlSymbol.NullSafeEqual ? Bool(left.Kind == right.Kind) : Null();
        }

        if (left.Kind == Sort.Text && right.Kind == Sort.Text)
        {
            var order = string.Compare(left.Text, right.Text, StringComparison.OrdinalIgnoreCase);
            if (symbol == SqlSymbol.NotEqual) return Bool(!string.Equals(left.Text, right.Text, StringComparison.Ordinal));
            return Bool(Holds(symbol, order));
        }

        return Bool(Holds(symbol, left.Number.CompareTo(right.Number)));
    }

    private static bool Holds(SqlSymbol symbol, int order) => symbol switch
    {
        SqlSymbol.Equal or SqlSymbol.NullSafeEqual => order == 0,
        SqlSymbol.NotEqual => order != 0,
        SqlSymbol.Less => order < 0,
        SqlSymbol.LessEqual => order <= 0,
        SqlSymbol.Greater => order > 0,
        _ => order >= 0,
    };

    /// <summary>length(x) &gt;= 0, abs(x) &gt; -1, length(x) &lt;&gt; -1.</summary>
    private static bool NeverBelowZero(SqlSymbol symbol, double bound) => symbol switch
    {
        SqlSymbol.GreaterEqual => bound <= 0,
        SqlSymbol.Greater or SqlSymbol.NotEqual => bound < 0,
        _ => false,
    };

    /// <summary>id &gt; 0, id &lt;&gt; -1, id &lt; 999999999.</summary>
    private static bool IsBroad(SqlSymbol symbol, in ConditionOperand column, in ConditionOperand bound, string? target) =>
        IsKey(column, target) && bound.IsConstant && bound.Kind is Sort.Number or Sort.Text && symbol switch
        {
            SqlSymbol.Greater or SqlSymbol.GreaterEqual => bound.Kind == Sort.Number ? bound.Number <= 1 : bound.Text is "" or "0",
            SqlSymbol.NotEqual => bound.Kind == Sort.Number ? bound.Number <= 0 : bound.Text is "" or "0" or "-1",
            SqlSymbol.Less or SqlSymbol.LessEqual => bound.Kind == Sort.Number && bound.Number >= ManyRows,
            _ => false,
        };

    private static SqlSymbol Mirror(SqlSymbol symbol) => symbol switch
    {
        SqlSymbol.Less => SqlSymbol.Greater,
        SqlSymbol.LessEqual => SqlSymbol.GreaterEqual,
        SqlSymbol.Greater => SqlSymbol.Less,
        SqlSymbol.GreaterEqual => SqlSymbol.LessEqual,
        _ => symbol,
    };

    /// <summary>Gives a comparison the key that its opposite has too.</summary>
    private static ConditionOperand Keyed(SqlSymbol symbol, in ConditionOperand left, in ConditionOperand right, SqlTruth truth)
    {
        var (first, second, negated, salt) = symbol switch
        {
            SqlSymbol.NotEqual => (left, right, true, 71ul),
            SqlSymbol.Less => (left, right, false, 73ul),
            SqlSymbol.GreaterEqual => (left, right, true, 73ul),
            SqlSymbol.Greater => (right, left, false, 73ul),
            SqlSymbol.LessEqual => (right, left, true, 73ul),
            _ => (left, right, false, 71ul),
        };
        var key = Mix(Mix(first.Shape, salt), second.Shape);
        var result = Of(truth, key == 0 ? 1 : key);
        result.IsNegated = negated;
        result.IsVolatile = left.IsVolatile || right.IsVolatile;
        if (!result.IsVolatile) result.Compared = right.IsConstant ? ComparedConstant.Of(symbol, left, right) : left.IsConstant ? ComparedConstant.Of(Mirror(symbol), right, left) : default;
        return result;
    }
}

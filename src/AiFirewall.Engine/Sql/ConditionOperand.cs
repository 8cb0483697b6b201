using System.Globalization;

namespace AiFirewall.Sql;

/// <summary>What an expression inside a condition comes to: a constant, or a shape by which equal expressions are known.</summary>
internal struct ConditionOperand
{
    internal enum Sort : byte { Unknown, Null, Bool, Number, Text }

    /// <summary>What is known of the value.</summary>
    public Sort Kind;

    /// <summary>The value of a boolean; for anything unknown that is used as one, what it comes to.</summary>
    public SqlTruth Truth;

    /// <summary>The value of a number.</summary>
    public double Number;

    /// <summary>The value of a text; for a name its last part.</summary>
    public string? Text;

    /// <summary>Hash of the expression; the same for the same expression whatever its case, quotes and parentheses.</summary>
    public ulong Shape;

    /// <summary>Hash by which a predicate and its opposite find each other.</summary>
    public ulong Key;

    /// <summary>Whether the predicate is the opposite of its key.</summary>
    public bool IsNegated;

    /// <summary>Never below zero, like a length.</summary>
    public bool IsNonNegative;

    /// <summary>Different at every use, like a random number.</summary>
    public bool IsVolatile;

    /// <summary>A plain column.</summary>
    public bool IsName;

    /// <summary>For a comparison with a constant, what is compared with what.</summary>
    public ComparedConstant Compared;

    /// <summary>Whether the value is known.</summary>
    public readonly bool IsConstant => Kind != Sort.Unknown;

    public static ConditionOperand Unknown(ulong shape) => new() { Kind = Sort.Unknown, Truth = SqlTruth.Depends, Shape = shape, Key = shape };

    public static ConditionOperand Bool(bool value) => Of(value ? SqlTruth.AlwaysTrue : SqlTruth.NeverTrue, value ? 3ul : 5ul);

    public static ConditionOperand Of(SqlTruth truth, ulong key) => new()
    {
        Kind = truth is SqlTruth.AlwaysTrue or SqlTruth.NeverTrue ? Sort.Bool : Sort.Unknown,
        Truth = truth,
        Number = truth == SqlTruth.AlwaysTrue ? 1 : 0,
        Shape = key,
        Key = key,
    };

    public static ConditionOperand Null() => new() { Kind = Sort.Null, Truth = SqlTruth.NeverTrue, Shape = 7, Key = 7 };

    public static ConditionOperand OfNumber(double value) => new()
    {
        Kind = Sort.Number,
        Number = value,
        Truth = value != 0 ? SqlTruth.AlwaysTrue : SqlTruth.NeverTrue,
        IsNonNegative = value >= 0,
        Shape = Mix(11, (ulong)BitConverter.DoubleToInt64Bits(value)),
    };

    public static ConditionOperand OfText(string value)
    {
        var isTrue = value.ToLowerInvariant() is "true" or "t" or "yes" or "y" or "on" || NumericPrefix(value) != 0;
        return new()
        {
            Kind = Sort.Text,
            Text = value,
            Number = NumericPrefix(value),
            Truth = isTrue ? SqlTruth.AlwaysTrue : SqlTruth.NeverTrue,
            Shape = HashOf(value),
        };
    }

    public static ulong Mix(ulong hash, ulong value) => ((hash ^ value) * 0x9E3779B97F4A7C15ul) ^ ((hash ^ value) >> 29);

    /// <summary>A hash of text without its case.</summary>
    public static ulong HashOf(ReadOnlySpan<char> text)
    {
        var hash = 0xCBF29CE484222325ul;
        foreach (var c in text) hash = (hash ^ char.ToLowerInvariant(c)) * 0x100000001B3ul;
        return Mix(hash, 13);
    }

    /// <summary>MySQL reads the number at the start of a text where a number is wanted, and 0 where there is none. MySQL 14.3.</summary>
    private static double NumericPrefix(string text)
    {
        var end = 0;
        while (end < text.Length && end < 32 && (char.IsAsciiDigit(text[end]) || text[end] is '.' or '-' or '+')) end++;
        return double.TryParse(text.AsSpan(0, end), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0;
    }
}

using System.Globalization;
using System.Numerics;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Parsing;

/// <remarks>This part: numbers (about_Numeric_Literals).</remarks>
internal sealed partial class Lexer
{
    // Longer digit strings fit no type but a big integer; reading them would cost more than their length.
    private const int MaxDigits = 1_000;

    [Flags]
    private enum Suffix
    {
        None = 0,
        Unsigned = 1,
        SignedByte = 2,
        Short = 4,
        Long = 8,
        Decimal = 16,
        BigInteger = 32,
    }

    private readonly record struct NumberText(string Digits, int Base, bool IsReal, Suffix Suffix, long Multiplier);

    /// <summary>Reads a number whose first character was taken; what only starts like one becomes a bare word.</summary>
    private Token ReadNumber(char first)
    {
        if (ScanNumber(first) is not { } number) return ReadWordFromStart();
        var value = ValueOf(number);
        if (value is null)
        {
            if (!InExpressionMode) return ReadWordFromStart();
            Error(PowerShellErrorKind.Syntax, "the number fits no type", _start, _index);
        }

        return new Token(TokenKind.Number, _start, _index) { Number = value ?? 0 };
    }

    private NumberText? ScanNumber(char first)
    {
        var sign = "";
        if (Characters.IsDash(first) || first == '+')
        {
            sign = first == '+' ? "+" : "-";
            first = Get();
        }

        var digitsStart = _index - 1;
        var prefix = "";
        var (numberBase, isReal, isNumber) = (10, false, true);
        if (first == '.')
        {
            isReal = true;
            isNumber = ScanFraction();
        }
        else if (first == '0' && Peek() is 'x' or 'X' or 'b' or 'B')
        {
            numberBase = Get() is 'x' or 'X' ? 16 : 2;
            digitsStart = _index;
            while (numberBase == 16 ? char.IsAsciiHexDigit(Peek()) : Peek() is '0' or '1') _index++;
            prefix = numberBase == 16 ? "0" : ""; // keeps the value positive
            isNumber = numberBase == 16 || _index > digitsStart;
        }
        else
        {
            SkipDigits();
            if (Peek() == '.' && PeekAt(1) != '.')
            {
                _index++;
                isReal = true;
                isNumber = ScanFraction();
            }
            else if (Peek() is 'e' or 'E')
            {
                isReal = true;
                isNumber = ScanExponent();
            }
        }

        var digitsEnd = _index;
        var suffix = ScanSuffix(ref isNumber);
        var multiplier = ScanMultiplier(ref isNumber);
        var next = Peek();
        if (!Characters.EndsToken(next) && !(InExpressionMode && Characters.EndsNumber(next, EndsNumberAtTernary))) isNumber = false;
        if (!isNumber) return null;
        var digits = sign + prefix + _text[digitsStart..digitsEnd];
        return new NumberText(isReal ? PlainDashes(digits) : digits, numberBase, isReal, suffix, multiplier);
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek())) _index++;
    }

    private bool ScanFraction()
    {
        SkipDigits();
        return Peek() is not ('e' or 'E') || ScanExponent();
    }

    private bool ScanExponent()
    {
        _index++;
        if (Peek() == '+' || Characters.IsDash(Peek())) _index++;
        var start = _index;
        SkipDigits();
        return _index > start;
    }

    private Suffix ScanSuffix(ref bool isNumber)
    {
        if (!Characters.IsTypeSuffix(Peek())) return Suffix.None;
        var suffix = SuffixOf(Get());
        if (Characters.IsTypeSuffix(Peek()))
        {
            var second = SuffixOf(Get());
            if (suffix != Suffix.Unsigned || second is not (Suffix.Long or Suffix.Short or Suffix.SignedByte)) isNumber = false;
            suffix |= second;
        }

        return suffix;

        static Suffix SuffixOf(char c) => char.ToLowerInvariant(c) switch
        {
            'u' => Suffix.Unsigned,
            's' => Suffix.Short,
            'l' => Suffix.Long,
            'd' => Suffix.Decimal,
            'y' => Suffix.SignedByte,
            _ => Suffix.BigInteger,
        };
    }

    private long ScanMultiplier(ref bool isNumber)
    {
        if (!Characters.IsMultiplierStart(Peek())) return 1;
        var power = char.ToLowerInvariant(Get()) switch { 'k' => 1, 'm' => 2, 'g' => 3, 't' => 4, _ => 5 };
        if (Peek() is 'b' or 'B') _index++;
        else isNumber = false;
        return 1L << (10 * power);
    }

    private static string PlainDashes(string digits) =>
        digits.Replace('\u2013', '-').Replace('\u2014', '-').Replace('\u2015', '-');

    private static object? ValueOf(NumberText number)
    {
        var (digits, numberBase, isReal, suffix, multiplier) = number;
        if (isReal) return RealValue(digits, suffix, multiplier);
        if (digits.Length > MaxDigits) return suffix == Suffix.BigInteger ? BigInteger.Zero : null;
        if (numberBase == 10 && suffix == Suffix.None && multiplier == 1 && digits.Length < 10)
        {
            return int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small) ? small : null;
        }

        if (IntegerValue(digits, numberBase, ref suffix) is not { } value) return null;
        return Fit(value * multiplier, suffix, numberBase);
    }

    private static object? RealValue(string digits, Suffix suffix, long multiplier)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (suffix == Suffix.Decimal)
        {
            if (!decimal.TryParse(digits, Style, CultureInfo.InvariantCulture, out var exact)) return null;
            return Math.Abs(exact) <= decimal.MaxValue / multiplier ? exact * multiplier : null;
        }

        if (!double.TryParse(digits, Style, CultureInfo.InvariantCulture, out var real)) return null;
        real *= multiplier;
        if (suffix == Suffix.None) return real;
        return double.IsFinite(real) ? Fit(new BigInteger(Math.Round(real)), suffix, 10) : null;
    }

    private static BigInteger? IntegerValue(string digits, int numberBase, ref Suffix suffix)
    {
        var isNegative = digits[0] == '-';
        var body = digits.TrimStart('+', '-');
        BigInteger value;
        if (numberBase == 10)
        {
            if (!BigInteger.TryParse(body, NumberStyles.None, CultureInfo.InvariantCulture, out value)) return null;
        }
        else if (numberBase == 16)
        {
            // A literal as long as its type is read as two's complement: 0xFFFFFFFF is -1.
            var width = suffix switch
            {
                Suffix.SignedByte => 2,
                Suffix.Short => 4,
                Suffix.Long => 16,
                _ => body.Length < 16 ? 8 : 16,
            };
            if ((suffix & Suffix.Unsigned) == 0 && body.Length == width + 1) body = body[1..];
            if (!BigInteger.TryParse(body, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)) return null;
            if (body.Length == 16 && suffix is Suffix.None or Suffix.Unsigned) suffix |= Suffix.Long;
        }
        else
        {
            value = BigInteger.Zero;
            foreach (var digit in body) value = (value << 1) + (digit - '0');
            var isSigned = (suffix & Suffix.Unsigned) == 0 && body[0] == '1' && body.Length is 8 or 16 or 32 or 64 or 96 or >= 128;
            if (isSigned) value -= BigInteger.One << body.Length;
            if (body.Length == 64 && suffix is Suffix.None or Suffix.Unsigned) suffix |= Suffix.Long;
        }

        return isNegative ? -value : value;
    }

    private static object? Fit(BigInteger value, Suffix suffix, int numberBase)
    {
        return suffix switch
        {
            Suffix.None when Within(int.MinValue, int.MaxValue) => (int)value,
            Suffix.None when Within(long.MinValue, long.MaxValue) => (long)value,
            Suffix.None when numberBase == 10 && Within((BigInteger)decimal.MinValue, (BigInteger)decimal.MaxValue) => (decimal)value,
            Suffix.None when numberBase == 10 && double.IsFinite((double)value) => (double)value,
            Suffix.SignedByte when Within(sbyte.MinValue, sbyte.MaxValue) => (sbyte)value,
            Suffix.Unsigned | Suffix.SignedByte when Within(0, byte.MaxValue) => (byte)value,
            Suffix.Short when Within(short.MinValue, short.MaxValue) => (short)value,
            Suffix.Unsigned | Suffix.Short when Within(0, ushort.MaxValue) => (ushort)value,
            Suffix.Long when Within(long.MinValue, long.MaxValue) => (long)value,
            Suffix.Unsigned when Within(0, uint.MaxValue) => (uint)value,
            Suffix.Unsigned or (Suffix.Unsigned | Suffix.Long) when Within(0, ulong.MaxValue) => (ulong)value,
            Suffix.Decimal when Within((BigInteger)decimal.MinValue, (BigInteger)decimal.MaxValue) => (decimal)value,
            Suffix.BigInteger => value,
            _ => null,
        };

        bool Within(BigInteger low, BigInteger high) => value >= low && value <= high;
    }
}

namespace AiFirewall.Text.Secrets;

/// <summary>US social security numbers, and the numbers of payment cards.</summary>
internal static class PersonalNumber
{
    private const int MinCard = 13;
    private const int MaxCard = 19;

    /// <summary>A number that begins with the digits from <paramref name="at"/> to <paramref name="endOfDigits"/>.</summary>
    public static bool At(ReadOnlySpan<char> text, int at, int endOfDigits, out SecretSpan secret)
    {
        secret = default;
        // Inside a name, a version, a fraction or a UUID.
        if (at > 0 && (Characters.UrlSafe.Contains(text[at - 1]) || text[at - 1] == '.')) return false;
        var end = (endOfDigits - at) switch
        {
            3 => EndOfSocialSecurity(text, at),
            4 => EndOfGroupedCard(text, at),
            >= MinCard and <= MaxCard when IsCard(text[at..endOfDigits]) => endOfDigits,
            _ => -1,
        };
        if (end < 0 || !Characters.IsEnd(text, end, Characters.UrlSafe)) return false;
        secret = new SecretSpan(at, end);
        return true;
    }

    // Areas 000, 666 and from 900, group 00 and serial 0000 are never issued: ssa.gov, "The SSN Numbering Scheme" and randomization of 2011.
    private static int EndOfSocialSecurity(ReadOnlySpan<char> text, int at)
    {
        if (text.Length - at < 11 || text[at + 3] != '-' || text[at + 6] != '-') return -1;
        var area = text.Slice(at, 3);
        var group = text.Slice(at + 4, 2);
        var serial = text.Slice(at + 7, 4);
        if (!IsNumber(group) || !IsNumber(serial)) return -1;
        return area is "000" or "666" || area[0] == '9' || group is "00" || serial is "0000" ? -1 : at + 11;
    }

    // As printed on the card: 4-4-4-4, American Express 4-6-5, Diners Club 4-6-4.
    private static int EndOfGroupedCard(ReadOnlySpan<char> text, int at)
    {
        if (at + 5 >= text.Length || text[at + 4] is not (' ' or '-')) return -1;
        var separator = text[at + 4];
        Span<char> digits = stackalloc char[MaxCard];
        foreach (var groups in (ReadOnlySpan<(int, int, int)>)[(4, 4, 4), (6, 5, 0), (6, 4, 0)])
        {
            text.Slice(at, 4).CopyTo(digits);
            var (count, end) = (4, at + 4);
            if (Take(text, groups.Item1, separator, digits, ref count, ref end)
                && Take(text, groups.Item2, separator, digits, ref count, ref end)
                && Take(text, groups.Item3, separator, digits, ref count, ref end)
                && IsCard(digits[..count]))
            {
                return end;
            }
        }
        return -1;
    }

    private static bool Take(ReadOnlySpan<char> text, int length, char separator, Span<char> digits, ref int count, ref int end)
    {
        if (length == 0) return true;
        if (end + 1 + length > text.Length || text[end] != separator) return false;
        var group = text.Slice(end + 1, length);
        if (!IsNumber(group) || (end + 1 + length < text.Length && char.IsAsciiDigit(text[end + 1 + length]))) return false;
        group.CopyTo(digits[count..]);
        count += length;
        end += 1 + length;
        return true;
    }

    private static bool IsCard(ReadOnlySpan<char> digits) => IsIssued(digits) && HasLuhnSum(digits);

    // Ranges and lengths of ISO/IEC 7812 issuers: Visa, Mastercard, American Express, Discover, JCB, Diners Club, UnionPay.
    private static bool IsIssued(ReadOnlySpan<char> digits)
    {
        var first4 = int.Parse(digits[..4], System.Globalization.CultureInfo.InvariantCulture);
        return digits.Length switch
        {
            13 => first4 / 1000 == 4,
            14 => first4 is >= 3000 and <= 3059 or >= 3600 and <= 3699 or >= 3800 and <= 3999,
            15 => first4 / 100 is 34 or 37,
            16 => first4 / 1000 == 4
                  || first4 is >= 5100 and <= 5599 or >= 2221 and <= 2720 or 6011 or >= 6440 and <= 6599 or >= 3528 and <= 3589
                  || first4 / 100 == 62,
            _ => first4 / 100 == 62 || (digits.Length == 19 && first4 / 1000 == 4),
        };
    }

    private static bool HasLuhnSum(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }
        return sum % 10 == 0;
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}

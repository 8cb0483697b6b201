using System.Buffers;
using System.Text;
using AiFirewall.Effects;

namespace AiFirewall.Http;

/// <summary>
/// Makes one spelling of the letters of a host: what the mapping of IDNA (UTS 46, over Unicode's compatibility forms) turns into plain letters,
/// digits and dots, and what it drops.
/// </summary>
/// <remarks>Our own table: the answer must not depend on which Unicode library a machine has, and the executable carries none.</remarks>
internal static class HostFolding
{
    // First code point, how many follow on each other, and what each becomes; with blanks between where it is more than one character.
    // Made from the Unicode database: NFKC and case folding that end in letters, digits and dots of ASCII.
    private static readonly (int First, int Count, string Plain)[] Forms =
    [
        (0xAA, 1, "a"), (0xB2, 2, "23"), (0xB9, 2, "1o"), (0x132, 2, "ij ij"), (0x17F, 1, "s"), (0x1C7, 6, "lj lj lj nj nj nj"), (0x1F1, 3, "dz dz dz"),
        (0x2B0, 1, "h"), (0x2B2, 2, "jr"), (0x2B7, 2, "wy"), (0x2E1, 3, "lsx"), (0x1D2C, 1, "a"), (0x1D2E, 1, "b"), (0x1D30, 2, "de"), (0x1D33, 8, "ghijklmn"),
        (0x1D3C, 1, "o"), (0x1D3E, 6, "prtuwa"), (0x1D47, 3, "bde"), (0x1D4D, 1, "g"), (0x1D4F, 2, "km"), (0x1D52, 1, "o"), (0x1D56, 3, "ptu"), (0x1D5B, 1, "v"),
        (0x1D62, 4, "iruv"), (0x1D9C, 1, "c"), (0x1DA0, 1, "f"), (0x1DBB, 1, "z"), (0x2024, 3, ". .. ..."), (0x2070, 2, "0i"), (0x2074, 6, "456789"),
        (0x207F, 11, "n0123456789"), (0x2090, 4, "aeox"), (0x2095, 8, "hklmnpst"), (0x20A8, 1, "rs"), (0x2102, 1, "c"), (0x210A, 5, "ghhhh"), (0x2110, 4, "iill"),
        (0x2115, 2, "n no"), (0x2119, 5, "pqrrr"), (0x2120, 3, "sm tel tm"), (0x2124, 1, "z"), (0x2128, 1, "z"), (0x212A, 1, "k"), (0x212C, 2, "bc"),
        (0x212F, 3, "eef"), (0x2133, 2, "mo"), (0x2139, 1, "i"), (0x213B, 1, "fax"), (0x2145, 5, "ddeij"),
        (0x2160, 32, "i ii iii iv v vi vii viii ix x xi xii l c d m i ii iii iv v vi vii viii ix x xi xii l c d m"),
        (0x2460, 20, "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20"), (0x2488, 20, "1. 2. 3. 4. 5. 6. 7. 8. 9. 10. 11. 12. 13. 14. 15. 16. 17. 18. 19. 20."),
        (0x24B6, 53, "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0"), (0x2C7C, 2, "jv"), (0x3250, 16, "pte 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35"),
        (0x32B1, 15, "36 37 38 39 40 41 42 43 44 45 46 47 48 49 50"), (0x32CC, 4, "hg erg ev ltd"), (0x3371, 10, "hpa da au bar ov pc dm dm2 dm3 iu"),
        (0x3380, 2, "pa na"), (0x3383, 9, "ma ka kb mb gb cal kcal pf nf"), (0x338E, 7, "mg kg hz khz mhz ghz thz"), (0x3396, 5, "ml dl kl fm nm"),
        (0x339C, 11, "mm cm km mm2 cm2 m2 km2 mm3 cm3 m3 km3"), (0x33A9, 5, "pa kpa mpa gpa rad"), (0x33B0, 2, "ps ns"), (0x33B3, 3, "ms pv nv"),
        (0x33B7, 5, "mv kv mv pw nw"), (0x33BD, 3, "mw kw mw"), (0x33C2, 4, "a.m. bq cc cd"),
        (0x33C7, 23, "co. db gy ha hp in kk km kt lm ln log lx mb mil mol ph p.m. ppm pr sr sv wb"), (0x33FF, 1, "gal"), (0xA7F2, 3, "cfq"),
        (0xFB00, 7, "ff fi fl ffi ffl st st"), (0xFE19, 1, "..."), (0xFE30, 1, ".."), (0xFE52, 1, "."), (0x107A5, 1, "q"), (0x1F100, 1, "0."),
        (0x1F12B, 4, "c r cd wz"), (0x1F130, 32, "a b c d e f g h i j k l m n o p q r s t u v w x y z hv mv sd ss ppv wc"), (0x1F16A, 3, "mc md mr"),
        (0x1F190, 1, "dj"), (0x1FBF0, 10, "0123456789"),
    ];

    /// <summary>Lower-case, with compatibility forms made plain; the same instance when nothing changes.</summary>
    public static string Fold(string host)
    {
        var at = host.AsSpan().IndexOfAnyExcept(Plain);
        if (at < 0) return host;
        var folded = new StringBuilder(host.Length);
        folded.Append(host, 0, at);
        foreach (var rune in host.AsSpan(at).EnumerateRunes())
        {
            if (rune.Value < 0x80) folded.Append(char.ToLowerInvariant((char)rune.Value));
            else if (!IsIgnored(rune.Value)) Append(folded, rune);
        }

        return folded.ToString();
    }

    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_:%");

    private static void Append(StringBuilder folded, Rune rune)
    {
        var code = rune.Value;
        if (code is 0x3002 or 0xFF61) folded.Append('.');
        else if (code is >= 0xFF01 and <= 0xFF5E) folded.Append(char.ToLowerInvariant((char)(code - 0xFEE0)));
        else if (code is >= 0x1D400 and <= 0x1D6A3) folded.Append((char)('a' + ((code - 0x1D400) % 26))); // mathematical letters
        else if (code is >= 0x1D7CE and <= 0x1D7FF) folded.Append((char)('0' + ((code - 0x1D7CE) % 10))); // mathematical digits
        else if (FormOf(code) is { } plain) folded.Append(plain);
        else if (code == Unresolved.Hole) folded.Append(Unresolved.Hole);
        else folded.Append(Rune.ToLowerInvariant(rune).ToString());
    }

    private static string? FormOf(int code)
    {
        var (low, high) = (0, Forms.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (first, count, plain) = Forms[middle];
            if (code < first) high = middle - 1;
            else if (code >= first + count) low = middle + 1;
            else return plain.Length == count ? plain[code - first].ToString() : plain.Split(' ')[code - first];
        }

        return null;
    }

    /// <summary>Soft hyphens, joiners, marks of direction, selectors of variants: they look like nothing and are dropped.</summary>
    private static bool IsIgnored(int code) =>
        code is 0xAD or 0x34F or 0x180B or 0x180C or 0x180D or 0x180F or 0x200B or 0x200C or 0x200D or 0x2060 or 0x2064 or 0xFEFF or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}

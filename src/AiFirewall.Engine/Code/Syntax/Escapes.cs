using System.Globalization;
using System.Text;
using AiFirewall.Effects;

namespace AiFirewall.Code.Syntax;

/// <summary>What a backslash in a string of a language may mean beside the letters that all share.</summary>
[Flags]
internal enum EscapeStyle
{
    /// <summary>The letters alone.</summary>
    None = 0,
    /// <summary><c>\xHH</c>.</summary>
    Hex = 1,
    /// <summary><c>\101</c>, octal.</summary>
    Octal = 2,
    /// <summary><c>\uHHHH</c> and <c>\u{H…}</c>.</summary>
    Unicode = 4,
    /// <summary><c>\UHHHHHHHH</c>.</summary>
    LongUnicode = 8,
    /// <summary><c>\x{H…}</c>.</summary>
    BracedHex = 16,
    /// <summary><c>\065</c>, decimal (Lua).</summary>
    Decimal = 32,
    /// <summary>A backslash before any other character stays (Python, PHP).</summary>
    KeepsBackslash = 64,
    /// <summary><c>\N{NAME}</c>.</summary>
    Named = 128,
}

/// <summary>Reads what a backslash in a string stands for.</summary>
internal static class Escapes
{
    /// <summary>
    /// Reads the escape that starts with the backslash at <paramref name="at"/> and leaves <paramref name="at"/> after it. Whether it hides a
    /// character that could have been written as it is.
    /// </summary>
    public static bool Append(StringBuilder result, string source, ref int at, EscapeStyle style)
    {
        at++;
        if (at >= source.Length)
        {
            result.Append('\\');
            return false;
        }

        var c = source[at++];
        switch (c)
        {
            case 'n': result.Append('\n'); return false;
            case 't': result.Append('\t'); return false;
            case 'r': result.Append('\r'); return false;
            case 'a': result.Append('\a'); return false;
            case 'b': result.Append('\b'); return false;
            case 'f': result.Append('\f'); return false;
            case 'v': result.Append('\v'); return false;
            case 'e': result.Append('\u001B'); return false;
            case '\n': return false;
            case '\r':
                if (at < source.Length && source[at] == '\n') at++;
                return false;
            case 'x' when style.HasFlag(EscapeStyle.BracedHex) && Peek(source, at) == '{': return Braced(result, source, ref at);
            case 'x' when style.HasFlag(EscapeStyle.Hex): return Digits(result, source, ref at, 16, 2);
            case 'u' when style.HasFlag(EscapeStyle.Unicode) && Peek(source, at) == '{': return Braced(result, source, ref at);
            case 'u' when style.HasFlag(EscapeStyle.Unicode): return Digits(result, source, ref at, 16, 4);
            case 'U' when style.HasFlag(EscapeStyle.LongUnicode): return Digits(result, source, ref at, 16, 8);
            case 'N' when style.HasFlag(EscapeStyle.Named) && Peek(source, at) == '{':
                var close = source.IndexOf('}', at);
                at = close < 0 ? source.Length : close + 1;
                result.Append(Unresolved.Hole);
                return true;
            case >= '0' and <= '7' when style.HasFlag(EscapeStyle.Octal):
                at--;
                return Digits(result, source, ref at, 8, 3);
            case >= '0' and <= '9' when style.HasFlag(EscapeStyle.Decimal):
                at--;
                return Digits(result, source, ref at, 10, 3);
            default:
                if (style.HasFlag(EscapeStyle.KeepsBackslash) && c is not ('\\' or '\'' or '"' or '`' or '$')) result.Append('\\');
                result.Append(c);
                return false;
        }
    }

    private static char Peek(string source, int at) => at < source.Length ? source[at] : '\0';

    private static bool Braced(StringBuilder result, string source, ref int at)
    {
        var close = source.IndexOf('}', at);
        if (close < 0 || close - at > 16) return false;
        var isNumber = int.TryParse(source.AsSpan(at + 1, close - at - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code);
        at = close + 1;
        return isNumber && Code(result, code);
    }

    private static bool Digits(StringBuilder result, string source, ref int at, int radix, int most)
    {
        var code = 0;
        var count = 0;
        while (count < most && at < source.Length && Digit(source[at]) is >= 0 and var digit && digit < radix)
        {
            code = (code * radix) + digit;
            at++;
            count++;
        }

        return count > 0 && Code(result, code);
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };

    private static bool Code(StringBuilder result, int code)
    {
        if (code is < 0 or > 0x10FFFF or Unresolved.Hole || code is >= 0xD800 and <= 0xDFFF)
        {
            result.Append('\uFFFD');
            return false;
        }

        if (code < 0x10000) result.Append((char)code);
        else result.Append(char.ConvertFromUtf32(code));
        return code is > 0x20 and < 0x7F;
    }
}

using System.Text;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Code.Folding;

/// <summary>Decoders of text: what they make of a known text is known, and marked as decoded.</summary>
internal static class Decoding
{
    /// <summary>Decodes a text by the name of its encoding; only the origin is known when the encoding is not one of those that are read.</summary>
    public static CodeValue Decode(Value text, string encoding)
    {
        var decoded = text.IsResolved ? Plain(text.Text, encoding) : null;
        return CodeValue.Of(new Value(decoded ?? Unresolved.Anything, text.Origins | Origins.Decoded, text.Source ?? encoding));
    }

    private static string? Plain(string text, string encoding)
    {
        switch (encoding.ToLowerInvariant().Replace('-', '_'))
        {
            case "base64" or "base64url" or "base64_codec" or "m" or "m0" or "u": return Base64(text);
            case "base32": return Base32(text);
            case "hex" or "hex_codec" or "h*" or "base16": return Hex(text);
            case "rot13" or "rot_13": return Rot13(text);
            case "url": return Unresolved.Clean(Uri.UnescapeDataString(text));
            case "unicode_escape" or "string_escape" or "raw_unicode_escape":
                var result = new StringBuilder();
                for (var at = 0; at < text.Length;)
                {
                    if (text[at] == '\\') Syntax.Escapes.Append(result, text, ref at, Syntax.EscapeStyle.Hex | Syntax.EscapeStyle.Octal | Syntax.EscapeStyle.Unicode | Syntax.EscapeStyle.LongUnicode);
                    else result.Append(text[at++]);
                }

                return result.ToString();
            default: return null;
        }
    }

    private static string? Base64(string text)
    {
        var digits = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '+' or '/') digits.Append(c);
            else if (c is '-') digits.Append('+');
            else if (c is '_') digits.Append('/');
        }

        if (digits.Length % 4 == 1) digits.Length--;
        while (digits.Length % 4 != 0) digits.Append('=');
        return Bytes(Convert.FromBase64String(digits.ToString()));
    }

    private static string Base32(string text)
    {
        var bytes = new List<byte>();
        int buffer = 0, bits = 0;
        foreach (var c in text)
        {
            var digit = c is >= 'A' and <= 'Z' ? c - 'A' : c is >= 'a' and <= 'z' ? c - 'a' : c is >= '2' and <= '7' ? c - '2' + 26 : -1;
            if (digit < 0) continue;
            buffer = ((buffer << 5) | digit) & 0xFFFF;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
        }

        return Bytes([.. bytes]);
    }

    private static string Hex(string text)
    {
        var bytes = new List<byte>(text.Length / 2);
        var high = -1;
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c)) continue;
            var digit = char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
            if (high < 0)
            {
                high = digit;
                continue;
            }

            bytes.Add((byte)((high << 4) | digit));
            high = -1;
        }

        return Bytes([.. bytes]);
    }

    private static string Rot13(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            var c = source[i];
            span[i] = char.IsAsciiLetterLower(c) ? (char)('a' + ((c - 'a' + 13) % 26)) : char.IsAsciiLetterUpper(c) ? (char)('A' + ((c - 'A' + 13) % 26)) : c;
        }
    });

    private static string Bytes(byte[] bytes) => Unresolved.Clean(Encoding.UTF8.GetString(bytes));

    /// <summary>Characters of code points; a hole for each that is not known.</summary>
    public static CodeValue Characters(IEnumerable<CodeValue> codes)
    {
        var text = new StringBuilder();
        var origins = Origins.Decoded;
        foreach (var code in codes.SelectMany(c => c.Sort == CodeSort.List ? c.Items : [c]).Take(1 << 16))
        {
            origins |= code.Origins;
            if (code.TryInteger(out var point) && point is >= 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF) and not Unresolved.Hole) text.Append(char.ConvertFromUtf32(point));
            else text.Append(Unresolved.Hole);
        }

        return CodeValue.Of(new Value(text.ToString(), origins));
    }

    /// <summary>The code points of a text.</summary>
    public static CodeValue Codes(CodeValue text) =>
        text.IsKnownText && text.Text.Text.Length <= 1 << 14 ? CodeValue.Of([.. text.Text.Text.Select(c => CodeValue.Of(c))]) : CodeValue.From(text.Origins, text.Text.Source);
}

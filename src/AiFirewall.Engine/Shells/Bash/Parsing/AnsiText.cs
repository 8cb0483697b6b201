using System.Globalization;
using System.Text;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Decodes the text of <c>$'…'</c> (Bash manual, 3.1.2.4 ANSI-C Quoting).</summary>
internal static class AnsiText
{
    public static string Decode(ReadOnlySpan<char> text)
    {
        if (!text.Contains('\\')) return text.ToString();
        var decoding = new Decoding(text);
        return decoding.Run();
    }

    private ref struct Decoding(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> text = text;
        private readonly StringBuilder result = new(text.Length);
        /// <summary>Bytes above 127 written one by one; together they may be UTF-8.</summary>
        private List<byte>? bytes;
        private int position;

        public string Run()
        {
            while (position < text.Length)
            {
                var c = text[position++];
                if (c != '\\' || position >= text.Length) Append(c);
                // A NUL ends the string (Bash keeps strings as C does).
                else if (!TryReadEscape()) break;
            }
            FlushBytes();
            return result.ToString();
        }

        /// <summary>Reads what follows a backslash; false when it stands for NUL.</summary>
        private bool TryReadEscape()
        {
            var c = text[position++];
            switch (c)
            {
                case 'a': return Append('\a');
                case 'b': return Append('\b');
                case 'e' or 'E': return Append('\u001b');
                case 'f': return Append('\f');
                case 'n': return Append('\n');
                case 'r': return Append('\r');
                case 't': return Append('\t');
                case 'v': return Append('\v');
                case '\\' or '\'' or '"' or '?': return Append(c);
                case >= '0' and <= '7':
                    position--;
                    return AppendByte(ReadNumber(3, 8));
                case 'x': return ReadHexadecimalByte();
                case 'u': return ReadCodePoint('u', 4);
                case 'U': return ReadCodePoint('U', 8);
                case 'c' when position < text.Length: return ReadControl();
                default:
                    Append('\\');
                    return Append(c);
            }
        }

        private bool ReadHexadecimalByte()
        {
            var isBraced = position < text.Length && text[position] == '{';
            if (isBraced) position++;
            var before = position;
            var value = ReadNumber(isBraced ? int.MaxValue : 2, 16);
            var isEmpty = position == before;
            if (isBraced && position < text.Length && text[position] == '}') position++;
            if (!isEmpty || isBraced) return AppendByte(value);
            Append('\\');
            return Append('x');
        }

        private bool ReadCodePoint(char letter, int digits)
        {
            var before = position;
            var value = ReadNumber(digits, 16);
            if (position == before)
            {
                Append('\\');
                return Append(letter);
            }
            if (value == 0) return false;
            FlushBytes();
            if (Rune.IsValid(value)) result.Append(new Rune(value).ToString());
            else result.Append('\ufffd');
            return true;
        }

        private bool ReadControl()
        {
            var c = text[position++];
            if (c == '\\' && position < text.Length && text[position] == '\\') position++;
            return c == '?' ? Append('\u007f') : AppendByte(char.ToUpperInvariant(c) & 0x1f);
        }

        private int ReadNumber(int digits, int radix)
        {
            var value = 0;
            while (digits-- > 0 && position < text.Length && char.IsAsciiHexDigit(text[position]))
            {
                var digit = int.Parse(text.Slice(position, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                if (digit >= radix) break;
                value = unchecked((value * radix) + digit);
                position++;
            }
            return value;
        }

        private bool Append(char c)
        {
            FlushBytes();
            result.Append(c);
            return true;
        }

        private bool AppendByte(int value)
        {
            value &= 0xff;
            if (value == 0) return false;
            if (value < 0x80) return Append((char)value);
            (bytes ??= []).Add((byte)value);
            return true;
        }

        /// <summary>Bytes that are no UTF-8 are kept as the characters of the same number.</summary>
        private readonly void FlushBytes()
        {
            if (bytes is not { Count: > 0 }) return;
            var array = bytes.ToArray();
            bytes.Clear();
            result.Append(System.Text.Unicode.Utf8.IsValid(array) ? Encoding.UTF8.GetString(array) : Encoding.Latin1.GetString(array));
        }
    }
}

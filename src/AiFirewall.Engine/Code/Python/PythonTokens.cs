using System.Text;
using AiFirewall.Code.Syntax;
using AiFirewall.Shells;

namespace AiFirewall.Code.Python;

/// <summary>Cuts Python into tokens (Python reference, chapter 2).</summary>
internal sealed class PythonTokens(string source) : TokenReader(source)
{
    private const EscapeStyle Style = EscapeStyle.Hex | EscapeStyle.Octal | EscapeStyle.Unicode | EscapeStyle.LongUnicode | EscapeStyle.Named | EscapeStyle.KeepsBackslash;

    private static readonly string[] Operators =
        ["**=", "//=", ">>=", "<<=", "...", "!=", ":=", "->", "**", "//", "==", "<=", ">=", "<<", ">>", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", "<>"];

    /// <inheritdoc/>
    protected override void ReadNext()
    {
        if (ReadSpace(joins: Depth > 0)) return;
        var c = Peek();
        if (c == '#') SkipLine();
        else if (c == '\\' && Peek(1) is '\n' or '\r') At += Peek(1) == '\r' && Peek(2) == '\n' ? 3 : 2;
        else if (c is '"' or '\'') ReadString(At, "");
        else if (IsNameStart(c)) ReadWord();
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)))) ReadNumber();
        else ReadOperator(Operators);
    }

    private void ReadWord()
    {
        // r, b, u, f, t and their pairs, any case, right in front of a quote.
        for (var length = 1; length <= 2; length++)
        {
            if (Peek(length) is not ('"' or '\'')) continue;
            var prefix = Source.AsSpan(At, length);
            if (!IsPrefix(prefix)) continue;
            var start = At;
            At += length;
            ReadString(start, prefix.ToString());
            return;
        }

        ReadName();
    }

    private static bool IsPrefix(ReadOnlySpan<char> letters)
    {
        foreach (var c in letters)
        {
            if ((c | 0x20) is not ('r' or 'b' or 'u' or 'f' or 't')) return false;
        }

        return true;
    }

    private void ReadString(int start, string prefix)
    {
        var quote = Peek();
        var isLong = Peek(1) == quote && Peek(2) == quote;
        var close = isLong ? new string(quote, 3) : quote.ToString();
        At += close.Length;
        var isRaw = prefix.AsSpan().IndexOfAny('r', 'R') >= 0;
        if (prefix.AsSpan().IndexOfAny("fFtT") >= 0) ReadTemplate(start, close, isRaw, !isLong);
        else if (isRaw) ReadRaw(start, close, !isLong);
        else ReadText(start, close, Style, !isLong);
    }

    /// <summary>In a raw string a backslash stays, and keeps the quote behind it from ending the string.</summary>
    private void ReadRaw(int start, string close, bool isOneLine)
    {
        var from = At;
        while (At < Source.Length && !Follows(close) && !(isOneLine && Peek() == '\n')) At += Peek() == '\\' ? 2 : 1;
        At = Math.Min(At, Source.Length);
        var text = Source[from..At];
        if (Follows(close)) At += close.Length;
        else HasErrors = true;
        Add(TokenKind.Text, text, start);
    }

    private void ReadTemplate(int start, string close, bool isRaw, bool isOneLine)
    {
        var parts = new List<TemplatePart>();
        var text = new StringBuilder();
        var origins = Origins.None;
        while (true)
        {
            if (At >= Source.Length || (isOneLine && Peek() == '\n'))
            {
                HasErrors = true;
                break;
            }

            if (Follows(close))
            {
                At += close.Length;
                break;
            }

            var c = Peek();
            if (c is '{' or '}' && Peek(1) == c)
            {
                text.Append(c);
                At += 2;
            }
            else if (c == '{')
            {
                parts.Add(new TemplatePart(text.ToString(), false, origins));
                text.Clear();
                origins = Origins.None;
                parts.Add(new TemplatePart(ReadField(), true));
            }
            else if (c == '\\' && !isRaw)
            {
                if (ReadEscape(text, Style)) origins = Origins.Decoded;
            }
            else
            {
                text.Append(c);
                At++;
            }
        }

        parts.Add(new TemplatePart(text.ToString(), false, origins));
        Add(TokenKind.Template, "", start, parts: parts);
    }

    /// <summary>The expression between braces, without conversion and format.</summary>
    private string ReadField()
    {
        var from = ++At;
        var depth = 0;
        var end = -1;
        while (At < Source.Length)
        {
            var c = Peek();
            if (c is '"' or '\'')
            {
                SkipQuoted(c);
                continue;
            }

            if (c is '(' or '[' or '{') depth++;
            else if (c is ')' or ']') depth--;
            else if (c == '}')
            {
                if (depth <= 0) break;
                depth--;
            }
            else if (depth == 0 && end < 0 && ((c == '!' && Peek(1) != '=') || c == ':')) end = At;
            At++;
        }

        var expression = Source[from..(end < 0 ? Math.Min(At, Source.Length) : end)];
        if (At < Source.Length) At++;
        else HasErrors = true;
        var trimmed = expression.TrimEnd();
        return trimmed.EndsWith('=') && !trimmed.EndsWith("==", StringComparison.Ordinal) ? trimmed[..^1] : expression;
    }

    private void SkipQuoted(char quote)
    {
        At++;
        while (At < Source.Length && Peek() != quote) At += Peek() == '\\' ? 2 : 1;
        At = Math.Min(At + 1, Source.Length);
    }
}

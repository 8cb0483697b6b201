using System.Globalization;
using System.Text;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Parsing;

/// <remarks>This part: quoted strings, here-strings, escapes, and what is expanded inside them.</remarks>
internal sealed partial class Lexer
{
    private Token ReadSingleQuoted()
    {
        _builder.Clear();
        AppendSingleQuoted();
        return Finish(TokenKind.StringLiteral, null);
    }

    private Token ReadDoubleQuoted()
    {
        List<StringPiece>? pieces = null;
        _builder.Clear();
        AppendDoubleQuoted(ref pieces);
        return Finish(TokenKind.StringExpandable, pieces);
    }

    // After the opening quote; any of the single quotes closes, two of them stand for one.
    private void AppendSingleQuoted()
    {
        var open = _index - 1;
        while (_index < _end)
        {
            var c = _text[_index++];
            if (Characters.IsSingleQuote(c))
            {
                if (!Characters.IsSingleQuote(Peek())) return;
                c = Get();
            }

            _builder.Append(c);
        }

        Error(PowerShellErrorKind.Unterminated, "the string is not closed", open, _end);
    }

    private void AppendDoubleQuoted(ref List<StringPiece>? pieces)
    {
        var open = _index - 1;
        while (_index < _end)
        {
            var c = _text[_index++];
            if (Characters.IsDoubleQuote(c))
            {
                if (!Characters.IsDoubleQuote(Peek())) return;
                c = Get();
            }
            else if (c == '$')
            {
                if (TakeExpansion(isHere: false, ref pieces)) continue;
            }
            else if (c == '`' && Peek() != '\0')
            {
                AppendEscape(Get(), _builder);
                continue;
            }

            _builder.Append(c);
        }

        Error(PowerShellErrorKind.Unterminated, "the string is not closed", open, _end);
    }

    private Token ReadSingleHereString()
    {
        _index++;
        _builder.Clear();
        if (!TakeHereStringHeader()) return Finish(TokenKind.HereStringLiteral, null);
        if (TakeHereStringFooter(Characters.IsSingleQuote)) return Finish(TokenKind.HereStringLiteral, null);
        while (_index < _end)
        {
            var c = _text[_index++];
            var length = _builder.Length;
            _builder.Append(c);
            if (c is not ('\r' or '\n')) continue;
            if (c == '\r' && TakeIf('\n')) _builder.Append('\n');
            if (!TakeHereStringFooter(Characters.IsSingleQuote)) continue;
            _builder.Length = length;
            return Finish(TokenKind.HereStringLiteral, null);
        }

        Error(PowerShellErrorKind.Unterminated, "the here-string is not closed", _start, _end);
        return Finish(TokenKind.HereStringLiteral, null);
    }

    private Token ReadDoubleHereString()
    {
        List<StringPiece>? pieces = null;
        _index++;
        _builder.Clear();
        if (!TakeHereStringHeader()) return Finish(TokenKind.HereStringExpandable, null);
        if (TakeHereStringFooter(Characters.IsDoubleQuote)) return Finish(TokenKind.HereStringExpandable, null);
        while (_index < _end)
        {
            var c = _text[_index++];
            if (c == '$')
            {
                if (TakeExpansion(isHere: true, ref pieces)) continue;
            }
            else if (c == '`' && Peek() != '\0')
            {
                AppendEscape(Get(), _builder);
                continue;
            }

            var length = _builder.Length;
            _builder.Append(c);
            if (c is not ('\r' or '\n')) continue;
            if (c == '\r' && TakeIf('\n')) _builder.Append('\n');
            if (!TakeHereStringFooter(Characters.IsDoubleQuote)) continue;
            _builder.Length = length;
            return Finish(TokenKind.HereStringExpandable, pieces);
        }

        Error(PowerShellErrorKind.Unterminated, "the here-string is not closed", _start, _end);
        return Finish(TokenKind.HereStringExpandable, pieces);
    }

    /// <summary>Only blanks may stand between <c>@"</c> and the end of the line.</summary>
    private bool TakeHereStringHeader()
    {
        var quote = _text[_index - 1];
        SkipWhitespace();
        if (TakeIf('\n')) return true;
        if (TakeIf('\r'))
        {
            TakeIf('\n');
            return true;
        }

        if (_index >= _end)
        {
            Error(PowerShellErrorKind.Unterminated, "the here-string is not closed", _start, _end);
            return false;
        }

        Error(PowerShellErrorKind.Syntax, "a here-string starts on the line after its header", _index, _index + 1);
        while (_index < _end && _text[_index] is not ('\r' or '\n'))
        {
            if (_text[_index++] == quote && TakeIf('@')) break;
        }

        return false;
    }

    /// <summary>At the start of a line: takes <c>"@</c>. Blanks in front of it make it part of the text.</summary>
    private bool TakeHereStringFooter(Func<char, bool> isQuote)
    {
        if (!isQuote(Peek()) || PeekAt(1) != '@') return false;
        _index += 2;
        return true;
    }

    /// <summary>After a <c>$</c> in a text: takes the variable or sub-expression that it starts; false when it is a plain dollar sign.</summary>
    private bool TakeExpansion(bool isHere, ref List<StringPiece>? pieces)
    {
        var next = Peek();
        var dollar = _index - 1;
        if (next == '(')
        {
            AddLiteral(ref pieces);
            pieces!.Add(ScanSubExpression(dollar, isHere));
            return true;
        }

        if (!Characters.IsVariableStart(next) && next != '{') return false;
        AddLiteral(ref pieces);
        var (start, mode) = (_start, Mode);
        _start = dollar;
        Mode = LexerMode.Expression;
        var variable = ReadVariable(isSplatted: false, inString: true);
        (_start, Mode) = (start, mode);
        pieces!.Add(new StringPiece(PieceKind.Variable, variable.Text!, dollar, _index, null));
        return true;
    }

    private void AddLiteral(ref List<StringPiece>? pieces)
    {
        pieces ??= [];
        if (_builder.Length == 0) return;
        pieces.Add(new StringPiece(PieceKind.Literal, _builder.ToString(), _start, _index, null));
        _builder.Clear();
    }

    /// <summary>
    /// Finds the end of <c>$( … )</c> in a text. PowerShell counts parentheses here and nothing else, and takes doubled quotes for one;
    /// what is inside is then read as a text of its own.
    /// </summary>
    private StringPiece ScanSubExpression(int dollar, bool isHere)
    {
        StringBuilder? text = null;
        List<int>? positions = null;
        var depth = 0;
        while (_index < _end)
        {
            var c = _text[_index++];
            if ((c == '`' || Characters.IsDoubleQuote(c)) && !isHere && Characters.IsDoubleQuote(Peek()))
            {
                if (text is null)
                {
                    text = new StringBuilder(_text, dollar, _index - 1 - dollar, capacity: 256);
                    positions = [];
                    for (var i = dollar; i < _index - 1; i++) positions.Add(Span(i, i).Start);
                }

                c = _text[_index++];
            }

            text?.Append(c);
            positions?.Add(Span(_index - 1, _index - 1).Start);
            if (c == '(') depth++;
            if (c == ')' && --depth == 0)
            {
                positions?.Add(Span(_index, _index).Start);
                var nested = text is null ? null : new NestedText(text.ToString(), [.. positions!]);
                return new StringPiece(PieceKind.SubExpression, "", dollar, _index, nested);
            }
        }

        Error(PowerShellErrorKind.Unterminated, "the sub-expression is not closed", dollar, _end);
        positions?.Add(Span(_end, _end).Start);
        return new StringPiece(PieceKind.SubExpression, "", dollar, _end, text is null ? null : new NestedText(text.ToString(), [.. positions!]));
    }

    private Token Finish(TokenKind kind, List<StringPiece>? pieces)
    {
        if (pieces is not null) AddLiteral(ref pieces);
        return new Token(kind, _start, Math.Min(_index, _end)) { Text = pieces is null ? _builder.ToString() : null, Pieces = pieces };
    }

    /// <summary>What a backtick and <paramref name="c"/> stand for (about_Special_Characters).</summary>
    private void AppendEscape(char c, StringBuilder into)
    {
        if (c == 'u')
        {
            AppendUnicodeEscape(into);
            return;
        }

        into.Append(c switch
        {
            '0' => '\0',
            'a' => '\a',
            'b' => '\b',
            'e' => '\u001b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            _ => c,
        });
    }

    private void AppendUnicodeEscape(StringBuilder into)
    {
        var start = _index - 2;
        if (!TakeIf('{'))
        {
            // An error in 7; in 5.1 the letter itself.
            Error(PowerShellErrorKind.Syntax, "`u needs a number in braces", start, _index);
            into.Append('u');
            return;
        }

        var digits = _index;
        while (_index < _end && char.IsAsciiHexDigit(_text[_index]) && _index - digits < 7) _index++;
        var length = _index - digits;
        if (length is 0 or > 6 || Peek() != '}')
        {
            Error(PowerShellErrorKind.Syntax, "`u needs one to six hexadecimal digits in braces", start, _index);
            if (length == 0) TakeIf('}');
            return;
        }

        var value = int.Parse(_text.AsSpan(digits, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        _index++;
        if (value <= char.MaxValue) into.Append((char)value);
        else if (value <= 0x10FFFF) into.Append(char.ConvertFromUtf32(value));
        else Error(PowerShellErrorKind.Syntax, "`u names no character", start, _index);
    }
}

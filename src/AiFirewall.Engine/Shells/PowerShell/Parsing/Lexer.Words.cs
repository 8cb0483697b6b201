using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Parsing;

/// <remarks>This part: bare words, identifiers, parameters, variables, and signs that may turn out to be words.</remarks>
internal sealed partial class Lexer
{
    /// <summary>The raw rest of the line after <c>--%</c>, up to a pipe or <c>&amp;&amp;</c> that is not in quotes.</summary>
    public Token ReadVerbatimArgument()
    {
        SkipWhitespace();
        _start = _index;
        var inQuotes = false;
        for (; _index < _end; _index++)
        {
            var c = _text[_index];
            if (c is '\r' or '\n') break;
            if (Characters.IsDoubleQuote(c)) inQuotes = !inQuotes;
            else if (!inQuotes && (c == '|' || (c == '&' && PeekAt(1) == '&'))) break;
        }

        return Word();
    }

    /// <summary><c>.</c>, <c>::</c>, <c>[</c>, <c>?.</c> or <c>?[</c> directly after a value; null when there is none.</summary>
    public Token? TakeMemberOperator(bool allowBracket)
    {
        if (_isStopped) return null;
        while (Peek() == '<' && PeekAt(1) == '#')
        {
            _start = _index;
            _index += 2;
            SkipBlockComment();
        }

        _start = _index;
        var next = PeekAt(1);
        switch (Peek())
        {
            case '.' when next != '.':
                // "cmd $x ." has an argument of its own behind the variable.
                return InCommandMode && IsBlank(next) ? null : Take(1, TokenKind.Dot);
            case ':' when next == ':':
                return InCommandMode && IsBlank(PeekAt(2)) ? null : Take(2, TokenKind.ColonColon);
            case '[' when allowBracket: return Take(1, TokenKind.LeftBracket);
            case '?' when next == '.': return Take(2, TokenKind.QuestionDot);
            case '?' when next == '[' && allowBracket: return Take(2, TokenKind.QuestionLeftBracket);
            default: return null;
        }

        static bool IsBlank(char c) => c is '\0' or '\r' or '\n' || Characters.IsWhitespace(c);
    }

    /// <summary><c>(</c> or <c>{</c> directly after a member's name; null when there is none.</summary>
    public Token? TakeInvocationOpener()
    {
        if (_isStopped) return null;
        _start = _index;
        return Peek() switch
        {
            '(' => Take(1, TokenKind.LeftParen),
            '{' => Take(1, TokenKind.LeftCurly),
            _ => null,
        };
    }

    /// <summary><c>[</c> after blanks and comments; null, with the blanks unread where that matters, when something else comes.</summary>
    public Token? TakeLeftBracket()
    {
        if (_isStopped) return null;
        var before = _index;
        var isAfterBlank = false;
        while (true)
        {
            _start = _index;
            var c = Peek();
            if (Characters.IsWhitespace(c))
            {
                isAfterBlank = true;
                SkipWhitespace();
            }
            else if (c == '#')
            {
                isAfterBlank = true;
                _index++;
                SkipLineComment();
            }
            else if (c == '<' && PeekAt(1) == '#')
            {
                isAfterBlank = false;
                _index += 2;
                SkipBlockComment();
            }
            else if (c == '[')
            {
                return Take(1, TokenKind.LeftBracket);
            }
            else
            {
                if (isAfterBlank && c is '.' or ':') _index = before;
                return null;
            }
        }
    }

    /// <summary>What stands behind the comma of an assembly-qualified type name.</summary>
    public string ReadAssemblyName()
    {
        var start = _index;
        ReadAssemblyNamePart();
        while (TakeIf(','))
        {
            ReadAssemblyNamePart();
            if (TakeIf('=')) ReadAssemblyNamePart();
        }

        return _text[Math.Min(start, _end)..Math.Min(_index, _end)].Trim();
    }

    private void ReadAssemblyNamePart()
    {
        SkipWhitespace();
        while (!Characters.EndsAssemblyName(Peek())) _index++;
        SkipWhitespace();
    }

    private Token Take(int length, TokenKind kind)
    {
        _index += length;
        return Token(kind);
    }

    private Token Word() => new(TokenKind.Generic, _start, _index) { Text = _text[_start.._index] };

    /// <summary>
    /// Reads on to the end of a bare word, with quotes, escapes and variables inside it. It starts with <paramref name="prefix"/>, or with
    /// what was read of the token so far.
    /// </summary>
    private Token ReadWord(string? prefix = null)
    {
        if (prefix is null)
        {
            var i = _index;
            while (i < _end && IsPlain(_text[i])) i++;
            if (i >= _end || Characters.EndsToken(_text[i]))
            {
                _index = i;
                return Word();
            }
        }

        List<StringPiece>? pieces = null;
        _builder.Clear();
        _builder.Append(prefix ?? _text[_start.._index]);
        while (_index < _end)
        {
            var c = _text[_index];
            if (Characters.EndsToken(c)) break;
            _index++;
            if (c == '`' && Peek() != '\0') AppendEscape(Get(), _builder);
            else if (Characters.IsSingleQuote(c)) AppendSingleQuoted();
            else if (Characters.IsDoubleQuote(c)) AppendDoubleQuoted(ref pieces);
            else if (c != '$' || !TakeExpansion(isHere: false, ref pieces)) _builder.Append(c);
        }

        return Finish(TokenKind.Generic, pieces);

        static bool IsPlain(char c) => !(Characters.EndsToken(c) || c is '`' or '$' || Characters.IsSingleQuote(c) || Characters.IsDoubleQuote(c));
    }

    private Token ReadWordFromStart()
    {
        _index = _start;
        return ReadWord();
    }

    private Token ReadIdentifier()
    {
        while (Characters.IsIdentifierFollow(Peek())) _index++;
        if (Mode == LexerMode.TypeName)
        {
            while (Peek() is var c && (c is '.' or '`' or '_' or '+' or '#' or '\\' || char.IsLetterOrDigit(c))) _index++;
            return Identifier();
        }

        if (WantsSimpleName || InExpressionMode) return Identifier();
        if (InCommandMode && !Characters.EndsToken(Peek())) return ReadWord();
        return Keywords.TryGetValue(_text.AsSpan(_start, _index - _start), out var keyword) ? Token(keyword) : Identifier();
    }

    private Token Identifier() => new(TokenKind.Identifier, _start, _index) { Text = _text[_start.._index] };

    private Token Sign(Operator sign) => InCommandMode && !Characters.EndsToken(Peek())
        ? ReadWord()
        : new Token(TokenKind.Operator, _start, _index) { Operator = sign };

    private bool StartsSignedNumber() => AllowsSignedNumbers && (char.IsDigit(Peek()) || Peek() == '.');

    private Token ReadDash()
    {
        var next = Peek();
        if (Characters.IsDash(next))
        {
            _index++;
            return Sign(Operator.Decrement);
        }

        if (TakeIf('=')) return Sign(Operator.SubtractAssign);
        if (char.IsLetter(next) || next is '_' or '?') return ReadParameter();
        return StartsSignedNumber() ? ReadNumber('-') : Sign(Operator.Minus);
    }

    private Token ReadParameter()
    {
        var nameStart = _index;
        var hasColon = false;
        int nameEnd;
        while (true)
        {
            nameEnd = _index;
            var c = Peek();
            if (Characters.IsWhitespace(c) || c is '{' or '}' or '(' or ')' or ';' or ',' or '|' or '&' or '.' or '[' or '\r' or '\n' or '\0') break;
            if (c == ':')
            {
                hasColon = true;
                if (InCommandMode) _index++;
                break;
            }

            if (Characters.IsSingleQuote(c) || Characters.IsDoubleQuote(c))
            {
                // -foo"bar" is one bare word.
                if (InCommandMode) return ReadWord();
                break;
            }

            if (!char.IsAsciiLetter(c) && !InCommandMode) break;
            _index++;
        }

        if (InExpressionMode)
        {
            if (nameEnd == nameStart) return new Token(TokenKind.Operator, _start, _index) { Operator = Operator.Minus };
            if (Operator.ByWord.TryGetValue(_text.AsSpan(nameStart, nameEnd - nameStart), out var word))
            {
                return new Token(TokenKind.Operator, _start, _index) { Operator = word };
            }
        }

        return new Token(TokenKind.Parameter, _start, _index) { Text = _text[nameStart..nameEnd], Flag = hasColon };
    }

    private Token ReadDot()
    {
        var next = Peek();
        if (next == '.')
        {
            if (InCommandMode && !Characters.EndsToken(PeekAt(1))) return ReadWord();
            _index++;
            return new Token(TokenKind.Operator, _start, _index) { Operator = Operator.Range };
        }

        if (char.IsAsciiDigit(next)) return ReadNumber('.');
        return InCommandMode && !Characters.EndsToken(next) && next is not ('$' or '"' or '\'') ? ReadWord() : Token(TokenKind.Dot);
    }

    private Token ReadColon()
    {
        if (TakeIf(':'))
        {
            return InCommandMode && !WantsSimpleName && !Characters.EndsToken(Peek()) ? ReadWord() : Token(TokenKind.ColonColon);
        }

        if (!InCommandMode) return Token(TokenKind.Colon);
        if (!Characters.IsIdentifierStart(Peek())) return ReadWord();
        while (Characters.IsIdentifierFollow(Peek())) _index++;
        if (Characters.EndsToken(Peek())) return new Token(TokenKind.Label, _start, _index) { Text = _text[(_start + 1).._index] };

        // The character that shows that it is no label loses its meaning: :d"x is a word with a quote in it.
        _index++;
        return ReadWord();
    }

    private Token ReadExclamation()
    {
        var next = Peek();
        if ((InCommandMode && !Characters.EndsToken(next)) || (InExpressionMode && Characters.IsIdentifierStart(next))) return ReadWord();
        if (InExpressionMode && (char.IsDigit(next) || next == '.'))
        {
            // "!7z" is a word, "!7" is not 7.
            var isNumber = ScanNumber('!') is not null;
            _index = _start + 1;
            if (!isNumber) return ReadWord();
        }

        return new Token(TokenKind.Operator, _start, _index) { Operator = Operator.Not };
    }

    private Token ReadQuestion()
    {
        if (!TakeIf('?')) return Token(TokenKind.QuestionMark);
        var sign = TakeIf('=') ? Operator.NullCoalesceAssign : Operator.NullCoalesce;
        return new Token(TokenKind.Operator, _start, _index) { Operator = sign };
    }

    private Token ReadAt()
    {
        var next = Peek();
        if (next == '{') return Take(1, TokenKind.AtCurly);
        if (next == '(') return Take(1, TokenKind.AtParen);
        if (Characters.IsSingleQuote(next)) return ReadSingleHereString();
        if (Characters.IsDoubleQuote(next)) return ReadDoubleHereString();
        if (Characters.IsVariableStart(next)) return ReadVariable(isSplatted: true, inString: false);
        Error(PowerShellErrorKind.Syntax, "@ stands for nothing here", _start, _index);
        return Token(TokenKind.Unknown);
    }

    /// <summary>Reads a variable after its <c>$</c> or <c>@</c>; what looks like one but is not becomes a bare word.</summary>
    private Token ReadVariable(bool isSplatted, bool inString)
    {
        if (Peek() == '{' && !isSplatted) return ReadBracedVariable(inString);
        if (!Characters.IsVariableStart(Peek())) return ReadWord();

        var pathStart = _index;
        if (Get() is '$' or '?' or '^')
        {
            if (InCommandMode && !Characters.EndsToken(Peek())) return ReadWordFromStart();
        }
        else
        {
            while (true)
            {
                var c = Peek();
                if (char.IsLetterOrDigit(c) || c is '_' or '?')
                {
                    _index++;
                }
                else if (c == ':' && PeekAt(1) != ':')
                {
                    _index++;
                }
                else
                {
                    // "$a-b" is a word among arguments, "$a.b" and "$a[0]" are not.
                    var ends = c is ':' or '.' or '[' or '=' || Characters.EndsToken(c);
                    if (!ends && InCommandMode) return ReadWordFromStart();
                    break;
                }
            }
        }

        return Variable(_text[pathStart.._index], isSplatted);
    }

    private Token ReadBracedVariable(bool inString)
    {
        var name = new System.Text.StringBuilder();
        var open = _index++;
        var isClosed = false;
        while (_index < _end)
        {
            var c = Get();
            if (c == '}')
            {
                isClosed = true;
                break;
            }

            if (c == '`')
            {
                if (_index >= _end) break;
                AppendEscape(Get(), name);
                continue;
            }

            if (Characters.IsDoubleQuote(c) && inString && Characters.IsDoubleQuote(Peek())) c = Get();
            if (c == '{') Error(PowerShellErrorKind.Syntax, "a brace in the name of a variable needs a backtick", _index - 1, _index);
            name.Append(c);
        }

        if (!isClosed) Error(PowerShellErrorKind.Unterminated, "the name of the variable is not closed", open, _index);
        if (name.Length == 0)
        {
            if (isClosed) Error(PowerShellErrorKind.Syntax, "the name of the variable is empty", open, _index);
            name.Append(":Error:");
        }

        var next = Peek();
        if (InCommandMode && !Characters.EndsToken(next) && next is not ('.' or '[')) return ReadWordFromStart();
        return Variable(name.ToString(), isSplatted: false);
    }

    private Token Variable(string path, bool isSplatted)
    {
        // "$env:" names a drive and nothing in it.
        if (path.IndexOf(':', StringComparison.Ordinal) == path.Length - 1)
        {
            Error(PowerShellErrorKind.Syntax, "no name follows the colon", _start, _index);
        }

        return new Token(isSplatted ? TokenKind.SplattedVariable : TokenKind.Variable, _start, _index) { Text = path };
    }
}

using System.Collections.Frozen;
using System.Text;
using AiFirewall.Effects;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Parsing;

/// <summary>How words are read: PowerShell's grammar is not regular, the parser says what it expects.</summary>
internal enum LexerMode : byte
{
    /// <summary>Arguments: most things are bare words.</summary>
    Command,
    /// <summary>Expressions: operators and identifiers.</summary>
    Expression,
    /// <summary>Names of types.</summary>
    TypeName,
    /// <summary>Heads of classes and methods.</summary>
    Signature,
}

/// <summary>
/// Cuts a text into tokens, one at a time, as PowerShell's own tokenizer does (tokenizer.cs of PowerShell). The parser may step back
/// (<see cref="Reset"/>) and read again in another mode; it does so a bounded number of times for each token.
/// </summary>
/// <remarks>This part: state, comments and the dispatch on the first character.</remarks>
internal sealed partial class Lexer(string text, ErrorSink errors)
{
    private static readonly FrozenDictionary<string, TokenKind>.AlternateLookup<ReadOnlySpan<char>> Keywords = BuildKeywords();

    // Each character is read a handful of times, more often only where strings are nested in strings.
    private readonly long _maxWork = (32L * text.Length) + 100_000;
    private readonly StringBuilder _builder = new();
    private string _text = text;
    private int _end = text.Length;
    private int[]? _positions;
    private int _index;
    private int _start;
    private int _lastCommentEnd;
    private long _work;
    private bool _isStopped;

    public LexerMode Mode { get; set; }

    /// <summary>Whether <c>-1</c> is one token, not two.</summary>
    public bool AllowsSignedNumbers { get; set; }

    /// <summary>Whether <c>?</c> and <c>:</c> end a number.</summary>
    public bool EndsNumberAtTernary { get; set; }

    /// <summary>Whether the next word is a plain name even if it is a keyword.</summary>
    public bool WantsSimpleName { get; set; }

    /// <summary>Comments of the outermost text, in order.</summary>
    public List<TextSpan> Comments { get; } = [];

    public int Position => _index;

    /// <summary>Whether offsets are those of a text taken out of the whole.</summary>
    public bool IsNested => _positions is not null;

    private bool InCommandMode => Mode == LexerMode.Command;

    private bool InExpressionMode => Mode == LexerMode.Expression;

    /// <summary>Whether nothing but blanks and newlines is left.</summary>
    public bool IsBlankAhead => _isStopped || _text.AsSpan(Math.Min(_index, _end), _end - Math.Min(_index, _end)).IsWhiteSpace();

    /// <summary>From now on there is nothing but the end of the input: a bound was exceeded.</summary>
    public void Stop() => _isStopped = true;

    public void Reset(int position) => _index = position;

    /// <summary>The source of a token of the text that is being read.</summary>
    public string SourceOf(Token token) => _text.Substring(token.Start, Math.Min(token.End, _end) - token.Start);

    public char FirstCharacterOf(Token token) => token.Start < _end ? _text[token.Start] : '\0';

    public string Slice(int start, int end) => _text[start..end];

    /// <summary>A place in the text being read as a place in the whole.</summary>
    public TextSpan Span(int start, int end) => _positions is null
        ? TextSpan.Between(start, end)
        : TextSpan.Between(_positions[Math.Clamp(start, 0, _positions.Length - 1)], _positions[Math.Clamp(end, 0, _positions.Length - 1)]);

    /// <summary>Goes on in a piece of the text; <see cref="Leave"/> comes back.</summary>
    public LexerState Enter(StringPiece piece)
    {
        var state = new LexerState(_text, _end, _positions, _index);
        if (piece.Nested is { } nested)
        {
            (_text, _end, _positions, _index) = (nested.Text, nested.Text.Length, nested.Positions, 0);
        }
        else
        {
            (_end, _index) = (piece.End, piece.Start);
        }

        return state;
    }

    public void Leave(LexerState state) => (_text, _end, _positions, _index) = (state.Text, state.End, state.Positions, state.Index);

    public Token Next()
    {
        if (_isStopped) return new Token(TokenKind.EndOfInput, _end, _end);
        var before = _index;
        var token = Read();
        _work += _index - before;
        if (_work <= _maxWork) return token;

        // Tokens that are long in one mode and short in another can make reading quadratic.
        Error(PowerShellErrorKind.TooLarge, "the text has to be read again too often", before, _index);
        _isStopped = true;
        return new Token(TokenKind.EndOfInput, _end, _end);
    }

    private Token Read()
    {
        while (true)
        {
            _start = _index;
            var c = Get();
            switch (c)
            {
                case '#':
                    SkipLineComment();
                    continue;
                case '<' when Peek() == '#':
                    _index++;
                    SkipBlockComment();
                    continue;
                case '`':
                    if (ReadBacktick() is { } escaped) return escaped;
                    continue;
                default:
                    if (Characters.IsWhitespace(c))
                    {
                        SkipWhitespace();
                        continue;
                    }

                    return Dispatch(c);
            }
        }
    }

    /// <summary>Skips newlines, blanks and comments, and semicolons if asked.</summary>
    public void SkipNewlines(bool semicolons)
    {
        while (!_isStopped)
        {
            var c = Get();
            if (c is '\r' or '\n' || Characters.IsWhitespace(c) || (c == ';' && semicolons)) continue;
            if (c == '#')
            {
                _start = _index - 1;
                SkipLineComment();
            }
            else if (c == '<' && Peek() == '#')
            {
                _start = _index - 1;
                _index++;
                SkipBlockComment();
            }
            else if (c == '`' && (Peek() is '\r' or '\n' || char.IsWhiteSpace(Peek())))
            {
                var next = Get();
                if (next == '\r' && Peek() == '\n') _index++;
            }
            else
            {
                _index--;
                return;
            }
        }
    }

    /// <summary>Whether the line after the newline that ends at <paramref name="position"/> starts with a pipe, comments skipped.</summary>
    public bool IsPipeAhead(int position)
    {
        // A blank line ends a pipeline; a line with only a comment does not.
        var afterNewline = true;
        for (var i = position; i < _end;)
        {
            var c = _text[i];
            if (Characters.IsWhitespace(c))
            {
                i++;
            }
            else if (c is '\r' or '\n')
            {
                if (afterNewline) return false;
                afterNewline = true;
                i += c == '\r' && i + 1 < _end && _text[i + 1] == '\n' ? 2 : 1;
            }
            else
            {
                afterNewline = false;
                if (c == '#')
                {
                    while (i < _end && _text[i] is not ('\r' or '\n')) i++;
                }
                else if (c == '<' && i + 1 < _end && _text[i + 1] == '#')
                {
                    var close = _text.IndexOf("#>", i + 2, _end - i - 2, StringComparison.Ordinal);
                    i = close < 0 ? _end : close + 2;
                }
                else
                {
                    return c == '|';
                }
            }
        }

        return false;
    }

    private Token Dispatch(char c)
    {
        switch (c)
        {
            case '\0' when _index > _end:
                _index = _end;
                return new Token(TokenKind.EndOfInput, _end, _end);
            case '\r':
                if (Peek() == '\n') _index++;
                return Token(TokenKind.NewLine);
            case '\n': return Token(TokenKind.NewLine);
            case ';': return Token(TokenKind.Semicolon);
            case ',': return Token(TokenKind.Comma);
            case '(': return Token(TokenKind.LeftParen);
            case ')': return Token(TokenKind.RightParen);
            case '{': return Token(TokenKind.LeftCurly);
            case '}': return Token(TokenKind.RightCurly);
            case ']': return Token(TokenKind.RightBracket);
            case '[': return InCommandMode && !Characters.EndsToken(Peek()) ? ReadWord() : Token(TokenKind.LeftBracket);
            case '@': return ReadAt();
            case '$':
                if (!TakeIf('(')) return ReadVariable(isSplatted: false, inString: false);
                return Token(TokenKind.DollarParen);
            case '&': return Token(TakeIf('&') ? TokenKind.AndAnd : TokenKind.Ampersand);
            case '|': return Token(TakeIf('|') ? TokenKind.OrOr : TokenKind.Pipe);
            case '<': return Token(TokenKind.InputRedirection);
            case '>': return Redirect(StreamNumber.Output);
            case '.': return ReadDot();
            case ':': return ReadColon();
            case '!': return ReadExclamation();
            case '?' when InExpressionMode: return ReadQuestion();
            case '=': return Sign(Operator.Assign);
            case '+':
                if (TakeIf('+')) return Sign(Operator.Increment);
                if (TakeIf('=')) return Sign(Operator.AddAssign);
                return StartsSignedNumber() ? ReadNumber(c) : Sign(Operator.Plus);
            case '/': return Sign(TakeIf('=') ? Operator.DivideAssign : Operator.Divide);
            case '%': return Sign(TakeIf('=') ? Operator.RemainderAssign : Operator.Remainder);
            case '*':
                if (TakeIf('=')) return Sign(Operator.MultiplyAssign);
                return TakeIf('>') ? AfterRedirectionSign(StreamNumber.All) : Sign(Operator.Multiply);
            case >= '1' and <= '6' when TakeIf('>'): return AfterRedirectionSign((StreamNumber)(c - '0'));
            case >= '0' and <= '9': return ReadNumber(c);
        }

        if (Characters.IsSingleQuote(c)) return ReadSingleQuoted();
        if (Characters.IsDoubleQuote(c)) return ReadDoubleQuoted();
        if (Characters.IsDash(c)) return ReadDash();
        return c == '_' || char.IsLetter(c) ? ReadIdentifier() : ReadWord();
    }

    private Token Redirect(StreamNumber from)
    {
        var isAppend = TakeIf('>');
        return new Token(TokenKind.FileRedirection, _start, _index) { From = from, Flag = isAppend };
    }

    // After "n>" or "*>": "n>>", "n>&1" or "n>".
    private Token AfterRedirectionSign(StreamNumber from)
    {
        if (Peek() == '&' && PeekAt(1) is var to && (to == '1' || (to == '2' && from != StreamNumber.All)))
        {
            _index += 2;
            return new Token(TokenKind.MergingRedirection, _start, _index) { From = from, To = (StreamNumber)(to - '0') };
        }

        // "1..3>file" redirects the output of a range, not stream 3.
        if (InExpressionMode && from != StreamNumber.All)
        {
            _index--;
            return new Token(TokenKind.Number, _start, _index) { Number = (int)from };
        }

        return Redirect(from);
    }

    private Token? ReadBacktick()
    {
        var c = Get();
        if (c is '\r' or '\n')
        {
            if (c == '\r' && Peek() == '\n') _index++;
            return null;
        }

        if (char.IsWhiteSpace(c))
        {
            SkipWhitespace();
            return null;
        }

        if (c == '\0' && _index > _end)
        {
            Error(PowerShellErrorKind.Unterminated, "nothing follows the backtick", _start, _end);
            _index = _end;
            return null;
        }

        _builder.Clear();
        AppendEscape(c, _builder);
        return ReadWord(_builder.ToString());
    }

    private void SkipLineComment()
    {
        var rest = _text.AsSpan(Math.Min(_index, _end), _end - Math.Min(_index, _end));
        var length = rest.IndexOfAny('\r', '\n');
        _index = length < 0 ? _end : _index + length;
        AddComment();
    }

    private void SkipBlockComment()
    {
        var close = _index <= _end ? _text.IndexOf("#>", _index, _end - _index, StringComparison.Ordinal) : -1;
        if (close < 0) Error(PowerShellErrorKind.Unterminated, "the comment is not closed", _start, _start + 2);
        _index = close < 0 ? _end : close + 2;
        AddComment();
    }

    private void AddComment()
    {
        // Text may be read more than once; a comment is listed once.
        var span = Span(_start, _index);
        if (span.Start < _lastCommentEnd) return;
        _lastCommentEnd = span.End;
        Comments.Add(span);
    }

    private void SkipWhitespace()
    {
        while (Characters.IsWhitespace(Peek())) _index++;
    }

    private char Get()
    {
        var c = _index < _end ? _text[_index] : '\0';
        _index++;
        return c;
    }

    private char Peek() => _index < _end ? _text[_index] : '\0';

    private char PeekAt(int offset) => _index + offset < _end ? _text[_index + offset] : '\0';

    private bool TakeIf(char expected)
    {
        if (_index >= _end || _text[_index] != expected) return false;
        _index++;
        return true;
    }

    private Token Token(TokenKind kind) => new(kind, _start, Math.Min(_index, _end));

    private void Error(PowerShellErrorKind kind, string message, int start, int end) => errors.Add(kind, message, Span(start, end));

    private static FrozenDictionary<string, TokenKind>.AlternateLookup<ReadOnlySpan<char>> BuildKeywords()
    {
        var keywords = new Dictionary<string, TokenKind>(StringComparer.OrdinalIgnoreCase);
        for (var kind = TokenKind.Begin; kind < TokenKind.OtherKeyword; kind++) keywords[NameOf(kind)] = kind;
        foreach (var word in (string[])["assembly", "base", "command", "interface", "module", "namespace", "private", "public", "type"])
        {
            keywords[word] = TokenKind.OtherKeyword;
        }

        return keywords.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private static string NameOf(TokenKind kind) => Enum.GetName(kind)!;
}

/// <summary>Where a lexer was before it went into a nested text.</summary>
internal readonly record struct LexerState(string Text, int End, int[]? Positions, int Index);

using System.Text;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Code.Syntax;

/// <summary>Cuts a text into tokens: what the readers of all languages share.</summary>
/// <param name="source">The text.</param>
internal abstract class TokenReader(string source)
{
    private readonly List<Token> _tokens = new(Math.Min(64 + (source.Length / 4), 4096));
    private readonly List<int> _openers = [];
    private bool _isAfterSpace;
    private bool _isFirstOfLine = true;
    private int _lineStart;
    private int _position;

    /// <summary>The text.</summary>
    protected string Source { get; } = source;

    /// <summary>Where the next token starts.</summary>
    protected int At { get => _position; set => _position = value; }

    /// <summary>Whether some string, bracket or comment has no end.</summary>
    public bool HasErrors { get; protected set; }

    /// <summary>How many brackets are open.</summary>
    protected int Depth => _openers.Count;

    /// <summary>The tokens so far.</summary>
    protected IReadOnlyList<Token> Tokens => _tokens;

    /// <summary>The last token; of kind <see cref="TokenKind.End"/> when there is none.</summary>
    protected Token Last => _tokens.Count > 0 ? _tokens[^1] : default;

    /// <summary>The character at an offset from here; NUL after the end.</summary>
    protected char Peek(int offset = 0) => At + offset < Source.Length ? Source[At + offset] : '\0';

    /// <summary>Whether the text goes on with <paramref name="text"/>.</summary>
    protected bool Follows(string text) => string.CompareOrdinal(Source, At, text, 0, text.Length) == 0;

    /// <summary>Reads all of the text.</summary>
    public List<Token> Read()
    {
        while (At < Source.Length)
        {
            var before = At;
            ReadNext();
            if (At == before) At++;
        }

        if (_openers.Count > 0) HasErrors = true;
        Add(TokenKind.Newline, "\n", At);
        Add(TokenKind.End, "", At);
        return _tokens;
    }

    /// <summary>Reads the next token, or what stands between two.</summary>
    protected abstract void ReadNext();

    /// <summary>Adds a token that starts at <paramref name="start"/> and ends here.</summary>
    protected void Add(TokenKind kind, string text, int start, Origins origins = Origins.None, IReadOnlyList<TemplatePart>? parts = null)
    {
        _tokens.Add(new Token(kind, text, start, At)
        {
            IsAfterSpace = _isAfterSpace,
            IsFirstOfLine = _isFirstOfLine,
            Column = start - _lineStart,
            Origins = origins,
            Parts = parts,
        });
        _isAfterSpace = false;
        _isFirstOfLine = false;
    }

    /// <summary>Takes white space, and a line break as the end of a statement unless a bracket is open or <paramref name="joins"/> says no.</summary>
    protected bool ReadSpace(bool joins = false)
    {
        var c = Source[At];
        if (c is '\n')
        {
            if (!joins && Last.Kind is not (TokenKind.Newline or TokenKind.End)) Add(TokenKind.Newline, "\n", At);
            At++;
            StartLine();
            return true;
        }

        if (c is not (' ' or '\t' or '\r' or '\f' or '\v' or '\uFEFF' or '\u00A0')) return false;
        At++;
        _isAfterSpace = true;
        return true;
    }

    /// <summary>A line starts here.</summary>
    protected void StartLine()
    {
        _lineStart = At;
        _isFirstOfLine = true;
        _isAfterSpace = true;
    }

    /// <summary>Something like white space was skipped.</summary>
    protected void Skipped() => _isAfterSpace = true;

    /// <summary>Skips to the end of the line.</summary>
    protected void SkipLine()
    {
        var end = Source.IndexOf('\n', At);
        At = end < 0 ? Source.Length : end;
        _isAfterSpace = true;
    }

    /// <summary>Skips to after <paramref name="end"/>.</summary>
    protected void SkipThrough(string end)
    {
        var at = Source.IndexOf(end, At, StringComparison.Ordinal);
        if (at < 0) HasErrors = true;
        At = at < 0 ? Source.Length : at + end.Length;
        _isAfterSpace = true;
    }

    /// <summary>Reads a name whose first character stands here.</summary>
    protected void ReadName(string alsoInside = "")
    {
        var start = At++;
        while (At < Source.Length && (IsNamePart(Source[At]) || alsoInside.Contains(Source[At], StringComparison.Ordinal))) At++;
        Add(TokenKind.Name, Source[start..At], start);
    }

    /// <summary>Whether a name may start with a character.</summary>
    protected static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_' || (c > 127 && c != Unresolved.Hole && char.IsLetter(c));

    /// <summary>Whether a name may hold a character.</summary>
    protected static bool IsNamePart(char c) => IsNameStart(c) || char.IsAsciiDigit(c);

    /// <summary>Reads a number: decimal, with an exponent, or with a prefix for another radix.</summary>
    protected void ReadNumber()
    {
        var start = At;
        if (Peek() == '0' && Peek(1) is 'x' or 'X' or 'o' or 'O' or 'b' or 'B')
        {
            var radix = Peek(1) is 'x' or 'X' ? 16 : Peek(1) is 'o' or 'O' ? 8 : 2;
            At += 2;
            while (char.IsAsciiHexDigit(Peek()) || Peek() == '_') At++;
            if (Peek() is 'n' or 'L') At++;
            Add(TokenKind.Number, Number(Source.AsSpan(start + 2, At - start - 2), radix), start);
            return;
        }

        while (char.IsAsciiDigit(Peek()) || Peek() == '_' || (Peek() == '.' && char.IsAsciiDigit(Peek(1)))) At++;
        if (Peek() is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            At += 2;
            while (char.IsAsciiDigit(Peek())) At++;
        }

        var text = Source[start..At].Replace("_", "", StringComparison.Ordinal);
        if (Peek() is 'n' or 'L' or 'j' or 'J') At++;
        Add(TokenKind.Number, text, start);
    }

    private static string Number(ReadOnlySpan<char> digits, int radix)
    {
        double value = 0;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : c is >= 'a' and <= 'f' ? c - 'a' + 10 : c is >= 'A' and <= 'F' ? c - 'A' + 10 : -1;
            if (digit >= 0) value = (value * radix) + digit;
        }

        return value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Reads the longest of <paramref name="operators"/> that stands here, else the one character.</summary>
    protected void ReadOperator(ReadOnlySpan<string> operators)
    {
        var start = At;
        if (Source[At] == Unresolved.Hole)
        {
            At++;
            Add(TokenKind.Hole, Unresolved.Anything, start);
            return;
        }

        foreach (var op in operators)
        {
            if (!Follows(op)) continue;
            At += op.Length;
            Add(TokenKind.Operator, op, start);
            return;
        }

        At++;
        var text = OneCharacter(Source[start]);
        Add(TokenKind.Operator, text, start);
        if (text is "(" or "[" or "{") _openers.Add(_tokens.Count - 1);
        else if (text is ")" or "]" or "}") Close();
    }

    /// <summary>The bracket that is open innermost; NUL for none.</summary>
    protected char Innermost => _openers.Count > 0 ? _tokens[_openers[^1]].Text[0] : '\0';

    private void Close()
    {
        if (_openers.Count == 0)
        {
            HasErrors = true;
            return;
        }

        var opener = _openers[^1];
        _openers.RemoveAt(_openers.Count - 1);
        _tokens[opener] = _tokens[opener] with { Closer = _tokens.Count - 1 };
    }

    private static readonly string[] Ascii = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];

    private static string OneCharacter(char c) => c < 128 ? Ascii[c] : c.ToString();

    /// <summary>Reads a string from after its opening quote to <paramref name="close"/>.</summary>
    /// <param name="start">Where the token starts.</param>
    /// <param name="close">The closing quote.</param>
    /// <param name="style">What backslashes mean; null when they mean nothing at all.</param>
    /// <param name="isOneLine">Whether a line break ends it.</param>
    protected void ReadText(int start, string close, EscapeStyle? style, bool isOneLine = false)
    {
        var text = new StringBuilder();
        var origins = Origins.None;
        while (true)
        {
            if (At >= Source.Length || (isOneLine && Source[At] == '\n'))
            {
                HasErrors = true;
                break;
            }

            if (Follows(close))
            {
                At += close.Length;
                break;
            }

            if (Source[At] == '\\' && style is { } known)
            {
                if (ReadEscape(text, known)) origins = Origins.Decoded;
            }
            else
            {
                text.Append(Source[At++]);
            }
        }

        Add(TokenKind.Text, text.ToString(), start, origins);
    }

    /// <summary>Reads an escape that starts here. Whether it hides a character.</summary>
    protected bool ReadEscape(StringBuilder text, EscapeStyle style) => Escapes.Append(text, Source, ref _position, style);

    /// <summary>Reads a pattern between slashes, which may hold slashes in brackets, from its first to its last; what is between them.</summary>
    protected string ReadPatternBody()
    {
        var start = ++At;
        var isInClass = false;
        while (At < Source.Length && Peek() != '\n')
        {
            var c = Peek();
            if (c == '\\') At++;
            else if (c == '[') isInClass = true;
            else if (c == ']') isInClass = false;
            else if (c == '/' && !isInClass) break;
            At++;
        }

        At = Math.Min(At, Source.Length);
        var end = At;
        if (Peek() == '/') At++;
        else HasErrors = true;
        return Source[start..end];
    }
}

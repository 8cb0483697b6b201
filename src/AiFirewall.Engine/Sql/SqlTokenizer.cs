using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>
/// Cuts a text into tokens. Never fails: what belongs to no token is passed over, an open quote or comment reaches to the end and is
/// reported. Every character is looked at a bounded number of times.
/// </summary>
internal ref partial struct SqlTokenizer
{
    private const int LongestName = 512;

    private readonly string _text;
    private readonly SqlLexicon _lexicon;
    private SqlToken[] _tokens;
    private int _count;
    private int _at;
    private int _statementStart;
    private bool _ambiguous;
    private bool _inExecutableComment;
    private bool _hasNoDataEnd;
    private string? _delimiter;
    private int[] _open;
    private int _openCount;
    private List<SqlClientCommand>? _commands;
    private List<SqlProblem>? _problems;

    private SqlTokenizer(string text, SqlLexicon lexicon)
    {
        _text = text;
        _lexicon = lexicon;
        _tokens = new SqlToken[Math.Clamp(text.Length / 4, 16, 1 << 16)];
        _open = new int[8];
    }

    /// <summary>Cuts <paramref name="text"/> by the rules of <paramref name="lexicon"/>.</summary>
    public static SqlSource Read(string text, SqlLexicon lexicon, TextSpan? place = null)
    {
        var tokenizer = new SqlTokenizer(text, lexicon);
        tokenizer.Run();
        return new SqlSource(text, lexicon, tokenizer._tokens, tokenizer._count)
        {
            Commands = (IReadOnlyList<SqlClientCommand>?)tokenizer._commands ?? [],
            Problems = (IReadOnlyList<SqlProblem>?)tokenizer._problems ?? [],
            IsAmbiguous = tokenizer._ambiguous,
            Place = place,
        };
    }

    private void Run()
    {
        while (_at < _text.Length) Next();
        CloseOpen(_count);
        Add(SqlTokenKind.End, _text.Length, 0);
        _count--;
    }

    private void Next()
    {
        var c = _text[_at];
        if (SqlCharacters.IsSpace(c))
        {
            _at++;
            return;
        }

        if (_delimiter is not null && StartsWith(_delimiter))
        {
            Terminate(SqlTokenKind.Batch, _delimiter.Length);
            return;
        }

        if (SqlCharacters.IsNameStart(c))
        {
            ReadWord();
            return;
        }

        if (char.IsAsciiDigit(c))
        {
            ReadNumber();
            return;
        }

        switch (c)
        {
            case '\'': ReadQuoted(_at, '\'', SqlTokenKind.Text, Has(SqlLexicon.BackslashEscapes)); break;
            case '"': ReadQuoted(_at, '"', DoubleQuoteKind, Has(SqlLexicon.BackslashEscapes)); break;
            case '`' when Has(SqlLexicon.Backticks): ReadQuoted(_at, '`', SqlTokenKind.Name, false); break;
            case '(': Open(); break;
            case '{': Open(); break;
            case '[': ReadBracket(); break;
            case ')' or ']' or '}': Close(); break;
            case ',': Add(SqlTokenKind.Comma, 1); break;
            case ';': Terminate(SqlTokenKind.Terminator, 1); break;
            case '-' when Peek(1) == '-': ReadDashes(); break;
            case '/' when Peek(1) == '*': ReadBlockComment(); break;
            case '*' when Peek(1) == '/' && _inExecutableComment:
                _inExecutableComment = false;
                _at += 2;
                break;
            case '#': ReadHash(); break;
            case '$': ReadDollar(); break;
            case '@' or ':' or '?' or '!' or '.' or '\\': ReadMark(c); break;
            case '/' when Has(SqlLexicon.SlashLines) && IsAloneOnLine(1): Terminate(SqlTokenKind.Batch, 1); break;
            default: ReadOperator(); break;
        }
    }

    private readonly SqlTokenKind DoubleQuoteKind => Has(SqlLexicon.DoubleQuotedText) ? SqlTokenKind.Text : SqlTokenKind.Name;

    private void ReadWord()
    {
        var start = _at;
        if (IsLiteralPrefix(out var prefix, out var escapes))
        {
            ReadQuoted(start + prefix, _text[start + prefix], _text[start + prefix] == '"' ? DoubleQuoteKind : SqlTokenKind.Text, escapes, start);
            return;
        }

        if (_text[start] is 'q' or 'Q' or 'n' or 'N' && ReadAlternativeQuote()) return;

        var hash = 0u;
        var at = start;
        while (at < _text.Length && SqlCharacters.IsNamePart(_text[at], Has(SqlLexicon.HashNames)))
        {
            hash = SqlWords.Mix(hash, _text[at]);
            at++;
        }

        var word = SqlWords.Find(_text.AsSpan(start, at - start), hash);
        if (_count == _statementStart && ReadWordCommand(start, at, word)) return;
        if (word == SqlWord.Go && IsAloneOnLine(2, allowCount: true))
        {
            // Anywhere else GO is a name, so the reading differs.
            _ambiguous = true;
            if (Has(SqlLexicon.BatchWords))
            {
                Terminate(SqlTokenKind.Batch, 2);
                while (_at < _text.Length && _text[_at] != '\n') _at++;
                return;
            }
        }

        Add(SqlTokenKind.Word, start, at - start, word);
        _at = at;
    }

    private void ReadNumber()
    {
        var at = _at + 1;
        while (at < _text.Length)
        {
            var c = _text[at];
            if (SqlCharacters.IsNamePart(c, false) || c == '.'
                || (c is '+' or '-' && (_text[at - 1] | 0x20) == 'e' && _text[_at] != '0' && at + 1 < _text.Length
                    && char.IsAsciiDigit(_text[at + 1])))
            {
                at++;
                continue;
            }

            break;
        }

        // MySQL reads 1e as a number and what follows as the next word; a name that starts with digits is one word for it.
        Add(SqlTokenKind.Number, _at, at - _at);
        _at = at;
    }

    private void ReadDashes()
    {
        var next = Peek(2);
        var spaced = next == '\0' || SqlCharacters.IsSpace(next) || char.IsControl(next);
        if (!spaced) _ambiguous = true;
        if (!spaced && Has(SqlLexicon.DashNeedsSpace))
        {
            Add(SqlTokenKind.Symbol, 1, SqlSymbol.Minus);
            return;
        }

        SkipLine();
    }

    private void ReadHash()
    {
        _ambiguous = true;
        if (Has(SqlLexicon.HashComments))
        {
            SkipLine();
            return;
        }

        // Only T-SQL names may start with it.
        if (Has(SqlLexicon.BatchWords) && (SqlCharacters.IsNameStart(Peek(1)) || Peek(1) == '#'))
        {
            var at = _at + 1;
            while (at < _text.Length && SqlCharacters.IsNamePart(_text[at], true)) at++;
            Add(SqlTokenKind.Name, _at, at - _at);
            _at = at;
            return;
        }

        ReadOperator();
    }

    private void SkipLine()
    {
        var end = _text.AsSpan(_at).IndexOfAny('\n', '\r');
        _at = end < 0 ? _text.Length : _at + end;
    }

    private void ReadBlockComment()
    {
        var isMaria = Peek(2) is 'M' or 'm' && Peek(3) == '!';
        if (isMaria || Peek(2) == '!')
        {
            _ambiguous = true;
            if (Has(SqlLexicon.ExecutableComments))
            {
                _at += isMaria ? 4 : 3;
                while (_at < _text.Length && char.IsAsciiDigit(_text[_at])) _at++;
                _inExecutableComment = true;
                return;
            }
        }

        var depth = 1;
        var at = _at + 2;
        while (true)
        {
            var next = at < _text.Length ? _text.AsSpan(at).IndexOfAny('*', '/') : -1;
            if (next < 0 || at + next + 1 >= _text.Length)
            {
                (_problems ??= []).Add(new SqlProblem(SqlProblemKind.OpenComment, TextSpan.Between(_at, _text.Length)));
                _at = _text.Length;
                return;
            }

            at += next;
            if (_text[at] == '*' && _text[at + 1] == '/')
            {
                at += 2;
                if (--depth == 0) break;
            }
            else if (_text[at] == '/' && _text[at + 1] == '*')
            {
                _ambiguous = true;
                at += 2;
                if (Has(SqlLexicon.NestedComments)) depth++;
            }
            else
            {
                at++;
            }
        }

        _at = at;
    }

    /// <summary>Characters that start a variable, a command of the client or an operator, depending on where they stand.</summary>
    private void ReadMark(char c)
    {
        if (ReadMarkedCommand(c)) return;
        var next = Peek(1);
        switch (c)
        {
            case '@':
                {
                    var at = _at + 1;
                    while (at < _text.Length && _text[at] == '@') at++;
                    if (at < _text.Length && _text[at] is '`' or '\'' or '"')
                    {
                        // MySQL: @`name`, @'name'; after a name it is the host of a user.
                        Add(SqlTokenKind.Symbol, 1, SqlSymbol.Other);
                        return;
                    }

                    while (at < _text.Length && SqlCharacters.IsNamePart(_text[at], true)) at++;
                    Add(at == _at + 1 ? SqlTokenKind.Symbol : SqlTokenKind.Variable, _at, at - _at);
                    _at = at;
                    break;
                }

            case ':' when next == ':': Add(SqlTokenKind.Symbol, 2, SqlSymbol.Cast); break;
            case ':' when next == '=': Add(SqlTokenKind.Symbol, 2, SqlSymbol.Assign); break;
            case ':' when SqlCharacters.IsNameStart(next) || char.IsAsciiDigit(next):
                {
                    var at = _at + 1;
                    while (at < _text.Length && SqlCharacters.IsNamePart(_text[at], false)) at++;
                    Add(SqlTokenKind.Variable, _at, at - _at);
                    _at = at;
                    break;
                }

            case ':' when next is '\'' or '"' && Has(SqlLexicon.BackslashCommands) && ReadQuotedVariable(next): break;
            case ':': Add(SqlTokenKind.Symbol, 1, SqlSymbol.Colon); break;
            case '?' when _count > _statementStart && next is '|' or '&': Add(SqlTokenKind.Symbol, 2); break;
            case '?':
                {
                    var at = _at + 1;
                    while (at < _text.Length && char.IsAsciiDigit(_text[at])) at++;
                    Add(SqlTokenKind.Variable, _at, at - _at);
                    _at = at;
                    break;
                }

            case '.' when char.IsAsciiDigit(next) && (_count == _statementStart || _tokens[_count - 1].End != _at): ReadNumber(); break;
            case '.': Add(SqlTokenKind.Dot, 1); break;
            case '!': ReadOperator(); break;
            default: Add(SqlTokenKind.Symbol, 1); break;
        }
    }

    /// <summary>psql's <c>:'name'</c> and <c>:"name"</c>.</summary>
    private bool ReadQuotedVariable(char quote)
    {
        var at = _at + 2;
        while (at < _text.Length && SqlCharacters.IsNamePart(_text[at], false)) at++;
        if (at == _at + 2 || at >= _text.Length || _text[at] != quote) return false;
        Add(SqlTokenKind.Variable, _at, at + 1 - _at);
        _at = at + 1;
        return true;
    }

    private void ReadOperator()
    {
        var (symbol, length) = SqlCharacters.Operator(_text.AsSpan(_at));
        Add(SqlTokenKind.Symbol, length, symbol);
    }

    private readonly bool Has(SqlLexicon rule) => (_lexicon & rule) != 0;

    private readonly char Peek(int offset) => _at + offset < _text.Length ? _text[_at + offset] : '\0';

    private readonly bool StartsWith(string value) => _text.AsSpan(_at).StartsWith(value, StringComparison.Ordinal);

    private readonly bool IsAloneOnLine(int length, bool allowCount = false)
    {
        for (var i = _at - 1; i >= 0 && _text[i] is not ('\n' or '\r'); i--)
        {
            if (!SqlCharacters.IsSpace(_text[i])) return false;
        }

        for (var i = _at + length; i < _text.Length && _text[i] is not ('\n' or '\r'); i++)
        {
            if (!SqlCharacters.IsSpace(_text[i]) && !(allowCount && (char.IsAsciiDigit(_text[i]) || _text[i] == ';'))) return false;
        }

        return true;
    }
}

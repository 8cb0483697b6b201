using System.Buffers;

namespace AiFirewall.Sql;

// Everything that quotes: texts and names in all their spellings.
internal ref partial struct SqlTokenizer
{
    private static readonly SearchValues<char> OddInBrackets = SearchValues.Create("'\"`;-/#$\\[");

    /// <summary>N'…', E'…', B'…', X'…', U&amp;'…': the prefix belongs to the literal.</summary>
    private readonly bool IsLiteralPrefix(out int length, out bool escapes)
    {
        length = 1;
        escapes = Has(SqlLexicon.BackslashEscapes);
        switch (_text[_at] | 0x20)
        {
            case 'e' when Peek(1) == '\'':
                escapes |= Has(SqlLexicon.EscapePrefixes);
                return true;
            case 'n' or 'b' or 'x' when Peek(1) == '\'':
                return true;
            case 'u' when Peek(1) == '&' && Peek(2) is '\'' or '"' && Has(SqlLexicon.EscapePrefixes):
                length = 2;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Oracle's q'[…]' and nq'[…]'.</summary>
    private bool ReadAlternativeQuote()
    {
        var at = (_text[_at] | 0x20) == 'n' ? _at + 1 : _at;
        if (at + 3 >= _text.Length || (_text[at] | 0x20) != 'q' || _text[at + 1] != '\'' || SqlCharacters.IsSpace(_text[at + 2])) return false;
        _ambiguous = true;
        if (!Has(SqlLexicon.AlternativeQuotes)) return false;
        var closing = _text[at + 2] switch { '[' => ']', '(' => ')', '{' => '}', '<' => '>', var same => same };
        for (var i = at + 3; i + 1 < _text.Length; i++)
        {
            if (_text[i] != closing || _text[i + 1] != '\'') continue;
            Add(SqlTokenKind.Text, _at, i + 2 - _at);
            _at = i + 2;
            return true;
        }

        ReachesEnd(SqlProblemKind.OpenQuote, SqlTokenKind.Text, _at);
        return true;
    }

    private void ReadQuoted(int quoteAt, char quote, SqlTokenKind kind, bool escapes, int start = -1)
    {
        if (start < 0) start = quoteAt;
        var span = _text.AsSpan();
        var at = quoteAt + 1;
        while (true)
        {
            var next = quote == '`' ? span[at..].IndexOf('`') : span[at..].IndexOfAny(quote, '\\');
            if (next < 0)
            {
                ReachesEnd(SqlProblemKind.OpenQuote, kind, start);
                return;
            }

            at += next;
            if (span[at] == '\\')
            {
                if (at + 1 < span.Length && span[at + 1] is '\'' or '"' or '\\') _ambiguous = true;
                at += escapes && at + 1 < span.Length ? 2 : 1;
                continue;
            }

            if (at + 1 < span.Length && span[at + 1] == quote)
            {
                at += 2;
                continue;
            }

            Add(kind, start, at + 1 - start);
            _at = at + 1;
            return;
        }
    }

    private void ReadBracket()
    {
        // Names are short: a bracket that closes far away quotes nothing, and looking for it every time would not be linear.
        var close = _text.AsSpan(_at, Math.Min(LongestName, _text.Length - _at)).IndexOf(']');
        var subscript = _count > _statementStart && IsSubscripted(_tokens[_count - 1]) && _tokens[_count - 1].End == _at;
        if (close <= 0 || !IsPlainBracket(_text.AsSpan(_at + 1, close - 1))) _ambiguous = true;
        if (!Has(SqlLexicon.Brackets) || (subscript && Has(SqlLexicon.DollarQuotes)))
        {
            Open();
            return;
        }

        ReadBracketedName();
    }

    // 'a[1]' and 'ARRAY[1]' are subscripts and constructors where brackets do not quote.
    private static bool IsSubscripted(in SqlToken token) =>
        token.Kind is SqlTokenKind.Name or SqlTokenKind.Close or SqlTokenKind.Variable
        || (token.Kind == SqlTokenKind.Word && token.Word is SqlWord.None or SqlWord.Array);

    private static bool IsPlainBracket(ReadOnlySpan<char> inner) => inner.IndexOfAny(OddInBrackets) < 0;

    private void ReadBracketedName()
    {
        var at = _at + 1;
        while (at < _text.Length)
        {
            if (_text[at] != ']')
            {
                at++;
                continue;
            }

            if (at + 1 < _text.Length && _text[at + 1] == ']')
            {
                at += 2;
                continue;
            }

            Add(SqlTokenKind.Name, _at, at + 1 - _at);
            _at = at + 1;
            return;
        }

        ReachesEnd(SqlProblemKind.OpenQuote, SqlTokenKind.Name, _at);
    }

    private void ReadDollar()
    {
        var tag = DollarTag();
        if (tag > 0)
        {
            _ambiguous = true;
            if (Has(SqlLexicon.DollarQuotes) || (Has(SqlLexicon.DollarQuotesInDefinitions) && IsPostgresDefinition()))
            {
                var opening = _text.AsSpan(_at, tag);
                var close = _text.AsSpan(_at + tag).IndexOf(opening, StringComparison.Ordinal);
                if (close < 0)
                {
                    ReachesEnd(SqlProblemKind.OpenQuote, SqlTokenKind.Text, _at);
                    return;
                }

                var end = _at + tag + close + tag;
                Add(SqlTokenKind.Text, _at, end - _at);
                _at = end;
                return;
            }
        }

        // $1, $name (SQLite, T-SQL money, sqlcmd's $(name)).
        if (Peek(1) == '(')
        {
            var end = _text.AsSpan(_at, Math.Min(LongestName, _text.Length - _at)).IndexOf(')');
            if (end > 0)
            {
                Add(SqlTokenKind.Variable, _at, end + 1);
                _at += end + 1;
                return;
            }
        }

        var at = _at + 1;
        while (at < _text.Length && SqlCharacters.IsNamePart(_text[at], false)) at++;
        Add(SqlTokenKind.Variable, _at, at - _at);
        _at = at;
    }

    /// <summary>The length of a <c>$tag$</c> that starts here; 0 for none.</summary>
    private readonly int DollarTag()
    {
        for (var i = _at + 1; i < _text.Length; i++)
        {
            var c = _text[i];
            if (c == '$') return i + 1 - _at;
            if (c >= 0x80 ? SqlCharacters.IsSpace(c) : !(char.IsAsciiLetter(c) || c == '_' || (char.IsAsciiDigit(c) && i > _at + 1))) return 0;
        }

        return 0;
    }

    private readonly bool IsPostgresDefinition() =>
        _count > _statementStart && _tokens[_statementStart].Kind == SqlTokenKind.Word
        && _tokens[_statementStart].Word is SqlWord.Create or SqlWord.Do or SqlWord.Comment or SqlWord.Alter;
}

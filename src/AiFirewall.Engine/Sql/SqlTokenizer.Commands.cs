using AiFirewall.Effects;

namespace AiFirewall.Sql;

// Commands of the clients stand between statements, some of them inside; they are kept apart from the tokens, so that the readers of
// statements see nothing but SQL.
internal ref partial struct SqlTokenizer
{
    private bool ReadMarkedCommand(char mark)
    {
        switch (mark)
        {
            case '\\' when Has(SqlLexicon.BackslashCommands):
                ReadBackslashCommand();
                return true;
            case '.' when Has(SqlLexicon.DotCommands) && _count == _statementStart && char.IsAsciiLetter(Peek(1)) && StartsLine():
                ReadLineCommand('.', _at + 1);
                return true;
            case ':' when Has(SqlLexicon.SqlcmdCommands) && Peek(1) == '!' && Peek(2) == '!':
                return ReadBang(3);
            case ':' when Has(SqlLexicon.SqlcmdCommands) && char.IsAsciiLetter(Peek(1)) && StartsLine() && IsSqlcmdCommand():
                ReadLineCommand(':', _at + 1);
                return true;
            case '!' when Has(SqlLexicon.SqlcmdCommands) && Peek(1) == '!':
                return ReadBang(2);
            case '!' when Has(SqlLexicon.SqlPlusCommands) && _count == _statementStart:
                return ReadBang(1);
            case '@' when Has(SqlLexicon.SqlPlusCommands) && _count == _statementStart && IsScriptPath():
                var start = _at;
                while (Peek(0) == '@') _at++;
                AddCommand('@', "@", RestOfLine(_at), start);
                return true;
            default:
                return false;
        }
    }

    private bool ReadBang(int length)
    {
        if (!StartsLine()) return false;
        AddCommand('!', "!", RestOfLine(_at + length), _at);
        return true;
    }

    private void ReadBackslashCommand()
    {
        var start = _at;
        var at = _at + 1;
        if (at >= _text.Length || _text[at] == '\\' || SqlCharacters.IsSpace(_text[at]))
        {
            _at = Math.Min(at + (at < _text.Length && _text[at] == '\\' ? 1 : 0), _text.Length);
            return;
        }

        // psql: sends the statements together, but they are two.
        if (_text[at] == ';')
        {
            Terminate(SqlTokenKind.Terminator, 2);
            return;
        }

        if (char.IsAsciiLetter(_text[at]))
        {
            while (at < _text.Length && (char.IsAsciiLetterOrDigit(_text[at]) || _text[at] is '_' or '+')) at++;
        }
        else
        {
            at++;
        }

        var name = _text[(start + 1)..at];
        // psql: these send what was typed before them; mysql: \g and \G are terminators.
        if (name is "g" or "G" or "gx" or "go" or "gset" or "gdesc" or "gexec" or "watch" or "crosstabview" or "crosstabviewh"
            && _count > _statementStart)
        {
            CloseOpen(_count);
            Add(SqlTokenKind.Terminator, start, at - start);
            _statementStart = _count;
        }

        var takesLine = name is "!" or "copy" or "." or "P" or "T" or "ef" or "ev" or "help" or "h";
        AddCommand('\\', name, takesLine ? RestOfLine(at) : BackslashArguments(at), start);
        if (name == "copy" && _commands![^1].Arguments.Contains("stdin", StringComparison.OrdinalIgnoreCase)) SkipCopyLines();
    }

    /// <summary>Up to the end of the line or the next backslash that is not quoted.</summary>
    private readonly string BackslashArguments(int at)
    {
        var quote = '\0';
        var end = at;
        for (; end < _text.Length && _text[end] is not ('\n' or '\r'); end++)
        {
            var c = _text[end];
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '\'' or '"' or '`') quote = c;
            else if (c == '\\') break;
        }

        return _text[at..end];
    }

    private readonly bool IsSqlcmdCommand()
    {
        var end = _at + 1;
        while (end < _text.Length && char.IsAsciiLetter(_text[end])) end++;
        Span<char> name = stackalloc char[16];
        if (end - _at - 1 > name.Length) return false;
        var length = _text.AsSpan(_at + 1, end - _at - 1).ToLowerInvariant(name);
        return name[..length] is "r" or "setvar" or "connect" or "out" or "error" or "on" or "xml" or "list" or "listvar" or "help" or "quit"
            or "exit" or "perftrace" or "serverlist" or "ed" or "reset";
    }

    private readonly bool IsScriptPath() => Peek(1) is '@' or '/' or '.' or '?' or '~' or '%' or '"' || char.IsAsciiLetterOrDigit(Peek(1));

    /// <summary>Commands that are plain words, known only at the start of a statement.</summary>
    private bool ReadWordCommand(int start, int end, SqlWord word)
    {
        if (word is not (SqlWord.None or SqlWord.Start or SqlWord.Get or SqlWord.System or SqlWord.Connect) || end - start > 10) return false;
        Span<char> buffer = stackalloc char[10];
        ReadOnlySpan<char> name = buffer[.._text.AsSpan(start, end - start).ToLowerInvariant(buffer)];
        if (name is "delimiter") return Has(SqlLexicon.DelimiterCommand) && SetDelimiter(end);
        if (!IsWordCommand(name, end)) return false;
        _at = end;
        AddCommand('w', name.ToString(), RestOfLine(end), start);
        return true;
    }

    private readonly bool IsWordCommand(ReadOnlySpan<char> name, int end)
    {
        if (!StartsLine()) return false;
        var rest = FirstOfRest(end);
        var hasArguments = rest is not ('\0' or '(' or '=' or ';');
        if (Has(SqlLexicon.MySqlCommands) && name is "system" or "source" or "pager" or "tee" && hasArguments) return true;
        if (!Has(SqlLexicon.SqlPlusCommands)) return false;
        return name switch
        {
            "host" or "ho" or "spool" or "spo" or "connect" or "conn" or "rem" or "remark" or "prompt" or "define" or "whenever" => hasArguments,
            "get" => hasArguments && !_text.AsSpan(end).TrimStart().StartsWith("DIAGNOSTICS", StringComparison.OrdinalIgnoreCase),
            "start" => hasArguments && !IsServerStart(_text.AsSpan(end).TrimStart()),
            _ => false,
        };
    }

    // START TRANSACTION and MySQL's START REPLICA are statements; START script is SQL*Plus.
    private static bool IsServerStart(ReadOnlySpan<char> rest)
    {
        foreach (var word in (ReadOnlySpan<string>)["TRANSACTION", "SLAVE", "REPLICA", "ALL", "GROUP_REPLICATION", "WITH"])
        {
            if (rest.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private readonly char FirstOfRest(int at)
    {
        while (at < _text.Length && _text[at] is ' ' or '\t') at++;
        return at < _text.Length && _text[at] is not ('\n' or '\r') ? _text[at] : '\0';
    }

    private bool SetDelimiter(int end)
    {
        var line = RestOfLine(end).Trim();
        var space = line.AsSpan().IndexOfAny(' ', '\t');
        var delimiter = space < 0 ? line : line[..space];
        if (delimiter.Length == 0) return false;
        _delimiter = delimiter == ";" ? null : delimiter;
        _at = LineEnd(end);
        return true;
    }

    private void ReadLineCommand(char prefix, int nameStart)
    {
        var end = nameStart;
        while (end < _text.Length && char.IsAsciiLetterOrDigit(_text[end])) end++;
        AddCommand(prefix, _text[nameStart..end].ToLowerInvariant(), RestOfLine(end), _at);
    }

    private void AddCommand(char prefix, string name, string arguments, int start)
    {
        var from = Math.Max(_at, start);
        var end = prefix == '\\' ? start + 1 + name.Length + arguments.Length : LineEnd(from);
        (_commands ??= []).Add(new SqlClientCommand(prefix, name, arguments.Trim(), start, end));
        _at = end;
    }

    private readonly string RestOfLine(int from) => _text[from..LineEnd(from)];

    private readonly int LineEnd(int from)
    {
        var length = _text.AsSpan(from).IndexOfAny('\n', '\r');
        return length < 0 ? _text.Length : from + length;
    }

    private readonly bool StartsLine()
    {
        for (var i = _at - 1; i >= 0; i--)
        {
            if (_text[i] is '\n' or '\r') return true;
            if (!SqlCharacters.IsSpace(_text[i])) return _text[i] == ';' && _count == _statementStart;
        }

        return true;
    }

    private void Open()
    {
        if (_openCount == _open.Length) Array.Resize(ref _open, _open.Length * 2);
        _open[_openCount++] = _count;
        var bracket = _text[_at] == '[';
        Add(SqlTokenKind.Open, 1, bracket ? SqlSymbol.Bracket : SqlSymbol.Other);
    }

    private void Close()
    {
        if (_openCount > 0) _tokens[_open[--_openCount]].Match = _count;
        Add(SqlTokenKind.Close, 1);
    }

    private void CloseOpen(int at)
    {
        for (var i = 0; i < _openCount; i++) _tokens[_open[i]].Match = at;
        _openCount = 0;
    }

    private void Terminate(SqlTokenKind kind, int length)
    {
        var leftOpen = _openCount > 0;
        CloseOpen(_count);
        Add(kind, length);
        if (leftOpen) _tokens[_count - 1].Match = 1;
        var start = _statementStart;
        _statementStart = _count;
        if (Has(SqlLexicon.CopyData) && _count > start + 3 && _tokens[start].Word == SqlWord.Copy) SkipCopyData(start);
    }

    /// <summary>psql: the lines after COPY … FROM STDIN up to <c>\.</c> are data.</summary>
    private void SkipCopyData(int start)
    {
        var fromInput = false;
        for (var i = start; i < _count && !fromInput; i++) fromInput = _tokens[i].Word == SqlWord.Stdin;
        if (fromInput) SkipCopyLines();
    }

    private void SkipCopyLines()
    {
        var end = _hasNoDataEnd ? -1 : _text.AsSpan(_at).IndexOf("\n\\.", StringComparison.Ordinal);
        _hasNoDataEnd = end < 0;
        if (end < 0) return;
        _ambiguous = true;
        _at = LineEnd(_at + end + 1);
    }

    private void ReachesEnd(SqlProblemKind problem, SqlTokenKind kind, int start)
    {
        (_problems ??= []).Add(new SqlProblem(problem, TextSpan.Between(start, _text.Length)));
        Add(kind, start, _text.Length - start);
        _at = _text.Length;
    }

    /// <summary>Adds a token that starts here and moves past it.</summary>
    private void Add(SqlTokenKind kind, int length, SqlSymbol symbol = SqlSymbol.Other)
    {
        Add(kind, _at, length);
        _tokens[_count - 1].Symbol = symbol;
        _at += length;
    }

    private void Add(SqlTokenKind kind, int start, int length, SqlWord word = SqlWord.None)
    {
        if (_count == _tokens.Length) Array.Resize(ref _tokens, _tokens.Length * 2);
        ref var token = ref _tokens[_count++];
        token = default;
        token.Kind = kind;
        token.Start = start;
        token.Length = length;
        token.Word = word;
    }
}

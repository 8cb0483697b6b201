using AiFirewall.Effects;
using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Shells.Cmd.Parsing;

/// <summary>
/// Reads commands: connectors, blocks, redirections and simple commands. Loops and conditions have readers of their own.
/// </summary>
/// <remarks>The second phase of cmd.exe, after percent expansion: https://stackoverflow.com/a/4095133 (dbenham, jeb) describes it in detail.</remarks>
internal sealed class CommandParser(ScriptLines lines, IPercentValues? values, ReadingBounds bounds)
{
    private readonly CommandSource _source = new(lines, values, bounds);

    /// <summary>The text that is read.</summary>
    public CommandSource Source => _source;

    /// <summary>Reads the command that begins on the next line: null for a line without one. False at the end of the script.</summary>
    public bool TryNext(out CmdCommand? command)
    {
        command = null;
        if (bounds.IsSpent || !_source.Begin()) return false;
        command = List(CmdConnector.Sequence, 0, isInBlock: false);
        if (_source.Current != '\n') command = Rest(command);
        return true;
    }

    /// <summary>What cmd.exe refuses to read behind a command is read all the same: <c>(a) b</c>, <c>&amp;&amp; b</c>.</summary>
    private CmdCommand? Rest(CmdCommand? first)
    {
        List<CmdCommand> items = first is null ? [] : [first];
        bounds.Report(CmdErrorKind.Syntax, $"'{_source.Current}' was not expected here", _source.SpanFrom(_source.At));
        while (_source.Current != '\n' && !bounds.IsSpent)
        {
            var before = _source.At;
            if (List(CmdConnector.Sequence, 0, isInBlock: false) is { } item) items.Add(item);
            if (_source.At == before) _source.At++;
        }

        return items.Count switch { 0 => null, 1 => items[0], _ => new ListCommand(CmdConnector.Sequence, items, TextSpan.Between(items[0].Span.Start, items[^1].Span.End)) };
    }

    /// <summary>Commands joined by a connector and the tighter ones; null when there is none.</summary>
    public CmdCommand? List(CmdConnector connector, int depth, bool isInBlock)
    {
        var start = _source.At;
        var first = Operand(connector, depth, isInBlock);
        List<CmdCommand>? items = null;
        while (TakeConnector(connector))
        {
            if (first is null && items is null && connector != CmdConnector.Sequence)
                bounds.Report(CmdErrorKind.Syntax, "a command is expected in front of the connector", _source.SpanFrom(start));
            items ??= first is null ? [] : [first];
            var next = Operand(connector, depth, isInBlock);
            if (next is not null) items.Add(next);
            else if (connector != CmdConnector.Sequence) bounds.Report(CmdErrorKind.Syntax, "a command is expected behind the connector", _source.SpanFrom(start));
            if (bounds.IsSpent) break;
        }

        return items is null ? first : items.Count == 1 ? items[0] : items.Count == 0 ? null : new ListCommand(connector, items, _source.SpanFrom(start));
    }

    private CmdCommand? Operand(CmdConnector connector, int depth, bool isInBlock) =>
        connector == CmdConnector.Pipe ? Command(depth + 1, isInBlock) : List(connector + 1, depth, isInBlock);

    private bool TakeConnector(CmdConnector connector)
    {
        while (CmdCharacters.IsBlank(_source.Current)) _source.At++;
        var (c, isDouble) = (_source.Current, _source.Current == _source.Following);
        var width = (connector, c, isDouble) switch
        {
            (CmdConnector.Sequence, '&', false) => 1,
            (CmdConnector.And, '&', true) => 2,
            (CmdConnector.Or, '|', true) => 2,
            (CmdConnector.Pipe, '|', false) => 1,
            _ => 0,
        };
        _source.At += width;
        return width > 0;
    }

    /// <summary>One command; null for an empty one, a comment or a label.</summary>
    public CmdCommand? Command(int depth, bool isInBlock)
    {
        var start = _source.At;
        if (!bounds.Enter(depth, _source.SpanFrom(start))) return null;
        var redirections = new List<CmdRedirection>();
        SkipBeforeCommand(redirections, isInBlock);
        var c = _source.Current;
        if (c == '(')
        {
            var block = Block(depth, start);
            redirections.AddRange(RedirectionsBehind(isInBlock));
            return block with { Redirections = redirections };
        }

        if (c == ':' || (c == ')' && !isInBlock))
        {
            // A label or a stray parenthesis: cmd.exe ignores the rest of the line.
            _source.SkipLine();
            return null;
        }

        if (_source.EndOfKeyword("rem") is >= 0 and var comment) return Comment(comment);
        CmdCommand? command;
        if (_source.EndOfKeyword("if") is >= 0 and var condition)
        {
            _source.At = condition;
            command = new ConditionReader(this).Read(start, depth, isInBlock);
        }
        else if (_source.EndOfKeyword("for") is >= 0 and var loop)
        {
            _source.At = loop;
            command = new LoopReader(this).Read(start, depth, isInBlock);
        }
        else
        {
            return Simple(start, redirections, isInBlock);
        }

        return redirections.Count == 0 || command is null ? command : command with { Redirections = redirections };
    }

    /// <summary>Separators, <c>@</c>, and redirections in front of a command: <c>&gt;a.txt echo x</c>.</summary>
    private void SkipBeforeCommand(List<CmdRedirection> redirections, bool isInBlock)
    {
        while (true)
        {
            var c = _source.Current;
            if (CmdCharacters.IsSeparator(c) || c == '@') _source.At++;
            else if (c is '<' or '>') redirections.Add(Redirection(null, isInBlock));
            else if (char.IsAsciiDigit(c) && _source.Following is '<' or '>')
            {
                _source.At++;
                redirections.Add(Redirection(c - '0', isInBlock));
            }
            else return;
        }
    }

    private List<CmdRedirection> RedirectionsBehind(bool isInBlock)
    {
        var redirections = new List<CmdRedirection>();
        while (true)
        {
            while (CmdCharacters.IsBlank(_source.Current)) _source.At++;
            var c = _source.Current;
            if (c is '<' or '>') redirections.Add(Redirection(null, isInBlock));
            else if (char.IsAsciiDigit(c) && _source.Following is '<' or '>')
            {
                _source.At++;
                redirections.Add(Redirection(c - '0', isInBlock));
            }
            else return redirections;
        }
    }

    private BlockCommand Block(int depth, int start)
    {
        _source.At++;
        var items = new List<CmdCommand>();
        while (!bounds.IsSpent)
        {
            var before = _source.At;
            if (List(CmdConnector.Sequence, depth + 1, isInBlock: true) is { } item) items.Add(item);
            while (CmdCharacters.IsSeparator(_source.Current)) _source.At++;
            if (_source.Current == ')')
            {
                _source.At++;
                return new BlockCommand(items, _source.SpanFrom(start));
            }

            if (_source.Current != '\n' && _source.At > before) continue;
            if (_source.Current != '\n')
            {
                // What cannot begin a command (`&&` after nothing) is passed over, so that what follows is read.
                bounds.Report(CmdErrorKind.Syntax, $"'{_source.Current}' was not expected here", _source.SpanFrom(_source.At));
                _source.At++;
            }
            else if (!_source.IsAtEnd)
            {
                _source.At++;
            }
            else if (!_source.TakeLine())
            {
                bounds.Report(CmdErrorKind.Unterminated, "a closing parenthesis is missing", _source.SpanFrom(start));
                break;
            }
            else
            {
                _source.At++;
            }
        }

        return new BlockCommand(items, _source.SpanFrom(start));
    }

    /// <summary>
    /// <c>rem</c>: one word is still parsed, so that <c>rem &amp; del x</c> deletes; all behind it is not.
    /// </summary>
    private CmdCommand? Comment(int end)
    {
        _source.At = end;
        _source.SkipSeparators();
        while (!CmdCharacters.IsSpecial(_source.Current) && !CmdCharacters.IsSeparator(_source.Current)) _source.At += _source.Current == '^' && _source.Following != '\n' ? 2 : 1;
        if (CmdCharacters.IsSeparator(_source.Current) || _source.Current is '<' or '>') _source.SkipLine();
        return null;
    }

    private SimpleCommand? Simple(int start, List<CmdRedirection> redirections, bool isInBlock)
    {
        var text = new CmdTextBuilder();
        var isQuoted = false;
        while (true)
        {
            var c = _source.Current;
            if (c == '\n') break;
            if (c == '"') isQuoted = !isQuoted;
            if (isQuoted || c == '"')
            {
                text.Append(_source.Character);
                _source.At++;
                continue;
            }

            if (c is '&' or '|' || (c == ')' && isInBlock)) break;
            if (c == '^')
            {
                Escape(text);
            }
            else if (c is '<' or '>')
            {
                redirections.Add(Redirection(TakeDescriptor(text), isInBlock));
            }
            else
            {
                text.Append(_source.Character);
                _source.At++;
            }
        }

        if (text.Length == 0 && redirections.Count == 0) return null;
        return new SimpleCommand(text.ToText(), _source.SpanFrom(start)) { Redirections = redirections };
    }

    /// <summary><c>^x</c> is x; a caret at the end of a line joins the next one, whose first character is taken as it is.</summary>
    private void Escape(CmdTextBuilder text)
    {
        _source.At++;
        if (_source.Current == '\n')
        {
            if (_source.IsAtEnd && !_source.TakeLine()) return;
            _source.At++;
            if (_source.Current == '\n') return;
        }

        text.Append(_source.Character);
        _source.At++;
    }

    /// <summary>The digit in front of <c>&gt;</c>, when it stands for itself: <c>a 2&gt;b</c> but not <c>a2&gt;b</c>.</summary>
    private static int? TakeDescriptor(CmdTextBuilder text)
    {
        if (text.Length == 0 || !char.IsAsciiDigit(text[text.Length - 1].Char)) return null;
        if (text.Length > 1 && !CmdCharacters.IsSeparator(text[text.Length - 2].Char) && text[text.Length - 2].Char is not ('"' or '(')) return null;
        var descriptor = text[text.Length - 1].Char - '0';
        text.Length--;
        return descriptor;
    }

    private CmdRedirection Redirection(int? descriptor, bool isInBlock)
    {
        var start = _source.At;
        var isInput = _source.Current == '<';
        _source.At++;
        var kind = isInput ? CmdRedirectionKind.Input : CmdRedirectionKind.Output;
        if (!isInput && _source.Current == '>')
        {
            kind = CmdRedirectionKind.Append;
            _source.At++;
        }

        if (_source.Current == '&' && (char.IsAsciiDigit(_source.Following) || _source.Following == '-'))
        {
            kind = CmdRedirectionKind.Duplicate;
            _source.At++;
        }

        var target = Word(isInBlock);
        if (target.Length == 0) bounds.Report(CmdErrorKind.Syntax, "a file is expected behind the redirection", _source.SpanFrom(start));
        return new CmdRedirection(kind, descriptor ?? (isInput ? 0 : 1), target, _source.SpanFrom(start));
    }

    /// <summary>Reads a word up to a separator, with its quotes and without carets.</summary>
    public CmdText Word(bool isInBlock)
    {
        _source.SkipSeparators();
        var word = new CmdTextBuilder();
        var isQuoted = false;
        while (true)
        {
            var c = _source.Current;
            if (c == '\n') break;
            if (c == '"') isQuoted = !isQuoted;
            if (!isQuoted && c != '"')
            {
                if (CmdCharacters.IsSeparator(c) || CmdCharacters.IsSpecial(c) || (c == ')' && isInBlock)) break;
                if (c == '^')
                {
                    Escape(word);
                    continue;
                }
            }

            word.Append(_source.Character);
            _source.At++;
        }

        return word.ToText();
    }
}

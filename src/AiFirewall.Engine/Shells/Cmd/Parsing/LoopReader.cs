using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Shells.Cmd.Parsing;

/// <summary>Reads <c>for [/d | /r [dir] | /l | /f ["options"]] %x in (…) do command</c>.</summary>
internal sealed class LoopReader(CommandParser parser)
{
    private readonly CommandSource _source = parser.Source;

    /// <summary>Reads what stands behind the keyword.</summary>
    public CmdCommand? Read(int start, int depth, bool isInBlock)
    {
        var head = _source.At;
        var kind = CmdLoop.Words;
        var options = CmdText.Empty;
        var word = parser.Word(isInBlock);
        while (word.Length > 1 && word[0].Char == '/')
        {
            kind = char.ToLowerInvariant(word[1].Char) switch
            {
                'd' => kind == CmdLoop.Tree ? CmdLoop.Tree : CmdLoop.Directories,
                'r' => CmdLoop.Tree,
                'l' => CmdLoop.Numbers,
                'f' => CmdLoop.Lines,
                _ => kind,
            };
            var isGlued = word.Length > 2 && word[2].Char == '"';
            if (isGlued) options = word.Slice(2, word.Length);
            word = parser.Word(isInBlock);
            if (isGlued) break;
        }

        // Options of /f and the directory of /r stand in front of the variable; unquoted ones may be several words.
        while (kind is CmdLoop.Lines or CmdLoop.Tree && word.Length > 0 && !IsVariable(word))
        {
            options = options.Length == 0 ? word : Joined(options, word);
            word = parser.Word(isInBlock);
        }

        if (!IsVariable(word) || !TakeKeyword("in") || TakeSet() is not { } set || !TakeKeyword("do"))
        {
            _source.Bounds.Report(CmdErrorKind.Syntax, "'for %x in (…) do command' was expected", _source.SpanFrom(start));

            // Whatever cmd.exe makes of it: what stands there is read as a command.
            _source.At = Math.Max(head, _source.At);
            return parser.List(CmdConnector.Sequence, depth + 1, isInBlock);
        }

        var body = parser.List(CmdConnector.Sequence, depth + 1, isInBlock);
        if (body is null) _source.Bounds.Report(CmdErrorKind.Syntax, "a command is expected behind 'do'", _source.SpanFrom(start));
        return new ForCommand(kind, options, word[word.Length - 1].Char, set, body, _source.SpanFrom(start));
    }

    private static bool IsVariable(CmdText word) => word.Length is 2 or 3 && word[0].Char == '%' && (word.Length == 2 || word[1].Char == '%');

    private static CmdText Joined(CmdText left, CmdText right)
    {
        var builder = new CmdTextBuilder();
        builder.Append(left);
        builder.Append(right[0] with { Char = ' ' });
        builder.Append(right);
        return builder.ToText();
    }

    private bool TakeKeyword(string keyword)
    {
        _source.SkipSeparators();
        if (_source.EndOfKeyword(keyword) is not (>= 0 and var end)) return false;
        _source.At = end;
        return true;
    }

    /// <summary>What stands in the parentheses, over as many lines as it takes; null when there are none.</summary>
    private CmdText? TakeSet()
    {
        _source.SkipSeparators();
        if (_source.Current != '(') return null;
        var start = _source.At++;
        var set = new CmdTextBuilder();
        var isQuoted = false;
        var (first, last) = (-1, -1);
        while (true)
        {
            var c = _source.Current;
            if (c == '\n')
            {
                isQuoted = false;
                if (_source.IsAtEnd && !_source.TakeLine())
                {
                    _source.Bounds.Report(CmdErrorKind.Unterminated, "the list of 'for' is not closed", _source.SpanFrom(start));
                    return set.ToText();
                }

                set.Append(_source.Character with { Char = ' ' });
                _source.At++;
                continue;
            }

            if (c == '"') isQuoted = !isQuoted;
            if (!isQuoted && c == ')' && !IsInsideCommand(set, first, last))
            {
                _source.At++;
                return set.ToText();
            }

            // Inside a command of /f the carets belong to the line that is read now, not to the command.
            if (!isQuoted && c == '^' && _source.Following != '\n') _source.At++;
            else if (!isQuoted && c == '^')
            {
                _source.At++;
                continue;
            }

            if (!CmdCharacters.IsBlank(_source.Current)) last = set.Length;
            if (first < 0) first = last;
            set.Append(_source.Character);
            _source.At++;
        }
    }

    /// <summary>A parenthesis within <c>'…'</c>: cmd.exe wants it escaped, but what is meant is plain as long as the quote is open.</summary>
    private static bool IsInsideCommand(CmdTextBuilder set, int first, int last) => first >= 0 && set[first].Char is '\'' or '`'
        && (last == first || set[last].Char != set[first].Char);
}

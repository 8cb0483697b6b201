using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Shells.Cmd.Parsing;

/// <summary>Reads <c>if [/i] [not] … command [else command]</c>.</summary>
internal sealed class ConditionReader(CommandParser parser)
{
    private static readonly string[] Unary = ["exist", "defined", "errorlevel", "cmdextversion"];
    private static readonly string[] Comparisons = ["equ", "neq", "lss", "leq", "gtr", "geq"];

    private readonly CommandSource _source = parser.Source;

    /// <summary>Reads what stands behind the keyword.</summary>
    public CmdCommand? Read(int start, int depth, bool isInBlock)
    {
        var ignoresCase = false;
        var isNegated = false;
        while (true)
        {
            _source.SkipSeparators();
            if (_source.Current == '/' && char.ToLowerInvariant(_source.Following) == 'i')
            {
                ignoresCase = true;
                _source.At += 2;
            }
            else if (_source.EndOfKeyword("not") is >= 0 and var end)
            {
                isNegated = !isNegated;
                _source.At = end;
            }
            else
            {
                break;
            }
        }

        var condition = Condition(isNegated, ignoresCase, isInBlock);
        if (condition is null)
        {
            _source.Bounds.Report(CmdErrorKind.Syntax, "a condition is expected behind 'if'", _source.SpanFrom(start));
            return parser.List(CmdConnector.Sequence, depth + 1, isInBlock);
        }

        var (then, otherwise) = Branches(depth, isInBlock);
        if (then is null) _source.Bounds.Report(CmdErrorKind.Syntax, "a command is expected behind the condition", _source.SpanFrom(start));
        return new IfCommand(condition, then, otherwise, _source.SpanFrom(start));
    }

    private (CmdCommand? Then, CmdCommand? Else) Branches(int depth, bool isInBlock)
    {
        // 'else' is a keyword behind a block only: in "if a==b echo x else y" it is text.
        while (CmdCharacters.IsSeparator(_source.Current) || _source.Current == '@') _source.At++;
        if (_source.Current != '(') return (parser.List(CmdConnector.Sequence, depth + 1, isInBlock), null);
        var then = parser.Command(depth + 1, isInBlock);
        while (CmdCharacters.IsBlank(_source.Current)) _source.At++;
        if (_source.EndOfKeyword("else") is not (>= 0 and var end)) return (then, null);
        _source.At = end;
        return (then, parser.List(CmdConnector.Sequence, depth + 1, isInBlock));
    }

    private CmdCondition? Condition(bool isNegated, bool ignoresCase, bool isInBlock)
    {
        foreach (var name in Unary)
        {
            if (_source.EndOfKeyword(name) is not (>= 0 and var end)) continue;
            _source.At = end;
            var operand = parser.Word(isInBlock);
            return operand.Length == 0 ? null : new CmdCondition(name, operand, CmdText.Empty, isNegated, ignoresCase);
        }

        var left = parser.Word(isInBlock);
        var comparison = Comparison();
        if (comparison is null) return null;
        var right = parser.Word(isInBlock);
        return left.Length == 0 && right.Length == 0 ? null : new CmdCondition(comparison, left, right, isNegated, ignoresCase);
    }

    private string? Comparison()
    {
        while (CmdCharacters.IsBlank(_source.Current)) _source.At++;
        if (_source.Current == '=' && _source.Following == '=')
        {
            _source.At += 2;
            return "==";
        }

        foreach (var name in Comparisons)
        {
            if (_source.EndOfKeyword(name) is not (>= 0 and var end)) continue;
            _source.At = end;
            return name;
        }

        return null;
    }
}

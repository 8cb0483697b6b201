using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Parsing;

/// <remarks>This part: switch, try, trap and data.</remarks>
internal sealed partial class Parser
{
    private SwitchStatement ParseSwitch(Token? label, Token keyword)
    {
        List<string> flags = [];
        SkipNewlines();
        var subject = ParseSwitchParameters(flags);
        var isFile = flags.Contains("file");
        if (Peek().Kind == TokenKind.LeftParen)
        {
            if (isFile) Error(PowerShellErrorKind.Syntax, "a switch reads a file or tests a value, not both", Peek());
            ParseCondition(keyword, out subject);
        }
        else if (subject is null && !isFile)
        {
            Incomplete("a value in parentheses must follow switch", keyword);
        }

        SkipNewlines();
        List<SwitchClause> clauses = [];
        StatementBlock? otherwise = null;
        var open = Next();
        if (open.Kind != TokenKind.LeftCurly)
        {
            PutBack(open);
            Incomplete("clauses in braces must follow switch", keyword);
        }
        else if (Descend(open))
        {
            ParseSwitchClauses(open, clauses, ref otherwise);
            _depth--;
        }

        return new SwitchStatement(label?.Text, flags, subject, clauses, otherwise, SpanFrom(label ?? keyword));
    }

    private Statement? ParseSwitchParameters(List<string> flags)
    {
        Statement? subject = null;
        while (Peek() is { Kind: TokenKind.Parameter } parameter)
        {
            Take();
            string[] names = ["regex", "wildcard", "exact", "casesensitive", "parallel", "file"];
            var name = Array.Find(names, name => IsAbbreviation(parameter, name));
            flags.Add(name ?? parameter.Text!);
            if (name is null) Error(PowerShellErrorKind.Syntax, "switch has no such parameter", parameter);
            if (name != "file") continue;
            SkipNewlines();
            if (ParseSingleArgument(ArgumentContext.FileName) is { } file)
            {
                subject = new Pipeline([new ExpressionElement(file, [], file.Span)], IsBackground: false, file.Span);
            }
            else
            {
                Incomplete("the name of the file is missing", parameter);
            }
        }

        return subject;
    }

    private void ParseSwitchClauses(Token open, List<SwitchClause> clauses, ref StatementBlock? otherwise)
    {
        SkipNewlines();
        while (true)
        {
            var token = Peek();
            var isDefault = token.Kind == TokenKind.Default;
            Expression? condition = null;
            if (isDefault)
            {
                Take();
            }
            else
            {
                condition = ParseSingleArgument(ArgumentContext.SwitchCondition);
                if (condition is null)
                {
                    Incomplete("the clause has no condition", token);
                    if (Peek().Kind == TokenKind.RightCurly) Take();
                    return;
                }
            }

            var body = ParseStatementBlock();
            if (body is null)
            {
                Incomplete("a block in braces must follow the condition", token);
                body = new StatementBlock([], SpanOf(token));
            }

            if (!isDefault)
            {
                clauses.Add(new SwitchClause(condition!, body));
            }
            else
            {
                if (otherwise is not null) Error(PowerShellErrorKind.Syntax, "the switch has a default already", token);
                otherwise = body;
            }

            SkipNewlinesAndSemicolons();
            token = Peek();
            if (token.Kind == TokenKind.RightCurly)
            {
                Take();
                return;
            }

            if (token.Kind != TokenKind.EndOfInput) continue;
            Incomplete("the switch is not closed", open);
            return;
        }
    }

    private Statement ParseTry(Token keyword)
    {
        SkipNewlines();
        var body = ParseStatementBlock();
        if (body is null)
        {
            Incomplete("a block in braces must follow try", keyword);
            return Failed(keyword);
        }

        List<CatchClause> catches = [];
        var isFailed = false;
        while (ParseCatch(ref isFailed) is { } clause) catches.Add(clause);

        SkipNewlines();
        StatementBlock? last = null;
        if (Peek() is { Kind: TokenKind.Finally } ending)
        {
            Take();
            last = ParseStatementBlock();
            if (last is null)
            {
                Incomplete("a block in braces must follow finally", ending);
                isFailed = true;
            }
        }

        if (catches.Count == 0 && last is null && !isFailed) Incomplete("catch or finally must follow the block", keyword);
        var end = last ?? (catches.Count > 0 ? catches[^1].Body : body);
        return new TryStatement(body, catches, last, Join(SpanOf(keyword), end.Span));
    }

    private CatchClause? ParseCatch(ref bool isFailed)
    {
        SkipNewlines();
        var keyword = Next();
        if (keyword.Kind != TokenKind.Catch)
        {
            PutBack(keyword);
            return null;
        }

        List<TypeName> types = [];
        Token? comma = null;
        while (true)
        {
            var start = _lexer.Position;
            SkipNewlines();
            var type = ParseAttribute();
            if (type is null)
            {
                if (comma is not null) Incomplete("a type must follow the comma", comma);
                break;
            }

            if (type is not TypeConstraint)
            {
                StepBack(start);
                break;
            }

            types.Add(type.Type);
            SkipNewlines();
            comma = Peek();
            if (comma.Kind != TokenKind.Comma) break;
            Take();
        }

        if (ParseStatementBlock() is { } body) return new CatchClause(types, body);
        Incomplete("a block in braces must follow catch", keyword);
        isFailed = true;
        return null;
    }

    private Statement ParseTrap(Token keyword)
    {
        var start = _lexer.Position;
        SkipNewlines();
        var type = ParseAttribute();
        if (type is AttributeNode) StepBack(start);
        if (ParseStatementBlock() is { } body) return new TrapStatement((type as TypeConstraint)?.Type, body, Join(SpanOf(keyword), body.Span));
        Incomplete("a block in braces must follow trap", keyword);
        return Failed(keyword);
    }

    private Statement ParseData(Token keyword)
    {
        SkipNewlines();
        var name = ParseSimpleName();
        SkipNewlines();
        List<Expression> commands = [];
        if (Peek() is { Kind: TokenKind.Parameter } parameter)
        {
            Take();
            var isKnown = IsAbbreviation(parameter, "SupportedCommand");
            if (!isKnown) Error(PowerShellErrorKind.Syntax, "data has no such parameter", parameter);
            if (!ParseAllowedCommands(parameter, commands) || !isKnown) return Failed(keyword, [.. commands]);
        }

        if (ParseStatementBlock() is { } body) return new DataStatement(name?.Value, commands, body, Join(SpanOf(keyword), body.Span));
        Incomplete("a block in braces must follow data", keyword);
        return Failed(keyword, [.. commands]);
    }

    private bool ParseAllowedCommands(Token parameter, List<Expression> commands)
    {
        do
        {
            SkipNewlines();
            if (ParseSingleArgument(ArgumentContext.Name) is not { } command)
            {
                Incomplete("the name of a command is missing", parameter);
                return false;
            }

            commands.Add(command);
        }
        while (TakeIf(TokenKind.Comma));
        return true;
    }

    private bool TakeIf(TokenKind kind)
    {
        if (Peek().Kind != kind) return false;
        Take();
        return true;
    }
}

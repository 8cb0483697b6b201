using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Parsing;

/// <remarks>This part: values, their members and elements.</remarks>
internal sealed partial class Parser
{
    private Expression? ParsePrimary(bool withMembers)
    {
        var token = Next();
        Expression? value = token.Kind switch
        {
            TokenKind.Variable or TokenKind.SplattedVariable => VariableOf(token),
            TokenKind.Number => new NumberConstant(token.Number!, SpanOf(token)),
            TokenKind.StringLiteral => new StringConstant(token.Text!, QuoteKind.Single, SpanOf(token)),
            TokenKind.HereStringLiteral => new StringConstant(token.Text!, QuoteKind.SingleHere, SpanOf(token)),
            TokenKind.StringExpandable => ExpandableOf(token, QuoteKind.Double),
            TokenKind.HereStringExpandable => ExpandableOf(token, QuoteKind.DoubleHere),
            TokenKind.LeftParen => ParseParenthesized(token),
            TokenKind.AtParen or TokenKind.DollarParen => ParseSubExpression(token),
            TokenKind.AtCurly => ParseHashtable(token),
            TokenKind.LeftCurly => ParseScriptBlockValue(token),
            _ => null,
        };
        if (value is null)
        {
            PutBack(token);
            return null;
        }

        return withMembers && TakeMemberOperator(allowBracket: true) is { } member ? ParseMembers(member, value) : value;
    }

    private VariableExpression VariableOf(Token token) => new(token.Text!, token.Kind == TokenKind.SplattedVariable, SpanOf(token));

    private Expression ExpandableOf(Token token, QuoteKind quote)
    {
        var span = SpanOf(token);
        if (token.Pieces is not { } pieces) return new StringConstant(token.Text!, quote, span);
        List<Expression> parts = new(pieces.Count);
        foreach (var piece in pieces)
        {
            Count(token);
            switch (piece.Kind)
            {
                case PieceKind.Literal:
                    parts.Add(new StringConstant(piece.Text, quote, span));
                    break;
                case PieceKind.Variable:
                    parts.Add(new VariableExpression(piece.Text, IsSplatted: false, _lexer.Span(piece.Start, piece.End)));
                    break;
                default:
                    if (ParseNested(piece) is { } nested) parts.Add(nested);
                    break;
            }
        }

        return new ExpandableString(parts, quote, span);
    }

    private Expression? ParseNested(StringPiece piece)
    {
        var pending = _pending;
        _pending = null;
        var state = _lexer.Enter(piece);
        var nested = ParsePrimary(withMembers: true);
        _lexer.Leave(state);
        _pending = pending;
        return nested;
    }

    private ParenExpression ParseParenthesized(Token open)
    {
        if (!Descend(open)) return new ParenExpression(new ErrorStatement([], SpanOf(open)), SpanOf(open));
        var (mode, commaDisabled) = (Switch(LexerMode.Command), _isCommaDisabled);
        _isCommaDisabled = false;
        SkipNewlines();
        var body = ParsePipelineChain();
        if (body is null)
        {
            Incomplete("an expression must follow (", open);
            body = new ErrorStatement([], SpanOf(open));
        }

        SkipNewlines();
        Expect(TokenKind.RightParen, ") is missing", open);
        var span = SpanFrom(open);
        _isCommaDisabled = commaDisabled;
        Switch(mode);
        _depth--;
        return new ParenExpression(body, span);
    }

    private SubExpression ParseSubExpression(Token open)
    {
        List<Statement> statements = [];
        if (!Descend(open)) return new SubExpression(new StatementBlock(statements, SpanOf(open)), IsArray: false, SpanOf(open));
        var (mode, commaDisabled) = (Switch(LexerMode.Command), _isCommaDisabled);
        _isCommaDisabled = false;
        SkipNewlines();
        ParseStatements(statements);
        SkipNewlines();
        Expect(TokenKind.RightParen, ") is missing", open);
        var span = SpanFrom(open);
        _isCommaDisabled = commaDisabled;
        Switch(mode);
        _depth--;
        return new SubExpression(new StatementBlock(statements, span), open.Kind == TokenKind.AtParen, span);
    }

    private ScriptBlockExpression ParseScriptBlockValue(Token open)
    {
        var (mode, commaDisabled) = (Switch(LexerMode.Command), _isCommaDisabled);
        _isCommaDisabled = false;
        SkipNewlines();
        var block = ParseScriptBlock(open);
        _isCommaDisabled = commaDisabled;
        Switch(mode);
        return new ScriptBlockExpression(block, block.Span);
    }

    private HashtableExpression ParseHashtable(Token open)
    {
        List<KeyValuePair<Expression, Statement>> pairs = [];
        if (!Descend(open)) return new HashtableExpression(pairs, SpanOf(open));
        SkipNewlines();
        while (ParsePair() is { } pair)
        {
            pairs.Add(pair);
            if (Peek().Kind is not (TokenKind.NewLine or TokenKind.Semicolon)) break;
            SkipNewlinesAndSemicolons();
        }

        Expect(TokenKind.RightCurly, "} is missing", open);
        _depth--;
        return new HashtableExpression(pairs, SpanFrom(open));
    }

    private KeyValuePair<Expression, Statement>? ParsePair()
    {
        var mode = Switch(LexerMode.Expression);
        var key = ParseLabelOrKey();
        var sign = key is null ? null : Next();
        Switch(mode);
        if (key is null) return null;
        if (!sign!.Is(Operator.Assign))
        {
            PutBack(sign);
            Error(PowerShellErrorKind.Syntax, "= must follow the key", sign);
            SkipTo(takeCloser: false, TokenKind.RightCurly, TokenKind.Semicolon, TokenKind.NewLine);
            return new(key, new ErrorStatement([], key.Span));
        }

        mode = Switch(LexerMode.Command);
        SkipNewlines();
        var value = ParseStatement();
        if (value is null)
        {
            Incomplete("the value is missing", sign);
            value = new ErrorStatement([], SpanOf(sign));
        }

        Switch(mode);
        return new(key, value);
    }

    // ── Members and elements ──

    private Expression ParseMembers(Token first, Expression value)
    {
        Token? token = first;
        while (token is not null)
        {
            Count(token);
            SkipNewlines();
            value = token.Kind is TokenKind.LeftBracket or TokenKind.QuestionLeftBracket ? ParseElement(token, value) : ParseMember(token, value);
            token = TakeMemberOperator(allowBracket: true);
        }

        return value;
    }

    private IndexExpression ParseElement(Token open, Expression target)
    {
        Expression? index = null;
        if (Descend(open))
        {
            var commaDisabled = _isCommaDisabled;
            _isCommaDisabled = false;
            SkipNewlines();
            index = ParseExpression();
            _isCommaDisabled = commaDisabled;
            _depth--;
        }

        if (index is null) Incomplete("the index is missing", open);
        SkipNewlines();
        Expect(TokenKind.RightBracket, "] is missing", open);
        return new IndexExpression(target, index ?? new ErrorExpression([], SpanOf(open)), Join(target.Span, SpanFrom(open)));
    }

    private Expression ParseMember(Token sign, Expression target)
    {
        var isStatic = sign.Kind == TokenKind.ColonColon;
        var name = ParseMemberName();
        if (name is null)
        {
            Incomplete("the name of a member must follow", sign);
            name = ParseSingleArgument(ArgumentContext.Argument) ?? new ErrorExpression([], SpanOf(sign));
        }
        else if (_pending is null)
        {
            var end = _lexer.Position;
            var isGeneric = SkipGenericArguments(end);
            if (TakeInvocationOpener() is { } open) return ParseInvocation(target, name, isStatic, open);
            if (isGeneric) StepBack(end);
        }

        return new MemberExpression(target, name, isStatic, Join(target.Span, name.Span));
    }

    private Expression? ParseMemberName()
    {
        if (ParseSimpleName() is { } name) return name;
        var token = Peek();
        return token.IsUnaryOperator || token.Kind == TokenKind.LeftBracket ? ParseUnary(atTernary: false) : ParsePrimary(withMembers: false);
    }

    /// <summary>Takes <c>[int]</c> of <c>$x.Method[int](…)</c>; false, and nothing taken, when there is none.</summary>
    private bool SkipGenericArguments(int start)
    {
        var open = Next();
        if (open.Kind != TokenKind.LeftBracket)
        {
            StepBack(start);
            return false;
        }

        var mode = Switch(LexerMode.TypeName);
        SkipNewlines();
        var first = Next();
        var isGeneric = first.Kind == TokenKind.Identifier;
        var isClosed = false;
        if (isGeneric)
        {
            ParseGenericArguments(first, out var close);
            isClosed = close.Kind == TokenKind.RightBracket;
            if (!isClosed)
            {
                PutBack(close);
                Incomplete("] is missing", open);
            }
        }

        Switch(mode);
        if (!isGeneric) StepBack(start);
        return isClosed;
    }

    private InvokeMemberExpression ParseInvocation(Expression target, Expression name, bool isStatic, Token open)
    {
        IReadOnlyList<Expression> arguments;
        if (open.Kind == TokenKind.LeftParen)
        {
            arguments = ParseMethodArguments(open);
        }
        else
        {
            SkipNewlines();
            arguments = [ParseScriptBlockValue(open)];
        }

        return new InvokeMemberExpression(target, name, arguments, isStatic, Join(target.Span, SpanFrom(open)));
    }

    private List<Expression> ParseMethodArguments(Token open)
    {
        List<Expression> arguments = [];
        if (!Descend(open)) return arguments;
        var commaDisabled = _isCommaDisabled;
        _isCommaDisabled = true;
        Token? comma = null;
        var isReported = false;
        while (true)
        {
            SkipNewlines();
            if (ParseExpression() is not { } argument)
            {
                if (comma is not null)
                {
                    Incomplete("an argument must follow the comma", comma);
                    isReported = true;
                }

                break;
            }

            arguments.Add(argument);
            SkipNewlines();
            comma = Next();
            if (comma.Kind == TokenKind.Comma) continue;
            PutBack(comma);
            break;
        }

        SkipNewlines();
        var close = Next();
        if (close.Kind != TokenKind.RightParen)
        {
            PutBack(close);
            if (!isReported) Incomplete(") is missing", open);
        }

        _isCommaDisabled = commaDisabled;
        _depth--;
        return arguments;
    }
}

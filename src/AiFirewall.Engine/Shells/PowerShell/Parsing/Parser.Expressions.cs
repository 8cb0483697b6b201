using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Parsing;

/// <remarks>This part: operators.</remarks>
internal sealed partial class Parser
{
    /// <summary>Reads an expression; null when there is none.</summary>
    private Expression? ParseExpression(bool atTernary = false)
    {
        var mode = Switch(LexerMode.Expression);
        var expression = ParseTernary(atTernary);
        Switch(mode);
        return expression;
    }

    private Expression? ParseTernary(bool atTernary)
    {
        var condition = ParseBinary(atTernary);
        if (condition is null || Peek() is not { Kind: TokenKind.QuestionMark } question) return condition;
        Take();
        if (!Descend(question)) return condition;
        SkipNewlines();
        var ifTrue = ParseExpression(atTernary: true);
        if (ifTrue is null)
        {
            Incomplete("a value must follow ?", question);
            ifTrue = new ErrorExpression([], SpanOf(question));
        }

        SkipNewlines();
        var colon = Next();
        Expression? ifFalse = null;
        if (colon.Kind != TokenKind.Colon)
        {
            PutBack(colon);
            Incomplete(": must follow", colon);
        }
        else
        {
            SkipNewlines();
            ifFalse = ParseExpression(atTernary: true);
            if (ifFalse is null) Incomplete("a value must follow :", colon);
        }

        _depth--;
        ifFalse ??= new ErrorExpression([], SpanOf(colon));
        return new TernaryExpression(condition, ifTrue, ifFalse, Join(condition.Span, ifFalse.Span));
    }

    private Expression? ParseBinary(bool atTernary)
    {
        var expression = ParseArrayLiteral(atTernary);
        if (expression is null) return null;
        var token = Peek();
        if (!token.IsBinaryOperator) return token.Kind == TokenKind.Parameter ? RecoverParameter(token, expression) : expression;

        // All binary operators are left-associative: reduce while what is on the stack binds at least as tightly.
        var operands = new Stack<Expression>();
        var operators = new Stack<Operator>();
        operands.Push(expression);
        while (token.IsBinaryOperator)
        {
            Take();
            while (operators.Count > 0 && operators.Peek().Precedence >= token.Operator!.Precedence) Reduce();
            operators.Push(token.Operator!);
            SkipNewlines();
            var right = ParseArrayLiteral(atTernary: true);
            if (right is null)
            {
                Incomplete("a value must follow the operator", token);
                right = new ErrorExpression([], SpanOf(token));
            }

            operands.Push(right);
            token = Peek();
        }

        while (operators.Count > 0) Reduce();
        return token.Kind == TokenKind.Parameter ? RecoverParameter(token, operands.Pop()) : operands.Pop();

        void Reduce()
        {
            var right = operands.Pop();
            var left = operands.Pop();
            operands.Push(new BinaryExpression(left, operators.Pop().Text, right, Join(left.Span, right.Span)));
        }
    }

    // "$x -foo": no such operator.
    private ErrorExpression RecoverParameter(Token parameter, Expression expression)
    {
        Error(PowerShellErrorKind.Syntax, "there is no such operator", parameter);
        Take();
        return new ErrorExpression([expression], Join(expression.Span, SpanOf(parameter)));
    }

    private Expression? ParseArrayLiteral(bool atTernary)
    {
        var first = ParseUnary(atTernary);
        if (first is null || _isCommaDisabled || Peek().Kind != TokenKind.Comma) return first;
        List<Expression> elements = [first];
        while (Peek() is { Kind: TokenKind.Comma } comma)
        {
            Take();
            SkipNewlines();
            var element = ParseUnary(atTernary: true);
            if (element is null)
            {
                Incomplete("a value must follow the comma", comma);
                break;
            }

            elements.Add(element);
        }

        return new ArrayLiteral(elements, Join(first.Span, elements[^1].Span));
    }

    private Expression? ParseUnary(bool atTernary)
    {
        var token = PeekOperand(atTernary);
        Count(token);
        if (token.IsUnaryOperator)
        {
            return _isCommaDisabled && token.Kind == TokenKind.Comma ? null : ParsePrefixed(token);
        }

        var expression = token.Kind == TokenKind.LeftBracket ? ParseBracketed(token) : ParsePrimary(withMembers: true);
        if (expression is null) return null;
        var next = Peek();
        if (!next.Is(Operator.Increment) && !next.Is(Operator.Decrement)) return expression;
        Take();
        return new UnaryExpression(next.Operator!.Text, expression, IsPostfix: true, Join(expression.Span, SpanOf(next)));
    }

    /// <summary>Looks at the start of an operand, where a sign belongs to the number after it.</summary>
    private Token PeekOperand(bool atTernary)
    {
        var (signed, ternary) = (_lexer.AllowsSignedNumbers, _lexer.EndsNumberAtTernary);
        (_lexer.AllowsSignedNumbers, _lexer.EndsNumberAtTernary) = (true, atTernary);
        if (_pending is { } pending && (pending.Is(Operator.Minus) || (atTernary && pending.Kind == TokenKind.Generic))) StepBack(pending);
        var token = Peek();
        (_lexer.AllowsSignedNumbers, _lexer.EndsNumberAtTernary) = (signed, ternary);
        return token;
    }

    private Expression? ParsePrefixed(Token sign)
    {
        Take();
        if (!Descend(sign)) return null;
        SkipNewlines();
        var operand = ParseUnary(atTernary: true);
        _depth--;
        if (operand is null)
        {
            Incomplete("a value must follow the operator", sign);
            return new ErrorExpression([], SpanOf(sign));
        }

        var span = Join(SpanOf(sign), operand.Span);
        if (sign.Kind == TokenKind.Comma) return new ArrayLiteral([operand], span);
        return new UnaryExpression(sign.Operator!.Text, operand, IsPostfix: false, span);
    }

    /// <summary>Reads what starts with a bracket: a type, a cast, or attributes in front of a value.</summary>
    private Expression? ParseBracketed(Token open)
    {
        if (ParseAttributes(inExpression: true) is not { } attributes) return null;
        if (attributes.Count > PowerShellParser.MaxDepth)
        {
            Stop(PowerShellErrorKind.TooDeep, "nesting is deeper than this reader goes", open);
            return null;
        }

        if (!Descend(open)) return null;
        var expression = ParseCastOperand(open, attributes);
        _depth--;
        for (var i = attributes.Count - 2; i >= 0; i--)
        {
            var span = Join(attributes[i].Span, expression.Span);
            expression = attributes[i] is TypeConstraint
                ? new ConvertExpression(attributes[i].Type, expression, span)
                : new AttributedExpression(attributes[i], expression, span);
        }

        return expression;
    }

    private Expression ParseCastOperand(Token open, List<AttributeBase> attributes)
    {
        var last = attributes[^1];
        if (last is AttributeNode)
        {
            SkipNewlines();
            if (ParseUnary(atTernary: true) is { } value) return new AttributedExpression(last, value, Join(last.Span, value.Span));
            Incomplete("a value must follow the attribute", open);
            return new ErrorExpression([.. attributes], last.Span);
        }

        var type = new TypeExpression(last.Type, last.Span);
        if (TakeMemberOperator(allowBracket: false) is { } member) return ParseMembers(member, type);
        if (Peek().Kind is TokenKind.NewLine or TokenKind.Comma) return type;
        return ParseUnary(atTernary: true) is { } operand
            ? new ConvertExpression(last.Type, operand, Join(last.Span, operand.Span))
            : type;
    }
}

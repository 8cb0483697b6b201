using System.Diagnostics.CodeAnalysis;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Parsing;

/// <remarks>This part: statements.</remarks>
internal sealed partial class Parser
{
    /// <summary>Reads a statement; null when there is none.</summary>
    private Statement? ParseStatement()
    {
        var start = 0;
        var token = Next();
        Count(token);
        List<AttributeBase>? attributes = null;
        if (token.Kind == TokenKind.Generic && _lexer.FirstCharacterOf(token) == '[')
        {
            start = token.Start;
            StepBack(token);
            attributes = ParseAttributes(inExpression: false);
            token = Next();
            if (attributes is not null && !SuitAttributes(attributes, ref token, start)) attributes = [];
        }

        switch (token.Kind)
        {
            case TokenKind.If: return ParseIf(token);
            case TokenKind.Switch: return ParseSwitch(null, token);
            case TokenKind.ForEach: return ParseForEach(null, token);
            case TokenKind.For: return ParseFor(null, token);
            case TokenKind.While: return ParseWhile(null, token);
            case TokenKind.Do: return ParseDo(null, token);
            case TokenKind.Function or TokenKind.Filter or TokenKind.Workflow: return ParseFunction(token);
            case TokenKind.Return: return ParseLeave(LeaveKind.Return, token);
            case TokenKind.Throw: return ParseLeave(LeaveKind.Throw, token);
            case TokenKind.Exit: return ParseLeave(LeaveKind.Exit, token);
            case TokenKind.Break: return ParseBreak(isContinue: false, token);
            case TokenKind.Continue: return ParseBreak(isContinue: true, token);
            case TokenKind.Trap: return ParseTrap(token);
            case TokenKind.Try: return ParseTry(token);
            case TokenKind.Data: return ParseData(token);
            case TokenKind.Parallel or TokenKind.Sequence: return ParseKeywordBlock(token);
            case TokenKind.Configuration: return ParseConfiguration(token);
            case TokenKind.Class: return ParseClass(attributes ?? [], token);
            case TokenKind.Enum: return ParseEnum(attributes ?? [], token);
            case TokenKind.From or TokenKind.Define or TokenKind.Var:
                Error(PowerShellErrorKind.Syntax, "the keyword is reserved", token);
                return new ErrorStatement([], SpanOf(token));
            case TokenKind.Using:
                var misplaced = ParseUsing(token);
                Error("using comes before everything else in a script", misplaced.Span);
                return misplaced;
            case TokenKind.Label:
                SkipNewlines();
                return ParseLabeled(token);
            case TokenKind.EndOfInput when attributes is null:
                PutBack(token);
                return null;
            case TokenKind.Else or TokenKind.ElseIf or TokenKind.Catch or TokenKind.Until when _errors.Any:
                // Left over from a statement that was given up: what follows is still read.
                if (!Descend(token)) return null;
                SkipNewlines();
                var rest = ParseStatement();
                _depth--;
                return rest;
            default:
                if (attributes is not null) StepBack(start);
                else PutBack(token);
                return ParsePipelineChain();
        }
    }

    /// <summary>Whether what stands in brackets belongs to the statement after it; if not, it is the start of an expression.</summary>
    private bool SuitAttributes(List<AttributeBase> attributes, ref Token token, int start)
    {
        var hasTypes = attributes.Exists(attribute => attribute is TypeConstraint);
        if (TakesNoAttributes(token.Kind))
        {
            if (!hasTypes)
            {
                Error("the statement takes no attributes", attributes[0].Span);
                return true;
            }
        }
        else if (token.IsKeyword)
        {
            if (hasTypes) Error("only attributes may stand in front of the keyword", attributes[0].Span);
            return true;
        }

        StepBack(start);
        token = Next();
        return false;
    }

    private static bool TakesNoAttributes(TokenKind kind) => kind is TokenKind.Break or TokenKind.Continue or TokenKind.Data or TokenKind.Define
        or TokenKind.Do or TokenKind.Exit or TokenKind.Filter or TokenKind.For or TokenKind.ForEach or TokenKind.From or TokenKind.Function
        or TokenKind.If or TokenKind.Return or TokenKind.Switch or TokenKind.Throw or TokenKind.Trap or TokenKind.Try or TokenKind.Using
        or TokenKind.Var or TokenKind.While or TokenKind.Workflow or TokenKind.Parallel or TokenKind.Sequence;

    private Statement? ParseLabeled(Token label)
    {
        var token = Next();
        switch (token.Kind)
        {
            case TokenKind.Switch: return ParseSwitch(label, token);
            case TokenKind.ForEach: return ParseForEach(label, token);
            case TokenKind.For: return ParseFor(label, token);
            case TokenKind.While: return ParseWhile(label, token);
            case TokenKind.Do: return ParseDo(label, token);
            default:
                StepBack(label);
                return ParsePipelineChain();
        }
    }

    private Statement ParseIf(Token first)
    {
        List<IfClause> clauses = [];
        var keyword = first;
        while (true)
        {
            if (!ParseCondition(keyword, out var condition)) return Failed(first, [.. Parts(clauses), condition]);
            SkipNewlines();
            var body = ParseStatementBlock();
            if (body is null)
            {
                Incomplete("a block in braces must follow the condition", keyword);
                return Failed(first, [.. Parts(clauses), condition]);
            }

            clauses.Add(new IfClause(condition, body));
            var after = _pending?.Start ?? _lexer.Position;
            SkipNewlines();
            keyword = Peek();
            if (keyword.Kind == TokenKind.ElseIf)
            {
                Take();
                continue;
            }

            if (keyword.Kind != TokenKind.Else)
            {
                StepBack(after);
                return new IfStatement(clauses, null, Join(SpanOf(first), body.Span));
            }

            Take();
            SkipNewlines();
            if (ParseStatementBlock() is { } otherwise) return new IfStatement(clauses, otherwise, Join(SpanOf(first), otherwise.Span));
            Incomplete("a block in braces must follow else", keyword);
            return Failed(first, [.. Parts(clauses)]);
        }

        static IEnumerable<PowerShellNode> Parts(List<IfClause> clauses) =>
            clauses.SelectMany(clause => (PowerShellNode[])[clause.Condition, clause.Body]);
    }

    /// <summary>Reads <c>( … )</c> after a keyword; false, with the error reported and what could be read, when it is not all there.</summary>
    private bool ParseCondition(Token keyword, [NotNullWhen(true)] out Statement? condition)
    {
        condition = null;
        SkipNewlines();
        if (!Expect(TokenKind.LeftParen, "a condition in parentheses must follow", keyword)) return false;
        SkipNewlines();
        condition = ParsePipelineChain();
        if (condition is null)
        {
            Incomplete("the condition is missing", keyword);
            condition = new ErrorStatement([], SpanOf(keyword));
        }

        SkipNewlines();
        return Expect(TokenKind.RightParen, "the condition is not closed", keyword);
    }

    private ErrorStatement Failed(Token first, params IReadOnlyList<PowerShellNode?> parts) =>
        new([.. parts.OfType<PowerShellNode>()], SpanFrom(first));

    private bool Expect(TokenKind kind, string message, Token after)
    {
        var token = Next();
        if (token.Kind == kind) return true;
        PutBack(token);
        Incomplete(message, after);
        return false;
    }

    private Statement ParseWhile(Token? label, Token keyword)
    {
        if (!ParseCondition(keyword, out var condition)) return Failed(keyword, condition);
        SkipNewlines();
        if (ParseStatementBlock() is { } body)
        {
            return new LoopStatement(label?.Text, LoopKind.While, condition, body, Join(SpanOf(label ?? keyword), body.Span));
        }

        Incomplete("a block in braces must follow the condition", keyword);
        return Failed(keyword, condition);
    }

    private Statement ParseDo(Token? label, Token keyword)
    {
        var body = ParseStatementBlock();
        if (body is null)
        {
            Incomplete("a block in braces must follow do", keyword);
            return Failed(keyword);
        }

        SkipNewlines();
        var until = Next();
        if (until.Kind is not (TokenKind.While or TokenKind.Until))
        {
            PutBack(until);
            Incomplete("while or until must follow the block", keyword);
            return Failed(keyword, body);
        }

        if (!ParseCondition(until, out var condition)) return Failed(keyword, body, condition);
        var kind = until.Kind == TokenKind.Until ? LoopKind.DoUntil : LoopKind.DoWhile;
        return new LoopStatement(label?.Text, kind, condition, body, SpanFrom(label ?? keyword));
    }

    private Statement ParseFor(Token? label, Token keyword)
    {
        SkipNewlines();
        if (!Expect(TokenKind.LeftParen, "( must follow for", keyword)) return Failed(keyword);
        SkipNewlines();
        var initializer = ParsePipelineChain();
        if (Peek().Kind == TokenKind.Semicolon) Take();
        SkipNewlines();
        var condition = ParsePipelineChain();
        if (Peek().Kind == TokenKind.Semicolon) Take();
        SkipNewlines();
        var iterator = ParsePipelineChain();
        SkipNewlines();
        if (!Expect(TokenKind.RightParen, "the head of for is not closed", keyword)) return Failed(keyword, initializer, condition, iterator);
        if (ParseStatementBlock() is { } body)
        {
            return new ForStatement(label?.Text, initializer, condition, iterator, body, Join(SpanOf(label ?? keyword), body.Span));
        }

        Incomplete("a block in braces must follow for", keyword);
        return Failed(keyword, initializer, condition, iterator);
    }

    private Statement ParseForEach(Token? label, Token keyword)
    {
        SkipNewlines();
        while (Peek() is { Kind: TokenKind.Parameter } parameter)
        {
            // -parallel and -throttlelimit belong to workflows; PowerShell reads them and refuses them later.
            Take();
            if (IsAbbreviation(parameter, "throttlelimit"))
            {
                SkipNewlines();
                if (ParseSingleArgument(ArgumentContext.Argument) is null) Incomplete("the limit is missing", parameter);
            }
            else if (!IsAbbreviation(parameter, "parallel"))
            {
                Error(PowerShellErrorKind.Syntax, "foreach has no such parameter", parameter);
            }

            SkipNewlines();
        }

        if (!Expect(TokenKind.LeftParen, "( must follow foreach", keyword)) return Failed(keyword);
        SkipNewlines();
        var token = Next();
        if (token.Kind is not (TokenKind.Variable or TokenKind.SplattedVariable))
        {
            PutBack(token);
            Incomplete("a variable must follow foreach (", keyword);
            return Failed(keyword);
        }

        var variable = VariableOf(token);
        SkipNewlines();
        if (!Expect(TokenKind.In, "in must follow the variable", token)) return Failed(keyword);
        SkipNewlines();
        var collection = ParsePipelineChain();
        if (collection is null)
        {
            Incomplete("the collection is missing", token);
            return Failed(keyword);
        }

        SkipNewlines();
        if (!Expect(TokenKind.RightParen, "the head of foreach is not closed", keyword)) return Failed(keyword, collection);
        if (ParseStatementBlock() is { } body)
        {
            return new ForEachStatement(label?.Text, variable, collection, body, Join(SpanOf(label ?? keyword), body.Span));
        }

        Incomplete("a block in braces must follow foreach", keyword);
        return Failed(keyword, collection);
    }

    private static bool IsAbbreviation(Token parameter, string name) => name.StartsWith(parameter.Text!, StringComparison.OrdinalIgnoreCase);

    private Statement ParseKeywordBlock(Token keyword)
    {
        if (ParseStatementBlock() is { } body) return new BlockStatement(_lexer.SourceOf(keyword), body, Join(SpanOf(keyword), body.Span));
        Incomplete("a block in braces must follow", keyword);
        return Failed(keyword);
    }

    private BreakStatement ParseBreak(bool isContinue, Token keyword)
    {
        var label = ParseLabelOrKey();
        return new BreakStatement(isContinue, label, label is null ? SpanOf(keyword) : Join(SpanOf(keyword), label.Span));
    }

    private LeaveStatement ParseLeave(LeaveKind kind, Token keyword)
    {
        var value = ParsePipelineChain();
        return new LeaveStatement(kind, value, value is null ? SpanOf(keyword) : Join(SpanOf(keyword), value.Span));
    }

    private StringConstant? ParseSimpleName()
    {
        _lexer.WantsSimpleName = true;
        var token = Peek();
        _lexer.WantsSimpleName = false;
        if (token.Kind != TokenKind.Identifier) return null;
        Take();
        return new StringConstant(token.Text!, QuoteKind.None, SpanOf(token));
    }

    private Expression? ParseLabelOrKey()
    {
        if (ParseSimpleName() is { } name) return name;
        if (Peek().Kind is TokenKind.NewLine or TokenKind.Semicolon) return null;
        var before = _isCommaDisabled;
        _isCommaDisabled = true;
        var expression = ParseUnary(atTernary: false);
        _isCommaDisabled = before;
        return expression;
    }
}

using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Parsing;

/// <remarks>This part: pipelines, commands, arguments and redirections.</remarks>
internal sealed partial class Parser
{
    /// <summary>What a word of a command is read for.</summary>
    private enum ArgumentContext : byte
    {
        Name,
        NameAfterOperator,
        FileName,
        Argument,
        SwitchCondition,
    }

    /// <summary>Reads an assignment, a pipeline, or pipelines with <c>&amp;&amp;</c> and <c>||</c> between them; null when there is none.</summary>
    private Statement? ParsePipelineChain()
    {
        var mode = Switch(LexerMode.Expression);
        var expression = ParseExpression();
        Token? assignment = null;
        if (expression is not null && Peek() is { IsAssignmentOperator: true } sign)
        {
            Take();
            assignment = sign;
        }

        Switch(mode);
        if (assignment is not null) return ParseAssignment(expression!, assignment);

        var first = ParsePipeline(expression);
        if (first is null) return null;
        List<PipelineChainLink> rest = [];
        while (true)
        {
            var token = Peek();
            if (token.Kind is not (TokenKind.AndAnd or TokenKind.OrOr)) break;
            Take();
            SkipNewlines();
            if (Peek().Kind == TokenKind.EndOfInput)
            {
                Incomplete("a pipeline must follow", token);
                break;
            }

            if (ParsePipeline(null) is not { } next)
            {
                if (Peek().Kind is not (TokenKind.Dot or TokenKind.Ampersand)) Error(PowerShellErrorKind.Syntax, "a pipeline must follow", token);
                break;
            }

            rest.Add(new PipelineChainLink(token.Kind == TokenKind.OrOr, next));
        }

        var isBackground = Peek().Kind == TokenKind.Ampersand;
        if (isBackground)
        {
            Take();
            if (Peek() is { Kind: TokenKind.AndAnd or TokenKind.OrOr } chained)
            {
                Take();
                Error(PowerShellErrorKind.Syntax, "a chain ends with its background operator", chained);
            }
        }

        if (rest.Count == 0) return isBackground ? first with { IsBackground = true } : first;
        return new PipelineChain(first, rest, isBackground, Join(first.Span, rest[^1].Pipeline.Span));
    }

    private AssignmentStatement ParseAssignment(Expression left, Token sign)
    {
        SkipNewlines();
        Statement? value = null;
        if (Descend(sign))
        {
            value = ParseStatement();
            _depth--;
        }

        if (value is null)
        {
            Incomplete("the value is missing", sign);
            value = new ErrorStatement([], SpanOf(sign));
        }

        return new AssignmentStatement(left, sign.Operator!.Text, value, Join(left.Span, value.Span));
    }

    private Pipeline? ParsePipeline(Expression? start)
    {
        List<PipelineElement> elements = [];
        var expression = start;
        Token? pipe = null;
        while (true)
        {
            if (expression is null)
            {
                var mode = Switch(LexerMode.Expression);
                expression = ParseExpression();
                Switch(mode);
            }

            PipelineElement? element;
            if (expression is not null)
            {
                if (elements.Count > 0) Error("an expression must be the first of a pipeline", expression.Span);
                element = ParseExpressionElement(expression);
            }
            else
            {
                element = ParseCommand();
            }

            if (element is not null) elements.Add(element);
            else if (elements.Count > 0 || Peek().Kind == TokenKind.Pipe) Incomplete("a command is missing in the pipeline", pipe ?? Peek());

            expression = null;
            var next = Peek();
            // In 7, a line that starts with a pipe goes on with the line before.
            if (next.Kind == TokenKind.NewLine && _lexer.IsPipeAhead(next.End))
            {
                SkipNewlines();
                next = Peek();
            }

            if (next.Kind != TokenKind.Pipe)
            {
                if (next.Kind is not (TokenKind.Semicolon or TokenKind.NewLine or TokenKind.RightParen or TokenKind.RightCurly
                    or TokenKind.EndOfInput or TokenKind.AndAnd or TokenKind.OrOr or TokenKind.Ampersand))
                {
                    Error(PowerShellErrorKind.Syntax, "nothing of a command or expression goes on like this", next);
                }

                break;
            }

            pipe = next;
            Take();
            SkipNewlines();
            if (Peek().Kind != TokenKind.EndOfInput) continue;
            Incomplete("a command must follow the pipe", pipe);
            break;
        }

        return elements.Count == 0 ? null : new Pipeline(elements, IsBackground: false, Join(elements[0].Span, elements[^1].Span));
    }

    private ExpressionElement ParseExpressionElement(Expression expression)
    {
        List<Redirection> redirections = [];
        while (Peek() is { IsRedirection: true } token)
        {
            Take();
            AddRedirection(token, redirections);
        }

        var span = redirections.Count > 0 ? Join(expression.Span, redirections[^1].Span) : expression.Span;
        return new ExpressionElement(expression, redirections, span);
    }

    private void AddRedirection(Token token, List<Redirection> redirections)
    {
        Redirection redirection;
        if (token.Kind == TokenKind.MergingRedirection)
        {
            if (token.To != StreamNumber.Output || token.From == token.To)
            {
                Error(PowerShellErrorKind.Syntax, "streams are merged into the output only", token);
            }

            redirection = new Redirection(token.From, null, IsAppend: false, SpanOf(token));
        }
        else
        {
            var target = ParseSingleArgument(ArgumentContext.FileName);
            if (target is null)
            {
                Error(PowerShellErrorKind.Syntax, "the name of the file is missing", token);
                target = new ErrorExpression([], SpanOf(token));
            }

            if (token.Kind == TokenKind.InputRedirection)
            {
                Error(PowerShellErrorKind.Syntax, "< is reserved", token);
                return;
            }

            redirection = new Redirection(token.From, target, token.Flag, Join(SpanOf(token), target.Span));
        }

        if (redirections.Exists(other => other.From == redirection.From)) Error("the stream is redirected twice", redirection.Span);
        redirections.Add(redirection);
    }

    /// <summary>Reads a command; null when there is none.</summary>
    private Command? ParseCommand()
    {
        var mode = Switch(LexerMode.Command);
        var command = Read();
        Switch(mode);
        return command;

        Command? Read()
        {
            var first = Next();
            var token = first;
            var invocation = first.Kind switch
            {
                TokenKind.Dot => InvocationOperator.Dot,
                TokenKind.Ampersand => InvocationOperator.Call,
                _ => InvocationOperator.None,
            };
            if (invocation != InvocationOperator.None) token = Next();
            List<CommandElement> elements = [];
            List<Redirection> redirections = [];
            var context = invocation == InvocationOperator.None ? ArgumentContext.Name : ArgumentContext.NameAfterOperator;
            var end = SpanOf(first);
            var hasEndOfParameters = false;
            while (ReadElement(token, context, elements, redirections, ref hasEndOfParameters))
            {
                Count(token);
                context = ArgumentContext.Argument;
                token = Next();
            }

            if (elements.Count > 0) end = Join(end, elements[^1].Span);
            if (redirections.Count > 0) end = Join(end, redirections[^1].Span);
            if (elements.Count > 0) return new Command(invocation, elements, redirections, end);
            if (invocation != InvocationOperator.None) Error(PowerShellErrorKind.Syntax, "a command must follow the operator", first);
            return null;
        }
    }

    /// <summary>Reads one element of a command; false when the command ends here.</summary>
    private bool ReadElement(
        Token token, ArgumentContext context, List<CommandElement> elements, List<Redirection> redirections, ref bool hasEndOfParameters)
    {
        var isName = context != ArgumentContext.Argument;
        switch (token.Kind)
        {
            case TokenKind.Pipe or TokenKind.RightCurly or TokenKind.RightParen or TokenKind.EndOfInput or TokenKind.NewLine
                or TokenKind.Semicolon or TokenKind.AndAnd or TokenKind.OrOr or TokenKind.Ampersand:
                PutBack(token);
                return false;
            case TokenKind.Operator when token.Is(Operator.Decrement):
                elements.Add(hasEndOfParameters ? Bare(token) : new CommandParameter("-", null, SpanOf(token)));
                hasEndOfParameters = true;
                return true;
            case TokenKind.Comma:
                Error(PowerShellErrorKind.Syntax, "an argument is missing before the comma", token);
                SkipNewlines();
                return true;
            case TokenKind.Parameter when isName || hasEndOfParameters:
                elements.Add(Bare(token));
                return true;
            case TokenKind.Parameter:
                elements.Add(ReadParameter(token));
                return true;
            case TokenKind.FileRedirection or TokenKind.MergingRedirection or TokenKind.InputRedirection when isName:
                elements.Add(Bare(token));
                return true;
            case TokenKind.FileRedirection or TokenKind.MergingRedirection or TokenKind.InputRedirection:
                AddRedirection(token, redirections);
                return true;
        }

        if (ParseArgument(context, token) is not { } argument) return true;
        elements.Add(argument);
        if (!IsVerbatimMark(token)) return true;
        if (_pending is { Kind: not TokenKind.EndOfInput }) return true;
        _pending = null;
        var rest = _lexer.ReadVerbatimArgument();
        elements.Add(new StringConstant(rest.Text!, QuoteKind.None, SpanOf(rest)));
        return false;
    }

    private CommandParameter ReadParameter(Token token)
    {
        if (!token.Flag || Peek().Kind == TokenKind.Comma) return new CommandParameter(token.Text!, null, SpanOf(token));
        var argument = ParseArgument(ArgumentContext.Argument, Next());
        if (argument is null) Error(PowerShellErrorKind.Syntax, "the parameter needs a value after its colon", token);
        var span = argument is null ? SpanOf(token) : Join(SpanOf(token), argument.Span);
        return new CommandParameter(token.Text!, argument, span);
    }

    private static bool IsVerbatimMark(Token token) => token is { Kind: TokenKind.Generic, Text: "--%" };

    private Expression? ParseSingleArgument(ArgumentContext context)
    {
        if (Peek().Kind is TokenKind.Comma or TokenKind.EndOfInput) return null;
        var mode = Switch(LexerMode.Command);
        var argument = ParseArgument(context, Next());
        Switch(mode);
        return argument;
    }

    /// <summary>Reads an argument that starts with <paramref name="token"/>, with what commas join to it; null when it is none.</summary>
    private Expression? ParseArgument(ArgumentContext context, Token token)
    {
        List<Expression>? list = null;
        while (true)
        {
            Count(token);
            var argument = ParseArgumentItem(context, token);
            if (argument is null)
            {
                PutBack(token);
                if (list is null) return null;
                Incomplete("an argument must follow the comma", token);
                return new ErrorExpression([.. list], Join(list[0].Span, list[^1].Span));
            }

            var comma = context == ArgumentContext.Argument && !IsVerbatimMark(token) ? Peek() : null;
            if (comma?.Kind != TokenKind.Comma)
            {
                if (list is null) return argument;
                list.Add(argument);
                return new ArrayLiteral(list, Join(list[0].Span, argument.Span));
            }

            (list ??= []).Add(argument);
            Take();
            SkipNewlines();
            token = Next();
        }
    }

    private Expression? ParseArgumentItem(ArgumentContext context, Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.Pipe or TokenKind.RightCurly or TokenKind.RightParen or TokenKind.EndOfInput or TokenKind.NewLine
                or TokenKind.Semicolon or TokenKind.AndAnd or TokenKind.OrOr or TokenKind.Ampersand or TokenKind.Comma:
            case TokenKind.FileRedirection or TokenKind.MergingRedirection or TokenKind.InputRedirection:
            case TokenKind.Operator when token.Is(Operator.Decrement):
                return null;
            case TokenKind.SplattedVariable or TokenKind.Variable or TokenKind.Number or TokenKind.HereStringExpandable
                or TokenKind.StringExpandable or TokenKind.HereStringLiteral or TokenKind.StringLiteral or TokenKind.LeftParen
                or TokenKind.DollarParen or TokenKind.AtParen or TokenKind.AtCurly or TokenKind.LeftCurly:
                PutBack(token);
                return ParsePrimary(withMembers: true);
            case TokenKind.Generic when token.Pieces is not null && context != ArgumentContext.Name:
                return ExpandableOf(token, QuoteKind.None);
            case TokenKind.Generic:
                return new StringConstant(TextOf(token), QuoteKind.None, SpanOf(token));
            default:
                return Bare(token);
        }
    }

    private StringConstant Bare(Token token) => new(_lexer.SourceOf(token), QuoteKind.None, SpanOf(token));

    /// <summary>The text of a bare word; without an operator in front, PowerShell does not expand variables in the name of a command.</summary>
    private string TextOf(Token word)
    {
        if (word.Pieces is not { } pieces) return word.Text!;
        return string.Concat(pieces.Select(piece => piece.Kind == PieceKind.Literal ? piece.Text : _lexer.Slice(piece.Start, piece.End)));
    }
}

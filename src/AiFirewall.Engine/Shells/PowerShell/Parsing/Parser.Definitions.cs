using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Parsing;

/// <remarks>This part: functions, parameters, using and configuration.</remarks>
internal sealed partial class Parser
{
    private ParamBlock? ParseParamBlock()
    {
        SkipNewlines();
        var attributes = ParseAttributes(inExpression: false);
        SkipNewlines();
        var keyword = Peek();
        if (keyword.Kind != TokenKind.Param) return null;
        Take();
        SkipNewlines();
        var open = Next();
        if (open.Kind != TokenKind.LeftParen)
        {
            PutBack(open);
            return null;
        }

        var parameters = ParseParameters();
        SkipNewlines();
        Expect(TokenKind.RightParen, "the parameters are not closed", open);
        if (attributes?.Find(attribute => attribute is TypeConstraint) is { } type) Error("param takes attributes, not types", type.Span);
        return new ParamBlock(attributes ?? [], parameters, SpanFrom(keyword));
    }

    private List<Parameter> ParseParameters()
    {
        List<Parameter> parameters = [];
        Token? comma = null;
        while (true)
        {
            if (ParseParameter() is not { } parameter)
            {
                if (comma is not null) Incomplete("a parameter must follow the comma", comma);
                return parameters;
            }

            parameters.Add(parameter);
            SkipNewlines();
            comma = Peek();
            if (comma.Kind != TokenKind.Comma) return parameters;
            Take();
        }
    }

    private Parameter? ParseParameter()
    {
        var (mode, commaDisabled) = (Switch(LexerMode.Expression), _isCommaDisabled);
        _isCommaDisabled = true;
        var parameter = Read();
        _isCommaDisabled = commaDisabled;
        Switch(mode);
        return parameter;

        Parameter? Read()
        {
            SkipNewlines();
            var attributes = ParseAttributes(inExpression: false);
            SkipNewlines();
            var token = Next();
            if (token.Kind is not (TokenKind.Variable or TokenKind.SplattedVariable))
            {
                PutBack(token);
                if (attributes is null) return null;
                Incomplete("the name of the parameter is missing", token);
                SkipTo(takeCloser: true, TokenKind.RightParen);
                return new Parameter(new VariableExpression("__error__", IsSplatted: false, attributes[0].Span), attributes, null, attributes[0].Span);
            }

            var variable = VariableOf(token);
            Expression? value = null;
            SkipNewlines();
            if (Peek() is var sign && sign.Is(Operator.Assign))
            {
                Take();
                SkipNewlines();
                value = ParseExpression();
                if (value is null) Incomplete("the default is missing", sign);
            }

            var start = attributes is null ? variable.Span : attributes[0].Span;
            return new Parameter(variable, attributes ?? [], value, Join(start, value?.Span ?? variable.Span));
        }
    }

    private Statement ParseFunction(Token keyword)
    {
        SkipNewlines();
        var name = Next();
        if (name.Kind is TokenKind.Pipe or TokenKind.LeftParen or TokenKind.LeftCurly or TokenKind.AtParen or TokenKind.AtCurly
            or TokenKind.RightCurly or TokenKind.RightParen or TokenKind.EndOfInput or TokenKind.Semicolon or TokenKind.AndAnd or TokenKind.OrOr
            or TokenKind.Ampersand or TokenKind.Variable or TokenKind.SplattedVariable or TokenKind.HereStringExpandable
            or TokenKind.HereStringLiteral or TokenKind.StringLiteral or TokenKind.StringExpandable
            || name.IsRedirection)
        {
            PutBack(name);
            Incomplete("the name of the function is missing", keyword);
            return Failed(keyword);
        }

        var parameters = ParseParameterList(out var isClosed);
        var open = Next();
        if (open.Kind != TokenKind.LeftCurly)
        {
            PutBack(open);
            Incomplete("a body in braces must follow the name", name);
            isClosed = false;
        }

        if (!isClosed) return Failed(keyword, [.. parameters]);

        var body = ParseScriptBlock(open);
        var text = name.Kind == TokenKind.Generic ? TextOf(name) : _lexer.SourceOf(name);
        return new FunctionDefinition(text, parameters, body, keyword.Kind == TokenKind.Filter, Join(SpanOf(keyword), body.Span));
    }

    private List<Parameter> ParseParameterList(out bool isClosed)
    {
        isClosed = true;
        List<Parameter> parameters = [];
        SkipNewlines();
        if (Peek() is { Kind: TokenKind.LeftParen } open)
        {
            Take();
            parameters = ParseParameters();
            SkipNewlines();
            isClosed = Expect(TokenKind.RightParen, "the parameters are not closed", open);
        }

        SkipNewlines();
        return parameters;
    }

    private Statement ParseUsing(Token keyword)
    {
        var directive = Next();
        var kind = _lexer.SourceOf(directive).ToLowerInvariant();
        if (directive.Kind != TokenKind.OtherKeyword || kind is not ("namespace" or "type" or "module" or "command" or "assembly"))
        {
            PutBack(directive);
            Incomplete("namespace, module or assembly must follow using", keyword);
            return Failed(keyword);
        }

        if (ParseUsingItem(directive) is not { } name) return Failed(keyword);
        var isModuleTable = kind == "module" && name is HashtableExpression;
        if (name is not StringConstant && !isModuleTable)
        {
            Error("using needs a plain name", name.Span);
            return Failed(keyword, name);
        }

        Expression? alias = null;
        if (kind != "assembly" && !isModuleTable)
        {
            var sign = Peek();
            if (sign.Is(Operator.Assign))
            {
                Take();
                alias = ParseUsingItem(sign);
                if (alias is null) return Failed(keyword, name);
                if (alias is not StringConstant && !(kind == "module" && alias is HashtableExpression))
                {
                    Error("using needs a plain name", alias.Span);
                    return Failed(keyword, name, alias);
                }
            }
            else if (kind is "type" or "command")
            {
                Incomplete("an alias must follow", directive);
                return Failed(keyword, name);
            }
        }

        var end = Peek();
        if (end.Kind is TokenKind.NewLine or TokenKind.Semicolon) Take();
        else if (end.Kind != TokenKind.EndOfInput) Incomplete("using ends with its line", end);
        return new UsingStatement(kind, name, alias, Join(SpanOf(keyword), (alias ?? name).Span));
    }

    private Expression? ParseUsingItem(Token after)
    {
        var token = Next();
        if (token.Kind is TokenKind.EndOfInput or TokenKind.NewLine or TokenKind.Semicolon or TokenKind.Comma)
        {
            if (token.Kind != TokenKind.Comma) PutBack(token);
            Incomplete("a name must follow", after);
            return null;
        }

        var item = ParseArgument(ArgumentContext.Argument, token);
        if (item is null)
        {
            Error(PowerShellErrorKind.Syntax, "a name must follow", token);
            SkipTo(takeCloser: true, TokenKind.Semicolon, TokenKind.NewLine);
        }

        return item;
    }

    /// <summary>Reads a configuration as plain script; PowerShell loads the resources it names while it parses.</summary>
    private Statement ParseConfiguration(Token keyword)
    {
        SkipNewlines();
        var token = Next();
        Expression? name = null;
        if (token.Kind is TokenKind.EndOfInput or TokenKind.Comma)
        {
            PutBack(token);
            Incomplete("a name must follow configuration", keyword);
            return Failed(keyword);
        }

        if (token.Kind == TokenKind.LeftCurly)
        {
            Error(PowerShellErrorKind.Syntax, "a name must follow configuration", keyword);
            PutBack(token);
        }
        else
        {
            name = ParseArgument(ArgumentContext.Argument, token);
            if (name is null) Incomplete("a name must follow configuration", keyword);
        }

        SkipNewlines();
        var open = Next();
        if (open.Kind != TokenKind.LeftCurly)
        {
            PutBack(open);
            Incomplete("a body in braces must follow the name", keyword);
            return Failed(keyword, name);
        }

        var body = ParseScriptBlock(open);
        return new ConfigurationDefinition(name, body, Join(SpanOf(keyword), body.Span));
    }
}

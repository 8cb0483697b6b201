using AiFirewall.Effects;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Parsing;

/// <remarks>This part: classes and enums.</remarks>
internal sealed partial class Parser
{
    private Statement ParseClass(List<AttributeBase> attributes, Token keyword)
    {
        SkipNewlines();
        if (ParseSimpleName() is not { } name)
        {
            Incomplete("the name of the class is missing", keyword);
            return Failed(keyword);
        }

        SkipNewlines();
        var mode = Switch(LexerMode.Signature);
        var definition = Read();
        Switch(mode);
        return definition;

        Statement Read()
        {
            var bases = ParseBaseTypes();
            var open = Next();
            if (open.Kind != TokenKind.LeftCurly)
            {
                PutBack(open);
                Incomplete("a body in braces must follow the name", keyword);
                return Failed(keyword);
            }

            List<Member> members = [];
            if (Descend(open))
            {
                while (ParseMember(name.Value, out var isBroken) is var member && (member is not null || isBroken))
                {
                    if (member is not null) members.Add(member);
                }

                _depth--;
            }

            var close = Next();
            if (close.Kind != TokenKind.RightCurly)
            {
                PutBack(close);
                Incomplete("the class is not closed", open);
            }

            var start = attributes.Count > 0 ? attributes[0].Span : SpanOf(keyword);
            return new TypeDefinition(name.Value, IsEnum: false, attributes, bases, members, Join(start, SpanFrom(keyword)));
        }
    }

    private List<TypeName> ParseBaseTypes()
    {
        List<TypeName> bases = [];
        if (Peek() is not { Kind: TokenKind.Colon } separator) return bases;
        Take();
        SkipNewlines();
        while (true)
        {
            if (ParseTypeName(allowAssembly: false) is not { } type)
            {
                Incomplete("the name of a type is missing", separator);
                return bases;
            }

            bases.Add(type);
            SkipNewlines();
            separator = Peek();
            if (separator.Kind != TokenKind.Comma) return bases;
            Take();
            SkipNewlines();
        }
    }

    /// <summary>Reads a member; null when there is none, or when it is broken and reading can go on after it.</summary>
    private Member? ParseMember(string className, out bool isBroken)
    {
        isBroken = false;
        List<AttributeBase> attributes = [];
        var (isStatic, hasModifier) = (false, false);
        Token token;
        TextSpan? start = null;
        while (true)
        {
            SkipNewlines();
            var attribute = ParseAttribute();
            if (attribute is not null)
            {
                attributes.Add(attribute);
                start ??= attribute.Span;
                continue;
            }

            token = Peek();
            start ??= SpanOf(token);
            if (token.Kind is not (TokenKind.Static or TokenKind.Hidden)) break;

            isStatic |= token.Kind == TokenKind.Static;
            hasModifier = true;
            Take();
        }

        if (token.Kind == TokenKind.Variable)
        {
            Take();
            return ParseProperty(token, attributes, isStatic, start.Value);
        }

        if (token.Kind == TokenKind.Identifier || token.IsKeyword)
        {
            Take();
            var method = ParseMethod(token, className, attributes, isStatic, start.Value);
            if (method is null)
            {
                SkipTo(takeCloser: false, TokenKind.RightCurly);
                isBroken = attributes.Count > 0;
            }

            return method;
        }

        if (attributes.Count > 0 || hasModifier)
        {
            Incomplete("the member is missing", token);
            isBroken = attributes.Count > 0;
        }

        return null;
    }

    private PropertyMember ParseProperty(Token name, List<AttributeBase> attributes, bool isStatic, TextSpan start)
    {
        Expression? initial = null;
        if (Peek().Is(Operator.Assign))
        {
            Take();
            SkipNewlines();
            initial = ParseExpression();
        }

        EndMember(name);
        return new PropertyMember(name.Text!, isStatic, attributes, initial, Join(start, initial?.Span ?? SpanOf(name)));
    }

    private void EndMember(Token name)
    {
        if (Peek().Kind is not (TokenKind.NewLine or TokenKind.Semicolon or TokenKind.RightCurly))
        {
            Incomplete("a member ends with its line", name);
        }

        SkipNewlinesAndSemicolons();
    }

    private MethodMember? ParseMethod(Token name, string className, List<AttributeBase> attributes, bool isStatic, TextSpan start)
    {
        var methodName = _lexer.SourceOf(name);
        var isComplete = true;
        List<Parameter> parameters = [];
        if (Peek().Kind == TokenKind.LeftParen)
        {
            parameters = ParseParameterList(out isComplete);
        }
        else
        {
            Incomplete("parameters in parentheses must follow the name of a method", name);
        }

        IReadOnlyList<Expression>? baseArguments = null;
        if (!isStatic && methodName.Equals(className, StringComparison.OrdinalIgnoreCase))
        {
            isComplete &= ParseBaseCall(ref baseArguments);
        }

        var open = Next();
        if (open.Kind != TokenKind.LeftCurly)
        {
            PutBack(open);
            Incomplete("a body in braces must follow", name);
            isComplete = false;
        }

        if (!isComplete) return null;
        var mode = Switch(LexerMode.Command);
        var body = ParseScriptBlock(open);
        Switch(mode);
        return new MethodMember(methodName, isStatic, attributes, parameters, baseArguments, body, Join(start, body.Span));
    }

    /// <summary>Reads <c>: base(…)</c> of a constructor; false when only part of it is there.</summary>
    private bool ParseBaseCall(ref IReadOnlyList<Expression>? arguments)
    {
        SkipNewlines();
        if (Peek().Kind != TokenKind.Colon) return true;
        Take();
        SkipNewlines();
        var word = Peek();
        if (word.Kind != TokenKind.OtherKeyword || !_lexer.SourceOf(word).Equals("base", StringComparison.OrdinalIgnoreCase))
        {
            Incomplete("base must follow the colon", word);
            return false;
        }

        Take();
        SkipNewlines();
        var open = Peek();
        if (open.Kind != TokenKind.LeftParen)
        {
            Incomplete("( must follow base", word);
            return false;
        }

        Take();
        arguments = ParseMethodArguments(open);
        SkipNewlines();
        return true;
    }

    private Statement ParseEnum(List<AttributeBase> attributes, Token keyword)
    {
        SkipNewlines();
        if (ParseSimpleName() is not { } name)
        {
            Incomplete("the name of the enum is missing", keyword);
            return Failed(keyword);
        }

        var mode = Switch(LexerMode.Signature);
        var definition = Read();
        Switch(mode);
        return definition;

        Statement Read()
        {
            List<TypeName> bases = [];
            if (Peek() is { Kind: TokenKind.Colon } colon)
            {
                Take();
                SkipNewlines();
                if (ParseTypeName(allowAssembly: false) is { } type) bases.Add(type);
                else Incomplete("the underlying type is missing", colon);
            }

            SkipNewlines();
            var open = Next();
            if (open.Kind != TokenKind.LeftCurly)
            {
                PutBack(open);
                Incomplete("values in braces must follow the name", keyword);
                return Failed(keyword);
            }

            List<Member> members = [];
            while (ParseEnumMember() is { } member) members.Add(member);
            var close = Next();
            if (close.Kind != TokenKind.RightCurly)
            {
                PutBack(close);
                Incomplete("the enum is not closed", open);
            }

            var start = attributes.Count > 0 ? attributes[0].Span : SpanOf(keyword);
            return new TypeDefinition(name.Value, IsEnum: true, attributes, bases, members, Join(start, SpanFrom(keyword)));
        }
    }

    private PropertyMember? ParseEnumMember()
    {
        SkipNewlines();
        if (ParseSimpleName() is not { } name) return null;
        Expression? initial = null;
        var mode = Switch(LexerMode.Expression);
        var sign = Peek();
        var isMissing = false;
        if (sign.Is(Operator.Assign))
        {
            Take();
            initial = ParseExpression();
            isMissing = initial is null;
            if (isMissing) Error(PowerShellErrorKind.Syntax, "the value is missing", sign);
        }

        Switch(mode);
        var end = Peek();
        if (end.Kind is not (TokenKind.NewLine or TokenKind.Semicolon or TokenKind.RightCurly) && !isMissing)
        {
            Incomplete("a value ends with its line", end);
        }

        SkipNewlinesAndSemicolons();
        return new PropertyMember(name.Value, IsStatic: true, [], initial, initial is null ? name.Span : Join(name.Span, initial.Span));
    }
}

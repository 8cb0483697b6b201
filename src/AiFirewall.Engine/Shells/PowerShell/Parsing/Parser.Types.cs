using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Parsing;

/// <remarks>This part: attributes and names of types.</remarks>
internal sealed partial class Parser
{
    private List<AttributeBase>? ParseAttributes(bool inExpression)
    {
        List<AttributeBase>? attributes = null;
        while (ParseAttribute() is { } attribute)
        {
            (attributes ??= []).Add(attribute);
            if (!inExpression || attribute is AttributeNode) SkipNewlines();
        }

        return attributes;
    }

    /// <summary>Reads a type or attribute in brackets; null when there is none.</summary>
    private AttributeBase? ParseAttribute()
    {
        if (TakeLeftBracket() is not { } open) return null;

        // Brackets at the start of a statement are read as attributes first and as an expression after that. What is in the arguments can
        // be long and hold more of the same: it is read once.
        if (_attributes.TryGetValue(open.Start, out var known))
        {
            StepBack(known.End);
            return known.Attribute;
        }

        Count(open);
        SkipNewlines();
        if (ParseTypeName(allowAssembly: true) is not { } type)
        {
            StepBack(open);
            Incomplete("the name of a type is missing", open);
            StepBack(open);
            return null;
        }

        var next = Next();
        if (next.Kind == TokenKind.LeftParen)
        {
            var attribute = ParseAttributeArguments(open, type);
            if (_pending is null && !_lexer.IsNested) _attributes[open.Start] = (attribute, _lexer.Position);
            return attribute;
        }

        if (next.Kind != TokenKind.RightBracket)
        {
            PutBack(next);
            Error(PowerShellErrorKind.Syntax, "] is missing", next);
            return new TypeConstraint(type, Join(SpanOf(open), type.Span));
        }

        return new TypeConstraint(type, SpanFrom(open));
    }

    private AttributeNode ParseAttributeArguments(Token open, TypeName type)
    {
        SkipNewlines();
        List<Expression> positional = [];
        List<KeyValuePair<string, Expression?>> named = [];
        if (Descend(open))
        {
            var (mode, commaDisabled) = (Switch(LexerMode.Expression), _isCommaDisabled);
            _isCommaDisabled = true;
            ReadArguments();
            _isCommaDisabled = commaDisabled;
            Switch(mode);
            _depth--;
        }

        SkipNewlines();
        var isClosed = Expect(TokenKind.RightParen, "the arguments of the attribute are not closed", open);
        SkipNewlines();
        var close = Next();
        if (close.Kind != TokenKind.RightBracket)
        {
            PutBack(close);
            if (isClosed) Incomplete("] is missing", open);
        }

        return new AttributeNode(type, positional, named, SpanFrom(open));

        void ReadArguments()
        {
            Token? comma = null;
            while (true)
            {
                SkipNewlines();
                var name = ParseSimpleName();
                if (name is null)
                {
                    if (ParseExpression() is { } value) positional.Add(value);
                    else if (comma is not null) Incomplete("an argument must follow the comma", comma);
                }
                else if (Peek() is var sign && sign.Is(Operator.Assign))
                {
                    Take();
                    SkipNewlines();
                    var value = ParseExpression();
                    if (value is null)
                    {
                        Incomplete("the value is missing", sign);
                        SkipTo(takeCloser: true, TokenKind.Comma, TokenKind.RightParen, TokenKind.RightBracket, TokenKind.NewLine);
                    }

                    named.Add(new(name.Value, value));
                }
                else
                {
                    named.Add(new(name.Value, null));
                }

                SkipNewlines();
                comma = Peek();
                if (comma.Kind != TokenKind.Comma) return;
                Take();
            }
        }
    }

    private TypeName? ParseTypeName(bool allowAssembly)
    {
        var mode = Switch(LexerMode.TypeName);
        var name = Next();
        TypeName? type = null;
        if (name.Kind == TokenKind.Identifier) type = FinishTypeName(name, isBare: false, allowAssembly);
        else PutBack(name);
        Switch(mode);
        return type;
    }

    /// <summary>Reads what follows the first name of a type.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isBare">It is a generic argument without brackets of its own, where a comma separates arguments.</param>
    /// <param name="allowAssembly">A comma may be followed by the name of an assembly.</param>
    private TypeName FinishTypeName(Token name, bool isBare, bool allowAssembly = true)
    {
        var type = new TypeName(name.Text!, [], [], null, SpanOf(name));
        var next = Peek();
        if (next.Kind == TokenKind.LeftBracket)
        {
            Take();
            SkipNewlines();
            var inner = Next();
            switch (inner.Kind)
            {
                case TokenKind.RightBracket or TokenKind.Comma: return FinishArrayType(type, inner, isBare);
                case TokenKind.LeftBracket or TokenKind.Identifier: return FinishGenericType(type, inner, isBare);
                case TokenKind.EndOfInput:
                    PutBack(inner);
                    Incomplete("] is missing", next);
                    return type;
                default:
                    Error(PowerShellErrorKind.Syntax, "the name of a type is missing", inner);
                    SkipTo(takeCloser: true, TokenKind.RightBracket);
                    return type;
            }
        }

        return next.Kind == TokenKind.Comma && allowAssembly && !isBare ? FinishAssembly(type, next) : type;
    }

    private TypeName FinishAssembly(TypeName type, Token comma)
    {
        Take();
        var assembly = _lexer.ReadAssemblyName();
        if (assembly.Length > 0) return type with { Assembly = assembly, Span = Join(type.Span, _lexer.Span(_lexer.Position, _lexer.Position)) };
        Error(PowerShellErrorKind.Syntax, "the name of the assembly is missing", comma);
        return type;
    }

    private TypeName FinishGenericType(TypeName type, Token first, bool isBare)
    {
        var arguments = ParseGenericArguments(first, out var close);
        if (close.Kind != TokenKind.RightBracket)
        {
            PutBack(close);
            Incomplete("] is missing", first);
        }

        type = type with { GenericArguments = arguments, Span = Join(type.Span, SpanOf(close)) };
        var next = Peek();
        if (next.Kind == TokenKind.LeftBracket)
        {
            Take();
            return FinishArrayType(type, Next(), isBare);
        }

        return next.Kind == TokenKind.Comma && !isBare ? FinishAssembly(type, next) : type;
    }

    private List<TypeName> ParseGenericArguments(Token first, out Token close)
    {
        List<TypeName> arguments = [];
        if (!Descend(first))
        {
            close = Next();
            return arguments;
        }

        arguments.AddRange(ParseGenericArgument(first));
        while (true)
        {
            SkipNewlines();
            close = Next();
            if (close.Kind != TokenKind.Comma) break;
            SkipNewlines();
            var token = Peek();
            if (token.Kind is TokenKind.Identifier or TokenKind.LeftBracket)
            {
                Take();
                arguments.AddRange(ParseGenericArgument(token));
            }
            else
            {
                Incomplete("a type must follow the comma", close);
            }
        }

        _depth--;
        return arguments;
    }

    private TypeName[] ParseGenericArgument(Token first)
    {
        Count(first);
        if (first.Kind == TokenKind.Identifier) return [FinishTypeName(first, isBare: true)];
        var name = Next();
        if (name.Kind != TokenKind.Identifier)
        {
            PutBack(name);
            Incomplete("the name of a type is missing", name);
            return [];
        }

        var type = FinishTypeName(name, isBare: false);
        Expect(TokenKind.RightBracket, "] is missing", name);
        return [type];
    }

    private TypeName FinishArrayType(TypeName type, Token first, bool isBare)
    {
        List<int> ranks = [];
        while (true)
        {
            switch (first.Kind)
            {
                case TokenKind.RightBracket:
                    ranks.Add(1);
                    break;
                case TokenKind.Comma:
                    var rank = 1;
                    var token = first;
                    while (token.Kind == TokenKind.Comma)
                    {
                        rank++;
                        token = Next();
                    }

                    if (rank > 32) Error(PowerShellErrorKind.Syntax, "an array has at most 32 dimensions", first);
                    if (token.Kind != TokenKind.RightBracket)
                    {
                        PutBack(token);
                        Error(PowerShellErrorKind.Syntax, "] is missing", first);
                    }

                    ranks.Add(rank);
                    break;
                case TokenKind.EndOfInput:
                    PutBack(first);
                    Incomplete("] is missing", first);
                    break;
                default:
                    Error(PowerShellErrorKind.Syntax, "] is missing", first);
                    SkipTo(takeCloser: true, TokenKind.RightBracket);
                    break;
            }

            var next = Peek();
            if (next.Kind == TokenKind.Comma && !isBare)
            {
                type = FinishAssembly(type, next);
                break;
            }

            if (next.Kind != TokenKind.LeftBracket) break;
            Take();
            first = Next();
        }

        return type with { ArrayRanks = ranks, Span = Join(type.Span, _lexer.Span(_lexer.Position, _pending?.Start ?? _lexer.Position)) };
    }
}

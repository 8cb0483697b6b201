using AiFirewall.Code.Syntax;

namespace AiFirewall.Code.Lua;

/// <summary>Reads Lua.</summary>
internal sealed class LuaParser : BraceParser
{
    private static readonly PlainSyntax Syntax = new("--", EscapeStyle.Hex | EscapeStyle.Decimal | EscapeStyle.Unicode, ["...", "..", "==", "~=", "<=", ">=", "//", "::", "<<", ">>"]) { HasLongBrackets = true, HasNewlines = false };

    public LuaParser(string text)
        : this(new PlainTokens(text, Syntax))
    {
    }

    private LuaParser(PlainTokens tokens)
        : base(tokens.Read(), 0) => HasErrors = tokens.HasErrors;

    /// <inheritdoc/>
    protected override CodeNode Inner(string code, int innerDepth) => CodeNode.Unknown;

    /// <inheritdoc/>
    protected override int Precedence(in Token token) => token.Kind == TokenKind.Name
        ? token.Text switch { "or" => Or, "and" => And, _ => 0 }
        : token.Kind != TokenKind.Operator ? 0 : token.Text switch { "=" or "?" or "." or "..." => 0, "~=" => Comparison, ".." => Range, "^" => Power, "//" => Product, "~" => Bits + 1, _ => base.Precedence(token) };

    /// <inheritdoc/>
    protected override string Common(string op) => op switch { ".." => "concat", "~=" => "!=", "//" => "div", "^" => "**", _ => op };

    /// <inheritdoc/>
    protected override CodeNode ReadStatement()
    {
        if (Take(";")) return CodeNode.Nothing;
        if (Take("::"))
        {
            AnyName();
            Take("::");
            return CodeNode.Nothing;
        }

        if (Current.Kind == TokenKind.Name)
        {
            switch (Current.Text)
            {
                case "local":
                    At++;
                    if (TakeName("function")) return Function(AnyName());
                    return Assigned(isLocal: true);
                case "function":
                    At++;
                    return NamedFunction();
                case "if": At++; return IfThen();
                case "while":
                    At++;
                    var condition = Expression();
                    TakeName("do");
                    return new LoopNode(null, condition, Until("end"));
                case "repeat":
                    At++;
                    var body = Until("until");
                    return new LoopNode(null, Expression(), body);
                case "for":
                    At++;
                    return For();
                case "do":
                    At++;
                    return Until("end");
                case "return":
                    At++;
                    return new ReturnNode(Current.Kind == TokenKind.End || Current.IsName("end") || IsEndOfStatement ? CodeNode.Nothing : Expression());
                case "break":
                    At++;
                    return CodeNode.Nothing;
                case "goto":
                    At += 2;
                    return CodeNode.Nothing;
            }
        }

        return Assigned(isLocal: false);
    }

    private CodeNode Assigned(bool isLocal)
    {
        var targets = new List<Argument> { new(isLocal ? Declared() : Expression()) };
        while (Take(",")) targets.Add(new Argument(isLocal ? Declared() : Expression()));
        if (!Take("=")) return targets.Count == 1 ? targets[0].Value : new ListNode(targets);
        var values = OpenArguments();
        return new AssignNode(targets.Count == 1 ? targets[0].Value : new ListNode(targets), "", values.Count == 1 ? values[0].Value : new ListNode(values));
    }

    private NameNode Declared()
    {
        var name = new NameNode(AnyName());
        if (Take("<"))
        {
            AnyName();
            Take(">");
        }

        return name;
    }

    private CodeNode NamedFunction()
    {
        CodeNode target = new NameNode(AnyName());
        while (Current.Is(".") || Current.Is(":"))
        {
            At++;
            target = new MemberNode(target, AnyName());
        }

        return target is NameNode name ? Function(name.Name) : new AssignNode(target, "", Function(null));
    }

    private FunctionNode Function(string? name)
    {
        var parameters = Take("(") ? Arguments(")").Select(a => new Parameter(a.Value)).ToList() : [];
        return new FunctionNode(name, parameters, Until("end"));
    }

    private BlockNode Until(params ReadOnlySpan<string> words)
    {
        var statements = new List<CodeNode>();
        while (Current.Kind != TokenKind.End)
        {
            foreach (var word in words)
            {
                if (TakeName(word)) return new BlockNode(statements);
            }

            if (Current.Kind == TokenKind.Newline) At++;
            else statements.Add(Guarded(Statement));
        }

        HasErrors = true;
        return new BlockNode(statements);
    }

    private BranchNode IfThen()
    {
        var condition = Expression();
        TakeName("then");
        var bodies = new List<CodeNode>();
        while (true)
        {
            bodies.Add(Until("end", "else", "elseif"));
            if (Previous.IsName("elseif"))
            {
                Expression();
                TakeName("then");
            }
            else if (!Previous.IsName("else"))
            {
                return new BranchNode(condition, bodies);
            }
        }
    }

    private LoopNode For()
    {
        var names = new List<Argument>();
        do names.Add(new Argument(new NameNode(AnyName())));
        while (Take(","));
        CodeNode source;
        if (Take("="))
        {
            var bounds = OpenArguments();
            source = bounds.Count > 1 ? new BinaryNode("range", bounds[0].Value, bounds[1].Value) : CodeNode.Unknown;
        }
        else
        {
            if (!TakeName("in")) HasErrors = true;
            source = OpenArguments() is [var first, ..] ? first.Value : CodeNode.Unknown;
        }

        TakeName("do");
        return new LoopNode(names.Count == 1 ? names[0].Value : new ListNode(names), source, Until("end"));
    }

    /// <inheritdoc/>
    protected override bool EndsOpenArguments(in Token token) => token.Kind == TokenKind.Name && token.Text is "do" or "end" or "then" or "local" or "return";

    /// <inheritdoc/>
    protected override CodeNode ReadPrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Text:
                At++;
                return StringValue(token);
            case TokenKind.Number:
                At++;
                return Number(token);
            case TokenKind.Hole:
                At++;
                return CodeNode.Unknown;
            case TokenKind.Name:
                At++;
                return token.Text switch
                {
                    "true" or "false" => Word(token.Text),
                    "nil" => CodeNode.Nothing,
                    "not" => new UnaryNode("not", Expression(Product)),
                    "function" => Function(null),
                    _ => new NameNode(token.Text),
                };
            case TokenKind.Operator:
                switch (token.Text)
                {
                    case "(":
                        At++;
                        var value = Expression();
                        if (!Take(")")) HasErrors = true;
                        return value;
                    case "{":
                        At++;
                        return Table();
                    case "-" or "#" or "~":
                        At++;
                        return new UnaryNode(token.Text, Expression(Product));
                    case "...":
                        At++;
                        return new NameNode("arg");
                }

                break;
        }

        HasErrors = true;
        return CodeNode.Unknown;
    }

    private CodeNode Table()
    {
        var pairs = new List<(CodeNode?, CodeNode)>();
        var items = new List<Argument>();
        while (Current.Kind != TokenKind.End && !Take("}"))
        {
            var before = At;
            if (Take(",") || Take(";") || Current.Kind == TokenKind.Newline)
            {
                if (At == before) At++;
            }
            else if (Current.Kind == TokenKind.Name && Peek().Is("="))
            {
                var key = Word(AnyName());
                At++;
                pairs.Add((key, Expression()));
            }
            else if (Take("["))
            {
                var key = Expression();
                Take("]");
                Take("=");
                pairs.Add((key, Expression()));
            }
            else
            {
                items.Add(new Argument(Expression()));
            }

            if (At == before) Fail();
        }

        return pairs.Count > 0 ? new MapNode(pairs) : new ListNode(items);
    }

    /// <inheritdoc/>
    protected override bool Postfix(ref CodeNode node)
    {
        if (node is NameNode or MemberNode or CallNode or IndexNode && (Current.Kind == TokenKind.Text || Current.Is("{")))
        {
            var argument = Primary();
            node = new CallNode(node, [new Argument(argument)]);
            return true;
        }

        if (Current.Kind != TokenKind.Operator) return false;
        switch (Current.Text)
        {
            case "(" when node is not FunctionNode { Name: not null }:
                At++;
                node = new CallNode(node, Arguments(")"));
                return true;
            case "." or ":" when Peek().Kind == TokenKind.Name:
                node = new MemberNode(node, Peek().Text);
                At += 2;
                return true;
            case "[":
                At++;
                node = new IndexNode(node, Expression());
                if (!Take("]")) HasErrors = true;
                return true;
            default: return false;
        }
    }
}

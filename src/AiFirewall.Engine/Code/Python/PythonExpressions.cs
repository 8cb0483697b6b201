using AiFirewall.Code.Syntax;

namespace AiFirewall.Code.Python;

/// <summary>Reads Python's expressions.</summary>
internal abstract class PythonExpressions : CodeParser
{
    private protected PythonExpressions(PythonTokens tokens, int depth)
        : base(tokens.Read(), depth) => HasErrors = tokens.HasErrors;

    /// <inheritdoc/>
    protected override int Precedence(in Token token)
    {
        if (token.Kind == TokenKind.Name)
        {
            return token.Text switch
            {
                "if" => Conditional,
                "or" => Or,
                "and" => And,
                "in" or "is" => Comparison,
                "not" when Peek().IsName("in") => Comparison,
                _ => 0,
            };
        }

        if (token.Kind != TokenKind.Operator) return 0;
        return token.Text switch
        {
            ":=" => Assignment,
            "==" or "!=" or "<" or ">" or "<=" or ">=" or "<>" => Comparison,
            "|" => Bits,
            "^" => Bits + 1,
            "&" => Bits + 2,
            "<<" or ">>" => Shift,
            "+" or "-" => Sum,
            "*" or "/" or "//" or "%" or "@" => Product,
            "**" => Power,
            _ => 0,
        };
    }

    /// <inheritdoc/>
    protected override string Common(string op) => op switch { ":" => "", "//" => "div", _ => op };

    /// <inheritdoc/>
    protected override CodeNode Infix(CodeNode left, Token op, int precedence)
    {
        if (op.IsName("if"))
        {
            At++;
            var condition = Expression(Or);
            return new ChoiceNode(condition, left, TakeName("else") ? Expression(Conditional) : CodeNode.Unknown);
        }

        if (op.IsName("not") || (op.IsName("is") && Peek().IsName("not"))) At++;
        return base.Infix(left, op, precedence);
    }

    /// <inheritdoc/>
    protected override CodeNode ReadPrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Text or TokenKind.Template:
                At++;
                var text = StringValue(token);
                while (Current.Kind is TokenKind.Text or TokenKind.Template)
                {
                    text = new BinaryNode("concat", text, StringValue(Current));
                    At++;
                }

                return text;
            case TokenKind.Number:
                At++;
                return Number(token);
            case TokenKind.Name:
                At++;
                return NameOrKeyword(token.Text);
            case TokenKind.Hole:
                At++;
                return CodeNode.Unknown;
            case TokenKind.Operator: return Bracketed(token);
            default:
                HasErrors = true;
                return CodeNode.Unknown;
        }
    }

    private CodeNode NameOrKeyword(string name)
    {
        switch (name)
        {
            case "True" or "False": return Word(name);
            case "None": return CodeNode.Nothing;
            case "not": return new UnaryNode("not", Expression(Comparison));
            case "await": return Expression(Power);
            case "yield": return IsEndOfStatement ? CodeNode.Nothing : TakeName("from") ? Expression() : Expression();
            case "lambda":
                var parameters = Parameters(":");
                return new FunctionNode(null, parameters, Expression());
            default: return new NameNode(name);
        }
    }

    private CodeNode Bracketed(in Token token)
    {
        switch (token.Text)
        {
            case "(":
                At++;
                var items = Arguments(")");
                return items.Count == 1 && !TokenAt(At - 2).Is(",") ? items[0].Value : new ListNode(items);
            case "[":
                At++;
                var list = Arguments("]");
                return list.Count == 1 && list[0].Value is LoopNode { Collects: true } ? list[0].Value : new ListNode(list);
            case "{":
                At++;
                return Dictionary();
            case "-" or "+" or "~":
                At++;
                return new UnaryNode(token.Text, Expression(Power));
            case "...":
                At++;
                return CodeNode.Nothing;
            case "*" or "**":
                At++;
                return Expression(Bits);
            default:
                HasErrors = true;
                return CodeNode.Unknown;
        }
    }

    private CodeNode Dictionary()
    {
        var pairs = new List<(CodeNode?, CodeNode)>();
        var items = new List<Argument>();
        while (Current.Kind != TokenKind.End && !Take("}"))
        {
            var before = At;
            if (Take(","))
            {
            }
            else if (Take("**"))
            {
                pairs.Add((null, Expression()));
            }
            else
            {
                var key = OneArgument();
                if (!Take(":")) items.Add(key);
                else pairs.Add((key.Value, Comprehended(Expression())));
            }

            if (At == before) Fail();
        }

        if (Previous.Kind == TokenKind.End) HasErrors = true;
        return items.Count > 0 ? new ListNode(items) : new MapNode(pairs);
    }

    /// <inheritdoc/>
    protected override Argument OneArgument()
    {
        if (Take("**")) return new Argument(Expression(), "**", IsSpread: true);
        if (Take("*")) return new Argument(Expression(), IsSpread: true);
        if (Current.Kind == TokenKind.Name && Peek().Is("="))
        {
            var name = AnyName();
            At++;
            return new Argument(Expression(), name);
        }

        return new Argument(Comprehended(Expression()));
    }

    /// <summary>What follows an item: <c>for x in y if z</c>, any number of times.</summary>
    private CodeNode Comprehended(CodeNode item)
    {
        if (!Current.IsName("for") && !(Current.IsName("async") && Peek().IsName("for"))) return item;
        TakeName("async");
        At++;
        var target = Targets();
        if (!TakeName("in")) HasErrors = true;
        var source = Expression(Or);
        while (TakeName("if"))
        {
            var condition = Expression(Or);
            item = new BranchNode(condition, [item]);
        }

        // The clauses nest from left to right: the first is the outer loop.
        return new LoopNode(target, source, Current.IsName("for") || Current.IsName("async") ? Guarded(() => Comprehended(item)) : item) { Collects = true };
    }

    /// <summary>What a loop assigns to.</summary>
    protected CodeNode Targets()
    {
        var first = Expression(Bits);
        if (!Current.Is(",")) return first;
        var items = new List<Argument> { new(first) };
        while (Take(","))
        {
            if (!Current.IsName("in")) items.Add(new Argument(Expression(Bits)));
        }

        return new ListNode(items);
    }

    /// <summary>One expression, or a tuple without brackets.</summary>
    protected CodeNode Expressions()
    {
        var first = OneOfMany();
        if (!Current.Is(",")) return first.IsSpread ? new ListNode([first]) : first.Value;
        var items = new List<Argument> { first };
        while (Take(","))
        {
            if (IsEndOfStatement || Current.Is("=") || Current.Is(":")) break;
            items.Add(OneOfMany());
        }

        return new ListNode(items);
    }

    private Argument OneOfMany() => Take("*") ? new Argument(Expression(), IsSpread: true) : new Argument(Expression());

    /// <summary>Parameters of a function or lambda.</summary>
    protected List<Parameter> Parameters(string close)
    {
        var parameters = new List<Parameter>();
        while (Current.Kind is not (TokenKind.End or TokenKind.Newline) && !Take(close))
        {
            var before = At;
            if (Take(",") || Take("/"))
            {
            }
            else
            {
                var isRest = Take("*") || Take("**");
                if (Current.Kind == TokenKind.Name)
                {
                    var name = new NameNode(AnyName());
                    if (close != ":" && Take(":")) Expression();
                    parameters.Add(new Parameter(name, Take("=") ? Expression() : null, isRest));
                }
            }

            if (At == before) Fail();
        }

        return parameters;
    }

    /// <inheritdoc/>
    protected override bool Postfix(ref CodeNode node)
    {
        if (Current.Is("(") && node is not ConstantNode)
        {
            At++;
            node = new CallNode(node, Arguments(")"));
            return true;
        }

        if (Current.Is(".") && Peek().Kind == TokenKind.Name)
        {
            node = new MemberNode(node, Peek().Text);
            At += 2;
            return true;
        }

        if (!Current.Is("[")) return false;
        At++;
        node = Subscript(node);
        return true;
    }

    private CodeNode Subscript(CodeNode target)
    {
        CodeNode? first = null, end = null, step = null;
        if (!Current.Is(":") && !Current.Is("]")) first = Expressions();
        if (!Current.Is(":"))
        {
            if (!Take("]")) HasErrors = true;
            return new IndexNode(target, first ?? CodeNode.Unknown);
        }

        At++;
        if (!Current.Is(":") && !Current.Is("]")) end = Expression();
        if (Take(":") && !Current.Is("]")) step = Expression();
        if (!Take("]")) HasErrors = true;
        return new SliceNode(target, first, end, step);
    }
}

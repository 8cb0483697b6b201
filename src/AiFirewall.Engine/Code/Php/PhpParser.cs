using AiFirewall.Code.Syntax;

namespace AiFirewall.Code.Php;

/// <summary>Reads PHP.</summary>
internal sealed class PhpParser : BraceParser
{
    private static readonly string[] Modifiers = ["public", "private", "protected", "static", "final", "abstract", "readonly", "var", "const"];

    public PhpParser(string text, int depth = 0)
        : this(new PhpTokens(text, depth > 0), depth)
    {
    }

    private PhpParser(PhpTokens tokens, int depth)
        : base(tokens.Read(), depth) => HasErrors = tokens.HasErrors;

    /// <inheritdoc/>
    protected override CodeNode Inner(string code, int innerDepth)
    {
        var parser = new PhpParser(code, innerDepth);
        var node = parser.Program();
        HasErrors |= parser.HasErrors;
        IsTooDeep |= parser.IsTooDeep;
        return node.Statements.Count == 1 ? node.Statements[0] : node;
    }

    /// <inheritdoc/>
    protected override int Precedence(in Token token) => token.Kind == TokenKind.Name
        ? token.Text.ToLowerInvariant() switch { "instanceof" => Comparison, "and" => And, "or" or "xor" => Or, _ => 0 }
        : token.Is(".") ? Sum : token.Is("//") || token.Is("..") ? 0 : base.Precedence(token);

    /// <inheritdoc/>
    protected override string Common(string op) => op == "." ? "concat" : op;

    /// <inheritdoc/>
    protected override CodeNode Infix(CodeNode left, Token op, int precedence)
    {
        // "a ?: b" has no middle.
        if (!op.Is("?") || !Peek().Is(":")) return base.Infix(left, op, precedence);
        At += 2;
        return new BinaryNode("??", left, Expression(Assignment));
    }

    /// <inheritdoc/>
    protected override CodeNode ReadStatement()
    {
        if (Current.Is("{")) return Guarded(Braces);
        if (Take(";")) return CodeNode.Nothing;
        if (Take("#"))
        {
            if (Current.Closer > 0) At = Current.Closer + 1;
            return CodeNode.Nothing;
        }

        if (Current.Kind != TokenKind.Name) return Expression();
        switch (Current.Text.ToLowerInvariant())
        {
            case "if":
                At++;
                return If();
            case "while":
                At++;
                var condition = Condition();
                return new LoopNode(null, condition, Body());
            case "do":
                At++;
                var body = Body();
                TakeName("while");
                return new LoopNode(null, Condition(), body);
            case "for":
                At++;
                if (!Take("(")) HasErrors = true;
                var start = Current.Is(";") ? CodeNode.Nothing : Sequence();
                if (!Take(";")) HasErrors = true;
                return CountedLoop(start);
            case "foreach":
                At++;
                return Foreach();
            case "switch":
                At++;
                return new BlockNode([Condition(), Guarded(Braces)]);
            case "case":
                At++;
                Expression();
                if (!Take(":")) Take(";");
                return CodeNode.Nothing;
            case "default" when Peek().Is(":"):
                At += 2;
                return CodeNode.Nothing;
            case "try":
                At++;
                return Try();
            case "return" or "throw":
                var isReturn = Current.Text == "return";
                At++;
                var value = IsEndOfStatement ? CodeNode.Nothing : Expression();
                return isReturn ? new ReturnNode(value) : value;
            case "echo":
                At++;
                return new CallNode(new NameNode("print"), OpenArguments());
            case "break" or "continue" or "global":
                At++;
                OpenArguments();
                return CodeNode.Nothing;
            case "namespace" or "use" or "declare" when !Peek().Is("("):
                while (Current.Kind is not (TokenKind.End or TokenKind.Newline) && !Current.Is(";") && !Current.Is("{")) At++;
                return CodeNode.Nothing;
            case "function" when Peek().Kind == TokenKind.Name || Peek().Is("&"):
                At++;
                Take("&");
                return Function(AnyName());
            case "abstract" or "final" or "readonly" when Peek().Kind == TokenKind.Name:
                At++;
                return Statement();
            case "class" or "trait" or "interface" or "enum" when Peek().Kind == TokenKind.Name:
                At++;
                return Class(AnyName());
            case "static" when Peek().Kind == TokenKind.Name:
                At++;
                return Expression();
            default: return Expression();
        }
    }

    private LoopNode Foreach()
    {
        if (!Take("(")) HasErrors = true;
        var source = Expression();
        if (!TakeName("as")) HasErrors = true;
        Take("&");
        var target = Expression(Conditional);
        if (Take("=>"))
        {
            Take("&");
            target = Expression(Conditional);
        }

        if (!Take(")")) HasErrors = true;
        return new LoopNode(target, source, Body());
    }

    private BlockNode Try()
    {
        var all = new List<CodeNode> { Guarded(Braces) };
        while (true)
        {
            if (TakeName("catch"))
            {
                if (Current.Is("(")) At = Math.Max(At + 1, Current.Closer + 1);
                all.Add(new BranchNode(null, [Guarded(Braces)]));
            }
            else if (TakeName("finally")) all.Add(Guarded(Braces));
            else return new BlockNode(all);
        }
    }

    private FunctionNode Function(string? name)
    {
        var parameters = Parameters();
        if (TakeName("use") && Current.Is("(")) At = Math.Max(At + 1, Current.Closer + 1);
        SkipType(":");
        if (Take("=>")) return new FunctionNode(name, parameters, Expression());
        return new FunctionNode(name, parameters, Current.Is("{") ? Guarded(Braces) : CodeNode.Nothing);
    }

    private void SkipType(string before)
    {
        if (!Take(before)) return;
        while (Current.Kind == TokenKind.Name || Current.Is("?") || Current.Is("|")) At++;
    }

    private List<Parameter> Parameters()
    {
        var parameters = new List<Parameter>();
        if (!Take("("))
        {
            HasErrors = true;
            return parameters;
        }

        while (Current.Kind is not (TokenKind.End or TokenKind.Newline) && !Take(")"))
        {
            var before = At;
            var isRest = Take("...");
            if (Current.Kind == TokenKind.Name && Current.Text[0] == '$')
            {
                var name = new NameNode(AnyName());
                parameters.Add(new Parameter(name, Take("=") ? Expression() : null, isRest));
            }
            else if (!isRest)
            {
                At++;
            }

            if (At == before) Fail();
        }

        return parameters;
    }

    private ClassNode Class(string name)
    {
        CodeNode? parent = null;
        while (Current.Kind is not (TokenKind.End or TokenKind.Newline) && !Current.Is("{"))
        {
            if (TakeName("extends")) parent = new NameNode(AnyName());
            else At++;
        }

        Take("{");
        var members = new List<CodeNode>();
        while (Current.Kind is not (TokenKind.End or TokenKind.Newline) && !Take("}"))
        {
            var before = At;
            while (Current.Kind == TokenKind.Name && Array.IndexOf(Modifiers, Current.Text.ToLowerInvariant()) >= 0) At++;
            if (TakeName("function"))
            {
                Take("&");
                members.Add(Function(AnyName()));
            }
            else if (Current.Kind == TokenKind.Name && Current.Text[0] == '$')
            {
                var target = new NameNode(AnyName()[1..]);
                members.Add(Take("=") ? new AssignNode(target, "", Expression()) : CodeNode.Nothing);
            }
            else if (!Take(";"))
            {
                At++;
            }

            if (At == before) Fail();
        }

        return new ClassNode(name, new BlockNode(members)) { Base = parent };
    }

    /// <inheritdoc/>
    protected override CodeNode ReadPrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Text or TokenKind.Template or TokenKind.Command:
                At++;
                return StringValue(token);
            case TokenKind.Number:
                At++;
                return Number(token);
            case TokenKind.Hole:
                At++;
                return CodeNode.Unknown;
            case TokenKind.Name: return Word(token);
            case TokenKind.Operator: return Bracketed(token);
            default:
                HasErrors = true;
                return CodeNode.Unknown;
        }
    }

    private CodeNode Word(in Token token)
    {
        At++;
        if (token.Text[0] == '$') return new NameNode(token.Text);
        switch (token.Text.ToLowerInvariant())
        {
            case "true" or "false": return Word(token.Text.ToLowerInvariant());
            case "null": return CodeNode.Nothing;
            case "new":
                if (TakeName("class"))
                {
                    if (Current.Is("(")) At = Math.Max(At + 1, Current.Closer + 1);
                    return Class("");
                }

                var type = Current.Kind == TokenKind.Name && Current.Text[0] != '$' ? new NameNode(AnyName().TrimStart('\\')) : Primary();
                return new CallNode(type, Take("(") ? Arguments(")") : []);
            case "function" or "fn":
                Take("&");
                return Function(null);
            case "static" when Current.Kind == TokenKind.Name: return Primary();
            case "clone" or "print" or "include" or "include_once" or "require" or "require_once" or "yield" or "throw":
                var word = token.Text.ToLowerInvariant();
                var operand = IsEndOfStatement ? CodeNode.Nothing : Expression(word == "print" ? Conditional : Or);
                return word is "clone" or "yield" or "throw" ? operand : new CallNode(new NameNode(word), [new Argument(operand)]);
            case "array" or "list" when Take("("): return List(")");
            case "match" when Current.Is("("): return Match();
            case "isset" or "empty" or "unset" when Take("("):
                var unset = Arguments(")");
                return token.Text.Equals("unset", StringComparison.OrdinalIgnoreCase) && unset.Count > 0 ? new UnaryNode("delete", unset[0].Value) : CodeNode.Unknown;
            case "exit" or "die": return new BlockNode([.. (Take("(") ? Arguments(")") : []).Select(a => a.Value)]);
        }

        // Function names have any case, and may be named from the root of all namespaces.
        var name = token.Text.TrimStart('\\');
        return new NameNode(Current.Is("(") ? name.ToLowerInvariant() : name);
    }

    private BlockNode Match()
    {
        var all = new List<CodeNode> { Condition() };
        if (!Take("{")) return new BlockNode(all);
        while (Current.Kind is not (TokenKind.End or TokenKind.Newline) && !Take("}"))
        {
            var before = At;
            if (!Take(",") && !Take("=>")) all.Add(TakeName("default") ? CodeNode.Nothing : Expression());
            if (At == before) Fail();
        }

        return new BlockNode(all);
    }

    private CodeNode List(string close)
    {
        var pairs = new List<(CodeNode?, CodeNode)>();
        var items = new List<Argument>();
        while (Current.Kind is not (TokenKind.End or TokenKind.Newline) && !Take(close))
        {
            var before = At;
            if (Take(",") || Take("&"))
            {
            }
            else if (Take("..."))
            {
                items.Add(new Argument(Expression(), IsSpread: true));
            }
            else
            {
                var value = Expression();
                if (Take("=>"))
                {
                    Take("&");
                    pairs.Add((value, Expression()));
                }
                else
                {
                    items.Add(new Argument(value));
                }
            }

            if (At == before) Fail();
        }

        return pairs.Count > 0 ? new MapNode(pairs) : new ListNode(items);
    }

    private CodeNode Bracketed(in Token token)
    {
        switch (token.Text)
        {
            case "(":
                At++;
                var value = Expression();
                if (!Take(")")) HasErrors = true;
                return value;
            case "[":
                At++;
                return List("]");
            case "!" or "-" or "+" or "~" or "@" or "&":
                At++;
                var operand = Expression(token.Text == "!" ? Comparison + 1 : Product);
                return token.Text is "@" or "&" ? operand : new UnaryNode(token.Text, operand);
            case "++" or "--":
                At++;
                return Expression(Power);

            // A variable whose name is computed: $$x, ${'a'}.
            case "$":
                At++;
                if (!Take("{")) return new CallNode(new NameNode("…"), [new Argument(Primary())]);
                var name = Expression();
                if (!Take("}")) HasErrors = true;
                return name is ConstantNode constant ? new NameNode("$" + constant.Value.Text.Text) : CodeNode.Unknown;
            default:
                HasErrors = true;
                return CodeNode.Unknown;
        }
    }

    /// <inheritdoc/>
    protected override Argument OneArgument()
    {
        if (Take("...")) return Current.Is(")") ? new Argument(CodeNode.Nothing) : new Argument(Expression(), IsSpread: true);
        if (Current.Kind == TokenKind.Name && Current.Text[0] != '$' && Peek().Is(":") && !Peek(2).Is(":"))
        {
            var name = AnyName();
            At++;
            return new Argument(Expression(), name);
        }

        return new Argument(Expression());
    }

    /// <inheritdoc/>
    protected override bool Postfix(ref CodeNode node)
    {
        if (Current.Kind != TokenKind.Operator) return false;
        switch (Current.Text)
        {
            case "(" when node is not FunctionNode { Name: not null }:
                At++;

                // A text or variable that is called names the function.
                if (node is ConstantNode { Value: { Sort: CodeSort.Text, IsKnownText: true } name }) node = new NameNode(name.Text.Text.TrimStart('\\').ToLowerInvariant());
                node = new CallNode(node, Arguments(")"));
                return true;
            case "->" or "?->" or "::":
                At++;
                if (Current.Kind == TokenKind.Name)
                {
                    var member = AnyName();
                    node = member[0] == '$' && !Previous.Is("::") ? new IndexNode(node, new NameNode(member)) : new MemberNode(node, member);
                }
                else if (Take("{"))
                {
                    node = new IndexNode(node, Expression());
                    if (!Take("}")) HasErrors = true;
                }
                else
                {
                    return false;
                }

                return true;
            case "[":
                At++;
                node = new IndexNode(node, Current.Is("]") ? CodeNode.Unknown : Expression());
                if (!Take("]")) HasErrors = true;
                return true;
            case "++" or "--":
                At++;
                return true;
            default: return false;
        }
    }
}

using AiFirewall.Code.Syntax;

namespace AiFirewall.Code.JavaScript;

/// <summary>Reads JavaScript's expressions.</summary>
internal abstract class JavaScriptExpressions : BraceParser
{
    private protected JavaScriptExpressions(JavaScriptTokens tokens, int depth)
        : base(tokens.Read(), depth) => HasErrors = tokens.HasErrors;

    /// <inheritdoc/>
    protected override int Precedence(in Token token) => token.Kind == TokenKind.Name
        ? token.Text switch { "in" or "instanceof" => Comparison, "as" or "satisfies" when !token.IsFirstOfLine => Comparison, _ => 0 }
        : token.Is("..") || token.Is("...") || token.Is("//") ? 0 : base.Precedence(token);

    /// <inheritdoc/>
    protected override CodeNode Infix(CodeNode left, Token op, int precedence)
    {
        if (op.Kind == TokenKind.Name && op.Text is "as" or "satisfies")
        {
            SkipType(isStarted: false);
            return left;
        }

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
                return StringValue(token);
            case TokenKind.Number:
                At++;
                return Number(token);
            case TokenKind.Regex:
                At++;
                return new ConstantNode(CodeValue.Unknown);
            case TokenKind.Hole:
                At++;
                return CodeNode.Unknown;
            case TokenKind.Name: return NameOrKeyword(token);
            case TokenKind.Operator: return Bracketed(token);
            default:
                HasErrors = true;
                return CodeNode.Unknown;
        }
    }

    private CodeNode NameOrKeyword(in Token token)
    {
        At++;
        switch (token.Text)
        {
            case "true" or "false": return Word(token.Text);
            case "null" or "undefined": return CodeNode.Nothing;
            case "typeof" or "void" or "delete": return new UnaryNode(token.Text, Expression(Power));
            case "await" or "new": return Expression(Power);
            case "yield":
                Take("*");
                return IsEndOfStatement || Current.Is(",") ? CodeNode.Nothing : Expression();
            case "async" when Current.IsName("function"):
                At++;
                return Function();
            case "async" when (Current.Is("(") && TokenAt(Current.Closer + 1).Is("=>")) || (Current.Kind == TokenKind.Name && Peek().Is("=>")): return Primary();
            case "function": return Function();
            case "class" when Current.Kind == TokenKind.Name || Current.Is("{"): return Class();
            default:
                if (Take("=>")) return new FunctionNode(null, [new Parameter(new NameNode(token.Text))], ArrowBody());
                return new NameNode(token.Text);
        }
    }

    private CodeNode Bracketed(in Token token)
    {
        switch (token.Text)
        {
            case "(":
                if (token.Closer > 0 && (TokenAt(token.Closer + 1).Is("=>") || IsTypedArrow(token)))
                {
                    var parameters = Parameters();
                    if (Current.Is(":")) SkipType();
                    Take("=>");
                    return new FunctionNode(null, parameters, ArrowBody());
                }

                At++;
                if (Take(")")) return CodeNode.Nothing;
                var value = Sequence();
                if (!Take(")")) HasErrors = true;
                return value;
            case "[":
                At++;
                return new ListNode(Arguments("]"));
            case "{":
                At++;
                return Object();
            case "!" or "-" or "+" or "~":
                At++;
                return new UnaryNode(token.Text, Expression(Power));
            case "++" or "--":
                At++;
                return Expression(Power);
            case "...":
                At++;
                return Expression();
            default:
                HasErrors = true;
                return CodeNode.Unknown;
        }
    }

    /// <summary><c>(a): string =&gt; …</c>, in the few tokens that a plain type takes.</summary>
    private bool IsTypedArrow(in Token open)
    {
        if (!TokenAt(open.Closer + 1).Is(":")) return false;
        for (var i = open.Closer + 2; i < open.Closer + 8; i++)
        {
            if (TokenAt(i).Is("=>")) return true;
            if (TokenAt(i).Kind != TokenKind.Name && !TokenAt(i).Is("<") && !TokenAt(i).Is(">") && !TokenAt(i).Is("[") && !TokenAt(i).Is("]") && !TokenAt(i).Is("|")) return false;
        }

        return false;
    }

    private CodeNode ArrowBody() => Current.Is("{") ? Guarded(Braces) : Expression();

    /// <summary>A function from after its keyword.</summary>
    protected FunctionNode Function()
    {
        Take("*");
        var name = Current.Kind == TokenKind.Name ? AnyName() : null;
        return Function(name);
    }

    private FunctionNode Function(string? name)
    {
        if (Current.Is("<")) SkipGenerics();
        var parameters = Parameters();
        if (Current.Is(":")) SkipType();
        return new FunctionNode(name, parameters, Current.Is("{") ? Guarded(Braces) : CodeNode.Nothing);
    }

    /// <summary>Parameters between brackets.</summary>
    protected List<Parameter> Parameters()
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
            if (!Take(","))
            {
                var isRest = Take("...");
                while (Current.Kind == TokenKind.Name && Current.Text is "public" or "private" or "protected" or "readonly" && Peek().Kind == TokenKind.Name) At++;
                var target = Target();
                Take("?");
                if (Current.Is(":")) SkipType();
                parameters.Add(new Parameter(target, Take("=") ? Expression() : null, isRest));
            }

            if (At == before) Fail();
        }

        return parameters;
    }

    /// <summary>What is assigned to: a name, or a pattern of names.</summary>
    protected CodeNode Target() => Current.Kind == TokenKind.Name ? new NameNode(AnyName()) : Current.Is("{") || Current.Is("[") ? Primary() : Postfixes(Primary());

    private ClassNode Class()
    {
        var name = Current.Kind == TokenKind.Name && !Current.IsName("extends") ? AnyName() : "";
        if (Current.Is("<")) SkipGenerics();
        CodeNode? parent = TakeName("extends") ? Postfixes(Primary()) : null;
        while (Current.Kind is not TokenKind.End && !Current.Is("{")) At++;
        Take("{");
        var members = new List<CodeNode>();
        while (Current.Kind is not TokenKind.End && !Take("}"))
        {
            var before = At;
            if (!Take(";")) members.Add(Member());
            if (At == before) Fail();
        }

        return new ClassNode(name, new BlockNode(members)) { Base = parent };
    }

    private CodeNode Member()
    {
        while (Current.Kind == TokenKind.Name && Current.Text is "static" or "async" or "get" or "set" or "public" or "private" or "protected" or "readonly" or "override" or "abstract" && !Peek().Is("(") && !Peek().Is("=") && !Peek().Is(";"))
        {
            At++;
            if (Current.Is("{")) return Guarded(Braces);
        }

        Take("*");
        var (name, _) = Key();
        if (Current.Is("(") || Current.Is("<")) return Function(name);
        Take("?");
        Take("!");
        if (Current.Is(":")) SkipType();
        return Take("=") ? new AssignNode(new NameNode(name), "", Expression()) : CodeNode.Nothing;
    }

    private (string Name, CodeNode Node) Key()
    {
        if (Take("["))
        {
            var computed = Expression();
            if (!Take("]")) HasErrors = true;
            return (computed is ConstantNode constant ? constant.Value.Text.Text : "", computed);
        }

        var token = Current;
        if (token.Kind is TokenKind.Name or TokenKind.Text or TokenKind.Number) At++;
        return (token.Text, new ConstantNode(CodeValue.Of(token.Text)));
    }

    private MapNode Object()
    {
        var pairs = new List<(CodeNode?, CodeNode)>();
        while (Current.Kind is not TokenKind.End && !Take("}"))
        {
            var before = At;
            if (Take(","))
            {
            }
            else if (Take("..."))
            {
                pairs.Add((null, Expression()));
            }
            else
            {
                while (Current.Kind == TokenKind.Name && Current.Text is "async" or "get" or "set" && !Peek().Is(":") && !Peek().Is(",") && !Peek().Is("}") && !Peek().Is("(")) At++;
                Take("*");
                var isName = Current.Kind == TokenKind.Name;
                var (name, key) = Key();
                if (Take(":")) pairs.Add((key, Expression()));
                else if (Current.Is("(")) pairs.Add((key, Function(null)));
                else if (isName && Take("=")) pairs.Add((key, new AssignNode(new NameNode(name), "", Expression())));
                else if (isName) pairs.Add((key, new NameNode(name)));
            }

            if (At == before) Fail();
        }

        return new MapNode(pairs);
    }

    /// <inheritdoc/>
    protected override Argument OneArgument() => Take("...") ? new Argument(Expression(), IsSpread: true) : new Argument(Expression());

    /// <inheritdoc/>
    protected override bool IsEndOfStatement => base.IsEndOfStatement || Current.IsFirstOfLine;

    /// <inheritdoc/>
    protected override bool Postfix(ref CodeNode node)
    {
        var token = Current;
        if (token.Kind == TokenKind.Template || (token.Kind == TokenKind.Text && Previous.End == token.Start && node is NameNode or MemberNode))
        {
            At++;
            node = new CallNode(node, [new Argument(StringValue(token))]);
            return true;
        }

        if (token.Kind != TokenKind.Operator) return false;
        switch (token.Text)
        {
            case "(" when node is not FunctionNode { Name: not null }:
                At++;
                node = new CallNode(node, Arguments(")"));
                return true;
            case "." or "?.":
                At++;
                if (Current.Is("(") || Current.Is("[")) return true;
                if (Current.Kind != TokenKind.Name)
                {
                    HasErrors = true;
                    return false;
                }

                node = new MemberNode(node, AnyName());
                return true;
            case "[" when node is not FunctionNode { Name: not null }:
                At++;
                node = new IndexNode(node, Current.Is("]") ? CodeNode.Unknown : Sequence());
                if (!Take("]")) HasErrors = true;
                return true;
            case "++" or "--" or "!" when !token.IsFirstOfLine && (token.Text != "!" || Peek().Is(".") || Peek().Is(")") || Peek().Is(";")):
                At++;
                return true;
            default: return false;
        }
    }

    private void SkipGenerics()
    {
        var open = 0;
        do
        {
            if (Current.Is("<")) open++;
            else if (Current.Is(">")) open--;
            else if (Current.Kind is TokenKind.End || Current.Is(";")) return;
            At++;
        }
        while (open > 0);
    }

    /// <summary>Steps over a type: names, brackets and what stands between them.</summary>
    protected void SkipType(bool isStarted = false)
    {
        if (!isStarted) At++;
        while (Current.Kind is TokenKind.Name or TokenKind.Text or TokenKind.Number || Current.Is("<") || Current.Is("[") || Current.Is("{") || Current.Is("|") || Current.Is("&") || Current.Is(".") || Current.Is("("))
        {
            if (Current.Is("<")) SkipGenerics();
            else if (Current.Closer > 0) At = Current.Closer + 1;
            else if (Current.IsFirstOfLine) return;
            else At++;
            if (Current.Is("=>")) At++;
        }
    }
}

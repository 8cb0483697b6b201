using AiFirewall.Code.Syntax;

namespace AiFirewall.Code.JavaScript;

/// <summary>Reads JavaScript's statements, and as much of TypeScript's types as stands in the way.</summary>
internal sealed class JavaScriptParser(string text, int depth = 0) : JavaScriptExpressions(new JavaScriptTokens(text), depth)
{
    /// <inheritdoc/>
    protected override CodeNode Inner(string code, int innerDepth)
    {
        var parser = new JavaScriptParser(code, innerDepth);
        var node = parser.Program();
        HasErrors |= parser.HasErrors;
        IsTooDeep |= parser.IsTooDeep;
        return node.Statements.Count == 1 ? node.Statements[0] : node;
    }

    /// <inheritdoc/>
    protected override CodeNode ReadStatement()
    {
        if (Current.Is("{")) return Guarded(Braces);
        if (Take(";")) return CodeNode.Nothing;
        if (Current.Kind != TokenKind.Name) return Sequence();
        switch (Current.Text)
        {
            case "var" or "let" or "const" when Peek().Kind == TokenKind.Name || Peek().Is("{") || Peek().Is("["):
                At++;
                return Declarations();
            case "if":
                At++;
                return If();
            case "while":
                At++;
                var condition = Condition();
                return new LoopNode(null, condition, Body());
            case "do" when !Peek().Is("."):
                At++;
                var body = Body();
                if (!TakeName("while")) HasErrors = true;
                return new LoopNode(null, Condition(), body);
            case "for":
                At++;
                return For();
            case "try" when Peek().Is("{"):
                At++;
                return Try();
            case "switch":
                At++;
                return new BlockNode([Condition(), Guarded(Braces)]);
            case "case":
                At++;
                Expression();
                Take(":");
                return CodeNode.Nothing;
            case "default" when Peek().Is(":"):
                At += 2;
                return CodeNode.Nothing;
            case "return" or "throw":
                var isReturn = Current.Text == "return";
                At++;
                var value = Current.Is(";") || Current.Is("}") || Current.Kind is TokenKind.End or TokenKind.Newline ? CodeNode.Nothing : Sequence();
                return isReturn ? new ReturnNode(value) : value;
            case "break" or "continue" or "debugger":
                At++;
                if (Current.Kind == TokenKind.Name && !Current.IsFirstOfLine) At++;
                return CodeNode.Nothing;
            case "import" when !Peek().Is("(") && !Peek().Is("."):
                At++;
                return Import();
            case "export":
                At++;
                TakeName("default");
                return Take("*") ? Sequence() : Statement();
            case "interface" or "type" or "declare" or "enum" or "namespace" when Peek().Kind == TokenKind.Name && !Peek().IsFirstOfLine:
                return TypeDeclaration();
            default:
                if (Peek().Is(":") && !Peek(2).Is(":"))
                {
                    At += 2;
                    return CodeNode.Nothing;
                }

                return Sequence();
        }
    }

    private CodeNode Declarations()
    {
        var all = new List<CodeNode>();
        do
        {
            var target = Target();
            if (Current.Is(":")) SkipType();
            all.Add(Take("=") ? new AssignNode(target, "", Expression()) : CodeNode.Nothing);
        }
        while (Take(","));
        return all.Count == 1 ? all[0] : new BlockNode(all);
    }

    private CodeNode For()
    {
        TakeName("await");
        if (!Take("(")) HasErrors = true;
        var start = CodeNode.Nothing;
        if (!Current.Is(";"))
        {
            var isDeclared = Current.Kind == TokenKind.Name && Current.Text is "var" or "let" or "const";
            if (isDeclared) At++;
            var at = At;
            var target = Target();
            if (Current.IsName("of") || Current.IsName("in"))
            {
                var takesKeys = Current.Text == "in";
                At++;
                var source = Sequence();
                if (!Take(")")) HasErrors = true;
                return new LoopNode(target, source, Body()) { TakesKeys = takesKeys };
            }

            At = at;
            start = isDeclared ? Declarations() : Sequence();
        }

        if (!Take(";")) HasErrors = true;
        return CountedLoop(start);
    }

    private BlockNode Try()
    {
        var all = new List<CodeNode> { Guarded(Braces) };
        while (true)
        {
            if (TakeName("catch"))
            {
                if (Current.Is("(")) Parameters();
                all.Add(new BranchNode(null, [Guarded(Braces)]));
            }
            else if (TakeName("finally")) all.Add(Guarded(Braces));
            else return new BlockNode(all);
        }
    }

    private CodeNode Import()
    {
        TakeName("type");
        if (Current.Kind == TokenKind.Text)
        {
            var only = new CallNode(new NameNode("require"), [new Argument(Expression())]);
            return only;
        }

        string? alias = null;
        var names = new List<(string, string)>();
        if (Current.Kind == TokenKind.Name && !Current.IsName("from")) alias = AnyName();
        Take(",");
        if (Take("*"))
        {
            TakeName("as");
            alias = AnyName();
        }
        else if (Take("{"))
        {
            while (Current.Kind is not TokenKind.End && !Take("}"))
            {
                var name = Current.Text;
                At++;
                var local = TakeName("as") ? AnyName() : name;
                if (name == "default") alias = local;
                else names.Add((name, local));
                Take(",");
            }
        }

        if (!TakeName("from")) HasErrors = true;
        var module = Current.Kind == TokenKind.Text ? Current.Text : "";
        if (Current.Kind == TokenKind.Text) At++;
        if (TakeName("with") || TakeName("assert")) Expression();

        // A module by path or URL runs; one by name is known by it.
        var all = new List<CodeNode> { new CallNode(new NameNode("require"), [new Argument(new ConstantNode(CodeValue.Of(module)))]) };
        if (alias is not null) all.Add(new ImportNode(module, alias, []));
        if (names.Count > 0) all.Add(new ImportNode(module, null, names));
        return new BlockNode(all);
    }

    private CodeNode TypeDeclaration()
    {
        At++;
        while (Current.Kind is not (TokenKind.End or TokenKind.Newline) && !Current.Is("{") && !Current.Is(";") && !Current.Is("=")) At++;
        if (Take("=")) SkipType(isStarted: true);
        else if (Current.Is("{")) At = Math.Max(At + 1, Current.Closer + 1);
        return CodeNode.Nothing;
    }
}

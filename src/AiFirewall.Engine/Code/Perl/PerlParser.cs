using AiFirewall.Code.Syntax;

namespace AiFirewall.Code.Perl;

/// <summary>Reads Perl's statements (perlsyn).</summary>
internal sealed class PerlParser : PerlExpressions
{
    public PerlParser(string text, int depth = 0)
        : base(new PerlTokens(text), depth)
    {
    }

    /// <inheritdoc/>
    protected override CodeNode Inner(string code, int innerDepth)
    {
        var parser = new PerlParser(code, innerDepth);
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
        if (Current.Kind == TokenKind.Name && Keyword() is { } statement) return statement;
        return Modified(Low());
    }

    private CodeNode? Keyword()
    {
        switch (Current.Text)
        {
            case "use" or "no":
                At++;
                return Use();
            case "package":
                At++;
                AnyName();
                return Current.Is("{") ? Guarded(Braces) : CodeNode.Nothing;
            case "sub" when Peek().Kind == TokenKind.Name:
                At++;
                return Sub(AnyName());
            case "BEGIN" or "END" or "INIT" or "CHECK" when Peek().Is("{"):
                At++;
                return Guarded(Braces);
            case "if" or "unless":
                At++;
                return If("elsif");
            case "while" or "until":
                At++;
                var condition = Condition();
                return new LoopNode(null, condition, WithContinue());
            case "for" or "foreach":
                At++;
                return For();
            case "return":
                At++;
                return Modified(new ReturnNode(IsEndOfStatement || EndsOpenArguments(Current) ? CodeNode.Nothing : Low()));
            case "last" or "next" or "redo":
                At++;
                if (Current.Kind == TokenKind.Name && !EndsOpenArguments(Current)) At++;
                return Modified(CodeNode.Nothing);
            default:
                if (Peek().Is(":") && !Peek(2).Is(":") && char.IsUpper(Current.Text[0]))
                {
                    At += 2;
                    return Statement();
                }

                return null;
        }
    }

    private CodeNode WithContinue()
    {
        var body = Body();
        return TakeName("continue") ? new BlockNode([body, Body()]) : body;
    }

    /// <summary><c>use POSIX qw(setuid)</c>: names come in as they are; what stands behind is evaluated (constants).</summary>
    private CodeNode Use()
    {
        if (Current.Kind == TokenKind.Number || (Current.Kind == TokenKind.Name && Current.Text.StartsWith('v')))
        {
            At++;
            return CodeNode.Nothing;
        }

        AnyName();
        var arguments = OpenArguments();
        return arguments.Count == 0 ? CodeNode.Nothing : new ListNode(arguments);
    }

    private CodeNode For()
    {
        var target = CodeNode.Nothing;
        if (Current.Kind == TokenKind.Name && Current.Text is "my" or "our" or "local") At++;
        if (Current.Kind == TokenKind.Name) target = new NameNode(AnyName());
        if (!Take("(")) HasErrors = true;
        var start = Current.Is(";") ? CodeNode.Nothing : Current.Is(")") ? new ListNode([]) : List();
        if (Take(";")) return CountedLoop(start);
        if (!Take(")")) HasErrors = true;
        return new LoopNode(ReferenceEquals(target, CodeNode.Nothing) ? new NameNode("$_") : target, start, WithContinue());
    }

    /// <summary>What stands behind a statement: <c>if</c>, <c>unless</c>, <c>while</c>, <c>until</c>, <c>for</c>.</summary>
    private CodeNode Modified(CodeNode statement)
    {
        if (Current.Kind == TokenKind.Name)
        {
            switch (Current.Text)
            {
                case "if" or "unless" or "when":
                    At++;
                    return new BranchNode(Low(), [statement]);
                case "while" or "until":
                    At++;
                    return new LoopNode(null, Low(), statement);
                case "for" or "foreach":
                    At++;
                    return new LoopNode(new NameNode("$_"), Low(), statement);
            }
        }

        if (!IsEndOfStatement && !Previous.Is("}")) Fail();
        return statement;
    }
}

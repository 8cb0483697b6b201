namespace AiFirewall.Code.Syntax;

/// <summary>What languages share whose statements look like those of C: <c>if (…) {…}</c>, <c>while (…) {…}</c>, operators.</summary>
internal abstract class BraceParser(List<Token> tokens, int depth) : CodeParser(tokens, depth)
{
    /// <inheritdoc/>
    protected override int Precedence(in Token token)
    {
        if (token.Kind != TokenKind.Operator) return 0;
        return token.Text switch
        {
            "=" or "+=" or "-=" or "*=" or "/=" or "%=" or "**=" or "<<=" or ">>=" or ">>>=" or "&=" or "|=" or "^=" or "&&=" or "||=" or "??=" or ".=" or "//=" or "x=" => Assignment,
            "?" => Conditional,
            "||" or "??" or "//" => Or,
            "&&" => And,
            "==" or "!=" or "===" or "!==" or "<" or ">" or "<=" or ">=" or "<=>" or "<>" or "=~" or "!~" or "~~" => Comparison,
            "|" => Bits,
            "^" => Bits + 1,
            "&" => Bits + 2,
            "<<" or ">>" or ">>>" => Shift,
            ".." or "..." => Range,
            "+" or "-" => Sum,
            "*" or "/" or "%" => Product,
            "**" => Power,
            _ => 0,
        };
    }

    /// <summary>A condition in brackets, and what belongs to it.</summary>
    protected CodeNode Condition()
    {
        if (!Take("("))
        {
            HasErrors = true;
            return Expression();
        }

        var condition = Current.Is(")") ? CodeNode.Nothing : Sequence();
        if (!Take(")")) HasErrors = true;
        return condition;
    }

    /// <summary>Expressions with commas between; the last is the value.</summary>
    protected CodeNode Sequence()
    {
        var first = Expression();
        if (!Current.Is(",")) return first;
        var all = new List<CodeNode> { first };
        while (Take(",")) all.Add(Expression());
        return new BlockNode(all);
    }

    /// <summary><c>if (…) … else if (…) … else …</c>, from after the <c>if</c>; other words for "else if" are told by the language.</summary>
    protected CodeNode If(string elseIf = "elseif")
    {
        var condition = Condition();
        var bodies = new List<CodeNode> { Body() };
        while (true)
        {
            var at = At;
            while (Current.Kind == TokenKind.Newline || Current.Is(";")) At++;
            if (TakeName(elseIf))
            {
                var other = Condition();
                bodies.Add(new BranchNode(other, [Body()]));
            }
            else if (TakeName("else"))
            {
                bodies.Add(Body());
                break;
            }
            else
            {
                At = at;
                break;
            }
        }

        return new BranchNode(condition, bodies);
    }

    /// <summary>The statement or block that belongs to what stands before it.</summary>
    protected CodeNode Body()
    {
        SkipNewlines();
        return Current.Is(";") ? CodeNode.Nothing : Guarded(Braces);
    }

    /// <summary><c>for (a; b; c) …</c>, from after the first semicolon.</summary>
    protected CodeNode CountedLoop(CodeNode start)
    {
        var condition = Current.Is(";") ? new ConstantNode(CodeValue.Of(1)) : Sequence();
        if (!Take(";")) HasErrors = true;
        SkipNewlines();
        var step = Current.Is(")") ? CodeNode.Nothing : Sequence();
        if (!Take(")")) HasErrors = true;
        return new BlockNode([start, new LoopNode(null, condition, new BlockNode([Body(), step]))]);
    }
}

using AiFirewall.Code.Syntax;

namespace AiFirewall.Code.Ruby;

/// <summary>Reads Ruby's statements.</summary>
internal sealed class RubyParser(string text, int depth = 0) : RubyExpressions(new RubyTokens(text), depth)
{
    /// <inheritdoc/>
    protected override CodeNode Inner(string code, int innerDepth)
    {
        var parser = new RubyParser(code, innerDepth);
        var node = parser.Program();
        HasErrors |= parser.HasErrors;
        IsTooDeep |= parser.IsTooDeep;
        return node.Statements.Count == 1 ? node.Statements[0] : node;
    }

    /// <inheritdoc/>
    protected override CodeNode ReadStatement()
    {
        var statement = Plain();
        while (Current.Kind == TokenKind.Name)
        {
            switch (Current.Text)
            {
                case "if" or "unless":
                    At++;
                    statement = new BranchNode(Low(), [statement]);
                    break;
                case "while" or "until":
                    At++;
                    statement = new LoopNode(null, Low(), statement);
                    break;
                case "rescue":
                    At++;
                    statement = new BinaryNode("or", statement, Low());
                    break;
                default:
                    if (!IsEndOfStatement) Fail();
                    return statement;
            }
        }

        if (!IsEndOfStatement) Fail();
        return statement;
    }

    private CodeNode Plain()
    {
        if (Current.Kind != TokenKind.Name) return Low();
        switch (Current.Text)
        {
            case "return" or "next" or "break":
                At++;
                return new ReturnNode(IsEndOfStatement || EndsOpenArguments(Current) ? CodeNode.Nothing : Listed());
            case "BEGIN" or "END" when Peek().Is("{"):
                At++;
                return Guarded(Braces);
            case "alias" or "undef":
                At += 3;
                return CodeNode.Nothing;
            case "private" or "public" or "protected" or "module_function" when Peek().IsName("def"):
                At++;
                return Plain();
            default: return Low();
        }
    }
}

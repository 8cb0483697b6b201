using AiFirewall.Code.Syntax;

namespace AiFirewall.Code.R;

/// <summary>Reads R, as far as calls and what is passed to them go.</summary>
internal sealed class RParser : BraceParser
{
    private static readonly PlainSyntax Syntax = new("#", EscapeStyle.Hex | EscapeStyle.Octal | EscapeStyle.Unicode | EscapeStyle.LongUnicode, ["<<-", "->>", "%in%", "%>%", ":::", "<-", "->", "|>", "&&", "||", "==", "!=", "<=", ">=", "::", "%%", "%/%"]) { InNames = "." };

    public RParser(string text)
        : this(new PlainTokens(text, Syntax))
    {
    }

    private RParser(PlainTokens tokens)
        : base(tokens.Read(), 0) => HasErrors = tokens.HasErrors;

    /// <inheritdoc/>
    protected override CodeNode Inner(string code, int innerDepth) => CodeNode.Unknown;

    /// <inheritdoc/>
    protected override int Precedence(in Token token) => token.Kind != TokenKind.Operator ? 0 : token.Text switch
    {
        "<-" or "<<-" or "=" or "->" or "->>" => Assignment,
        "|>" or "%>%" or "%in%" or "%%" or "%/%" => Product,
        ":" => Range,
        "~" => Or,
        "^" => Power,
        "?" or "." or "<<" or ">>" => 0,
        _ => base.Precedence(token),
    };

    /// <inheritdoc/>
    protected override CodeNode Infix(CodeNode left, Token op, int precedence)
    {
        if (op.Is("->") || op.Is("->>"))
        {
            At++;
            return new AssignNode(Expression(Conditional), "", left);
        }

        if (precedence == Assignment)
        {
            At++;
            SkipNewlines();
            return new AssignNode(left is ConstantNode { Value.Sort: CodeSort.Text } text ? new NameNode(text.Value.Text.Text) : left, "", Expression(Assignment));
        }

        if (op.Is("|>") || op.Is("%>%"))
        {
            At++;
            SkipNewlines();
            return Postfixes(Primary()) is CallNode call ? call with { Arguments = [new Argument(left), .. call.Arguments] } : CodeNode.Unknown;
        }

        return base.Infix(left, op, precedence);
    }

    /// <inheritdoc/>
    protected override string Common(string op) => op == ":" ? "range" : op;

    /// <inheritdoc/>
    protected override CodeNode ReadStatement() => Current.Is("{") ? Guarded(Braces) : Expression();

    /// <inheritdoc/>
    protected override Argument OneArgument()
    {
        if (Current.Kind is TokenKind.Name or TokenKind.Text && Peek().Is("="))
        {
            var name = Current.Text;
            At += 2;
            return Current.Is(",") || Current.Is(")") ? new Argument(CodeNode.Nothing, name) : new Argument(Expression(), name);
        }

        return new Argument(Expression());
    }

    /// <inheritdoc/>
    protected override CodeNode ReadPrimary()
    {
        var token = Current;
        At++;
        switch (token.Kind)
        {
            case TokenKind.Text: return StringValue(token);
            case TokenKind.Number: return Number(token);
            case TokenKind.Hole: return CodeNode.Unknown;
            case TokenKind.Name:
                switch (token.Text)
                {
                    case "TRUE" or "FALSE" or "T" or "F": return Word(token.Text is "TRUE" or "T" ? "true" : "false");
                    case "NULL": return CodeNode.Nothing;
                    case "function": return Function();
                    case "if": return If();
                    case "while":
                        var condition = Condition();
                        return new LoopNode(null, condition, Body());
                    case "repeat": return new LoopNode(null, Word("1"), Body());
                    case "for" when Take("("):
                        var target = new NameNode(AnyName());
                        TakeName("in");
                        var source = Expression();
                        if (!Take(")")) HasErrors = true;
                        return new LoopNode(target, source, Body());
                    default: return new NameNode(token.Text);
                }

            case TokenKind.Operator:
                switch (token.Text)
                {
                    case "(":
                        var value = Expression();
                        if (!Take(")")) HasErrors = true;
                        return value;
                    case "{":
                        At--;
                        return Guarded(Braces);
                    case "\\": return Function();
                    case "-" or "+" or "!" or "~" or "?": return new UnaryNode(token.Text, Expression(Product));
                }

                break;
        }

        At--;
        HasErrors = true;
        return CodeNode.Unknown;
    }

    private FunctionNode Function()
    {
        var parameters = Take("(") ? Arguments(")").Select(a => a.Name is { } name ? new Parameter(new NameNode(name), a.Value) : new Parameter(a.Value)).ToList() : [];
        return new FunctionNode(null, parameters, Current.Is("{") ? Guarded(Braces) : Expression());
    }

    /// <inheritdoc/>
    protected override bool Postfix(ref CodeNode node)
    {
        if (Current.Kind != TokenKind.Operator) return false;
        switch (Current.Text)
        {
            case "(":
                At++;
                var arguments = Arguments(")");
                node = node is NameNode { Name: "c" or "list" } ? new ListNode(arguments) : new CallNode(node, arguments);
                return true;
            case "::" or ":::" or "$" or "@" when Peek().Kind == TokenKind.Name:
                var name = Peek().Text;
                node = Current.Text is "$" or "@" || node is not NameNode { Name: "base" or "utils" } ? new MemberNode(node, name) : new NameNode(name);
                At += 2;
                return true;
            case "[":
                At++;
                var index = Arguments("]");
                node = index.Count > 0 ? new IndexNode(node, index[0].Value) : node;
                return true;
            default: return false;
        }
    }
}

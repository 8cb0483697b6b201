using AiFirewall.Code.Syntax;

namespace AiFirewall.Code.Awk;

/// <summary>Reads awk (POSIX awk, gawk): patterns with actions, pipes to and from commands, concatenation without an operator.</summary>
internal sealed class AwkParser : BraceParser
{
    private static readonly PlainSyntax Syntax = new("#", EscapeStyle.Hex | EscapeStyle.Octal,
        ["**=", "&&", "||", "|&", "==", "!=", "<=", ">=", "++", "--", "+=", "-=", "*=", "/=", "%=", "^=", ">>", "!~", "**"])
    { HasSingleQuotes = false, HasPatterns = true };

    private int _noRedirection;
    private bool _isInBrackets;

    public AwkParser(string text)
        : this(new PlainTokens(text, Syntax))
    {
    }

    private AwkParser(PlainTokens tokens)
        : base(tokens.Read(), 0) => HasErrors = tokens.HasErrors;

    /// <inheritdoc/>
    protected override CodeNode Inner(string code, int innerDepth) => CodeNode.Unknown;

    /// <inheritdoc/>
    protected override int Precedence(in Token token)
    {
        if (token.Kind == TokenKind.Name) return token.Text == "in" ? Comparison : StartsConcatenation(token) ? Sum - 1 : 0;
        if (token.Kind is TokenKind.Text or TokenKind.Number or TokenKind.Hole) return token.IsFirstOfLine && !_isInBrackets ? 0 : Sum - 1;
        if (token.Kind != TokenKind.Operator) return 0;
        return token.Text switch
        {
            ">" when _noRedirection > 0 && !_isInBrackets => 0,
            ">>" or "//" or "<<" or "&" or "." or ".." or "..." => 0,
            "|" or "|&" => Peek().IsName("getline") ? Comparison + 1 : 0,
            "^" or "**" => Power,
            "~" => Comparison,
            "$" or "(" or "!" or "-" when token.Text is "$" or "(" && !token.IsFirstOfLine => Sum - 1,
            _ => base.Precedence(token),
        };
    }

    private static bool StartsConcatenation(in Token token) => token.Text is not ("in" or "getline" or "else" or "while" or "if" or "for" or "do");

    /// <inheritdoc/>
    protected override CodeNode Infix(CodeNode left, Token op, int precedence)
    {
        if (op.Is("|") || op.Is("|&"))
        {
            // "cmd" | getline var
            At += 2;
            var output = new CommandNode(left);
            return Current.Kind == TokenKind.Name && !Current.IsFirstOfLine ? new AssignNode(new NameNode(AnyName()), "", output) : new AssignNode(new NameNode("$0"), "", output);
        }

        return precedence == Sum - 1 ? new BinaryNode("concat", left, Expression(Sum)) : base.Infix(left, op, precedence);
    }

    /// <inheritdoc/>
    protected override CodeNode ReadStatement()
    {
        if (Current.Is("{")) return Guarded(Braces);
        if (Take(";")) return CodeNode.Nothing;
        if (Take("@"))
        {
            // @include "file", @load "library"
            AnyName();
            var name = Expression();
            return new CallNode(new NameNode("include"), [new Argument(name)]);
        }

        if (Current.Kind == TokenKind.Name)
        {
            switch (Current.Text)
            {
                case "BEGIN" or "END" or "BEGINFILE" or "ENDFILE":
                    At++;
                    return CodeNode.Nothing;
                case "function" or "func":
                    At++;
                    var name = AnyName();
                    var parameters = Take("(") ? Arguments(")").Select(a => new Parameter(a.Value)).ToList() : [];
                    SkipNewlines();
                    return new FunctionNode(name, parameters, Guarded(Braces));
                case "if":
                    At++;
                    return If("elseif");
                case "while":
                    At++;
                    var condition = InBrackets(Condition);
                    return new LoopNode(null, condition, Body());
                case "do":
                    At++;
                    var body = Body();
                    SkipNewlines();
                    TakeName("while");
                    return new LoopNode(null, InBrackets(Condition), body);
                case "for":
                    At++;
                    return For();
                case "print" or "printf":
                    var how = Current.Text;
                    At++;
                    return Print(how);
                case "return" or "exit":
                    var isReturn = Current.Text == "return";
                    At++;
                    var value = IsEndOfStatement ? CodeNode.Nothing : Expression();
                    return isReturn ? new ReturnNode(value) : value;
                case "next" or "nextfile" or "break" or "continue":
                    At++;
                    return CodeNode.Nothing;
                case "delete":
                    At++;
                    return Expression();
            }
        }

        // A pattern in front of its action, or an expression.
        var expression = Sequence();
        return expression;
    }

    private CodeNode InBrackets(Func<CodeNode> read)
    {
        var was = _isInBrackets;
        _isInBrackets = true;
        var node = read();
        _isInBrackets = was;
        return node;
    }

    private CodeNode For()
    {
        if (!Take("(")) HasErrors = true;
        if (Current.Kind == TokenKind.Name && Peek().IsName("in") && TokenAt(At + 3).Is(")"))
        {
            var target = new NameNode(AnyName());
            At++;
            var source = Expression();
            Take(")");
            return new LoopNode(target, source, Body()) { TakesKeys = true };
        }

        var start = Current.Is(";") ? CodeNode.Nothing : Statement();
        if (!Take(";")) HasErrors = true;
        return CountedLoop(start);
    }

    /// <summary><c>print list &gt; "file"</c>, <c>print list | "command"</c>.</summary>
    private CallNode Print(string how)
    {
        _noRedirection++;
        List<Argument> arguments;
        if (Current.Is("(") && Current.Closer > 0 && (TokenAt(Current.Closer + 1).Kind is TokenKind.Newline or TokenKind.End || TokenAt(Current.Closer + 1).Text is ";" or "}" or ">" or ">>" or "|" or "|&"))
        {
            At++;
            arguments = [];
            InBrackets(() =>
            {
                arguments = Arguments(")");
                return CodeNode.Nothing;
            });
        }
        else
        {
            arguments = OpenArguments();
        }

        _noRedirection--;
        if (arguments.Count == 0) arguments = [new Argument(new NameNode("$0"))];
        if (Current.Is(">") || Current.Is(">>"))
        {
            var mode = Current.Text == ">" ? "w" : "a";
            At++;
            var file = new CallNode(new NameNode("open"), [new Argument(Expression(Sum - 1)), new Argument(Word(mode))]);
            return new CallNode(new MemberNode(file, how), arguments);
        }

        if (Take("|") || Take("|&"))
        {
            var pipe = new CallNode(new NameNode("sink"), [new Argument(Expression(Sum - 1))]);
            return new CallNode(new MemberNode(pipe, how), arguments);
        }

        return new CallNode(new NameNode(how), arguments);
    }

    /// <inheritdoc/>
    protected override bool EndsOpenArguments(in Token token) => token.Text is ">" or ">>" or "|" or "|&";

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
            case TokenKind.Regex or TokenKind.Hole:
                At++;
                return CodeNode.Unknown;
            case TokenKind.Name:
                At++;
                return token.Text == "getline" ? Getline() : new NameNode(token.Text);
            case TokenKind.Operator:
                switch (token.Text)
                {
                    case "(":
                        At++;
                        var value = InBrackets(Sequence);
                        if (!Take(")")) HasErrors = true;
                        return value;
                    case "!" or "-" or "+":
                        At++;
                        return new UnaryNode(token.Text, Expression(Product));
                    case "++" or "--":
                        At++;
                        return Expression(Power);

                    // A field: what a line holds is input.
                    case "$":
                        At++;
                        Postfixes(Primary());
                        return new NameNode("$0");
                }

                break;
        }

        HasErrors = true;
        return CodeNode.Unknown;
    }

    /// <summary><c>getline</c>, <c>getline var</c>, <c>getline &lt; "file"</c>.</summary>
    private AssignNode Getline()
    {
        CodeNode target = Current.Kind == TokenKind.Name && !Current.IsFirstOfLine ? new NameNode(AnyName()) : new NameNode("$0");
        if (!Take("<")) return new AssignNode(target, "", new CallNode(new NameNode("getline"), []));
        var file = new CallNode(new NameNode("open"), [new Argument(Expression(Sum)), new Argument(Word("r"))]);
        return new AssignNode(target, "", new CallNode(new MemberNode(file, "gets"), []));
    }

    /// <inheritdoc/>
    protected override bool Postfix(ref CodeNode node)
    {
        if (Current.Is("(") && node is NameNode && !Current.IsAfterSpace)
        {
            At++;
            var target = node;
            List<Argument> arguments = [];
            InBrackets(() =>
            {
                arguments = Arguments(")");
                return CodeNode.Nothing;
            });
            node = new CallNode(target, arguments);
            return true;
        }

        if (Take("["))
        {
            node = new IndexNode(node, InBrackets(Sequence));
            if (!Take("]")) HasErrors = true;
            return true;
        }

        return Take("++") || Take("--");
    }
}

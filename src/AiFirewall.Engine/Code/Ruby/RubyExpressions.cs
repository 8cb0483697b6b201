using AiFirewall.Code.Syntax;

namespace AiFirewall.Code.Ruby;

/// <summary>Reads Ruby's expressions; most of what other languages have as statements is one.</summary>
internal abstract class RubyExpressions : BraceParser
{
    private readonly Dictionary<int, Token> _documents;
    private readonly HashSet<string> _locals = new(StringComparer.Ordinal);
    private int _noBlock;

    private protected RubyExpressions(RubyTokens tokens, int depth)
        : base(tokens.Read(), depth)
    {
        HasErrors = tokens.HasErrors;
        _documents = tokens.Documents;
    }

    /// <summary>An expression with the words that bind loosest: and, or, not.</summary>
    protected CodeNode Low()
    {
        var left = TakeName("not") ? new UnaryNode("not", Listed()) : Listed();
        while (Current.Kind == TokenKind.Name && Current.Text is "or" or "and")
        {
            var op = Current.Text;
            At++;
            SkipNewlines();
            left = new BinaryNode(op, left, Listed());
        }

        return left;
    }

    /// <summary>One expression, or several with commas: <c>a, b = 1, 2</c>.</summary>
    protected CodeNode Listed()
    {
        var first = OneArgument();
        if (!Current.Is(",")) return first.IsSpread ? new ListNode([first]) : first.Value;
        var items = new List<Argument> { first };
        while (Take(","))
        {
            SkipNewlines();
            if (IsEndOfStatement) break;
            var item = OneArgument();

            // "a, b = 1, 2" was read as a, (b = 1), 2.
            if (item.Value is AssignNode { Operator: "" } assign && !Previous.Is(")"))
            {
                items.Add(new Argument(assign.Target));
                var values = new List<Argument> { new(assign.Value) };
                while (Take(",")) values.Add(OneArgument());
                foreach (var target in items) Declare(target.Value);
                return new AssignNode(new ListNode(items), "", values.Count == 1 ? values[0].Value : new ListNode(values));
            }

            items.Add(item);
        }

        return new ListNode(items);
    }

    private void Declare(CodeNode target)
    {
        if (target is NameNode name) _locals.Add(name.Name);
    }

    /// <inheritdoc/>
    protected override Argument OneArgument()
    {
        if (Take("*")) return new Argument(Expression(), IsSpread: true);
        if (Take("&"))
        {
            // &:name is a function that calls the method.
            if (Current.Kind != TokenKind.Text) return new Argument(Expression());
            var item = new NameNode("it");
            At++;
            return new Argument(new FunctionNode(null, [new Parameter(item)], new CallNode(new MemberNode(item, Previous.Text), [])));
        }

        if (Take("**")) return new Argument(Expression(), "**", IsSpread: true);
        if (Current.Kind is TokenKind.Name or TokenKind.Text && Peek().Is(":") && !Peek(2).Is(":") && Peek().Start == Current.End)
        {
            var name = Current.Text;
            At += 2;
            SkipNewlines();
            return new Argument(Current.Is(",") || IsEndOfStatement ? new NameNode(name) : Expression(), name);
        }

        var value = Expression();
        if (!Take("=>")) return new Argument(value);
        SkipNewlines();
        var given = Expression();
        return value is ConstantNode constant ? new Argument(given, constant.Value.Text.Text) : new Argument(given);
    }

    /// <inheritdoc/>
    protected override bool IsEndOfStatement => base.IsEndOfStatement || (Current.Kind == TokenKind.Name && Current.Text is "end" or "else" or "elsif" or "when" or "ensure" or "then");

    /// <inheritdoc/>
    protected override bool EndsOpenArguments(in Token token) =>
        (token.Kind == TokenKind.Name && token.Text is "if" or "unless" or "while" or "until" or "and" or "or" or "rescue" or "then" or "do" or "end" or "in" or "else" or "elsif" or "ensure" or "when")
        || (token.Kind == TokenKind.Operator && (Precedence(token) > 0 || token.Text is "." or "&." or "," or "=>" or "w%" or ":" or "|"));

    /// <inheritdoc/>
    protected override int Precedence(in Token token) => token.Kind == TokenKind.Operator && token.Text is "//" or "." ? 0 : base.Precedence(token);

    /// <inheritdoc/>
    protected override string Common(string op) => op is ".." or "..." ? "range" : op;

    /// <inheritdoc/>
    protected override CodeNode Infix(CodeNode left, Token op, int precedence)
    {
        if (precedence == Assignment)
        {
            Declare(left);
            At++;
            SkipNewlines();

            // A setter reads as a call without arguments: "a.b = c".
            var target = left is CallNode { Arguments.Count: 0, Target: MemberNode member } ? member : left;
            var value = Current.Is("*") ? Listed() : Expression(Assignment);
            if (Current.IsName("rescue"))
            {
                At++;
                value = new BinaryNode("or", value, Expression());
            }

            return new AssignNode(target, op.Text.Length > 1 ? op.Text[..^1] : "", value);
        }

        if (op.Is("?"))
        {
            At++;
            SkipNewlines();
            var yes = Expression(Assignment);
            SkipNewlines();
            if (!Take(":")) HasErrors = true;
            return new ChoiceNode(left, yes, Expression(Assignment));
        }

        return base.Infix(left, op, precedence);
    }

    /// <inheritdoc/>
    protected override CodeNode ReadPrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Text or TokenKind.Template or TokenKind.Command:
                var text = _documents.Count > 0 && _documents.TryGetValue(At, out var document) ? document : token;
                At++;
                var value = StringValue(text);
                while (Current.Kind is TokenKind.Text or TokenKind.Template && !Current.IsFirstOfLine && token.Kind != TokenKind.Command && !Peek().Is(":"))
                {
                    value = new BinaryNode("concat", value, StringValue(Current));
                    At++;
                }

                return value;
            case TokenKind.Number:
                At++;
                return Number(token);
            case TokenKind.Regex or TokenKind.Hole:
                At++;
                return CodeNode.Unknown;
            case TokenKind.Name: return Word(token);
            case TokenKind.Operator: return Bracketed(token);
            default:
                HasErrors = true;
                return CodeNode.Unknown;
        }
    }

    private CodeNode Bracketed(in Token token)
    {
        switch (token.Text)
        {
            case "(":
                At++;
                var statements = new List<CodeNode>();
                while (Current.Kind != TokenKind.End && !Take(")"))
                {
                    var before = At;
                    if (Current.Kind == TokenKind.Newline || Current.Is(";")) At++;
                    else statements.Add(Guarded(Statement));
                    if (At == before) Fail();
                }

                return statements.Count == 1 ? statements[0] : new BlockNode(statements);
            case "[":
                At++;
                return new ListNode(Arguments("]"));
            case "{":
                At++;
                return Hash();
            case "%w":
                At++;
                var words = new List<Argument>();
                while (Current.Kind == TokenKind.Text)
                {
                    words.Add(new Argument(StringValue(Current)));
                    At++;
                }

                Take("w%");
                return new ListNode(words);
            case "->":
                At++;
                var parameters = Take("(") ? Parameters(")") : Parameters("");
                return new FunctionNode(null, parameters, Block());
            case "::":
                At++;
                return new NameNode(AnyName());
            case "!" or "-" or "+" or "~" or "&" or "*" or "**":
                At++;
                return new UnaryNode(token.Text, Expression(Power));
            case ".." or "...":
                At++;
                return Expression(Range);
            default:
                HasErrors = true;
                return CodeNode.Unknown;
        }
    }

    private MapNode Hash()
    {
        var pairs = new List<(CodeNode?, CodeNode)>();
        foreach (var argument in Arguments("}")) pairs.Add((argument.Name is null or "**" ? null : Word(argument.Name), argument.Value));
        return new MapNode(pairs);
    }

    private CodeNode Word(in Token token)
    {
        At++;
        switch (token.Text)
        {
            case "true" or "false": return Word(token.Text);
            case "nil": return CodeNode.Nothing;
            case "self": return new NameNode("self");
            case "__method__": return CodeNode.Unknown;
            case "not" or "defined?": return new UnaryNode("not", Expression(Comparison));
            case "if" or "unless": return If();
            case "while" or "until":
                _noBlock++;
                var condition = Low();
                _noBlock--;
                TakeName("do");
                return new LoopNode(null, condition, Statements());
            case "for":
                var target = Parameters("in");
                _noBlock++;
                var source = Low();
                _noBlock--;
                TakeName("do");
                return new LoopNode(target.Count == 1 ? target[0].Target : new ListNode([.. target.Select(t => new Argument(t.Target))]), source, Statements());
            case "case": return Case();
            case "begin": return Statements();
            case "loop" when Current.Is("{") || Current.IsName("do"): return new LoopNode(null, Word("1"), Block());
            case "def": return Def();
            case "class" or "module": return Class();
            case "yield": return new CallNode(new MemberNode(new NameNode("self"), "yield"), Take("(") ? Arguments(")") : OpenArguments());
            case "lambda" or "proc" when Current.Is("{") || Current.IsName("do"):
                return BlockFunction();
            case "raise" or "super" or "require" or "require_relative": break;
        }

        return Command(new NameNode(token.Text), token);
    }

    private BranchNode If()
    {
        var condition = Low();
        TakeName("then");
        var bodies = new List<CodeNode> { Statements(takesEnd: false) };
        while (true)
        {
            if (TakeName("elsif"))
            {
                var other = Low();
                TakeName("then");
                bodies.Add(new BranchNode(other, [Statements(takesEnd: false)]));
            }
            else if (TakeName("else"))
            {
                bodies.Add(Statements(takesEnd: false));
            }
            else
            {
                break;
            }
        }

        if (!TakeName("end")) HasErrors = true;
        return new BranchNode(condition, bodies);
    }

    private BranchNode Case()
    {
        var subject = IsEndOfStatement ? CodeNode.Nothing : Low();
        SkipNewlines();
        var bodies = new List<CodeNode>();
        while (Current.Kind != TokenKind.End)
        {
            while (Current.Kind == TokenKind.Newline || Current.Is(";")) At++;
            if (TakeName("when") || TakeName("in"))
            {
                OpenArguments();
                TakeName("then");
                bodies.Add(Statements(takesEnd: false));
            }
            else if (TakeName("else"))
            {
                bodies.Add(Statements(takesEnd: false));
            }
            else
            {
                break;
            }
        }

        if (!TakeName("end")) HasErrors = true;
        return new BranchNode(subject, bodies);
    }

    private FunctionNode Def()
    {
        var name = Current.Text;
        At++;
        while (Take(".")) name = AnyName();
        if (Current.Is("=") && Current.Start == Previous.End) At++;
        var parameters = Take("(") ? Parameters(")") : Parameters("");
        if (Take("=")) return new FunctionNode(name, parameters, Statement());
        return new FunctionNode(name, parameters, Statements());
    }

    private CodeNode Class()
    {
        if (Take("<<"))
        {
            Expression();
            return Statements();
        }

        var name = AnyName();
        while (Take("::")) name = AnyName();
        CodeNode? parent = Take("<") ? Expression(Bits) : null;
        return new ClassNode(name, Statements()) { Base = parent };
    }

    /// <summary>Statements up to the word that closes or continues what is open, over rescue, else and ensure.</summary>
    private BlockNode Statements(bool takesEnd = true)
    {
        var statements = new List<CodeNode>();
        var outer = _noBlock;
        _noBlock = 0;
        while (Current.Kind != TokenKind.End && !Current.IsName("end"))
        {
            if (Current.Kind == TokenKind.Newline || Current.Is(";")) At++;
            else if (!takesEnd && Current.Kind == TokenKind.Name && Current.Text is "elsif" or "else" or "when" or "in") break;
            else if (TakeName("rescue"))
            {
                if (!IsEndOfStatement && !Current.IsName("then"))
                {
                    OpenArguments();
                    if (Take("=>")) AnyName();
                }

                TakeName("then");
            }
            else if (TakeName("else") || TakeName("ensure"))
            {
            }
            else if (Current.Is("}") || Current.Is(")")) break;
            else statements.Add(Guarded(Statement));
        }

        _noBlock = outer;
        if (takesEnd && !TakeName("end")) HasErrors = true;
        return new BlockNode(statements);
    }

    /// <summary>Parameters up to a closing token; of a method without brackets up to the end of the line.</summary>
    private List<Parameter> Parameters(string close)
    {
        var parameters = new List<Parameter>();
        while (Current.Kind != TokenKind.End)
        {
            if (close.Length > 0 && (Current.Is(close) || Current.IsName(close)))
            {
                At++;
                break;
            }

            if (close.Length == 0 && (Current.Kind == TokenKind.Newline || Current.Is(";") || Current.Is("{") || Current.IsName("do") || Current.Is("="))) break;
            var before = At;
            if (Take("("))
            {
                parameters.Add(new Parameter(Guarded(() => new ListNode([.. Parameters(")").Select(p => new Argument(p.Target))]))));
            }
            else if (!Take(",") && !Take(";") && Current.Kind != TokenKind.Newline)
            {
                var isRest = Take("*") || Take("**") || Take("&");
                if (Current.Kind == TokenKind.Name)
                {
                    var name = new NameNode(AnyName());
                    Declare(name);
                    var isNamed = Take(":");
                    var standard = Take("=") || (isNamed && !Current.Is(",") && !Current.Is(close) && !IsEndOfStatement) ? Expression(Bits + 1) : null;
                    parameters.Add(new Parameter(name, standard, isRest));
                }
            }
            else if (Current.Kind == TokenKind.Newline)
            {
                At++;
            }

            if (At == before) Fail();
        }

        return parameters;
    }

    /// <summary>The statements of a block.</summary>
    private CodeNode Block() => TakeName("do") ? Statements() : Guarded(Braces);

    private FunctionNode BlockFunction()
    {
        var isWord = TakeName("do");
        if (!isWord) At++;
        SkipNewlines();
        var parameters = Take("|") ? Parameters("|") : Take("||") ? [] : [new Parameter(new NameNode("it"))];
        if (isWord) return new FunctionNode(null, parameters, Statements());
        var statements = new List<CodeNode>();
        var outer = _noBlock;
        _noBlock = 0;
        while (Current.Kind != TokenKind.End && !Current.Is("}"))
        {
            if (Current.Kind == TokenKind.Newline || Current.Is(";")) At++;
            else statements.Add(Guarded(Statement));
        }

        _noBlock = outer;
        if (!Take("}")) HasErrors = true;
        return new FunctionNode(null, parameters, new BlockNode(statements));
    }

    /// <summary>What follows a name or method: arguments with or without brackets, and a block.</summary>
    private CodeNode Command(CodeNode target, in Token name)
    {
        var isLocal = target is NameNode plain && (_locals.Contains(plain.Name) || plain.Name[0] is '$' or '@');
        var arguments = new List<Argument>();
        var isCall = target is MemberNode && !char.IsUpper(name.Text[0]);
        if (Current.Is("(") && Current.Start == name.End)
        {
            At++;
            arguments = Arguments(")");
            isCall = true;
        }
        else if (!isLocal && StartsArgument(name))
        {
            arguments = OpenArguments();
            isCall = true;
        }

        if ((Current.Is("{") || (Current.IsName("do") && _noBlock == 0)) && !isLocal && (isCall || char.IsLower(name.Text[0])))
        {
            arguments.Add(new Argument(BlockFunction()));
            isCall = true;
        }

        if (!isCall && target is NameNode { Name: var word } && char.IsLower(word[0]) && !isLocal && IsKnownCommand(word)) isCall = true;
        return isCall ? new CallNode(target, arguments) : target;
    }

    private static bool IsKnownCommand(string name) => name is "fork" or "gets" or "exit" or "abort" or "readlines" or "readline" or "binding" or "yield";

    /// <summary>Whether what stands here starts an argument of a call without brackets.</summary>
    private bool StartsArgument(in Token name)
    {
        if (IsEndOfStatement || !Current.IsAfterSpace || Current.IsFirstOfLine) return false;
        if (Current.Kind == TokenKind.Name) return !EndsOpenArguments(Current);
        if (Current.Kind is TokenKind.Text or TokenKind.Template or TokenKind.Command or TokenKind.Number or TokenKind.Regex or TokenKind.Hole) return true;
        if (Current.Kind != TokenKind.Operator) return false;
        return Current.Text switch
        {
            "(" or "->" or "%w" or "::" or "!" or "~" => true,
            "[" => true,

            // "puts -x", "foo *args", "map &f" against "a - b".
            "-" or "*" or "&" or "**" or "+" => !Peek().IsAfterSpace && char.IsLower(name.Text[0]),
            _ => false,
        };
    }

    /// <inheritdoc/>
    protected override bool Postfix(ref CodeNode node)
    {
        if (Current.Kind != TokenKind.Operator) return false;
        switch (Current.Text)
        {
            case "." or "&.":
                At++;
                SkipNewlines();
                if (Take("("))
                {
                    node = new CallNode(new MemberNode(node, "call"), Arguments(")"));
                    return true;
                }

                var method = Current;
                if (method.Kind is not TokenKind.Name && !method.Is("`"))
                {
                    HasErrors = true;
                    return false;
                }

                At++;
                node = Command(new MemberNode(node, method.Text), method);
                return true;
            case "::" when !Current.IsAfterSpace:
                At++;
                var member = Current;
                if (member.Kind != TokenKind.Name) return false;
                At++;
                node = Command(new MemberNode(node, member.Text), member);
                return true;
            case "[" when !Current.IsAfterSpace:
                At++;
                var index = Arguments("]");
                node = node is NameNode { Name: "Dir" } ? new CallNode(new MemberNode(node, "glob"), index)
                    : index.Count == 0 ? CodeNode.Unknown : new IndexNode(node, index[0].Value);
                return true;
            default: return false;
        }
    }
}

using AiFirewall.Code.Syntax;

namespace AiFirewall.Code.Perl;

/// <summary>Reads Perl's expressions (perlop, perlfunc).</summary>
internal abstract class PerlExpressions : BraceParser
{
    // Take one argument, and bind closer than comparison (perlop, "Named Unary Operators").
    private static readonly string[] Unary =
    [
        "defined", "ref", "scalar", "lc", "uc", "lcfirst", "ucfirst", "chr", "ord", "length", "int", "hex", "oct", "abs", "rmdir", "chdir", "readlink", "stat", "lstat", "exists", "delete", "each", "keys", "values", "shift", "pop", "caller", "undef", "quotemeta", "rand", "srand", "sqrt",
        "log", "exp", "sin", "cos", "localtime", "gmtime", "sleep", "umask", "require", "chroot", "readdir", "closedir", "close", "fileno", "lock", "exit", "chomp", "chop", "eval", "do", "alarm", "fc", "decode_base64", "getpwnam", "untie",
    ];

    private readonly Dictionary<int, Token> _documents;
    private int _subs;

    private protected PerlExpressions(PerlTokens tokens, int depth)
        : base(tokens.Read(), depth)
    {
        HasErrors = tokens.HasErrors;
        _documents = tokens.Documents;
    }

    /// <summary>An expression with the words that bind loosest: and, or, xor, not.</summary>
    protected CodeNode Low()
    {
        var left = TakeName("not") ? new UnaryNode("not", List()) : List();
        while (Current.Kind == TokenKind.Name && Current.Text is "or" or "and" or "xor")
        {
            var op = Current.Text;
            At++;
            left = new BinaryNode(op == "xor" ? "or" : op, left, TakeName("not") ? new UnaryNode("not", List()) : List());
        }

        return left;
    }

    /// <summary>One expression, or a list with commas.</summary>
    protected CodeNode List()
    {
        var first = OneArgument();
        if (!Current.Is(",") && !Current.Is("=>")) return first.Value;
        var items = new List<Argument> { first };
        while (Take(",") || Take("=>"))
        {
            if (IsEndOfStatement || EndsOpenArguments(Current)) break;
            items.Add(OneArgument());
        }

        return new ListNode(items);
    }

    /// <inheritdoc/>
    protected override Argument OneArgument()
    {
        if (Current.Kind == TokenKind.Name && Peek().Is("=>"))
        {
            var name = AnyName();
            At++;
            return new Argument(Expression(), name);
        }

        var value = Expression();
        return value is ConstantNode { Value.Sort: CodeSort.Text } key && Take("=>") ? new Argument(Expression(), key.Value.Text.Text) : new Argument(value);
    }

    /// <inheritdoc/>
    protected override bool EndsOpenArguments(in Token token) =>
        (token.Kind == TokenKind.Name && token.Text is "if" or "unless" or "while" or "until" or "for" or "foreach" or "and" or "or" or "xor" or "eq" or "ne" or "lt" or "gt" or "le" or "ge" or "cmp" or "x")
        || (token.Kind == TokenKind.Operator && (token.Text is ":" or "?" or "=" or "." or "=~" or "!~" or "==" or "!=" or "||" or "&&" or "//" or "*" or "/" or "%" or ">" or ">=" or "<=" or "wq" or "=>" or "," or "|" or "+=" or "-=" or ".=" or "||=" || (token.Text is "+" or "-" or "<" && Peek().IsAfterSpace)));

    /// <inheritdoc/>
    protected override int Precedence(in Token token) => token.Kind == TokenKind.Name
        ? token.Text switch { "eq" or "ne" or "lt" or "gt" or "le" or "ge" or "cmp" or "isa" => Comparison, "x" => Product, _ => 0 }
        : token.Is(".") ? Sum : token.Is("<>") ? 0 : base.Precedence(token);

    /// <inheritdoc/>
    protected override string Common(string op) => op switch { "." => "concat", ".." or "..." => "range", "x" => "repeat", "=~" => "=~", _ => op };

    /// <inheritdoc/>
    protected override CodeNode Infix(CodeNode left, Token op, int precedence)
    {
        if (op.Is("=~") && Peek() is { Kind: TokenKind.Regex, Parts: [var how, var replacement] } pattern)
        {
            At += 2;
            if (replacement.IsCode) return new BlockNode([left, Inner(replacement.Text, TemplateDepth + 1)]);
            var target = left is AssignNode assignment ? assignment.Target : left;
            var isPlain = how.Text == "tr" || pattern.Text.All(char.IsLetterOrDigit);
            var changed = new CallNode(new MemberNode(left, how.Text == "tr" ? "tr" : "replace"),
                [new Argument(isPlain ? Word(pattern.Text) : CodeNode.Unknown), new Argument(Word(replacement.Text))]);
            return new AssignNode(target, "", changed);
        }

        if (op.Is("="))
        {
            At++;
            var value = left is NameNode { Name: ['%', ..] } && Current.Is("(") ? Hash() : Expression(Assignment);
            return new AssignNode(left, "", value);
        }

        return base.Infix(left, op, precedence);
    }

    /// <summary><c>%h = (a =&gt; 1)</c>.</summary>
    private MapNode Hash()
    {
        At++;
        return Pairs(")");
    }

    private MapNode Pairs(string close)
    {
        var pairs = new List<(CodeNode?, CodeNode)>();
        while (Current.Kind is not (TokenKind.End or TokenKind.Newline) && !Take(close))
        {
            var before = At;
            if (!Take(",") && !Take("=>"))
            {
                CodeNode key = Current.Kind == TokenKind.Name && Peek().Is("=>") ? Word(AnyName()) : Expression();
                if (Take("=>") || Take(",")) pairs.Add((key, Current.Is(close) ? CodeNode.Nothing : Expression()));
                else pairs.Add((null, key));
            }

            if (At == before) Fail();
        }

        return new MapNode(pairs);
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
                return StringValue(text);
            case TokenKind.Number:
                At++;
                return Number(token);
            case TokenKind.Regex:
                At++;
                return token.Parts is [_, { IsCode: true } code] ? Inner(code.Text, TemplateDepth + 1) : CodeNode.Unknown;
            case TokenKind.Hole:
                At++;
                return CodeNode.Unknown;
            case TokenKind.Name: return token.Text[0] is '$' or '@' or '%' or '&' ? Variable(token) : Word(token);
            case TokenKind.Operator: return Bracketed(token);
            default:
                HasErrors = true;
                return CodeNode.Unknown;
        }
    }

    private CodeNode Variable(in Token token)
    {
        At++;
        var name = token.Text;
        if (name[0] == '&') return Current.Is("(") ? new NameNode(name[1..]) : new CallNode(new NameNode(name[1..]), []);
        if (name[0] == '%' || Current.Start != token.End) return new NameNode(name);

        // $x[0] is of @x, $x{a} of %x.
        if (Current.Is("[")) return Element(new NameNode("@" + name[1..]));
        if (Current.Is("{")) return Element(new NameNode("%" + name[1..]));
        return new NameNode(name);
    }

    private IndexNode Element(CodeNode target)
    {
        var close = Current.Is("[") ? "]" : "}";
        At++;
        CodeNode index = close == "}" && Current.Kind == TokenKind.Name && Peek().Is("}") && Current.Text[0] is not ('$' or '@') ? Word(AnyName()) : List();
        if (!Take(close)) HasErrors = true;
        return new IndexNode(target, index);
    }

    private CodeNode Bracketed(in Token token)
    {
        switch (token.Text)
        {
            case "(":
                At++;
                if (Take(")")) return new ListNode([]);
                var value = Low();
                if (!Take(")")) HasErrors = true;
                if (value is not ListNode && Current.Is("[")) value = new ListNode([new Argument(value, IsSpread: true)]);
                return value is AssignNode or ListNode || Previous.Kind == TokenKind.End ? value : Parenthesised(value);
            case "[":
                At++;
                return new ListNode(Arguments("]"));
            case "{":
                At++;
                return Pairs("}");
            case "qw":
                At++;
                var words = new List<Argument>();
                while (Current.Kind == TokenKind.Text)
                {
                    words.Add(new Argument(StringValue(Current)));
                    At++;
                }

                Take("wq");
                return new ListNode(words);
            case "<>":
                At++;
                var name = Current.Text;
                At++;
                return Angle(name);
            case "!" or "-" or "+" or "~":
                At++;
                return new UnaryNode(token.Text, Expression(Power));
            case "-f":
                At++;
                return new UnaryNode("test", IsEndOfStatement || EndsOpenArguments(Current) ? CodeNode.Nothing : Expression(Comparison + 1));
            case "\\" or "++" or "--":
                At++;
                return Expression(Power);

            // A dereference: @{$x}, $$x, %$x, &$f.
            case "$" or "@" or "%" or "&":
                At++;
                if (token.Text == "$" && Current.Is("#")) At++;
                var inner = Current.Is("{") ? Guarded(Braces) : Primary();
                if (token.Text == "$" && (Current.Is("[") || Current.Is("{")) && !Current.IsAfterSpace) return Element(inner);
                return token.Text == "&" ? new CallNode(inner, Take("(") ? Arguments(")") : [new Argument(new NameNode("@_"), IsSpread: true)]) : inner;
            default:
                HasErrors = true;
                return CodeNode.Unknown;
        }
    }

    /// <summary>A value in brackets is a list of one where it is assigned to; elsewhere it is the value.</summary>
    private CodeNode Parenthesised(CodeNode value) => Current.Is("=") && !Peek().Is("=") && value is NameNode { Name: ['$', ..] } ? new ListNode([new Argument(value)]) : value;

    private static CallNode Angle(string name)
    {
        if (name is "" or "STDIN" or "<>") return new CallNode(new MemberNode(new NameNode("STDIN"), "gets"), []);
        if (name[0] == '$' && name.All(c => c == '$' || char.IsLetterOrDigit(c) || c == '_')) return new CallNode(new MemberNode(new NameNode(name), "gets"), []);
        return name.All(c => char.IsUpper(c) || char.IsDigit(c) || c == '_')
            ? new CallNode(new MemberNode(new NameNode("*" + name), "gets"), [])
            : new CallNode(new NameNode("glob"), [new Argument(Word(name))]);
    }

    private CodeNode Word(in Token token)
    {
        At++;
        var name = token.Text.Replace("::", ".", StringComparison.Ordinal);
        if (Current.Is("=>")) return Word(token.Text);
        switch (name)
        {
            case "my" or "our" or "local" or "state":
                if (!Current.Is("(")) return Expression(Product);
                At++;
                return new ListNode(Arguments(")"));
            case "sub": return Sub(null);
            case "do" or "eval" when Current.Is("{"): return Guarded(Braces);
            case "map" or "grep" or "sort" or "first" or "any" or "all": return WithBlock(name);
            case "system" or "exec" when Current.Is("{"):
                // The program that runs, apart from what it is told its name is.
                var program = Guarded(Braces);
                return new CallNode(new NameNode(name), [new Argument(program), .. OpenArguments().Skip(1)]);
            case "print" or "printf" or "say": return Print(name);
            case "open": return Open();
            case "return": return new ReturnNode(IsEndOfStatement || EndsOpenArguments(Current) ? CodeNode.Nothing : List());
            case "__PACKAGE__": return Word("main");
            case "STDIN" or "STDOUT" or "STDERR": return new NameNode(name);
        }

        if (Current.Is("->")) return new NameNode(name);
        if (Current.Is("::"))
        {
            At++;
            return new NameNode(name);
        }

        if (Take("(")) return Call(name, Arguments(")"));
        if (Array.IndexOf(Unary, name) >= 0)
        {
            var isBare = IsEndOfStatement || Current.Is(",") || EndsOpenArguments(Current);
            return Call(name, isBare ? [] : [new Argument(Expression(Comparison + 1))]);
        }

        // "new Foo(args)" and a class name alone are no calls of functions.
        if (name == "new" && Current.Kind == TokenKind.Name)
        {
            var type = AnyName().Replace("::", ".", StringComparison.Ordinal);
            return new CallNode(new MemberNode(new NameNode(type), "new"), Take("(") ? Arguments(")") : OpenArguments());
        }

        if (IsEndOfStatement || Current.Is(",") || EndsOpenArguments(Current) || Current.Is("}"))
            return char.IsUpper(name[0]) && name is not "ARGV" ? new NameNode(name.All(c => char.IsUpper(c) || c == '_') ? "*" + name : name) : Call(name, []);
        return Call(name, OpenArguments());
    }

    /// <summary>A call; what it takes when nothing is given is written out.</summary>
    private CallNode Call(string name, List<Argument> arguments)
    {
        if (arguments.Count == 0 && name is "shift" or "pop") arguments = [new Argument(new NameNode(_subs > 0 ? "@_" : "@ARGV"))];
        else if (arguments.Count == 0 && name is "unlink" or "rmdir" or "eval" or "chomp" or "lc" or "uc" or "chr" or "ord" or "require" or "glob" or "evalbytes" or "say" or "print") arguments = [new Argument(new NameNode("$_"))];
        return new CallNode(new NameNode(name), arguments);
    }

    /// <summary>A function from after its keyword and name.</summary>
    protected FunctionNode Sub(string? name)
    {
        var parameters = new List<Parameter>();
        if (Take("("))
        {
            foreach (var argument in Arguments(")")) parameters.Add(new Parameter(argument.Value is AssignNode given ? given.Target : argument.Value));
        }

        _subs++;
        var body = Current.Is("{") ? Guarded(Braces) : CodeNode.Nothing;
        _subs--;
        return new FunctionNode(name?.Replace("::", ".", StringComparison.Ordinal), parameters, body);
    }

    /// <summary><c>map { … } list</c>, <c>grep EXPR, list</c>: a loop over <c>$_</c>.</summary>
    private CodeNode WithBlock(string name)
    {
        var isClosed = Take("(");
        CodeNode body;
        if (Current.Is("{"))
        {
            body = Guarded(Braces);
            Take(",");
        }
        else if (name == "sort")
        {
            if (Current.Kind == TokenKind.Name && Peek().Kind == TokenKind.Name) At++;
            body = new NameNode("$_");
        }
        else
        {
            body = Expression();
            Take(",");
        }

        var source = (isClosed && Current.Is(")")) || IsEndOfStatement ? new ListNode([]) : List();
        if (isClosed && !Take(")")) HasErrors = true;
        if (name == "map") return new LoopNode(new NameNode("$_"), source, body) { Collects = true };
        return new BlockNode([new LoopNode(new NameNode("$_"), source, body), source]);
    }

    /// <summary><c>print FH list</c>, <c>print {$fh} list</c>, <c>print list</c>.</summary>
    private CallNode Print(string name)
    {
        var isClosed = Current.Is("(") && (TokenAt(Current.Closer + 1).Kind is not TokenKind.Operator || TokenAt(Current.Closer + 1).Text is ";" or "}" or ")");
        if (isClosed) At++;
        CodeNode? file = null;
        if (Current.Is("{"))
        {
            file = Guarded(Braces);
        }
        else if (Current.Kind == TokenKind.Name && Current.Text[0] is '$' && Peek().IsAfterSpace && (Peek().Kind is TokenKind.Text or TokenKind.Template or TokenKind.Command || (Peek().Kind == TokenKind.Name && Peek().Text[0] is '$' or '@')))
        {
            file = new NameNode(AnyName());
        }
        else if (Current.Kind == TokenKind.Name && Current.Text.All(c => char.IsUpper(c) || c == '_') && !Peek().Is("(") && !Peek().Is(",") && !Peek().Is("."))
        {
            var handle = AnyName();
            file = new NameNode(handle is "STDOUT" or "STDERR" ? handle : "*" + handle);
        }

        var arguments = isClosed ? Arguments(")") : OpenArguments();
        if (arguments.Count == 0) arguments = [new Argument(new NameNode("$_"))];
        return file is null ? new CallNode(new NameNode(name), arguments) : new CallNode(new MemberNode(file, name == "say" ? "puts" : name), arguments);
    }

    /// <summary><c>open(my $fh, '&gt;', 'x')</c> assigns to its first argument.</summary>
    private CodeNode Open()
    {
        var arguments = Take("(") ? Arguments(")") : OpenArguments();
        if (arguments.Count == 0) return CodeNode.Unknown;
        var call = new CallNode(new NameNode("open"), arguments.Skip(1).ToList());
        return new AssignNode(arguments[0].Value is NameNode or ListNode ? arguments[0].Value : new NameNode("*FH"), "", call);
    }

    /// <inheritdoc/>
    protected override bool Postfix(ref CodeNode node)
    {
        if (Current.Kind != TokenKind.Operator) return false;
        switch (Current.Text)
        {
            case "->":
                At++;
                if (Current.Is("[") || Current.Is("{")) node = Element(node);
                else if (Take("(")) node = new CallNode(node, Arguments(")"));
                else if (Current.Is("@") || Current.Is("%") || Current.Is("$"))
                {
                    At++;
                    Take("*");
                }
                else if (Current.Kind == TokenKind.Name)
                {
                    var method = AnyName();
                    CodeNode target = method[0] == '$' ? new IndexNode(node, new NameNode(method)) : new MemberNode(node, method);
                    node = new CallNode(target, Take("(") ? Arguments(")") : []);
                }
                else
                {
                    HasErrors = true;
                    return false;
                }

                return true;
            case "[" or "{" when node is IndexNode && !Current.IsAfterSpace:
                node = Element(node);
                return true;
            case "[" when node is ListNode && Previous.Is(")"):
                node = Element(node);
                return true;
            case "(" when node is IndexNode or NameNode { Name: not ['$', ..] }:
                At++;
                node = new CallNode(node, Arguments(")"));
                return true;
            case "++" or "--":
                At++;
                return true;
            default: return false;
        }
    }
}

using AiFirewall.Code.Syntax;

namespace AiFirewall.Code.Python;

/// <summary>Reads Python's statements.</summary>
internal sealed class PythonParser(string text, int depth = 0) : PythonExpressions(new PythonTokens(text), depth)
{
    private int _column;

    /// <inheritdoc/>
    protected override CodeNode Inner(string code, int innerDepth)
    {
        var parser = new PythonParser(code.Trim(), innerDepth);
        var node = parser.Program();
        HasErrors |= parser.HasErrors;
        IsTooDeep |= parser.IsTooDeep;
        return node.Statements.Count == 1 ? node.Statements[0] : node;
    }

    /// <inheritdoc/>
    protected override CodeNode ReadStatement()
    {
        if (Current.IsFirstOfLine) _column = Current.Column;
        if (Current.Kind != TokenKind.Name) return Take("@") ? Decorator() : Simple();
        switch (Current.Text)
        {
            case "import": At++; return Import();
            case "from": At++; return From();
            case "def": At++; return Function();
            case "class": At++; return Class();
            case "async": At++; return Statement();
            case "if" or "elif":
                At++;
                return If();
            case "while":
                At++;
                var condition = Expression();
                return new LoopNode(null, condition, Suite());
            case "for":
                At++;
                return For();
            case "try" when Peek().Is(":"): At++; return Try();
            case "else" or "finally" when Peek().Is(":"): At++; return Suite();
            case "with" when !Peek().Is("=") && !Peek().Is("."): At++; return With();
            case "match" or "case" when IsBlockHead(): At++; Expressions(); return Suite();
            case "return" or "yield":
                At++;
                return new ReturnNode(IsEndOfStatement ? CodeNode.Nothing : TakeName("from") ? Expression() : Expressions());
            case "raise" or "assert" or "del":
                var isDeletion = Current.IsName("del");
                At++;
                var value = IsEndOfStatement ? CodeNode.Nothing : Expressions();
                if (TakeName("from")) Expression();
                return isDeletion ? new UnaryNode("delete", value) : value;
            case "global" or "nonlocal":
                At++;
                OpenArguments();
                return CodeNode.Nothing;
            case "pass" or "break" or "continue":
                At++;
                return CodeNode.Nothing;

            // Python 2: statements, not functions.
            case "print" when Peek().Kind is TokenKind.Text or TokenKind.Template or TokenKind.Name or TokenKind.Number || Peek().Is(">>"):
                At++;
                if (Take(">>")) Expression(Bits);
                Take(",");
                return new PrintNode([.. OpenArguments().Select(a => a.Value)]);
            case "exec" when Peek().Kind is TokenKind.Text or TokenKind.Template or TokenKind.Name:
                At++;
                return new CallNode(new NameNode("exec"), [new Argument(Expression(Bits))]);
            default: return Simple();
        }
    }

    private CodeNode Simple()
    {
        var left = Expressions();
        if (Take(":"))
        {
            Expression();
            if (!Current.Is("=")) return CodeNode.Nothing;
        }

        if (Take("=")) return new AssignNode(left, "", Guarded(Simple));
        if (Current.Kind == TokenKind.Operator && Current.Text.Length > 1 && Current.Text[^1] == '=' && Precedence(Current) == 0)
        {
            var op = Current.Text[..^1];
            At++;
            return new AssignNode(left, op, Expressions());
        }

        if (!IsEndOfStatement) Fail();
        return left;
    }

    private bool IsBlockHead()
    {
        // "match x:" and "case y:", which are names anywhere else.
        if (Peek().Kind is not (TokenKind.Name or TokenKind.Text or TokenKind.Number) && !Peek().Is("(") && !Peek().Is("[") && !Peek().Is("{")) return false;
        for (var i = At + 1; i < At + 24; i++)
        {
            if (TokenAt(i).Kind is TokenKind.Newline or TokenKind.End) return TokenAt(i - 1).Is(":");
            if (TokenAt(i).Is("=")) return false;
        }

        return false;
    }

    private CodeNode Decorator()
    {
        Expression();
        SkipNewlines();
        return Statement();
    }

    private CodeNode Import()
    {
        var imports = new List<CodeNode>();
        do
        {
            var name = DottedName();
            imports.Add(new ImportNode(name, TakeName("as") ? AnyName() : null, []));
        }
        while (Take(","));
        return imports.Count == 1 ? imports[0] : new BlockNode(imports);
    }

    private CodeNode From()
    {
        while (Take(".") || Take("..."))
        {
        }

        var module = Current.IsName("import") ? "" : DottedName();
        if (!TakeName("import"))
        {
            Fail();
            return CodeNode.Nothing;
        }

        var isClosed = Take("(");
        var names = new List<(string, string)>();
        if (Take("*")) names.Add(("*", "*"));
        while (Current.Kind == TokenKind.Name)
        {
            var name = AnyName();
            names.Add((name, TakeName("as") ? AnyName() : name));
            if (!Take(",")) break;
        }

        if (isClosed && !Take(")")) HasErrors = true;
        return new ImportNode(module, null, names);
    }

    private string DottedName()
    {
        var name = AnyName();
        if (name.Length == 0) Fail();
        while (Current.Is(".") && Peek().Kind == TokenKind.Name)
        {
            At++;
            name += "." + AnyName();
        }

        return name;
    }

    private FunctionNode Function()
    {
        var column = _column;
        var name = AnyName();
        if (Take("[")) Arguments("]");
        var parameters = Take("(") ? Parameters(")") : [];
        if (Take("->")) Expression();
        return new FunctionNode(name, parameters, Suite(column));
    }

    private ClassNode Class()
    {
        var column = _column;
        var name = AnyName();
        var bases = Take("(") ? Arguments(")") : [];
        return new ClassNode(name, Suite(column)) { Base = bases.Count > 0 ? bases[0].Value : null };
    }

    private BranchNode If()
    {
        var column = _column;
        var bodies = new List<CodeNode>();
        var condition = Expression();
        bodies.Add(Suite(column));
        Else(column, bodies);
        return new BranchNode(condition, bodies);
    }

    private void Else(int column, List<CodeNode> bodies)
    {
        while (IsContinuation(column))
        {
            if (TakeName("elif"))
            {
                var condition = Expression();
                bodies.Add(new BranchNode(condition, [Suite(column)]));
            }
            else if (Current.IsName("else") && Peek().Is(":"))
            {
                At++;
                bodies.Add(Suite(column));
                return;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Whether the next line is a further branch of a statement at a column.</summary>
    private bool IsContinuation(int column)
    {
        var at = At;
        while (TokenAt(at).Kind == TokenKind.Newline) at++;
        if (!(TokenAt(at).IsFirstOfLine && TokenAt(at).Column == column && TokenAt(at).Kind == TokenKind.Name && TokenAt(at).Text is "elif" or "else" or "except" or "finally")) return false;
        At = at;
        return true;
    }

    private CodeNode For()
    {
        var column = _column;
        var target = Targets();
        if (!TakeName("in")) HasErrors = true;
        var source = Expressions();
        var loop = new LoopNode(target, source, Suite(column));
        var bodies = new List<CodeNode>();
        Else(column, bodies);
        return bodies.Count == 0 ? loop : new BlockNode([loop, .. bodies]);
    }

    private BlockNode Try()
    {
        var column = _column;
        var body = Suite(column);
        var rest = new List<CodeNode>();
        while (IsContinuation(column))
        {
            if (TakeName("except"))
            {
                Take("*");
                if (!Current.Is(":")) Expressions();
                if (TakeName("as")) AnyName();
            }
            else if (!TakeName("finally") && !TakeName("else"))
            {
                break;
            }

            rest.Add(new BranchNode(null, [Suite(column)]));
        }

        return new BlockNode([body, .. rest]);
    }

    private BlockNode With()
    {
        var column = _column;
        var isClosed = Current.Is("(") && TokenAt(Current.Closer + 1).Is(":");
        if (isClosed) At++;
        var statements = new List<CodeNode>();
        do
        {
            var value = Expression();
            statements.Add(TakeName("as") ? new AssignNode(Postfixes(Primary()), "", new CallNode(new MemberNode(value, "__enter__"), [])) : value);
        }
        while (Take(","));
        if (isClosed) Take(")");
        statements.Add(Suite(column));
        return new BlockNode(statements);
    }

    private CodeNode Suite() => Suite(_column);

    /// <summary>The statements behind a colon: on the same line, or indented further than <paramref name="column"/>.</summary>
    private CodeNode Suite(int column)
    {
        if (!Take(":"))
        {
            HasErrors = true;
            if (Current.Kind != TokenKind.Newline) return CodeNode.Nothing;
        }

        var statements = new List<CodeNode>();
        if (Current.Kind != TokenKind.Newline)
        {
            while (Current.Kind is not (TokenKind.Newline or TokenKind.End))
            {
                if (!Take(";")) statements.Add(Guarded(Statement));
            }
        }
        else
        {
            SkipNewlines();
            if (!Current.IsFirstOfLine || Current.Column <= column)
            {
                HasErrors = true;
                return CodeNode.Nothing;
            }

            var own = Current.Column;
            while (Current.Kind != TokenKind.End)
            {
                if (Current.Kind == TokenKind.Newline || Current.Is(";"))
                {
                    var at = At;
                    SkipNewlines();
                    if (at != At && Current.IsFirstOfLine && Current.Column < own)
                    {
                        At = at;
                        break;
                    }

                    Take(";");
                    continue;
                }

                statements.Add(Guarded(Statement));
            }
        }

        _column = column;
        return statements.Count == 1 ? statements[0] : new BlockNode(statements);
    }
}

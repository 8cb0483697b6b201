using AiFirewall.Shells;

namespace AiFirewall.Code.Syntax;

/// <summary>Reads tokens into a tree: what the readers of all languages share. Tolerant: what it cannot read it steps over and says so.</summary>
/// <param name="tokens">The tokens, closed by one of kind <see cref="TokenKind.End"/>.</param>
/// <param name="depth">How many layers of code inside strings this is deep.</param>
internal abstract class CodeParser(List<Token> tokens, int depth)
{
    private const int MaxDepth = 300;
    private const int MaxTemplateDepth = 6;

    // Precedence of operators, loosest first; those of one language never disagree with those of another in a way that matters for what is called.
    protected const int Assignment = 1, Conditional = 2, Or = 3, And = 4, Comparison = 6, Bits = 7, Shift = 10, Range = 11, Sum = 12, Product = 13, Power = 14;

    private int _depth;

    /// <summary>Whether something could not be read.</summary>
    public bool HasErrors { get; protected set; }

    /// <summary>Whether it is nested deeper than is read.</summary>
    public bool IsTooDeep { get; protected set; }

    /// <summary>The index of the next token.</summary>
    protected int At { get; set; }

    /// <summary>The next token.</summary>
    protected Token Current => tokens[Math.Min(At, tokens.Count - 1)];

    /// <summary>How many layers of code inside strings this is deep.</summary>
    protected int TemplateDepth => depth;

    /// <summary>A later token.</summary>
    protected Token Peek(int offset = 1) => tokens[Math.Min(At + offset, tokens.Count - 1)];

    /// <summary>The token at an index.</summary>
    protected Token TokenAt(int index) => tokens[Math.Clamp(index, 0, tokens.Count - 1)];

    /// <summary>The token before this one.</summary>
    protected Token Previous => At > 0 ? tokens[At - 1] : default;

    /// <summary>Reads all of the text.</summary>
    public BlockNode Program()
    {
        var statements = new List<CodeNode>();
        while (Current.Kind != TokenKind.End)
        {
            var before = At;
            if (Current.Kind == TokenKind.Newline || Current.Is(";"))
            {
                At++;
                continue;
            }

            statements.Add(Statement());
            if (At == before) Fail();
        }

        return new BlockNode(statements);
    }

    /// <summary>Reads a statement; the language's part of <see cref="Statement"/>.</summary>
    protected abstract CodeNode ReadStatement();

    /// <summary>Reads what an expression starts with; the language's part of <see cref="Primary"/>.</summary>
    protected abstract CodeNode ReadPrimary();

    /// <summary>Reads a statement.</summary>
    protected CodeNode Statement()
    {
        if (IsAtLimit()) return CodeNode.Unknown;
        _depth++;
        var node = ReadStatement();
        _depth--;
        return node;
    }

    /// <summary>Reads what an expression starts with: a value, name, bracket or prefix operator.</summary>
    protected CodeNode Primary()
    {
        if (IsAtLimit()) return CodeNode.Unknown;
        _depth++;
        var node = ReadPrimary();
        _depth--;
        return node;
    }

    /// <summary>Whether it is nested too deep to go on; steps over a token so that every loop moves on.</summary>
    private bool IsAtLimit()
    {
        if (_depth <= MaxDepth) return false;
        IsTooDeep = true;
        Fail();
        return true;
    }

    /// <summary>Reads what follows a value: members, arguments, indexes. False when nothing of the kind follows.</summary>
    protected abstract bool Postfix(ref CodeNode node);

    /// <summary>The precedence of the operator that stands here; 0 when none does.</summary>
    protected abstract int Precedence(in Token token);

    /// <summary>The common name of an operator.</summary>
    protected virtual string Common(string op) => op;

    /// <summary>The tree of code inside a string.</summary>
    protected abstract CodeNode Inner(string code, int innerDepth);

    /// <summary>Reads an expression.</summary>
    protected CodeNode Expression(int minimum = Assignment)
    {
        if (IsAtLimit()) return CodeNode.Unknown;
        _depth++;
        var left = Postfixes(Primary());
        while (true)
        {
            var token = Current;
            var precedence = Precedence(token);
            if (precedence == 0 || precedence < minimum) break;
            left = Infix(left, token, precedence);
        }

        _depth--;
        return left;
    }

    /// <summary>Reads an operator and what is right of it.</summary>
    protected virtual CodeNode Infix(CodeNode left, Token op, int precedence)
    {
        At++;
        if (precedence == Assignment)
        {
            // "a ||= b", "a += b": what is in front of the equals sign is done to the old value.
            SkipNewlines();
            return new AssignNode(left, op.Text.Length > 1 ? Common(op.Text[..^1]) : "", Expression(Assignment));
        }

        if (precedence == Conditional)
        {
            SkipNewlines();
            var yes = Expression(Assignment);
            SkipNewlines();
            if (!Take(":")) HasErrors = true;
            SkipNewlines();
            return new ChoiceNode(left, yes, Expression(Assignment));
        }

        SkipNewlines();
        var isRight = precedence == Power;
        return new BinaryNode(Common(op.Text), left, Expression(isRight ? precedence : precedence + 1));
    }

    /// <summary>Members, arguments and indexes of a value.</summary>
    protected CodeNode Postfixes(CodeNode node)
    {
        while (Postfix(ref node))
        {
        }

        return node;
    }

    /// <summary>Reads up to a closing bracket, separated by commas.</summary>
    protected List<Argument> Arguments(string close)
    {
        var arguments = new List<Argument>();
        while (true)
        {
            SkipNewlines();
            if (Take(close)) return arguments;
            if (Current.Kind == TokenKind.End)
            {
                HasErrors = true;
                return arguments;
            }

            var before = At;
            if (!Take(",")) arguments.Add(OneArgument());
            if (At == before) Fail();
        }
    }

    /// <summary>Reads an argument or item.</summary>
    protected virtual Argument OneArgument() => new(Expression());

    /// <summary>Reads the expressions of a list without brackets, as of <c>print a, b</c>.</summary>
    protected List<Argument> OpenArguments()
    {
        var arguments = new List<Argument>();
        do
        {
            SkipNewlines();
            if (IsEndOfStatement || EndsOpenArguments(Current)) break;
            arguments.Add(OneArgument());
        }
        while (Take(","));
        return arguments;
    }

    /// <summary>Whether a word ends the arguments of a call without brackets (<c>if</c> behind a statement).</summary>
    protected virtual bool EndsOpenArguments(in Token token) => false;

    /// <summary>Whether a statement ends here.</summary>
    protected virtual bool IsEndOfStatement => Current.Kind is TokenKind.End or TokenKind.Newline || Current.Is(";") || Current.Is("}") || Current.Is(")") || Current.Is("]");

    /// <summary>The value of a string token.</summary>
    protected CodeNode StringValue(in Token token) => token.Kind switch
    {
        TokenKind.Template => Template(token),
        TokenKind.Command => new CommandNode(token.Parts is null ? Constant(token) : Template(token)),
        _ => Constant(token),
    };

    private static ConstantNode Constant(in Token token) => new(CodeValue.Of(token.Text, token.Origins));

    private TemplateNode Template(in Token token)
    {
        var parts = new List<CodeNode>();
        foreach (var part in token.Parts ?? [])
        {
            if (!part.IsCode) parts.Add(new ConstantNode(CodeValue.Of(part.Text, part.Origins)));
            else if (depth >= MaxTemplateDepth) parts.Add(Deep());
            else parts.Add(Inner(part.Text, depth + 1));
        }

        return new TemplateNode(parts);
    }

    private CodeNode Deep()
    {
        IsTooDeep = true;
        return CodeNode.Unknown;
    }

    /// <summary>Whether the operator stands here; steps over it.</summary>
    protected bool Take(string op)
    {
        if (!Current.Is(op)) return false;
        At++;
        return true;
    }

    /// <summary>Whether the word stands here; steps over it.</summary>
    protected bool TakeName(string name)
    {
        if (!Current.IsName(name)) return false;
        At++;
        return true;
    }

    /// <summary>The name that stands here, stepped over; empty when none does.</summary>
    protected string AnyName()
    {
        if (Current.Kind != TokenKind.Name) return "";
        var name = Current.Text;
        At++;
        return name;
    }

    /// <summary>Steps over line breaks.</summary>
    protected void SkipNewlines()
    {
        while (Current.Kind == TokenKind.Newline) At++;
    }

    /// <summary>Steps over a token that cannot be read here.</summary>
    protected void Fail()
    {
        HasErrors = true;
        if (Current.Kind != TokenKind.End) At++;
    }

    /// <summary>Reads one level deeper, and steps over a token when that reads nothing, so that every loop moves on.</summary>
    protected CodeNode Guarded(Func<CodeNode> read)
    {
        if (IsAtLimit()) return CodeNode.Unknown;
        var before = At;
        _depth++;
        var node = read();
        _depth--;
        if (At == before) Fail();
        return node;
    }

    /// <summary>Statements between braces; the opening one stands here.</summary>
    protected CodeNode Braces()
    {
        if (!Take("{")) return Statement();
        if (IsAtLimit()) return CodeNode.Unknown;
        _depth++;
        var statements = new List<CodeNode>();
        while (Current.Kind != TokenKind.End && !Current.Is("}"))
        {
            var before = At;
            if (Current.Kind == TokenKind.Newline || Current.Is(";"))
            {
                At++;
                continue;
            }

            statements.Add(Statement());
            if (At == before) Fail();
        }

        if (!Take("}")) HasErrors = true;
        _depth--;
        return statements.Count == 1 ? statements[0] : new BlockNode(statements);
    }

    /// <summary>The value of a known word.</summary>
    protected static ConstantNode Word(string text) => new(CodeValue.Of(text));

    /// <summary>The value of a number token.</summary>
    protected static ConstantNode Number(in Token token) => new(new CodeValue(CodeSort.Number, new Value(token.Text)));
}

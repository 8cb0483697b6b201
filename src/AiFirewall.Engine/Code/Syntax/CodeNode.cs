namespace AiFirewall.Code.Syntax;

/// <summary>
/// A piece of code. The tree is the same for every language and as coarse as following data needs: branches, loops, functions, calls.
/// </summary>
internal abstract record CodeNode
{
    /// <summary>Something of which nothing is known.</summary>
    public static CodeNode Unknown { get; } = new ConstantNode(CodeValue.Unknown);

    /// <summary>Nothing.</summary>
    public static CodeNode Nothing { get; } = new ConstantNode(CodeValue.Nothing);
}

/// <summary>A value written out.</summary>
internal sealed record ConstantNode(CodeValue Value) : CodeNode;

/// <summary>A string with code in it.</summary>
internal sealed record TemplateNode(IReadOnlyList<CodeNode> Parts) : CodeNode;

/// <summary>A string that the shell runs.</summary>
internal sealed record CommandNode(CodeNode Text) : CodeNode;

/// <summary>A variable, function or module by name; sigils belong to it.</summary>
internal sealed record NameNode(string Name) : CodeNode;

/// <summary><c>a.b</c>.</summary>
internal sealed record MemberNode(CodeNode Target, string Name) : CodeNode;

/// <summary><c>a[b]</c>.</summary>
internal sealed record IndexNode(CodeNode Target, CodeNode Index) : CodeNode;

/// <summary><c>a[b:c:d]</c>; parts left out are null.</summary>
internal sealed record SliceNode(CodeNode Target, CodeNode? First, CodeNode? End, CodeNode? Step) : CodeNode;

/// <summary>An argument: named where the language has that, or spread (<c>*list</c>, <c>...list</c>).</summary>
internal readonly record struct Argument(CodeNode Value, string? Name = null, bool IsSpread = false);

/// <summary>A call.</summary>
internal sealed record CallNode(CodeNode Target, IReadOnlyList<Argument> Arguments) : CodeNode;

/// <summary>An operator between two values, by its common name.</summary>
internal sealed record BinaryNode(string Operator, CodeNode Left, CodeNode Right) : CodeNode;

/// <summary>An operator before a value.</summary>
internal sealed record UnaryNode(string Operator, CodeNode Operand) : CodeNode;

/// <summary>One of several values; <paramref name="Condition"/> is evaluated first.</summary>
internal sealed record ChoiceNode(CodeNode Condition, CodeNode Left, CodeNode Right) : CodeNode;

/// <summary>A list, tuple, set or array.</summary>
internal sealed record ListNode(IReadOnlyList<Argument> Items) : CodeNode;

/// <summary>A dictionary, object or hash; spread parts have no key.</summary>
internal sealed record MapNode(IReadOnlyList<(CodeNode? Key, CodeNode Value)> Pairs) : CodeNode;

/// <summary>A parameter: what an argument is bound to.</summary>
internal readonly record struct Parameter(CodeNode Target, CodeNode? Default = null, bool IsRest = false);

/// <summary>A function; without a name it is a value only.</summary>
internal sealed record FunctionNode(string? Name, IReadOnlyList<Parameter> Parameters, CodeNode Body) : CodeNode;

/// <summary>A class with its members.</summary>
internal sealed record ClassNode(string Name, CodeNode Body) : CodeNode
{
    /// <summary>What it derives from; null for nothing.</summary>
    public CodeNode? Base { get; init; }
}

/// <summary>An assignment, with the operator in front of the equals sign if any.</summary>
internal sealed record AssignNode(CodeNode Target, string Operator, CodeNode Value) : CodeNode;

/// <summary>Statements one after the other.</summary>
internal sealed record BlockNode(IReadOnlyList<CodeNode> Statements) : CodeNode;

/// <summary>Branches of which any may run.</summary>
internal sealed record BranchNode(CodeNode? Condition, IReadOnlyList<CodeNode> Bodies) : CodeNode;

/// <summary>A loop over something; <see cref="Target"/> is null for loops on a condition.</summary>
internal sealed record LoopNode(CodeNode? Target, CodeNode Source, CodeNode Body) : CodeNode
{
    /// <summary>Keys, not values, are gone through (<c>for … in</c> of JavaScript).</summary>
    public bool TakesKeys { get; init; }

    /// <summary>What the body comes to is an item of the list that the loop comes to (comprehensions).</summary>
    public bool Collects { get; init; }
}

/// <summary>A module that is brought in; <see cref="Names"/> of it or all of it.</summary>
internal sealed record ImportNode(string Module, string? Alias, IReadOnlyList<(string Name, string Alias)> Names) : CodeNode;

/// <summary>The value of a function.</summary>
internal sealed record ReturnNode(CodeNode Value) : CodeNode;

/// <summary>A text that is printed.</summary>
internal sealed record PrintNode(IReadOnlyList<CodeNode> Values) : CodeNode;

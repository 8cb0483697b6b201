using AiFirewall.Effects;

namespace AiFirewall.Shells.PowerShell.Syntax;

/// <summary>Anything that has a value.</summary>
/// <param name="Span">Where.</param>
public abstract record Expression(TextSpan Span) : CommandElement(Span);

/// <summary>A text without anything to expand.</summary>
/// <param name="Value">The text, escapes resolved, quotes removed.</param>
/// <param name="Quote">How it was quoted.</param>
/// <param name="Span">Where.</param>
public sealed record StringConstant(string Value, QuoteKind Quote, TextSpan Span) : Expression(Span);

/// <summary>How a text was quoted.</summary>
public enum QuoteKind : byte
{
    /// <summary>Not at all: a bare word.</summary>
    None,
    /// <summary><c>'…'</c></summary>
    Single,
    /// <summary><c>"…"</c></summary>
    Double,
    /// <summary><c>@'…'@</c></summary>
    SingleHere,
    /// <summary><c>@"…"@</c></summary>
    DoubleHere,
}

/// <summary>A text with variables or sub-expressions in it.</summary>
/// <param name="Parts">The pieces in order: <see cref="StringConstant"/> for text, anything else is expanded.</param>
/// <param name="Quote">How it was quoted.</param>
/// <param name="Span">Where.</param>
public sealed record ExpandableString(IReadOnlyList<Expression> Parts, QuoteKind Quote, TextSpan Span) : Expression(Span);

/// <summary>A number.</summary>
/// <param name="Value">The value in the type that PowerShell gives it: <see cref="int"/>, <see cref="double"/>, and so on.</param>
/// <param name="Span">Where.</param>
public sealed record NumberConstant(object Value, TextSpan Span) : Expression(Span);

/// <summary><c>$name</c>, <c>${name}</c>, <c>@name</c>, <c>$env:name</c>, <c>$script:name</c>.</summary>
/// <param name="Path">The name as written, with scope or drive, without <c>$</c> and braces.</param>
/// <param name="IsSplatted"><c>@name</c></param>
/// <param name="Span">Where.</param>
public sealed record VariableExpression(string Path, bool IsSplatted, TextSpan Span) : Expression(Span)
{
    /// <summary>The scope or drive in front of the name (<c>env</c>, <c>script</c>, <c>using</c>); empty for none.</summary>
    public string Qualifier => Path.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? Path[..colon] : "";

    /// <summary>The name without scope or drive.</summary>
    public string Name => Path.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? Path[(colon + 1)..] : Path;
}

/// <summary><c>[type]</c> as a value.</summary>
/// <param name="Type">The type.</param>
/// <param name="Span">Where.</param>
public sealed record TypeExpression(TypeName Type, TextSpan Span) : Expression(Span);

/// <summary><c>[type]value</c>.</summary>
/// <param name="Type">The type.</param>
/// <param name="Operand">The value.</param>
/// <param name="Span">Where.</param>
public sealed record ConvertExpression(TypeName Type, Expression Operand, TextSpan Span) : Expression(Span);

/// <summary><c>[attribute()]value</c>.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Operand">The value.</param>
/// <param name="Span">Where.</param>
public sealed record AttributedExpression(AttributeBase Attribute, Expression Operand, TextSpan Span) : Expression(Span);

/// <summary>An operator with one operand.</summary>
/// <param name="Operator"><c>-</c>, <c>+</c>, <c>!</c>, <c>-not</c>, <c>-bnot</c>, <c>-join</c>, <c>-split</c>, <c>-csplit</c>, <c>++</c>, <c>--</c>.</param>
/// <param name="Operand">The operand.</param>
/// <param name="IsPostfix"><c>$x++</c> and <c>$x--</c>.</param>
/// <param name="Span">Where.</param>
public sealed record UnaryExpression(string Operator, Expression Operand, bool IsPostfix, TextSpan Span) : Expression(Span);

/// <summary>An operator with two operands.</summary>
/// <param name="Left">The left operand.</param>
/// <param name="Operator">The operator in lower case; the <c>i</c> of <c>-ireplace</c> is left out, the <c>c</c> of <c>-creplace</c> stays.</param>
/// <param name="Right">The right operand.</param>
/// <param name="Span">Where.</param>
public sealed record BinaryExpression(Expression Left, string Operator, Expression Right, TextSpan Span) : Expression(Span);

/// <summary><c>a ? b : c</c>.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="IfTrue">The value when it holds.</param>
/// <param name="IfFalse">The value when it does not.</param>
/// <param name="Span">Where.</param>
public sealed record TernaryExpression(Expression Condition, Expression IfTrue, Expression IfFalse, TextSpan Span) : Expression(Span);

/// <summary><c>target.name</c>, <c>target::name</c>, <c>target?.name</c>.</summary>
/// <param name="Target">What has the member.</param>
/// <param name="Member">Its name: a bare word, or any expression.</param>
/// <param name="IsStatic"><c>::</c></param>
/// <param name="Span">Where.</param>
public sealed record MemberExpression(Expression Target, Expression Member, bool IsStatic, TextSpan Span) : Expression(Span);

/// <summary><c>target.name(…)</c>, <c>target::name(…)</c>, <c>target.name{ … }</c>.</summary>
/// <param name="Target">What has the method.</param>
/// <param name="Member">Its name: a bare word, or any expression.</param>
/// <param name="Arguments">The arguments.</param>
/// <param name="IsStatic"><c>::</c></param>
/// <param name="Span">Where.</param>
public sealed record InvokeMemberExpression(
    Expression Target, Expression Member, IReadOnlyList<Expression> Arguments, bool IsStatic, TextSpan Span) : Expression(Span);

/// <summary><c>target[index]</c>, <c>target?[index]</c>.</summary>
/// <param name="Target">What is indexed.</param>
/// <param name="Index">The index.</param>
/// <param name="Span">Where.</param>
public sealed record IndexExpression(Expression Target, Expression Index, TextSpan Span) : Expression(Span);

/// <summary><c>a, b, c</c>.</summary>
/// <param name="Elements">The elements.</param>
/// <param name="Span">Where.</param>
public sealed record ArrayLiteral(IReadOnlyList<Expression> Elements, TextSpan Span) : Expression(Span);

/// <summary><c>@( … )</c> and <c>$( … )</c>.</summary>
/// <param name="Body">What runs.</param>
/// <param name="IsArray"><c>@( … )</c></param>
/// <param name="Span">Where.</param>
public sealed record SubExpression(StatementBlock Body, bool IsArray, TextSpan Span) : Expression(Span);

/// <summary><c>( … )</c>.</summary>
/// <param name="Body">A pipeline or assignment.</param>
/// <param name="Span">Where.</param>
public sealed record ParenExpression(Statement Body, TextSpan Span) : Expression(Span);

/// <summary><c>@{ key = value; … }</c>.</summary>
/// <param name="Pairs">Keys and values in order.</param>
/// <param name="Span">Where.</param>
public sealed record HashtableExpression(IReadOnlyList<KeyValuePair<Expression, Statement>> Pairs, TextSpan Span) : Expression(Span);

/// <summary><c>{ … }</c> as a value.</summary>
/// <param name="Block">The code.</param>
/// <param name="Span">Where.</param>
public sealed record ScriptBlockExpression(ScriptBlock Block, TextSpan Span) : Expression(Span);

/// <summary>Something that is no expression, with the parts of it that could be read.</summary>
/// <param name="Parts">What was read before the error.</param>
/// <param name="Span">Where.</param>
public sealed record ErrorExpression(IReadOnlyList<PowerShellNode> Parts, TextSpan Span) : Expression(Span);

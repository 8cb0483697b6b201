using AiFirewall.Effects;

namespace AiFirewall.Shells.PowerShell.Syntax;

/// <summary><c>function</c>, <c>filter</c> or <c>workflow</c>.</summary>
/// <param name="Name">The name, possibly with a scope (<c>global:prompt</c>).</param>
/// <param name="Parameters">Parameters in parentheses after the name; empty when they are in the body's <c>param</c> block.</param>
/// <param name="Body">The body.</param>
/// <param name="IsFilter">It is a <c>filter</c>: its code runs for each object of the pipeline.</param>
/// <param name="Span">Where.</param>
public sealed record FunctionDefinition(string Name, IReadOnlyList<Parameter> Parameters, ScriptBlock Body, bool IsFilter, TextSpan Span)
    : Statement(Span);

/// <summary><c>param(…)</c>.</summary>
/// <param name="Attributes">Attributes in front of it.</param>
/// <param name="Parameters">The parameters.</param>
/// <param name="Span">Where.</param>
public sealed record ParamBlock(IReadOnlyList<AttributeBase> Attributes, IReadOnlyList<Parameter> Parameters, TextSpan Span) : PowerShellNode(Span);

/// <summary>A parameter of a function, script block or method.</summary>
/// <param name="Variable">Its name.</param>
/// <param name="Attributes">Attributes and types in front of it.</param>
/// <param name="Default">Its default; null for none.</param>
/// <param name="Span">Where.</param>
public sealed record Parameter(VariableExpression Variable, IReadOnlyList<AttributeBase> Attributes, Expression? Default, TextSpan Span)
    : PowerShellNode(Span);

/// <summary>Something in brackets in front of a declaration.</summary>
/// <param name="Type">The type named.</param>
/// <param name="Span">Where.</param>
public abstract record AttributeBase(TypeName Type, TextSpan Span) : PowerShellNode(Span);

/// <summary><c>[int]</c>.</summary>
/// <param name="Type">The type.</param>
/// <param name="Span">Where.</param>
public sealed record TypeConstraint(TypeName Type, TextSpan Span) : AttributeBase(Type, Span);

/// <summary><c>[Parameter(Mandatory)]</c>.</summary>
/// <param name="Type">The attribute's type.</param>
/// <param name="Positional">Positional arguments.</param>
/// <param name="Named">Named arguments; a name alone has no value.</param>
/// <param name="Span">Where.</param>
public sealed record AttributeNode(
    TypeName Type, IReadOnlyList<Expression> Positional, IReadOnlyList<KeyValuePair<string, Expression?>> Named, TextSpan Span)
    : AttributeBase(Type, Span);

/// <summary><c>class</c> or <c>enum</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsEnum">It is an <c>enum</c>.</param>
/// <param name="Attributes">Attributes in front of it.</param>
/// <param name="BaseTypes">Base class, interfaces or underlying type.</param>
/// <param name="Members">Members in order.</param>
/// <param name="Span">Where.</param>
public sealed record TypeDefinition(
    string Name, bool IsEnum, IReadOnlyList<AttributeBase> Attributes, IReadOnlyList<TypeName> BaseTypes, IReadOnlyList<Member> Members, TextSpan Span)
    : Statement(Span);

/// <summary>A member of a class or enum.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsStatic">It is static.</param>
/// <param name="Attributes">Attributes and types in front of it.</param>
/// <param name="Span">Where.</param>
public abstract record Member(string Name, bool IsStatic, IReadOnlyList<AttributeBase> Attributes, TextSpan Span) : PowerShellNode(Span);

/// <summary>A property, or a value of an enum.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsStatic">It is static.</param>
/// <param name="Attributes">Attributes and types in front of it.</param>
/// <param name="Initial">Its initial value; null for none.</param>
/// <param name="Span">Where.</param>
public sealed record PropertyMember(string Name, bool IsStatic, IReadOnlyList<AttributeBase> Attributes, Expression? Initial, TextSpan Span)
    : Member(Name, IsStatic, Attributes, Span);

/// <summary>A method or constructor.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsStatic">It is static.</param>
/// <param name="Attributes">Attributes and types in front of it.</param>
/// <param name="Parameters">The parameters.</param>
/// <param name="BaseArguments">Arguments of <c>: base(…)</c>; null when there is none.</param>
/// <param name="Body">The body.</param>
/// <param name="Span">Where.</param>
public sealed record MethodMember(
    string Name, bool IsStatic, IReadOnlyList<AttributeBase> Attributes, IReadOnlyList<Parameter> Parameters,
    IReadOnlyList<Expression>? BaseArguments, ScriptBlock Body, TextSpan Span)
    : Member(Name, IsStatic, Attributes, Span);

/// <summary><c>using namespace|module|assembly|type|command …</c>.</summary>
/// <param name="Kind">The word after <c>using</c>, in lower case.</param>
/// <param name="Name">What is used: a name or a module specification.</param>
/// <param name="Alias">What stands after <c>=</c>; null for nothing.</param>
/// <param name="Span">Where.</param>
public sealed record UsingStatement(string Kind, Expression Name, Expression? Alias, TextSpan Span) : Statement(Span);

/// <summary><c>configuration name { … }</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Body">The body, read as plain script: resources look like commands.</param>
/// <param name="Span">Where.</param>
public sealed record ConfigurationDefinition(Expression? Name, ScriptBlock Body, TextSpan Span) : Statement(Span);

/// <summary>The name of a type: <c>int[]</c>, <c>Dictionary[string,int]</c>, <c>Foo, Assembly</c>.</summary>
/// <param name="Name">The name without arguments, ranks or assembly.</param>
/// <param name="GenericArguments">Generic arguments; empty for none.</param>
/// <param name="ArrayRanks">The rank of each array layer, inner first; empty for no array.</param>
/// <param name="Assembly">The assembly it is looked for in; null when not named.</param>
/// <param name="Span">Where.</param>
public sealed record TypeName(
    string Name, IReadOnlyList<TypeName> GenericArguments, IReadOnlyList<int> ArrayRanks, string? Assembly, TextSpan Span) : PowerShellNode(Span);

using AiFirewall.Effects;

namespace AiFirewall.Shells.PowerShell.Syntax;

/// <summary><c>a | b | c</c>.</summary>
/// <param name="Elements">The commands and expressions.</param>
/// <param name="IsBackground">It ends with <c>&amp;</c>.</param>
/// <param name="Span">Where.</param>
public sealed record Pipeline(IReadOnlyList<PipelineElement> Elements, bool IsBackground, TextSpan Span) : Statement(Span);

/// <summary><c>a &amp;&amp; b || c</c>.</summary>
/// <param name="First">The first pipeline.</param>
/// <param name="Rest">The others, each with the operator before it.</param>
/// <param name="IsBackground">It ends with <c>&amp;</c>.</param>
/// <param name="Span">Where.</param>
public sealed record PipelineChain(Pipeline First, IReadOnlyList<PipelineChainLink> Rest, bool IsBackground, TextSpan Span) : Statement(Span);

/// <summary>A pipeline after <c>&amp;&amp;</c> or <c>||</c>.</summary>
/// <param name="IsOr">The operator is <c>||</c>.</param>
/// <param name="Pipeline">The pipeline.</param>
public sealed record PipelineChainLink(bool IsOr, Pipeline Pipeline);

/// <summary>A command or expression of a pipeline.</summary>
/// <param name="Redirections">Its redirections.</param>
/// <param name="Span">Where.</param>
public abstract record PipelineElement(IReadOnlyList<Redirection> Redirections, TextSpan Span) : PowerShellNode(Span);

/// <summary>An expression at the start of a pipeline.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Redirections">Its redirections.</param>
/// <param name="Span">Where.</param>
public sealed record ExpressionElement(Expression Expression, IReadOnlyList<Redirection> Redirections, TextSpan Span)
    : PipelineElement(Redirections, Span);

/// <summary>A command: name, parameters and arguments.</summary>
/// <param name="Invocation">Whether <c>&amp;</c> or <c>.</c> stands in front.</param>
/// <param name="Elements">The name first, then parameters and arguments.</param>
/// <param name="Redirections">Its redirections.</param>
/// <param name="Span">Where.</param>
public sealed record Command(
    InvocationOperator Invocation, IReadOnlyList<CommandElement> Elements, IReadOnlyList<Redirection> Redirections, TextSpan Span)
    : PipelineElement(Redirections, Span);

/// <summary>What stands in front of a command's name.</summary>
public enum InvocationOperator : byte
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary><c>&amp;</c>: runs the value in a scope of its own.</summary>
    Call,
    /// <summary><c>.</c>: runs the value in the current scope.</summary>
    Dot,
}

/// <summary>A piece of a command: the name, an argument (any <see cref="Expression"/>) or a <see cref="CommandParameter"/>.</summary>
/// <param name="Span">Where.</param>
public abstract record CommandElement(TextSpan Span) : PowerShellNode(Span);

/// <summary><c>-Name</c> or <c>-Name:value</c>.</summary>
/// <param name="Name">The name as written, without the dash; <c>-</c> for the end of parameters (<c>--</c>).</param>
/// <param name="Argument">What stands after the colon; null when there is none.</param>
/// <param name="Span">Where.</param>
public sealed record CommandParameter(string Name, Expression? Argument, TextSpan Span) : CommandElement(Span);

/// <summary>A redirection.</summary>
/// <param name="From">The stream that is redirected.</param>
/// <param name="Target">The file; null when streams are merged (<c>2&gt;&amp;1</c>).</param>
/// <param name="IsAppend"><c>&gt;&gt;</c>.</param>
/// <param name="Span">Where.</param>
public sealed record Redirection(StreamNumber From, Expression? Target, bool IsAppend, TextSpan Span) : PowerShellNode(Span);

/// <summary>The streams of a command; the values are the numbers that redirections use.</summary>
public enum StreamNumber : byte
{
    /// <summary><c>*</c></summary>
    All,
    /// <summary><c>1</c></summary>
    Output,
    /// <summary><c>2</c></summary>
    Error,
    /// <summary><c>3</c></summary>
    Warning,
    /// <summary><c>4</c></summary>
    Verbose,
    /// <summary><c>5</c></summary>
    Debug,
    /// <summary><c>6</c></summary>
    Information,
}

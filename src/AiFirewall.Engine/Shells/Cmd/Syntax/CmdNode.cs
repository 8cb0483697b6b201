using AiFirewall.Effects;

namespace AiFirewall.Shells.Cmd.Syntax;

/// <summary>A command of cmd.exe.</summary>
/// <param name="Span">Where it stands in the text.</param>
internal abstract record CmdCommand(TextSpan Span)
{
    /// <summary>Its redirections, in order.</summary>
    public IReadOnlyList<CmdRedirection> Redirections { get; init; } = [];
}

/// <summary>A command with its arguments: carets are taken out, quotes are still there, loop variables and <c>!x!</c> are not expanded.</summary>
internal sealed record SimpleCommand(CmdText Text, TextSpan Span) : CmdCommand(Span);

/// <summary><c>( … )</c></summary>
internal sealed record BlockCommand(IReadOnlyList<CmdCommand> Items, TextSpan Span) : CmdCommand(Span);

/// <summary>Commands joined by one kind of connector.</summary>
internal sealed record ListCommand(CmdConnector Connector, IReadOnlyList<CmdCommand> Items, TextSpan Span) : CmdCommand(Span);

/// <summary><c>if … ( … ) else ( … )</c></summary>
internal sealed record IfCommand(CmdCondition Condition, CmdCommand? Then, CmdCommand? Else, TextSpan Span) : CmdCommand(Span);

/// <summary><c>for … %x in (…) do …</c></summary>
/// <param name="Kind">The switch.</param>
/// <param name="Options">Options of <c>/f</c>, or the directory of <c>/r</c>; empty for none.</param>
/// <param name="Variable">The letter of the variable.</param>
/// <param name="Set">What stands in the parentheses.</param>
/// <param name="Body">What is done.</param>
/// <param name="Span">Where.</param>
internal sealed record ForCommand(CmdLoop Kind, CmdText Options, char Variable, CmdText Set, CmdCommand? Body, TextSpan Span) : CmdCommand(Span);

/// <summary>How commands are joined, loosest first.</summary>
internal enum CmdConnector : byte
{
    /// <summary><c>&amp;</c> or a new line.</summary>
    Sequence,
    /// <summary><c>||</c></summary>
    Or,
    /// <summary><c>&amp;&amp;</c></summary>
    And,
    /// <summary><c>|</c></summary>
    Pipe,
}

/// <summary>The kinds of <c>for</c>.</summary>
internal enum CmdLoop : byte
{
    /// <summary>Over words and files.</summary>
    Words,
    /// <summary><c>/d</c>: over directories.</summary>
    Directories,
    /// <summary><c>/r</c>: over files of a tree.</summary>
    Tree,
    /// <summary><c>/l</c>: over numbers.</summary>
    Numbers,
    /// <summary><c>/f</c>: over lines of a file, a text or a command's output.</summary>
    Lines,
}

/// <summary>What <c>if</c> asks.</summary>
/// <param name="Operator"><c>exist</c>, <c>defined</c>, <c>errorlevel</c>, <c>cmdextversion</c>, <c>==</c>, <c>equ</c>, <c>neq</c>, <c>lss</c>, <c>leq</c>, <c>gtr</c> or <c>geq</c>.</param>
/// <param name="Left">The left side of a comparison, or the only operand.</param>
/// <param name="Right">The right side of a comparison; empty for none.</param>
/// <param name="IsNegated"><c>not</c></param>
/// <param name="IgnoresCase"><c>/i</c></param>
internal sealed record CmdCondition(string Operator, CmdText Left, CmdText Right, bool IsNegated, bool IgnoresCase);

/// <summary>A redirection.</summary>
/// <param name="Kind">How.</param>
/// <param name="Descriptor">0 input, 1 output, 2 errors …</param>
/// <param name="Target">The file, or the descriptor that is duplicated.</param>
/// <param name="Span">Where.</param>
internal sealed record CmdRedirection(CmdRedirectionKind Kind, int Descriptor, CmdText Target, TextSpan Span);

/// <summary>The operators of redirections.</summary>
internal enum CmdRedirectionKind : byte
{
    /// <summary><c>&lt;</c></summary>
    Input,
    /// <summary><c>&gt;</c></summary>
    Output,
    /// <summary><c>&gt;&gt;</c></summary>
    Append,
    /// <summary><c>&gt;&amp;1</c>, <c>&lt;&amp;0</c></summary>
    Duplicate,
}

/// <summary>Something that could not be read.</summary>
/// <param name="Kind">What sort of trouble.</param>
/// <param name="Message">What was expected.</param>
/// <param name="Span">Where.</param>
internal sealed record CmdError(CmdErrorKind Kind, string Message, TextSpan Span);

/// <summary>Sorts of trouble.</summary>
internal enum CmdErrorKind : byte
{
    /// <summary>Against the grammar.</summary>
    Syntax,
    /// <summary>Something is not closed.</summary>
    Unterminated,
    /// <summary>Nested deeper than is read.</summary>
    TooDeep,
    /// <summary>More than is read.</summary>
    TooLarge,
}

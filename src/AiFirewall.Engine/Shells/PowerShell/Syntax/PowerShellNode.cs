using AiFirewall.Effects;

namespace AiFirewall.Shells.PowerShell.Syntax;

/// <summary>A node of a PowerShell syntax tree.</summary>
/// <param name="Span">Where it stands in the text that was parsed.</param>
public abstract record PowerShellNode(TextSpan Span);

/// <summary>A whole text: a script block, and what could not be read.</summary>
/// <param name="Body">The script block that the text is.</param>
/// <param name="Errors">What the parser met that is no PowerShell; it recovers and goes on where it can. Empty for valid text.</param>
/// <param name="Comments">Comments, which are never executed.</param>
public sealed record PowerShellScript(ScriptBlock Body, IReadOnlyList<PowerShellError> Errors, IReadOnlyList<TextSpan> Comments)
    : PowerShellNode(Body.Span)
{
    /// <summary>Whether the whole text was read: no error, no bound exceeded.</summary>
    public bool IsComplete => Errors.Count == 0;
}

/// <summary>Why a text, or a part of it, could not be read.</summary>
/// <param name="Kind">Whether the text is wrong or a bound was exceeded.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Span">Where.</param>
public sealed record PowerShellError(PowerShellErrorKind Kind, string Message, TextSpan Span);

/// <summary>The sort of a <see cref="PowerShellError"/>.</summary>
public enum PowerShellErrorKind : byte
{
    /// <summary>The text is no valid PowerShell here; PowerShell itself would refuse it.</summary>
    Syntax,
    /// <summary>A quote, bracket, block, comment or statement is not closed at the end of the text.</summary>
    Unterminated,
    /// <summary>Nesting is deeper than the reader goes.</summary>
    TooDeep,
    /// <summary>The text has more nodes than the reader takes.</summary>
    TooLarge,
}

/// <summary>A body of code: a script, a function, <c>{ … }</c> as a value.</summary>
/// <param name="Usings"><c>using</c> directives at the start of a script.</param>
/// <param name="Parameters">The <c>param(…)</c> block; null when there is none.</param>
/// <param name="Blocks">Named blocks in order; a single one with <see cref="NamedBlockKind.Body"/> when the code is not in named blocks.</param>
/// <param name="Span">Where, braces included.</param>
public sealed record ScriptBlock(
    IReadOnlyList<UsingStatement> Usings, ParamBlock? Parameters, IReadOnlyList<NamedBlock> Blocks, TextSpan Span) : PowerShellNode(Span);

/// <summary>A part of a script block that runs at its own time.</summary>
/// <param name="Kind">When it runs.</param>
/// <param name="Body">What runs.</param>
/// <param name="Span">Where.</param>
public sealed record NamedBlock(NamedBlockKind Kind, StatementBlock Body, TextSpan Span) : PowerShellNode(Span);

/// <summary>When a <see cref="NamedBlock"/> runs.</summary>
public enum NamedBlockKind : byte
{
    /// <summary>Code that is not in a named block.</summary>
    Body,
    /// <summary><c>dynamicparam</c>: while parameters are bound.</summary>
    DynamicParameters,
    /// <summary><c>begin</c>: once, before input.</summary>
    Begin,
    /// <summary><c>process</c>: for each object of the pipeline.</summary>
    Process,
    /// <summary><c>end</c>: once, after input.</summary>
    End,
    /// <summary><c>clean</c>: whatever happened.</summary>
    Clean,
}

/// <summary>Statements one after the other.</summary>
/// <param name="Statements">The statements, traps included.</param>
/// <param name="Span">Where.</param>
public sealed record StatementBlock(IReadOnlyList<Statement> Statements, TextSpan Span) : PowerShellNode(Span);

/// <summary>Anything that can stand where a statement is expected.</summary>
/// <param name="Span">Where.</param>
public abstract record Statement(TextSpan Span) : PowerShellNode(Span);

/// <summary>Something that is no statement, with the parts of it that could be read.</summary>
/// <param name="Parts">What was read before the error; it is code that somebody meant to run.</param>
/// <param name="Span">Where.</param>
public sealed record ErrorStatement(IReadOnlyList<PowerShellNode> Parts, TextSpan Span) : Statement(Span);

using AiFirewall.Effects;

namespace AiFirewall.Shells.Bash.Syntax;

/// <summary>A node of a Bash syntax tree.</summary>
/// <param name="Span">Where it stands in the text that was parsed.</param>
public abstract record BashNode(TextSpan Span);

/// <summary>A whole text: a list of commands, and what could not be read.</summary>
/// <param name="Body">The commands.</param>
/// <param name="Errors">What the parser met that is no Bash; it recovers and goes on where it can. Empty for valid text.</param>
/// <param name="Comments">Comments, which are never executed.</param>
public sealed record BashScript(BashList Body, IReadOnlyList<BashError> Errors, IReadOnlyList<TextSpan> Comments) : BashNode(Body.Span)
{
    /// <summary>Whether the whole text was read: no error, no bound exceeded.</summary>
    public bool IsComplete => Errors.Count == 0;
}

/// <summary>Why a text, or a part of it, could not be read.</summary>
/// <param name="Kind">Whether the text is wrong or a bound was exceeded.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Span">Where.</param>
public sealed record BashError(BashErrorKind Kind, string Message, TextSpan Span);

/// <summary>The sort of a <see cref="BashError"/>.</summary>
public enum BashErrorKind : byte
{
    /// <summary>The text is no valid Bash here; Bash itself would refuse it.</summary>
    Syntax,
    /// <summary>A quote, substitution, compound command or here-document is not closed at the end of the text.</summary>
    Unterminated,
    /// <summary>Nesting is deeper than the reader goes.</summary>
    TooDeep,
    /// <summary>The text has more nodes than the reader takes.</summary>
    TooLarge,
}

/// <summary>Commands one after the other.</summary>
/// <param name="Items">The commands with what ends them.</param>
/// <param name="Span">Where.</param>
public sealed record BashList(IReadOnlyList<BashListItem> Items, TextSpan Span) : BashNode(Span);

/// <summary>A command of a list and what ends it.</summary>
/// <param name="Command">The command.</param>
/// <param name="IsBackground">It ends with <c>&amp;</c>.</param>
public sealed record BashListItem(BashCommand Command, bool IsBackground);

/// <summary>Anything that can be run: a simple or compound command, a pipeline or a list of pipelines.</summary>
/// <param name="Span">Where.</param>
public abstract record BashCommand(TextSpan Span) : BashNode(Span)
{
    /// <summary>Redirections of the whole command; on pipelines and lists always empty.</summary>
    public IReadOnlyList<Redirection> Redirections { get; init; } = [];
}

/// <summary><c>a &amp;&amp; b || c</c>.</summary>
/// <param name="First">The first pipeline.</param>
/// <param name="Rest">The others, each with the operator before it.</param>
/// <param name="Span">Where.</param>
public sealed record AndOrCommand(BashCommand First, IReadOnlyList<AndOrItem> Rest, TextSpan Span) : BashCommand(Span);

/// <summary>A pipeline after <c>&amp;&amp;</c> or <c>||</c>.</summary>
/// <param name="IsOr">The operator is <c>||</c>.</param>
/// <param name="Command">The pipeline.</param>
public sealed record AndOrItem(bool IsOr, BashCommand Command);

/// <summary><c>a | b |&amp; c</c>, with <c>!</c> and <c>time</c>. A single command without either is not wrapped.</summary>
/// <param name="Commands">The commands; one when only negated or timed; none for a bare <c>time</c> or <c>!</c>.</param>
/// <param name="PipesErrors">For each but the last: whether <c>|&amp;</c> follows it.</param>
/// <param name="IsNegated">An odd number of <c>!</c>.</param>
/// <param name="IsTimed">Starts with <c>time</c>.</param>
/// <param name="Span">Where.</param>
public sealed record PipelineCommand(
    IReadOnlyList<BashCommand> Commands, IReadOnlyList<bool> PipesErrors, bool IsNegated, bool IsTimed, TextSpan Span) : BashCommand(Span);

/// <summary>Assignments and words.</summary>
/// <param name="Assignments">In front of the words.</param>
/// <param name="Words">The command and its arguments, not yet expanded; empty for bare assignments or redirections.</param>
/// <param name="Span">Where.</param>
public sealed record SimpleCommand(IReadOnlyList<Assignment> Assignments, IReadOnlyList<Word> Words, TextSpan Span) : BashCommand(Span);

/// <summary><c>( … )</c>.</summary>
/// <param name="Body">What runs in a subshell.</param>
/// <param name="Span">Where.</param>
public sealed record SubshellCommand(BashList Body, TextSpan Span) : BashCommand(Span);

/// <summary><c>{ …; }</c>.</summary>
/// <param name="Body">What runs.</param>
/// <param name="Span">Where.</param>
public sealed record GroupCommand(BashList Body, TextSpan Span) : BashCommand(Span);

/// <summary><c>if … then … elif … else … fi</c>.</summary>
/// <param name="Branches">Conditions and bodies in order.</param>
/// <param name="Else">The last body; null when there is none.</param>
/// <param name="Span">Where.</param>
public sealed record IfCommand(IReadOnlyList<IfBranch> Branches, BashList? Else, TextSpan Span) : BashCommand(Span);

/// <summary>A condition and what runs when it holds.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Body">The body.</param>
public sealed record IfBranch(BashList Condition, BashList Body);

/// <summary><c>for name in words; do … done</c>, and <c>select</c>.</summary>
/// <param name="Variable">The loop variable.</param>
/// <param name="Words">The words; null for the positional parameters.</param>
/// <param name="Body">The body.</param>
/// <param name="IsSelect">It is a <c>select</c>.</param>
/// <param name="Span">Where.</param>
public sealed record ForCommand(string Variable, IReadOnlyList<Word>? Words, BashList Body, bool IsSelect, TextSpan Span) : BashCommand(Span);

/// <summary><c>for (( init; test; step )); do … done</c>.</summary>
/// <param name="Header">The three expressions, not separated, with the expansions in them.</param>
/// <param name="Body">The body.</param>
/// <param name="Span">Where.</param>
public sealed record ArithmeticForCommand(Word Header, BashList Body, TextSpan Span) : BashCommand(Span);

/// <summary><c>while</c> and <c>until</c>.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Body">The body.</param>
/// <param name="IsUntil">It is an <c>until</c>.</param>
/// <param name="Span">Where.</param>
public sealed record WhileCommand(BashList Condition, BashList Body, bool IsUntil, TextSpan Span) : BashCommand(Span);

/// <summary><c>case word in patterns) … esac</c>.</summary>
/// <param name="Subject">The word.</param>
/// <param name="Clauses">The clauses.</param>
/// <param name="Span">Where.</param>
public sealed record CaseCommand(Word Subject, IReadOnlyList<CaseClause> Clauses, TextSpan Span) : BashCommand(Span);

/// <summary>A clause of a <c>case</c>.</summary>
/// <param name="Patterns">The patterns.</param>
/// <param name="Body">The body; may be empty.</param>
/// <param name="Terminator"><c>;;</c>, <c>;&amp;</c> or <c>;;&amp;</c>.</param>
public sealed record CaseClause(IReadOnlyList<Word> Patterns, BashList Body, string Terminator);

/// <summary><c>name() …</c> or <c>function name …</c>.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Body">The compound command, with its redirections.</param>
/// <param name="Span">Where.</param>
public sealed record FunctionCommand(string Name, BashCommand Body, TextSpan Span) : BashCommand(Span);

/// <summary><c>coproc [name] command</c>.</summary>
/// <param name="Name">The name; null for the default <c>COPROC</c>.</param>
/// <param name="Body">The command.</param>
/// <param name="Span">Where.</param>
public sealed record CoprocCommand(string? Name, BashCommand Body, TextSpan Span) : BashCommand(Span);

/// <summary><c>[[ … ]]</c>.</summary>
/// <param name="Words">Operators and operands in order; operators are plain literal words.</param>
/// <param name="Span">Where.</param>
public sealed record ConditionalCommand(IReadOnlyList<Word> Words, TextSpan Span) : BashCommand(Span);

/// <summary><c>(( … ))</c>.</summary>
/// <param name="Expression">The expression with the expansions in it.</param>
/// <param name="Span">Where.</param>
public sealed record ArithmeticCommand(Word Expression, TextSpan Span) : BashCommand(Span);

/// <summary><c>name=value</c>, <c>name+=value</c>, <c>name[index]=value</c>, <c>name=(…)</c>.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Index">The subscript; null for none.</param>
/// <param name="Value">The value; null when there is none (<c>name=</c>) or it is an array.</param>
/// <param name="Elements">The elements of an array; null when it is no array.</param>
/// <param name="IsAppend"><c>+=</c>.</param>
/// <param name="Span">Where.</param>
public sealed record Assignment(
    string Name, Word? Index, Word? Value, IReadOnlyList<ArrayElement>? Elements, bool IsAppend, TextSpan Span) : BashNode(Span);

/// <summary>An element of <c>name=(…)</c>.</summary>
/// <param name="Index">The subscript in <c>[index]=value</c>; null for none.</param>
/// <param name="Value">The value.</param>
public sealed record ArrayElement(Word? Index, Word Value);

/// <summary>A redirection.</summary>
/// <param name="Kind">The operator.</param>
/// <param name="Descriptor">The descriptor in front (<c>2&gt;</c>); null for the operator's default.</param>
/// <param name="DescriptorVariable">The name in <c>{name}&gt;file</c>; null for none.</param>
/// <param name="Target">The file, descriptor, or here-string; for a here-document its delimiter.</param>
/// <param name="Document">The text of a here-document; a single quoted literal when the delimiter was quoted; null otherwise.</param>
/// <param name="Span">Where.</param>
public sealed record Redirection(
    RedirectionKind Kind, int? Descriptor, string? DescriptorVariable, Word Target, Word? Document, TextSpan Span) : BashNode(Span);

/// <summary>The operators of redirections.</summary>
public enum RedirectionKind : byte
{
    /// <summary><c>&lt;</c></summary>
    Input,
    /// <summary><c>&gt;</c></summary>
    Output,
    /// <summary><c>&gt;|</c></summary>
    OutputClobber,
    /// <summary><c>&gt;&gt;</c></summary>
    Append,
    /// <summary><c>&lt;&gt;</c></summary>
    ReadWrite,
    /// <summary><c>&lt;&amp;</c></summary>
    DuplicateInput,
    /// <summary><c>&gt;&amp;</c></summary>
    DuplicateOutput,
    /// <summary><c>&amp;&gt;</c></summary>
    OutputAndErrors,
    /// <summary><c>&amp;&gt;&gt;</c></summary>
    AppendOutputAndErrors,
    /// <summary><c>&lt;&lt;</c></summary>
    HereDocument,
    /// <summary><c>&lt;&lt;-</c></summary>
    HereDocumentStripTabs,
    /// <summary><c>&lt;&lt;&lt;</c></summary>
    HereString,
}

using AiFirewall.Effects;

namespace AiFirewall.Shells.Bash.Syntax;

/// <summary>A word before expansion.</summary>
/// <param name="Parts">Its parts in order; empty for an empty word.</param>
/// <param name="Span">Where.</param>
public sealed record Word(IReadOnlyList<WordPart> Parts, TextSpan Span) : BashNode(Span);

/// <summary>A piece of a word.</summary>
/// <param name="Span">Where.</param>
public abstract record WordPart(TextSpan Span) : BashNode(Span);

/// <summary>Plain text.</summary>
/// <param name="Text">The text with backslashes, quotes and line continuations taken out and <c>$'…'</c> escapes decoded.</param>
/// <param name="Quoting">How it was quoted.</param>
/// <param name="Span">Where.</param>
public sealed record LiteralPart(string Text, Quoting Quoting, TextSpan Span) : WordPart(Span);

/// <summary>How a literal was quoted.</summary>
public enum Quoting : byte
{
    /// <summary>Not at all.</summary>
    None,
    /// <summary>A backslash in front of a single character.</summary>
    Backslash,
    /// <summary><c>'…'</c>; also the text of a here-document with a quoted delimiter.</summary>
    Single,
    /// <summary>Inside <c>"…"</c> or <c>$"…"</c>.</summary>
    Double,
    /// <summary><c>$'…'</c>.</summary>
    Ansi,
}

/// <summary><c>"…"</c> or <c>$"…"</c>.</summary>
/// <param name="Parts">What stands inside.</param>
/// <param name="IsLocale">It is <c>$"…"</c>.</param>
/// <param name="Span">Where.</param>
public sealed record DoubleQuotedPart(IReadOnlyList<WordPart> Parts, bool IsLocale, TextSpan Span) : WordPart(Span);

/// <summary><c>$name</c>, <c>${name…}</c>.</summary>
/// <param name="Name">The parameter: a name, a number, or a special character.</param>
/// <param name="Span">Where.</param>
public sealed record ParameterPart(string Name, TextSpan Span) : WordPart(Span)
{
    /// <summary>The subscript in <c>${name[index]}</c>; null for none. <c>@</c> and <c>*</c> are plain literals.</summary>
    public Word? Index { get; init; }

    /// <summary><c>${!name}</c>.</summary>
    public bool IsIndirect { get; init; }

    /// <summary><c>${#name}</c>.</summary>
    public bool IsLength { get; init; }

    /// <summary>
    /// The operator: <c>:-</c> <c>-</c> <c>:=</c> <c>=</c> <c>:?</c> <c>?</c> <c>:+</c> <c>+</c> <c>#</c> <c>##</c> <c>%</c> <c>%%</c> <c>/</c>
    /// <c>//</c> <c>/#</c> <c>/%</c> <c>^</c> <c>^^</c> <c>,</c> <c>,,</c> <c>@</c> <c>:</c> (substring), and <c>*</c> for <c>${!prefix*}</c>; empty for none.
    /// </summary>
    public string Operator { get; init; } = "";

    /// <summary>What follows the operator; for <c>/</c> the pattern; for <c>:</c> the offset; null for none.</summary>
    public Word? Operand { get; init; }

    /// <summary>The replacement of <c>/</c>, the length of <c>:</c>; null for none.</summary>
    public Word? SecondOperand { get; init; }
}

/// <summary><c>$( … )</c>, <c>` … `</c> and <c>${ …; }</c>.</summary>
/// <param name="Body">The commands.</param>
/// <param name="IsBackquoted">It is written with backquotes; spans inside are those of the unescaped text and only approximate.</param>
/// <param name="Span">Where.</param>
public sealed record CommandSubstitutionPart(BashList Body, bool IsBackquoted, TextSpan Span) : WordPart(Span);

/// <summary><c>$(( … ))</c> and <c>$[ … ]</c>.</summary>
/// <param name="Expression">The expression with the expansions in it.</param>
/// <param name="Span">Where.</param>
public sealed record ArithmeticPart(Word Expression, TextSpan Span) : WordPart(Span);

/// <summary><c>&lt;( … )</c> and <c>&gt;( … )</c>.</summary>
/// <param name="IsOutput">It is <c>&gt;( … )</c>.</param>
/// <param name="Body">The commands.</param>
/// <param name="Span">Where.</param>
public sealed record ProcessSubstitutionPart(bool IsOutput, BashList Body, TextSpan Span) : WordPart(Span);

/// <summary><c>{a,b}</c>.</summary>
/// <param name="Alternatives">The words inside, at least two.</param>
/// <param name="Span">Where.</param>
public sealed record BraceListPart(IReadOnlyList<Word> Alternatives, TextSpan Span) : WordPart(Span);

/// <summary><c>{1..9}</c>, <c>{a..e..2}</c>.</summary>
/// <param name="First">The first element, a number or one letter.</param>
/// <param name="Last">The last element.</param>
/// <param name="Step">The step; null for 1.</param>
/// <param name="Span">Where.</param>
public sealed record BraceRangePart(string First, string Last, string? Step, TextSpan Span) : WordPart(Span);

/// <summary><c>~</c>, <c>~user</c>, <c>~+</c>, <c>~-</c> where it is expanded.</summary>
/// <param name="User">What follows the tilde; empty for the own home.</param>
/// <param name="Span">Where.</param>
public sealed record TildePart(string User, TextSpan Span) : WordPart(Span);

/// <summary>Unquoted pattern characters: <c>*</c>, <c>?</c>, <c>[…]</c>, <c>@(…)</c> and the like.</summary>
/// <param name="Pattern">The pattern as written.</param>
/// <param name="Span">Where.</param>
public sealed record GlobPart(string Pattern, TextSpan Span) : WordPart(Span);

/// <summary><c>name=(…)</c> as an argument of <c>declare</c>, <c>export</c>, <c>local</c> and their like; the only part of its word.</summary>
/// <param name="Assignment">The assignment; its <see cref="Assignment.Elements"/> are never null.</param>
/// <param name="Span">Where.</param>
public sealed record AssignmentPart(Assignment Assignment, TextSpan Span) : WordPart(Span);

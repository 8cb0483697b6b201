using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Parsing;

/// <summary>A token, with offsets in the text that the lexer is reading (a nested text has offsets of its own).</summary>
internal sealed class Token(TokenKind kind, int start, int end)
{
    public TokenKind Kind { get; } = kind;

    public int Start { get; } = start;

    public int End { get; } = end;

    /// <summary>The value of a string, bare word, parameter, label, or the path of a variable; null for others.</summary>
    public string? Text { get; init; }

    /// <summary>For strings and bare words with something to expand: the pieces; null when there is nothing.</summary>
    public IReadOnlyList<StringPiece>? Pieces { get; init; }

    /// <summary>For <see cref="TokenKind.Operator"/>: which.</summary>
    public Operator? Operator { get; init; }

    /// <summary>For <see cref="TokenKind.Number"/>: its value.</summary>
    public object? Number { get; init; }

    /// <summary>For parameters: a colon follows. For redirections: it appends.</summary>
    public bool Flag { get; init; }

    /// <summary>For redirections: the stream in front.</summary>
    public StreamNumber From { get; init; }

    /// <summary>For merging redirections: the stream behind.</summary>
    public StreamNumber To { get; init; }

    public bool IsKeyword => Kind >= TokenKind.Begin;

    /// <summary>Whether it reads the same in every mode, so that it need not be read again when the mode changes.</summary>
    public bool IsModeInvariant => Kind is TokenKind.NewLine or TokenKind.EndOfInput or TokenKind.Semicolon or TokenKind.StringLiteral
        or TokenKind.StringExpandable or TokenKind.HereStringLiteral or TokenKind.HereStringExpandable or TokenKind.LeftParen
        or TokenKind.RightParen or TokenKind.LeftCurly or TokenKind.RightCurly or TokenKind.RightBracket or TokenKind.AtParen
        or TokenKind.AtCurly or TokenKind.DollarParen or TokenKind.AndAnd or TokenKind.OrOr or TokenKind.Ampersand or TokenKind.Pipe
        or TokenKind.Comma or TokenKind.InputRedirection;

    public bool IsRedirection => Kind is TokenKind.FileRedirection or TokenKind.MergingRedirection or TokenKind.InputRedirection;

    public bool IsBinaryOperator => Operator is { Precedence: > 0 };

    public bool IsUnaryOperator => Operator is { IsUnary: true } || Kind == TokenKind.Comma;

    public bool IsAssignmentOperator => Operator is { IsAssignment: true };

    public bool Is(Operator expected) => ReferenceEquals(Operator, expected);
}

/// <summary>A piece of a string or bare word: literal text, a variable, or a sub-expression that is still to be parsed.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Text">The literal text, or the path of the variable.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Nested">For a sub-expression in which doubled quotes stand for one: the text with single ones; null otherwise.</param>
internal readonly record struct StringPiece(PieceKind Kind, string Text, int Start, int End, NestedText? Nested);

/// <summary>The sorts of a <see cref="StringPiece"/>.</summary>
internal enum PieceKind : byte
{
    Literal,
    Variable,
    SubExpression,
}

/// <summary>A text taken out of another, with the place of each of its characters in the whole.</summary>
internal sealed record NestedText(string Text, int[] Positions);

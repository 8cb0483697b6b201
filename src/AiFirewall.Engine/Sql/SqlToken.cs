namespace AiFirewall.Sql;

/// <summary>What a token is.</summary>
internal enum SqlTokenKind : byte
{
    /// <summary>After the last token.</summary>
    End,
    /// <summary>An unquoted word: a keyword or a name.</summary>
    Word,
    /// <summary>A quoted name.</summary>
    Name,
    /// <summary>A text literal of any spelling.</summary>
    Text,
    /// <summary>A number.</summary>
    Number,
    /// <summary>A variable or parameter: <c>@x</c>, <c>:x</c>, <c>$1</c>, <c>?</c>.</summary>
    Variable,
    /// <summary>An operator.</summary>
    Symbol,
    /// <summary>An opening parenthesis, bracket or brace.</summary>
    Open,
    /// <summary>A closing one.</summary>
    Close,
    /// <summary>A comma.</summary>
    Comma,
    /// <summary>A dot between the parts of a name.</summary>
    Dot,
    /// <summary>A semicolon or a terminator of the client.</summary>
    Terminator,
    /// <summary>The end of a batch: GO, a slash on its own line, a delimiter that the client was told.</summary>
    Batch,
}

/// <summary>Operators that mean something to the reader.</summary>
internal enum SqlSymbol : byte
{
    Other, Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, NullSafeEqual, Concat, Plus, Minus, Star, Slash, Percent, Assign, Cast,
    Tilde, TildeStar, Not, And, Colon, Arrow, PlusAssign, Bracket, Caret, Pipe, Ampersand,
}

/// <summary>One token.</summary>
internal struct SqlToken
{
    /// <summary>Where it starts in the text.</summary>
    public int Start;

    /// <summary>Its length in the text.</summary>
    public int Length;

    /// <summary>
    /// For an opening parenthesis the index of what closes it, for a terminator 1 when a parenthesis was left open before it.
    /// </summary>
    public int Match;

    /// <summary>The keyword that a word is.</summary>
    public SqlWord Word;

    /// <summary>What it is.</summary>
    public SqlTokenKind Kind;

    /// <summary>The operator that a symbol is.</summary>
    public SqlSymbol Symbol;

    /// <summary>Where it ends in the text.</summary>
    public readonly int End => Start + Length;
}

/// <summary>A command of the client as it stands in the text.</summary>
/// <param name="Prefix">What marks it as one: <c>\</c>, <c>.</c>, <c>:</c>, <c>!</c>, <c>@</c>, or <c>w</c> for a plain word.</param>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">What follows the name.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct SqlClientCommand(char Prefix, string Name, string Arguments, int Start, int End);

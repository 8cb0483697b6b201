using AiFirewall.Shells;

namespace AiFirewall.Code.Syntax;

/// <summary>What a token is.</summary>
internal enum TokenKind : byte
{
    /// <summary>The end of the text.</summary>
    End,
    /// <summary>The end of a statement: a line break that counts, or a semicolon where the language treats both alike.</summary>
    Newline,
    /// <summary>A name or keyword, with its sigil where the language has them.</summary>
    Name,
    /// <summary>A number.</summary>
    Number,
    /// <summary>A string without code in it.</summary>
    Text,
    /// <summary>A string with code in it.</summary>
    Template,
    /// <summary>A string that is run by the shell (backticks).</summary>
    Command,
    /// <summary>A regular expression.</summary>
    Regex,
    /// <summary>An operator or bracket.</summary>
    Operator,
    /// <summary>A piece of the code that is not known.</summary>
    Hole,
}

/// <summary>A token of code.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A name, an operator, digits, or the text that a string stands for.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset after its last character.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End)
{
    /// <summary>Whether white space stands before it.</summary>
    public bool IsAfterSpace { get; init; }

    /// <summary>Whether it is the first of its line.</summary>
    public bool IsFirstOfLine { get; init; }

    /// <summary>For the first of a line: how far it is indented.</summary>
    public int Column { get; init; }

    /// <summary>Where the text of a string came from: <see cref="Shells.Origins.Decoded"/> when letters are written as codes.</summary>
    public Origins Origins { get; init; }

    /// <summary>The pieces of a template or command.</summary>
    public IReadOnlyList<TemplatePart>? Parts { get; init; }

    /// <summary>For an opening bracket: the index of the token that closes it; zero when nothing does.</summary>
    public int Closer { get; init; }

    /// <summary>Whether this is the operator.</summary>
    public bool Is(string op) => Kind == TokenKind.Operator && Text == op;

    /// <summary>Whether this is the name.</summary>
    public bool IsName(string name) => Kind == TokenKind.Name && Text == name;
}

/// <summary>A piece of a string with code in it.</summary>
/// <param name="Text">The text, or the code.</param>
/// <param name="IsCode">Whether it is code.</param>
/// <param name="Origins">For text, where it came from.</param>
internal readonly record struct TemplatePart(string Text, bool IsCode, Origins Origins = Origins.None);

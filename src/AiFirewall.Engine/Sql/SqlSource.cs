using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>A text cut into tokens.</summary>
internal sealed class SqlSource(string text, SqlLexicon lexicon, SqlToken[] tokens, int count)
{
    /// <summary>The text.</summary>
    public string Text { get; } = text;

    /// <summary>The rules it was cut by.</summary>
    public SqlLexicon Lexicon { get; } = lexicon;

    /// <summary>The tokens; only the first <see cref="Count"/> are in use, and one of kind End follows them.</summary>
    public SqlToken[] Tokens { get; } = tokens;

    /// <summary>How many tokens there are.</summary>
    public int Count { get; } = count;

    /// <summary>Commands of the client between the statements.</summary>
    public IReadOnlyList<SqlClientCommand> Commands { get; init; } = [];

    /// <summary>What kept the text from being cut.</summary>
    public IReadOnlyList<SqlProblem> Problems { get; init; } = [];

    /// <summary>Whether the text holds something that dialects cut differently.</summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>For text that comes out of another text, its place there: every span is then this one.</summary>
    public TextSpan? Place { get; init; }

    /// <summary>The characters of a token.</summary>
    public ReadOnlySpan<char> Raw(int index) => Text.AsSpan(Tokens[index].Start, Tokens[index].Length);

    /// <summary>The span from the start of one token to the end of another.</summary>
    public TextSpan Span(int first, int last)
    {
        if (Place is { } place) return place;
        last = Math.Clamp(last, 0, Math.Max(0, Count - 1));
        return Count == 0 ? default : TextSpan.Between(Tokens[Math.Min(first, last)].Start, Tokens[last].End);
    }

    /// <summary>The span of characters, mapped to the outer text when this one comes out of another.</summary>
    public TextSpan Chars(int start, int end) => Place ?? TextSpan.Between(start, end);
}

using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>A place in a text that has been cut into tokens.</summary>
internal sealed class SqlCursor(SqlSource source, SqlSession session)
{
    private static readonly SqlToken EndToken = new() { Kind = SqlTokenKind.End };

    /// <summary>The text.</summary>
    public SqlSource Source { get; } = source;

    /// <summary>What is known while reading.</summary>
    public SqlSession Session { get; } = session;

    /// <summary>Index of the current token.</summary>
    public int At { get; set; }

    /// <summary>Index of the token where reading ends.</summary>
    public int Limit { get; set; } = source.Count;

    /// <summary>Whether the statements are those of a procedure, where assignments and control flow stand between them.</summary>
    public bool IsProcedural { get; set; }

    /// <summary>Whether a condition is being read, which ends at THEN, LOOP, DO or a statement.</summary>
    public bool InCondition { get; set; }

    /// <summary>The current token.</summary>
    public ref readonly SqlToken Current => ref Peek(0);

    /// <summary>The kind of the current token.</summary>
    public SqlTokenKind Kind => Peek(0).Kind;

    /// <summary>The keyword that the current token is.</summary>
    public SqlWord Word => Peek(0).Word;

    /// <summary>Whether nothing more belongs to the statement.</summary>
    public bool AtEnd => Kind is SqlTokenKind.End or SqlTokenKind.Terminator or SqlTokenKind.Batch;

    /// <summary>Whether a statement may start where the one before was not ended.</summary>
    public bool AllowsImplicitStarts => IsProcedural || InCondition || (Source.Lexicon & SqlLexicon.ImplicitStarts) != 0;

    /// <summary>A token some places away.</summary>
    public ref readonly SqlToken Peek(int offset)
    {
        var index = At + offset;
        if (index >= Limit || index < 0) return ref EndToken;
        return ref Source.Tokens[index];
    }

    /// <summary>The characters of a token some places away.</summary>
    public ReadOnlySpan<char> Raw(int offset = 0) => At + offset < Limit && At + offset >= 0 ? Source.Raw(At + offset) : default;

    /// <summary>Moves past the current token if it is the word.</summary>
    public bool Accept(SqlWord word)
    {
        if (Word != word) return false;
        At++;
        return true;
    }

    /// <summary>Moves past the current token if it is of the kind.</summary>
    public bool Accept(SqlTokenKind kind)
    {
        if (Kind != kind) return false;
        At++;
        return true;
    }

    /// <summary>Moves past the current token if it is an unquoted word spelled so.</summary>
    public bool AcceptText(string text)
    {
        if (!IsText(text)) return false;
        At++;
        return true;
    }

    /// <summary>Whether the token some places away is an unquoted word spelled so, in any case.</summary>
    public bool IsText(string text, int offset = 0) =>
        Peek(offset).Kind == SqlTokenKind.Word && Raw(offset).Equals(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Moves to the end of the parenthesis that the current token opens; past it if it is closed. Does nothing elsewhere.</summary>
    public void SkipGroup()
    {
        if (Kind == SqlTokenKind.Open) At = Math.Min(MatchOf(At) + 1, Limit);
    }

    /// <summary>The index of the token that closes the parenthesis opened at <paramref name="index"/>, within the limit.</summary>
    public int MatchOf(int index) => Math.Clamp(Source.Tokens[index].Match, index, Limit);

    /// <summary>A cursor over some of the tokens.</summary>
    public SqlCursor Slice(int from, int to) =>
        new(Source, Session) { At = from, Limit = Math.Min(to, Limit), IsProcedural = IsProcedural };

    /// <summary>The span of a range of tokens, the last one not included.</summary>
    public TextSpan SpanOf(int first, int end) => Source.Span(first, Math.Max(first, end - 1));

    /// <summary>Moves past everything up to the end of the statement.</summary>
    public void SkipStatement()
    {
        while (!AtEnd) At++;
    }
}

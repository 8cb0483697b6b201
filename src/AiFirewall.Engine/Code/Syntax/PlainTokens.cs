namespace AiFirewall.Code.Syntax;

/// <summary>How the tokens of a language with few kinds of strings look.</summary>
/// <param name="Comment">What starts a comment to the end of the line.</param>
/// <param name="Style">What backslashes in strings mean.</param>
/// <param name="Operators">Operators of more than one character, longest first.</param>
internal sealed record PlainSyntax(string Comment, EscapeStyle Style, string[] Operators)
{
    /// <summary>Whether single quotes are strings.</summary>
    public bool HasSingleQuotes { get; init; } = true;

    /// <summary>Whether <c>[[…]]</c> is a string and <c>--[[…]]</c> a comment (Lua).</summary>
    public bool HasLongBrackets { get; init; }

    /// <summary>Whether slashes around a pattern are a pattern (awk).</summary>
    public bool HasPatterns { get; init; }

    /// <summary>Whether a line break ends a statement.</summary>
    public bool HasNewlines { get; init; } = true;

    /// <summary>What names may hold beside letters, digits and the underscore.</summary>
    public string InNames { get; init; } = "";
}

/// <summary>Cuts awk, Lua, R and AppleScript into tokens.</summary>
internal sealed class PlainTokens(string source, PlainSyntax syntax) : TokenReader(source)
{
    /// <inheritdoc/>
    protected override void ReadNext()
    {
        if (Peek() == '\n' ? ReadSpace(!syntax.HasNewlines || Innermost is '(' or '[') : ReadSpace()) return;
        var c = Peek();
        if (syntax.HasLongBrackets && c == '-' && Peek(1) == '-' && Peek(2) == '[' && LongBracket(At + 2) is { } comment) SkipThrough(comment);
        else if (Follows(syntax.Comment) || (c == '#' && At == 0 && Peek(1) == '!')) SkipLine();
        else if (c == '"' || (c == '\'' && syntax.HasSingleQuotes) || (c == '`' && syntax.Comment == "#"))
        {
            var start = At++;
            ReadText(start, c.ToString(), syntax.Style);
        }
        else if (syntax.HasLongBrackets && c == '[' && LongBracket(At) is { } close) ReadLong(close);
        else if (c == '\\' && Peek(1) is '\n' or '\r') At += 2;
        else if (IsNameStart(c) || (c == '.' && syntax.InNames.Contains('.', StringComparison.Ordinal) && IsNameStart(Peek(1)))) ReadName(syntax.InNames);
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)))) ReadNumber();
        else if (syntax.HasPatterns && c == '/' && IsPattern()) ReadPattern();
        else ReadOperator(syntax.Operators);
    }

    /// <summary><c>[[</c>, <c>[=[</c>: what closes it; null when none starts there.</summary>
    private string? LongBracket(int at)
    {
        var end = at + 1;
        while (end < Source.Length && Source[end] == '=') end++;
        return at < Source.Length && end < Source.Length && Source[end] == '[' ? "]" + new string('=', end - at - 1) + "]" : null;
    }

    private void ReadLong(string close)
    {
        var start = At;
        At += close.Length;
        var end = Source.IndexOf(close, At, StringComparison.Ordinal);
        if (end < 0) HasErrors = true;
        var text = Source[At..(end < 0 ? Source.Length : end)];
        At = end < 0 ? Source.Length : end + close.Length;
        Add(TokenKind.Text, text.StartsWith('\n') ? text[1..] : text, start);
    }

    private bool IsPattern() => Last.Kind switch
    {
        TokenKind.Number or TokenKind.Text => false,
        TokenKind.Name => Last.Text is "return" or "in" or "print",
        TokenKind.Operator => Last.Text is not (")" or "]" or "$"),
        _ => true,
    };

    private void ReadPattern()
    {
        var start = At;
        Add(TokenKind.Regex, ReadPatternBody(), start);
    }
}

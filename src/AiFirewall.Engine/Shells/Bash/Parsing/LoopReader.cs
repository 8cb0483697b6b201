using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Reads <c>while</c>, <c>until</c>, <c>for</c> and <c>select</c> (Bash manual, 3.2.5.1).</summary>
internal static class LoopReader
{
    /// <summary>The cursor is after the first word.</summary>
    public static WhileCommand ReadWhile(BashSource source, int start, bool isUntil)
    {
        var condition = ListReader.ReadFilled(source, Closers.Do | Closers.Done);
        var body = ReadDoGroup(source, start);
        return new WhileCommand(condition, body, isUntil, source.SpanFrom(start));
    }

    /// <summary>The cursor is after <c>for</c> or <c>select</c>.</summary>
    public static BashCommand ReadFor(BashSource source, int start, bool isSelect)
    {
        source.SkipBlanks();
        if (!isSelect && source.MatchOperator('(', '(') is var header and >= 0)
        {
            source.Position = header;
            var expression = ArithmeticReader.ReadInParentheses(source, start);
            SkipSemicolon(source);
            return new ArithmeticForCommand(expression, ReadBody(source, start), source.SpanFrom(start));
        }
        var variable = ReadVariable(source, start);
        source.SkipNewlines();
        List<Word>? words = null;
        if (ReservedWords.Is(source, ReservedWord.In, out var end))
        {
            source.Position = end;
            words = ReadWords(source);
        }
        SkipSemicolon(source);
        var body = ReadBody(source, start);
        return new ForCommand(variable, words, body, isSelect, source.SpanFrom(start));
    }

    private static string ReadVariable(BashSource source, int start)
    {
        var at = source.Position;
        var word = WordReader.Read(source, WordModes.None);
        if (word is null) source.Error(BashErrorKind.Syntax, "a loop without a variable", start);
        return word is null ? "" : WordReader.PlainTextOf(word) ?? source.Text[at..source.Position];
    }

    private static List<Word> ReadWords(BashSource source)
    {
        List<Word> words = [];
        while (true)
        {
            source.SkipBlanks();
            if (WordReader.Read(source, WordModes.Argument) is not { } word) return words;
            words.Add(word);
        }
    }

    private static void SkipSemicolon(BashSource source)
    {
        source.SkipBlanks();
        if (source.Current == ';' && ReservedWords.ClauseEndAt(source, out _) < 0) source.Position++;
        source.SkipNewlines();
    }

    /// <summary>Reads <c>do … done</c>, or <c>{ … }</c>, which Bash takes for <c>for</c> and <c>select</c>.</summary>
    private static BashList ReadBody(BashSource source, int start)
    {
        if (!ReservedWords.Is(source, ReservedWord.OpenBrace, out var end)) return ReadDoGroup(source, start);
        source.Position = end;
        var body = ListReader.ReadFilled(source, Closers.Brace);
        GroupReader.Expect(source, ReservedWord.CloseBrace, "'{' is not closed", start);
        return body;
    }

    private static BashList ReadDoGroup(BashSource source, int start)
    {
        var hasDo = GroupReader.Expect(source, ReservedWord.Do, "a loop without 'do'", start);
        if (!hasDo && !ReservedWords.Is(source, ReservedWord.Done, out _)) return new BashList([], source.Span(source.Position, source.Position));
        var body = ListReader.ReadFilled(source, Closers.Done);
        GroupReader.Expect(source, ReservedWord.Done, "a loop without 'done'", start);
        return body;
    }
}

using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Reads <c>[[ … ]]</c> (Bash manual, 3.2.5.2 and 6.4).</summary>
internal static class ConditionReader
{
    /// <summary>The cursor is after <c>[[</c>.</summary>
    public static ConditionalCommand Read(BashSource source, int start)
    {
        List<Word> words = [];
        var isValid = TryReadOr(source, words);
        source.SkipNewlines();
        if (!isValid || !IsAtEnd(source)) Recover(source, words, start);
        if (IsAtEnd(source)) source.Position += 2;
        return new ConditionalCommand(words, source.SpanFrom(start));
    }

    private static bool TryReadOr(BashSource source, List<Word> words)
    {
        while (true)
        {
            if (!TryReadTerm(source, words)) return false;
            source.SkipNewlines();
            if (!TryReadOperator(source, words, '&', '&') && !TryReadOperator(source, words, '|', '|')) return true;
        }
    }

    private static bool TryReadTerm(BashSource source, List<Word> words)
    {
        source.SkipNewlines();
        while (ReservedWords.Is(source, ReservedWord.Not, out var end))
        {
            words.Add(WordReader.Literal(source, source.Position, source.Position + 1));
            source.Position = end;
            source.SkipNewlines();
        }
        if (source.Current == '(') return TryReadParentheses(source, words);
        if (IsAtEnd(source) || WordReader.Read(source, WordModes.Operand) is not { } first) return false;
        words.Add(first);
        source.SkipBlanks();
        if (IsUnary(first)) return TryReadOperand(source, words, WordModes.Operand);
        source.SkipBlanks();
        if (source.Current is '<' or '>')
        {
            TakeCharacter(source, words);
            return TryReadOperand(source, words, WordModes.Operand);
        }
        if (IsAtEnd(source) || WordReader.Read(source, WordModes.Operand) is not { } operation) return true;
        words.Add(operation);
        var name = WordReader.PlainTextOf(operation);
        return IsBinary(name) && TryReadOperand(source, words, name == "=~" ? WordModes.Regex : WordModes.Operand);
    }

    private static bool TryReadParentheses(BashSource source, List<Word> words)
    {
        if (!source.TryEnter()) return false;
        TakeCharacter(source, words);
        var isValid = TryReadOr(source, words);
        source.SkipNewlines();
        if (source.Current == ')') TakeCharacter(source, words);
        else isValid = false;
        source.Leave();
        return isValid;
    }

    private static bool TryReadOperand(BashSource source, List<Word> words, WordModes modes)
    {
        source.SkipBlanks();
        if (WordReader.Read(source, modes) is not { } operand) return false;
        words.Add(operand);
        return true;
    }

    private static bool TryReadOperator(BashSource source, List<Word> words, char first, char second)
    {
        var end = source.MatchOperator(first, second);
        if (end < 0) return false;
        words.Add(WordReader.Literal(source, source.Position, end));
        source.Position = end;
        return true;
    }

    private static void TakeCharacter(BashSource source, List<Word> words)
    {
        words.Add(WordReader.Literal(source, source.Position, source.Position + 1));
        source.Position++;
    }

    /// <summary>Reads the rest up to <c>]]</c> or the end of the line, for the substitutions in it; another line is a command again.</summary>
    private static void Recover(BashSource source, List<Word> words, int start)
    {
        source.Error(source.IsAtEnd ? BashErrorKind.Unterminated : BashErrorKind.Syntax, "'[[' holds no valid condition", start);
        if (IsFirstOnLine(source)) return;
        while (true)
        {
            source.SkipBlanks();
            if (source.IsAtEnd || source.Current is '\n' or ';' || IsAtEnd(source)) return;
            if (WordReader.Read(source, WordModes.Operand) is { } word) words.Add(word);
            else TakeCharacter(source, words);
        }
    }

    private static bool IsFirstOnLine(BashSource source)
    {
        var before = source.Position - 1;
        while (source.At(before) is ' ' or '\t') before--;
        return source.At(before) == '\n';
    }

    private static bool IsAtEnd(BashSource source) =>
        source.Current == ']' && source.At(source.Position + 1) == ']' && source.IsWordEnd(source.Position + 2);

    private static bool IsUnary(Word word) =>
        WordReader.PlainTextOf(word) is ['-', var letter] && "abcdefghknoprstuvwxzGLNORS".Contains(letter);

    private static bool IsBinary(string? name) => name is "=" or "==" or "!=" or "=~" or "-nt" or "-ot" or "-ef"
        or "-eq" or "-ne" or "-lt" or "-le" or "-gt" or "-ge";
}

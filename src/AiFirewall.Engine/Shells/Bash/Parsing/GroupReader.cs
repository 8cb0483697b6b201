using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Reads <c>( … )</c>, <c>{ …; }</c> and <c>(( … ))</c> (Bash manual, 3.2.5.3 and 3.2.5.2).</summary>
internal static class GroupReader
{
    /// <summary>The cursor is after the first parenthesis.</summary>
    public static BashCommand ReadParentheses(BashSource source, int start)
    {
        var second = source.SkipContinuations(source.Position);
        if (source.At(second) == '(' && DoubleParentheses.IsArithmetic(source, second))
        {
            source.Position = second + 1;
            var expression = ArithmeticReader.ReadInParentheses(source, start);
            return new ArithmeticCommand(expression, source.SpanFrom(start));
        }
        var body = ListReader.ReadFilled(source, Closers.Parenthesis);
        if (source.Current == ')') source.Position++;
        else source.Error(BashErrorKind.Unterminated, "'(' is not closed", start);
        return new SubshellCommand(body, source.SpanFrom(start));
    }

    /// <summary>The cursor is after the brace.</summary>
    public static GroupCommand ReadBraces(BashSource source, int start)
    {
        var body = ListReader.ReadFilled(source, Closers.Brace);
        Expect(source, ReservedWord.CloseBrace, "'{' is not closed", start);
        return new GroupCommand(body, source.SpanFrom(start));
    }

    /// <summary>Moves over a reserved word; when another stands there, says that what began at <paramref name="start"/> is not closed.</summary>
    public static bool Expect(BashSource source, ReservedWord word, string message, int start)
    {
        if (ReservedWords.Is(source, word, out var end))
        {
            source.Position = end;
            return true;
        }
        source.Error(source.IsAtEnd ? BashErrorKind.Unterminated : BashErrorKind.Syntax, message, start);
        return false;
    }
}

using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>
/// Reads arithmetic expressions and subscripts as words: the expansions inside are read, everything else is text (Bash manual, 6.5).
/// </summary>
internal static class ArithmeticReader
{
    private enum Ends : byte
    {
        /// <summary><c>)</c></summary>
        Parenthesis,
        /// <summary><c>]</c></summary>
        Bracket,
        /// <summary><c>:</c> or <c>}</c>: a bound of a substring.</summary>
        Substring,
    }

    /// <summary>Reads <c>$((…))</c>, the cursor after the second parenthesis.</summary>
    public static ArithmeticPart ReadExpansion(BashSource source, int start)
    {
        var expression = ReadInParentheses(source, start);
        return new ArithmeticPart(expression, source.SpanFrom(start));
    }

    /// <summary>Reads an expression and <c>))</c>, the cursor after <c>((</c>.</summary>
    public static Word ReadInParentheses(BashSource source, int start)
    {
        var expression = Read(source, Ends.Parenthesis, isQuoted: false);
        var end = source.MatchOperator(')', ')');
        if (end >= 0)
        {
            source.Position = end;
        }
        else if (source.Current == ')')
        {
            source.Position++;
            source.Error(BashErrorKind.Syntax, "an arithmetic expression does not end with two parentheses", start);
        }
        else
        {
            source.Error(BashErrorKind.Unterminated, "an arithmetic expression is not closed", start);
        }
        return expression;
    }

    /// <summary>Reads <c>$[…]</c>, the cursor after the bracket.</summary>
    public static ArithmeticPart ReadBracketed(BashSource source, int start)
    {
        var expression = Read(source, Ends.Bracket, isQuoted: false);
        CloseBracket(source, start);
        return new ArithmeticPart(expression, source.SpanFrom(start));
    }

    /// <summary>Reads <c>[…]</c>, the cursor on the first bracket.</summary>
    public static Word ReadSubscript(BashSource source)
    {
        var start = source.Position++;
        var index = Read(source, Ends.Bracket, isQuoted: false);
        CloseBracket(source, start);
        return index;
    }

    /// <summary>Reads the offset or length of <c>${name:offset:length}</c>.</summary>
    public static Word ReadSubstringBound(BashSource source, bool isQuoted) => Read(source, Ends.Substring, isQuoted);

    private static void CloseBracket(BashSource source, int start)
    {
        if (source.Current == ']') source.Position++;
        else source.Error(BashErrorKind.Unterminated, "a bracket is not closed", start);
    }

    private static Word Read(BashSource source, Ends ends, bool isQuoted)
    {
        var start = source.Position;
        if (!source.TryEnter()) return new Word([], source.SpanFrom(start));
        var parts = new PartCollector(source);
        var depth = 0;
        var conditions = 0;
        while (!source.IsAtEnd)
        {
            var at = source.Position;
            var c = source.Text[at];
            switch (c)
            {
                case ')' when ends == Ends.Parenthesis && depth == 0:
                case ']' when ends == Ends.Bracket && depth == 0:
                case '}' when ends == Ends.Substring:
                case ':' when ends == Ends.Substring && depth == 0 && conditions == 0:
                    source.Leave();
                    return new Word(parts.ToParts(), source.SpanFrom(start));
                case '(' when ends != Ends.Bracket:
                case '[' when ends == Ends.Bracket:
                    depth++;
                    goto default;
                case ')' when ends != Ends.Bracket && depth > 0:
                case ']' when ends == Ends.Bracket:
                    depth--;
                    goto default;
                case '?' when ends == Ends.Substring:
                    conditions++;
                    goto default;
                case ':' when conditions > 0:
                    conditions--;
                    goto default;
                case '\\':
                    QuoteReader.ReadBackslash(source, ref parts);
                    break;
                case '\'' when !isQuoted:
                    parts.Add(QuoteReader.ReadSingle(source));
                    break;
                case '"':
                    parts.Add(QuoteReader.ReadDouble(source, at, isLocale: false));
                    break;
                case '$':
                    DollarReader.Read(source, ref parts, isQuoted ? Quoting.Double : Quoting.None);
                    break;
                case '`':
                    parts.Add(SubstitutionReader.ReadBackquoted(source, isQuoted));
                    break;
                default:
                    source.Position++;
                    parts.AddRun(at, at + 1, Quoting.None);
                    break;
            }
        }
        source.Leave();
        return new Word(parts.ToParts(), source.SpanFrom(start));
    }
}

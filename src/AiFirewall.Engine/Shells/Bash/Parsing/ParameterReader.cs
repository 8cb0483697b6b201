using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Reads parameter expansions (Bash manual, 3.5.3).</summary>
internal static class ParameterReader
{
    /// <summary>Reads <c>${…}</c>, the cursor after the brace; <c>${ …; }</c> and <c>${| …; }</c> are command substitutions.</summary>
    public static WordPart ReadBraced(BashSource source, int start, bool isQuoted)
    {
        if (source.Current is ' ' or '\t' or '\n' or '|') return SubstitutionReader.ReadInPlace(source, start);
        if (!source.TryEnter()) return new ParameterPart("", source.SpanFrom(start));
        var part = ReadContent(source, start, isQuoted);
        if (source.Current == '}') source.Position++;
        else source.Error(BashErrorKind.Unterminated, "a parameter expansion is not closed", start);
        source.Leave();
        return part with { Span = source.SpanFrom(start) };
    }

    /// <summary>Reads the name of a parameter at <paramref name="position"/>: a name, a number or a special character.</summary>
    public static bool TryReadName(BashSource source, int position, bool isBraced, out string name, out int end)
    {
        var c = source.At(position);
        end = position + 1;
        if (BashCharacters.IsNameStart(c))
        {
            while (BashCharacters.IsNamePart(source.At(end))) end++;
            name = source.Text[position..end];
            if (source.SkipContinuations(end) > end) name = ReadBrokenName(source, name, ref end);
            return true;
        }
        if (char.IsAsciiDigit(c))
        {
            while (isBraced && char.IsAsciiDigit(source.At(end))) end++;
            name = source.Text[position..end];
            return true;
        }
        name = BashCharacters.IsSpecialParameter(c) ? c.ToString() : "";
        return name.Length > 0;
    }

    /// <summary>A name goes on after a line continuation.</summary>
    private static string ReadBrokenName(BashSource source, string begun, ref int end)
    {
        var name = new System.Text.StringBuilder(begun);
        while (true)
        {
            var next = source.SkipContinuations(end);
            if (!BashCharacters.IsNamePart(source.At(next))) return name.ToString();
            end = next;
            while (BashCharacters.IsNamePart(source.At(end))) name.Append(source.At(end++));
        }
    }

    private static ParameterPart ReadContent(BashSource source, int start, bool isQuoted)
    {
        var isLength = TrySkipPrefix(source, '#');
        var isIndirect = !isLength && TrySkipPrefix(source, '!');
        Skip(source);
        if (!TryReadName(source, source.Position, isBraced: true, out var name, out var end))
        {
            // zsh flags, '${:-x}' and the like: Bash says 'bad substitution' when it comes to it.
            return new ParameterPart("", source.SpanFrom(start)) { Operand = OperandReader.Read(source, isQuoted, OperandEnds.Brace) };
        }
        source.Position = end;
        var part = new ParameterPart(name, source.SpanFrom(start)) { IsLength = isLength, IsIndirect = isIndirect };
        Skip(source);
        if (source.Current == '[')
        {
            part = part with { Index = ArithmeticReader.ReadSubscript(source) };
            Skip(source);
        }
        return source.Current is '}' || source.IsAtEnd ? part : ReadOperator(source, part, isQuoted);
    }

    /// <summary>
    /// <c>#</c> and <c>!</c> come before a name (<c>${#x}</c>, <c>${!x}</c>) or are the parameter (<c>${#}</c>, <c>${!:-x}</c>,
    /// <c>${##x}</c>).
    /// </summary>
    private static bool TrySkipPrefix(BashSource source, char prefix)
    {
        Skip(source);
        if (source.Current != prefix) return false;
        var next = source.SkipContinuations(source.Position + 1);
        var c = source.At(next);
        var isPrefix = BashCharacters.IsNamePart(c)
            || (BashCharacters.IsSpecialParameter(c) && source.At(source.SkipContinuations(next + 1)) == '}' && !(prefix == '!' && c is '-' or '?'))
            || (prefix == '!' && c is '@' or '*' or '#');
        if (isPrefix) source.Position = next;
        return isPrefix;
    }

    private static ParameterPart ReadOperator(BashSource source, ParameterPart part, bool isQuoted)
    {
        var first = source.Current;
        var second = source.At(source.SkipContinuations(source.Position + 1));
        switch (first)
        {
            case ':' when second is '-' or '=' or '?' or '+':
                return WithOperand(source, part, [first, second], OperandEnds.Brace, isQuoted);
            case '-' or '=' or '?' or '+':
                return WithOperand(source, part, [first], OperandEnds.Brace, isQuoted);
            case ':':
                return WithSubstring(source, part, isQuoted);
            case '#' or '%' or '^' or ',' or '~':
                // Quotes mean the same in patterns whether or not the expansion is quoted.
                return WithOperand(source, part, second == first ? [first, second] : [first], OperandEnds.Brace, isQuoted: false);
            case '/':
                return WithReplacement(source, part, second);
            case '*' or '@' when part.IsIndirect && second == '}':
                TakeOperator(source, "*");
                return part with { Operator = "*" };
            default:
                // '@' and its letter; anything else is a 'bad substitution'.
                return WithOperand(source, part, [first], OperandEnds.Brace, isQuoted);
        }
    }

    private static ParameterPart WithOperand(
        BashSource source, ParameterPart part, ReadOnlySpan<char> operation, OperandEnds ends, bool isQuoted)
    {
        var name = TakeOperator(source, operation);
        // The pattern of a change of case may be missing.
        if (source.Current == '}' && operation[0] is '^' or ',' or '~') return part with { Operator = name };
        return part with { Operator = name, Operand = OperandReader.Read(source, isQuoted, ends) };
    }

    private static ParameterPart WithSubstring(BashSource source, ParameterPart part, bool isQuoted)
    {
        TakeOperator(source, ":");
        part = part with { Operator = ":", Operand = ArithmeticReader.ReadSubstringBound(source, isQuoted) };
        if (source.Current != ':') return part;
        source.Position++;
        return part with { SecondOperand = ArithmeticReader.ReadSubstringBound(source, isQuoted) };
    }

    private static ParameterPart WithReplacement(BashSource source, ParameterPart part, char second)
    {
        part = second is '/' or '#' or '%'
            ? WithOperand(source, part, ['/', second], OperandEnds.BraceOrSlash, isQuoted: false)
            : WithOperand(source, part, "/", OperandEnds.BraceOrSlash, isQuoted: false);
        if (source.Current != '/') return part;
        source.Position++;
        return part with { SecondOperand = OperandReader.Read(source, isQuoted: false, OperandEnds.Brace) };
    }

    /// <summary>Moves over an operator, in which lines may be continued.</summary>
    private static string TakeOperator(BashSource source, ReadOnlySpan<char> operation)
    {
        for (var i = 0; i < operation.Length; i++)
        {
            source.Position = source.SkipContinuations(source.Position) + 1;
        }
        return operation switch
        {
            ":-" => ":-",
            "-" => "-",
            "#" => "#",
            "##" => "##",
            "%" => "%",
            "%%" => "%%",
            "/" => "/",
            "//" => "//",
            ":" => ":",
            _ => operation.ToString(),
        };
    }

    private static void Skip(BashSource source) => source.Position = source.SkipContinuations(source.Position);
}

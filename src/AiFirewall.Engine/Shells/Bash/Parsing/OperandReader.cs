using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>What ends the operand of a parameter expansion.</summary>
internal enum OperandEnds : byte
{
    /// <summary><c>}</c></summary>
    Brace,
    /// <summary><c>}</c>, or <c>/</c> after the first character: the pattern of a replacement.</summary>
    BraceOrSlash,
}

/// <summary>Reads the words inside <c>${…}</c>: blanks and metacharacters are text there.</summary>
internal static class OperandReader
{
    /// <param name="source">The text, after the operator.</param>
    /// <param name="isQuoted">Inside double quotes, where single quotes are text and patterns and tildes mean nothing.</param>
    /// <param name="ends">What ends the operand; it is not read.</param>
    public static Word Read(BashSource source, bool isQuoted, OperandEnds ends)
    {
        var start = source.Position;
        var quoting = isQuoted ? Quoting.Double : Quoting.None;
        var parts = new PartCollector(source);
        BracketSearch search = default;
        while (!source.IsAtEnd)
        {
            var at = source.Position;
            var c = source.Text[at];
            if (c == '}' || (c == '/' && ends == OperandEnds.BraceOrSlash && at > start)) break;
            switch (c)
            {
                case '\\' when isQuoted && source.At(at + 1) != '}':
                    QuoteReader.ReadQuotedBackslash(source, ref parts, isDocument: false);
                    break;
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
                    DollarReader.Read(source, ref parts, quoting);
                    break;
                case '`':
                    parts.Add(SubstitutionReader.ReadBackquoted(source, isQuoted));
                    break;
                case '<' or '>' when !isQuoted && source.At(at + 1) == '(':
                    parts.Add(SubstitutionReader.ReadProcess(source));
                    break;
                case '*' or '?' when !isQuoted:
                    PatternReader.ReadWildcards(source, ref parts);
                    break;
                case '[' when !isQuoted && PatternReader.TryReadBracket(source, ref parts, ref search, isInBraces: true):
                case '~' when !isQuoted && at == start && TildeReader.TryRead(source, ref parts, isColonEnd: false, isInBraces: false):
                    break;
                default:
                    source.Position++;
                    parts.AddRun(at, at + 1, quoting);
                    break;
            }
        }
        return new Word(parts.ToParts(), source.SpanFrom(start));
    }
}

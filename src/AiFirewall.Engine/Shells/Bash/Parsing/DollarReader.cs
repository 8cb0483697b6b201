using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Reads what begins with a dollar sign.</summary>
internal static class DollarReader
{
    /// <summary>Reads the dollar sign at the cursor and what belongs to it.</summary>
    /// <param name="source">The text.</param>
    /// <param name="parts">Takes what was read.</param>
    /// <param name="quoting">How text is quoted there: inside double quotes <c>$'</c> and <c>$"</c> are nothing special.</param>
    public static void Read(BashSource source, ref PartCollector parts, Quoting quoting)
    {
        var start = source.Position;
        var after = source.SkipContinuations(start + 1);
        var c = source.At(after);
        switch (c)
        {
            case '(':
                source.Position = after;
                parts.Add(ReadParenthesis(source, start));
                break;
            case '{':
                source.Position = after + 1;
                parts.Add(ParameterReader.ReadBraced(source, start, quoting == Quoting.Double));
                break;
            case '[':
                source.Position = after + 1;
                parts.Add(ArithmeticReader.ReadBracketed(source, start));
                break;
            case '\'' when quoting == Quoting.None:
                source.Position = after;
                parts.Add(QuoteReader.ReadAnsi(source, start));
                break;
            case '"' when quoting == Quoting.None:
                source.Position = after;
                parts.Add(QuoteReader.ReadDouble(source, start, isLocale: true));
                break;
            default:
                if (ParameterReader.TryReadName(source, after, isBraced: false, out var name, out var end))
                {
                    source.Position = end;
                    parts.Add(new ParameterPart(name, source.SpanFrom(start)));
                    break;
                }
                source.Position = start + 1;
                parts.AddRun(start, start + 1, quoting);
                break;
        }
    }

    private static WordPart ReadParenthesis(BashSource source, int start)
    {
        var second = source.SkipContinuations(source.Position + 1);
        if (source.At(second) == '(' && DoubleParentheses.IsArithmetic(source, second))
        {
            source.Position = second + 1;
            return ArithmeticReader.ReadExpansion(source, start);
        }
        return SubstitutionReader.ReadCommand(source, start);
    }
}

using System.Buffers;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Reads quotes (Bash manual, 3.1.2).</summary>
internal static class QuoteReader
{
    private static readonly SearchValues<char> SpecialInDouble = SearchValues.Create("\"\\$`");

    /// <summary>Reads an unquoted backslash and what it quotes.</summary>
    public static void ReadBackslash(BashSource source, ref PartCollector parts)
    {
        var at = source.Position;
        if (at + 1 >= source.End)
        {
            // At the end of the text a backslash stands for itself.
            source.Position = source.End;
            parts.AddRun(at, at + 1, Quoting.None);
            return;
        }
        source.Position = at + 2;
        if (source.Text[at + 1] == '\n') return;
        parts.Flush();
        parts.AddDecoded(source.Text[at + 1], at, at + 2, Quoting.Backslash);
        parts.Flush();
    }

    /// <summary>Reads <c>'…'</c>.</summary>
    public static LiteralPart ReadSingle(BashSource source)
    {
        var start = source.Position;
        var length = source.Slice(start + 1, source.End).IndexOf('\'');
        var end = length < 0 ? source.End : start + 1 + length;
        source.Position = length < 0 ? end : end + 1;
        if (length < 0) source.Error(BashErrorKind.Unterminated, "a single quote is not closed", start);
        return new LiteralPart(source.Text.Substring(start + 1, end - start - 1), Quoting.Single, source.SpanFrom(start));
    }

    /// <summary>Reads <c>$'…'</c>.</summary>
    public static LiteralPart ReadAnsi(BashSource source, int start)
    {
        var first = source.Position + 1;
        var end = first;
        while (end < source.End && source.Text[end] != '\'')
        {
            end += source.Text[end] == '\\' ? 2 : 1;
        }
        var isClosed = end < source.End;
        if (!isClosed) end = source.End;
        source.Position = isClosed ? end + 1 : end;
        if (!isClosed) source.Error(BashErrorKind.Unterminated, "a single quote is not closed", start);
        return new LiteralPart(AnsiText.Decode(source.Slice(first, end)), Quoting.Ansi, source.SpanFrom(start));
    }

    /// <summary>Reads <c>"…"</c>, the cursor on the first quote.</summary>
    public static DoubleQuotedPart ReadDouble(BashSource source, int start, bool isLocale)
    {
        source.Position++;
        var parts = new PartCollector(source);
        ReadQuotedText(source, ref parts, isDocument: false);
        if (source.Current == '"') source.Position++;
        else source.Error(BashErrorKind.Unterminated, "a double quote is not closed", start);
        return new DoubleQuotedPart(parts.ToParts(), isLocale, source.SpanFrom(start));
    }

    /// <summary>Reads the body of a here-document that is expanded; the source is the body alone.</summary>
    public static Word ReadDocument(BashSource source)
    {
        var start = source.Position;
        var parts = new PartCollector(source);
        ReadQuotedText(source, ref parts, isDocument: true);
        return new Word(parts.ToParts(), source.SpanFrom(start));
    }

    /// <summary>
    /// Reads up to a double quote, or the end for a document, in which double quotes are plain (POSIX XCU 2.7.4) and a backslash quotes
    /// one character less.
    /// </summary>
    private static void ReadQuotedText(BashSource source, ref PartCollector parts, bool isDocument)
    {
        while (!source.IsAtEnd)
        {
            var at = source.Position;
            var length = source.Slice(at, source.End).IndexOfAny(SpecialInDouble);
            if (length != 0)
            {
                source.Position = length < 0 ? source.End : at + length;
                parts.AddRun(at, source.Position, Quoting.Double);
                continue;
            }
            switch (source.Text[at])
            {
                case '"' when !isDocument:
                    return;
                case '\\':
                    ReadQuotedBackslash(source, ref parts, isDocument);
                    break;
                case '$':
                    DollarReader.Read(source, ref parts, Quoting.Double);
                    break;
                case '`':
                    parts.Add(SubstitutionReader.ReadBackquoted(source, isQuoted: !isDocument));
                    break;
                default:
                    source.Position++;
                    parts.AddRun(at, at + 1, Quoting.Double);
                    break;
            }
        }
    }

    /// <summary>Reads a backslash inside double quotes: it quotes <c>$</c> <c>`</c> <c>"</c> <c>\</c> and joins lines, else it is text.</summary>
    public static void ReadQuotedBackslash(BashSource source, ref PartCollector parts, bool isDocument)
    {
        var at = source.Position;
        var next = source.At(at + 1);
        if (next == '\n' && at + 1 < source.End)
        {
            source.Position = at + 2;
        }
        else if (next is '$' or '`' or '\\' || (next == '"' && !isDocument))
        {
            source.Position = at + 2;
            parts.AddDecoded(next, at, at + 2, Quoting.Double);
        }
        else
        {
            source.Position = at + 1;
            parts.AddRun(at, at + 1, Quoting.Double);
        }
    }
}

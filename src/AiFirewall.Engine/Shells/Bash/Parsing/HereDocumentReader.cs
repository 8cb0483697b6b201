using System.Text;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>A here-document whose body is still to come.</summary>
/// <param name="Redirections">The list that holds its redirection.</param>
/// <param name="Index">Which one of the list it is.</param>
/// <param name="Delimiter">What its last line is.</param>
/// <param name="IsQuoted">The delimiter was quoted: nothing in the body is expanded.</param>
internal sealed record PendingDocument(List<Redirection> Redirections, int Index, string Delimiter, bool IsQuoted);

/// <summary>Reads here-documents (Bash manual, 3.6.6).</summary>
internal static class HereDocumentReader
{
    /// <summary>Reads the delimiter; the body begins after the next newline.</summary>
    public static Redirection ReadOpening(BashSource source, int start, List<Redirection> redirections, RedirectionKind kind)
    {
        var at = source.Position;
        var word = WordReader.Read(source, WordModes.None);
        if (word is null)
        {
            source.Error(source.IsAtEnd ? BashErrorKind.Unterminated : BashErrorKind.Syntax, "a here-document without a delimiter", start);
            return new Redirection(kind, null, null, new Word([], source.Span(at, at)), null, source.SpanFrom(start));
        }
        // No expansion is made in a delimiter: what looks like one is text.
        var (delimiter, isQuoted) = TextOf(word, source.Text[at..source.Position]);
        if (!isQuoted) word = new Word([new LiteralPart(delimiter, Quoting.None, word.Span)], word.Span);
        // With CRLF line ends the carriage return belongs to the delimiter, on this line as on the last.
        if (source.Current == '\r' && source.At(source.Position + 1) == '\n') delimiter += '\r';
        (source.PendingDocuments ??= []).Add(new PendingDocument(redirections, redirections.Count, delimiter, isQuoted));
        return new Redirection(kind, null, null, word, null, source.SpanFrom(start));
    }

    /// <summary>The text of a delimiter and whether any of it was quoted.</summary>
    private static (string Text, bool IsQuoted) TextOf(Word word, string written)
    {
        var text = new StringBuilder();
        var isQuoted = false;
        var isPlain = true;
        Collect(word.Parts);
        return (isPlain ? text.ToString() : written, isQuoted);

        void Collect(IReadOnlyList<WordPart> parts)
        {
            foreach (var part in parts)
            {
                isQuoted |= part is DoubleQuotedPart or LiteralPart { Quoting: not Quoting.None };
                if (part is LiteralPart literal) text.Append(literal.Text);
                else if (part is DoubleQuotedPart quoted) Collect(quoted.Parts);
                else isPlain = false;
            }
        }
    }

    /// <summary>Reads the bodies that begin at the cursor, which is after a newline.</summary>
    public static void ReadPending(BashSource source)
    {
        var pending = source.PendingDocuments!;
        source.PendingDocuments = null;
        foreach (var document in pending)
        {
            var redirection = document.Redirections[document.Index];
            var body = ReadBody(source, document, redirection.Kind == RedirectionKind.HereDocumentStripTabs);
            document.Redirections[document.Index] = redirection with { Document = body };
        }
    }

    private static Word ReadBody(BashSource source, PendingDocument document, bool stripsTabs)
    {
        var start = source.Position;
        var end = FindEnd(source, document, stripsTabs, out var next);
        source.Position = next;
        if (next < 0)
        {
            source.Position = end = source.End;
            source.Error(BashErrorKind.Unterminated, $"the here-document's end '{document.Delimiter}' is missing", start);
        }
        if (start == end) return new Word([], source.Span(start, end));
        var body = stripsTabs ? WithoutTabs(source, start, end) : source.Part(start, end);
        if (document.IsQuoted)
        {
            source.CountNode();
            var text = body.Text[body.Position..body.End];
            return new Word([new LiteralPart(text, Quoting.Single, source.Span(start, end))], source.Span(start, end));
        }
        var word = QuoteReader.ReadDocument(body);
        return word with { Span = source.Span(start, end) };
    }

    /// <summary>Where the body ends; <paramref name="next"/> is where the text goes on after its last line, -1 when that is missing.</summary>
    private static int FindEnd(BashSource source, PendingDocument document, bool stripsTabs, out int next)
    {
        var line = source.Position;
        while (line < source.End)
        {
            var first = line;
            while (stripsTabs && source.At(first) == '\t') first++;
            var end = EndOfLine(source, first);
            if (source.Slice(first, end).SequenceEqual(document.Delimiter))
            {
                next = Math.Min(end + 1, source.End);
                return line;
            }
            // Bash takes the delimiter of a here-document inside '$( )' also when the parenthesis follows it on the line.
            if (source.IsInSubstitution && source.Slice(first, end).StartsWith(document.Delimiter, StringComparison.Ordinal)
                && source.Slice(first + document.Delimiter.Length, end).Contains(')'))
            {
                next = first + document.Delimiter.Length;
                return line;
            }
            if (!document.IsQuoted && IsContinued(source, first, end))
            {
                var isEnd = JoinedLineIs(source, first, ref end, document.Delimiter);
                if (isEnd)
                {
                    next = Math.Min(end + 1, source.End);
                    return line;
                }
            }
            line = end + 1;
        }
        next = -1;
        return source.End;
    }

    private static int EndOfLine(BashSource source, int start)
    {
        var length = source.Slice(start, source.End).IndexOf('\n');
        return length < 0 ? source.End : start + length;
    }

    private static bool IsContinued(BashSource source, int start, int end)
    {
        var backslashes = 0;
        while (end - backslashes > start && source.Text[end - backslashes - 1] == '\\') backslashes++;
        return backslashes % 2 == 1;
    }

    /// <summary>Lines joined by backslashes are one line; moves <paramref name="end"/> to where that ends, and compares it.</summary>
    private static bool JoinedLineIs(BashSource source, int start, ref int end, string delimiter)
    {
        var joined = new StringBuilder();
        while (true)
        {
            var isContinued = end < source.End && IsContinued(source, start, end);
            if (joined.Length <= delimiter.Length) joined.Append(source.Slice(start, isContinued ? end - 1 : end));
            if (!isContinued) return joined.Equals(delimiter);
            start = end + 1;
            end = EndOfLine(source, start);
        }
    }

    private static BashSource WithoutTabs(BashSource source, int start, int end)
    {
        var text = new StringBuilder(end - start);
        var positions = new List<int>(end - start + 1);
        var isLineStart = true;
        for (var i = start; i < end; i++)
        {
            var c = source.Text[i];
            if (isLineStart && c == '\t') continue;
            isLineStart = c == '\n';
            text.Append(c);
            positions.Add(i);
        }
        positions.Add(end);
        return source.Derived(text.ToString(), [.. positions]);
    }
}

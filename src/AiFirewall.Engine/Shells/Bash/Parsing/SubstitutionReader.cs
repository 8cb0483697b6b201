using System.Text;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Reads command and process substitutions (Bash manual, 3.5.4 and 3.5.6).</summary>
internal static class SubstitutionReader
{
    /// <summary>Reads <c>$(…)</c>, the cursor on the parenthesis.</summary>
    public static CommandSubstitutionPart ReadCommand(BashSource source, int start)
    {
        var body = ReadBody(source, start, Closers.Parenthesis);
        return new CommandSubstitutionPart(body, IsBackquoted: false, source.SpanFrom(start));
    }

    /// <summary>Reads <c>&lt;(…)</c> or <c>&gt;(…)</c>, the cursor on the first character.</summary>
    public static ProcessSubstitutionPart ReadProcess(BashSource source)
    {
        var start = source.Position;
        var isOutput = source.Current == '>';
        source.Position = source.SkipContinuations(start + 1);
        var body = ReadBody(source, start, Closers.Parenthesis);
        return new ProcessSubstitutionPart(isOutput, body, source.SpanFrom(start));
    }

    /// <summary>Reads <c>${ …; }</c> (Bash 5.3), the cursor after the brace.</summary>
    public static CommandSubstitutionPart ReadInPlace(BashSource source, int start)
    {
        var body = ReadBody(source, start, Closers.Brace);
        return new CommandSubstitutionPart(body, IsBackquoted: false, source.SpanFrom(start));
    }

    /// <summary>
    /// Reads <c>`…`</c>: the text up to the next backquote that is not escaped, without the backslashes in front of <c>$</c>, <c>`</c> and
    /// <c>\</c>, and of <c>"</c> inside double quotes (POSIX XCU 2.6.3).
    /// </summary>
    public static CommandSubstitutionPart ReadBackquoted(BashSource source, bool isQuoted)
    {
        var start = source.Position;
        var end = start + 1;
        var hasBackslash = false;
        while (end < source.End && source.Text[end] != '`')
        {
            var isBackslash = source.Text[end] == '\\';
            hasBackslash |= isBackslash;
            end += isBackslash ? 2 : 1;
        }
        var isClosed = end < source.End;
        if (!isClosed) end = source.End;
        source.Position = isClosed ? end + 1 : end;
        if (!isClosed) source.Error(BashErrorKind.Unterminated, "a backquote is not closed", start);

        var inner = hasBackslash ? Unescaped(source, start + 1, end, isQuoted) : source.Part(start + 1, end);
        var body = source.TryEnter() ? ReadWhole(source, inner) : new BashList([], source.Span(start, source.Position));
        return new CommandSubstitutionPart(body, IsBackquoted: true, source.SpanFrom(start));
    }

    private static BashList ReadWhole(BashSource source, BashSource inner)
    {
        var body = ListReader.ReadAll(inner);
        source.Leave();
        return body;
    }

    /// <summary>Reads the list and what closes it, the cursor before the list; an opening parenthesis is skipped.</summary>
    private static BashList ReadBody(BashSource source, int start, Closers closer)
    {
        source.Position++;
        if (!source.TryEnter()) return new BashList([], source.Span(source.Position, source.Position));
        var (enclosing, documents, wasInSubstitution) = (source.Enclosing, source.PendingDocuments, source.IsInSubstitution);
        source.Enclosing = Closers.None;
        source.PendingDocuments = null;
        source.IsInSubstitution = closer == Closers.Parenthesis;

        var body = ListReader.Read(source, closer);

        source.Enclosing = enclosing;
        source.IsInSubstitution = wasInSubstitution;
        // Bodies of here-documents that the substitution did not reach follow those of the command around it.
        source.PendingDocuments = documents is null || source.PendingDocuments is null
            ? documents ?? source.PendingDocuments
            : [.. documents, .. source.PendingDocuments];
        if (source.Current == (closer == Closers.Brace ? '}' : ')')) source.Position++;
        else source.Error(BashErrorKind.Unterminated, "a substitution is not closed", start);
        source.Leave();
        return body;
    }

    private static BashSource Unescaped(BashSource source, int start, int end, bool isQuoted)
    {
        var text = new StringBuilder(end - start);
        var positions = new List<int>(end - start + 1);
        for (var i = start; i < end; i++)
        {
            positions.Add(i);
            if (source.Text[i] == '\\' && i + 1 < end && (source.Text[i + 1] is '$' or '`' or '\\' || (isQuoted && source.Text[i + 1] == '"'))) i++;
            text.Append(source.Text[i]);
        }
        positions.Add(end);
        return source.Derived(text.ToString(), [.. positions]);
    }
}

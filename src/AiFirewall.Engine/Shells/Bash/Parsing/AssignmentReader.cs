using AiFirewall.Effects;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Reads assignments, with subscripts and arrays (Bash manual, 3.4 and 6.7).</summary>
internal static class AssignmentReader
{
    /// <summary>
    /// Reads an assignment in front of a command. A name with a subscript and no <c>=</c> is a word; false when there is neither at the
    /// cursor.
    /// </summary>
    public static bool TryRead(BashSource source, out Assignment? assignment, out Word? word)
    {
        (assignment, word) = (null, null);
        if (!BashCharacters.IsNameStart(source.Current)) return false;
        var start = source.Position;
        if (!TryReadName(source, out var name)) return false;
        if (source.Current != '[')
        {
            assignment = ReadAfterName(source, start, name, null);
            return true;
        }
        var opening = source.Position;
        var index = ArithmeticReader.ReadSubscript(source);
        if (IsSign(source, source.Position)) assignment = ReadAfterName(source, start, name, index);
        else word = WordOf(source, start, opening, index);
        return true;
    }

    /// <summary>Reads <c>name=(…)</c> as an argument of a declaration; null when something else is at the cursor.</summary>
    public static Word? TryReadArgument(BashSource source)
    {
        var start = source.Position;
        if (!BashCharacters.IsNameStart(source.Current) || !TryReadName(source, out var name)) return null;
        var isAppend = source.Current == '+';
        var parenthesis = source.Current == '[' ? -1 : source.Position + (isAppend ? 2 : 1);
        if (parenthesis < 0 || source.At(parenthesis) != '(')
        {
            source.Position = start;
            return null;
        }
        var assignment = ReadAfterName(source, start, name, null);
        source.CountNode();
        return new Word([new AssignmentPart(assignment, assignment.Span)], assignment.Span);
    }

    /// <summary>Reads the array after a word that ends with <c>=</c>.</summary>
    public static Word ReadArrayAfter(BashSource source, Word begun, string name)
    {
        var elements = ReadElements(source);
        var span = TextSpan.Between(begun.Span.Start, source.OriginOf(source.Position));
        return new Word([new AssignmentPart(new Assignment(name, null, null, elements, IsAppend: false, span), span)], span);
    }

    /// <summary>Whether arrays are assigned by the arguments of this command (Bash manual, 3.4: assignment builtins).</summary>
    public static bool TakesArrays(Word command) =>
        WordReader.PlainTextOf(command) is "declare" or "export" or "local" or "typeset" or "readonly" or "alias" or "eval" or "let";

    /// <summary>Where the <c>=</c> of <c>name=</c> stands that begins at <paramref name="start"/>; -1 when something else begins there.</summary>
    public static int SignOf(BashSource source, int start)
    {
        if (!BashCharacters.IsNameStart(source.At(start))) return -1;
        var end = start + 1;
        while (BashCharacters.IsNamePart(source.At(end))) end++;
        if (source.At(end) == '+') end++;
        return source.At(end) == '=' ? end : -1;
    }

    /// <summary>Moves over a name that a sign or subscript follows; false, with the cursor where it was, when none does.</summary>
    private static bool TryReadName(BashSource source, out string name)
    {
        name = "";
        var start = source.Position;
        var end = start + 1;
        while (BashCharacters.IsNamePart(source.At(end))) end++;
        if (source.At(end) == '\\')
        {
            if (!ParameterReader.TryReadName(source, start, isBraced: false, out name, out end)) return false;
            end = source.SkipContinuations(end);
        }
        if (source.At(end) != '[' && !IsSign(source, end)) return false;
        if (name.Length == 0) name = source.Text[start..end];
        source.Position = end;
        return true;
    }

    private static bool IsSign(BashSource source, int position) =>
        source.At(position) == '=' || (source.At(position) == '+' && source.At(source.SkipContinuations(position + 1)) == '=');

    /// <summary>Reads <c>=</c> or <c>+=</c> and the value.</summary>
    private static Assignment ReadAfterName(BashSource source, int start, string name, Word? index)
    {
        source.CountNode();
        var isAppend = ReadSign(source);
        var position = source.SkipContinuations(source.Position);
        if (source.At(position) == '(')
        {
            source.Position = position;
            var elements = ReadElements(source);
            return new Assignment(name, index, null, elements, isAppend, source.SpanFrom(start));
        }
        var value = WordReader.Read(source, WordModes.Assigned);
        return new Assignment(name, index, value, null, isAppend, source.SpanFrom(start));
    }

    private static bool ReadSign(BashSource source)
    {
        var isAppend = source.Current == '+';
        if (isAppend) source.Position = source.SkipContinuations(source.Position + 1);
        source.Position++;
        return isAppend;
    }

    /// <summary>Reads <c>( … )</c>: words, newlines and comments.</summary>
    private static List<ArrayElement> ReadElements(BashSource source)
    {
        var start = source.Position++;
        List<ArrayElement> elements = [];
        if (!source.TryEnter()) return elements;
        while (true)
        {
            source.SkipNewlines();
            if (source.Current == ')' || source.IsAtEnd) break;
            if (ReadElement(source) is { } element)
            {
                elements.Add(element);
                continue;
            }
            // Commands cannot stand here; Bash refuses the whole array.
            source.Error(BashErrorKind.Syntax, "unexpected token in an array", source.Position);
            break;
        }
        if (source.Current == ')') source.Position++;
        else if (source.IsAtEnd) source.Error(BashErrorKind.Unterminated, "an array is not closed", start);
        source.Leave();
        return elements;
    }

    private static ArrayElement? ReadElement(BashSource source)
    {
        var start = source.Position;
        if (source.Current != '[') return WordReader.Read(source, WordModes.Argument) is { } word ? new ArrayElement(null, word) : null;
        var index = ArithmeticReader.ReadSubscript(source);
        if (!IsSign(source, source.Position)) return new ArrayElement(null, WordOf(source, start, start, index));
        ReadSign(source);
        var value = WordReader.Read(source, WordModes.Assigned) ?? new Word([], source.SpanFrom(source.Position));
        return new ArrayElement(index, value);
    }

    /// <summary>A word that began like a subscripted name: <c>a[1]</c> without <c>=</c> is a pattern.</summary>
    private static Word WordOf(BashSource source, int start, int opening, Word index)
    {
        var parts = new PartCollector(source);
        parts.AddRun(start, opening, Quoting.None);
        parts.Add(new GlobPart("[", source.Span(opening, opening + 1)));
        foreach (var part in index.Parts) parts.Add(part);
        var closing = source.Position - 1;
        if (closing > opening && source.Text[closing] == ']') parts.Add(new GlobPart("]", source.Span(closing, closing + 1)));
        return WordReader.Continue(source, ref parts, start, WordModes.Argument);
    }
}

using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Which expansions a word takes part in where it stands.</summary>
[Flags]
internal enum WordModes : byte
{
    None = 0,
    Braces = 1,
    Patterns = 2,
    Tilde = 4,
    /// <summary>The value of an assignment: tildes after colons too.</summary>
    AssignedValue = 8,
    /// <summary>The right side of <c>=~</c>: parentheses and bars belong to the word.</summary>
    Regex = 16,

    Argument = Braces | Patterns | Tilde,
    Assigned = Patterns | Tilde | AssignedValue,
    Operand = Patterns | Tilde,
}

/// <summary>Reads words (Bash manual, 3.1.2 Quoting and 3.5 Shell Expansions).</summary>
internal static class WordReader
{
    /// <summary>Reads the word at the cursor; null when none begins there.</summary>
    public static Word? Read(BashSource source, WordModes modes)
    {
        var text = source.Text;
        var start = source.Position;
        var position = start;
        while (position < source.End && BashCharacters.KindOf(text[position]) == BashCharacters.Plain) position++;
        if ((modes & WordModes.Regex) == 0 && (position >= source.End || IsPlainEnd(source, position)))
        {
            if (position == start) return null;
            source.Position = position;
            return Literal(source, start, position);
        }
        var reader = new WordAssembly(source, start, modes);
        return reader.Read(position);
    }

    /// <summary>Reads the parts of a word that is already begun.</summary>
    public static Word Continue(BashSource source, ref PartCollector begun, int start, WordModes modes)
    {
        var reader = new WordAssembly(source, start, modes);
        return reader.Continue(ref begun);
    }

    public static Word Literal(BashSource source, int start, int end)
    {
        source.CountNode();
        var span = source.Span(start, end);
        return new Word([new LiteralPart(source.Text.Substring(start, end - start), Quoting.None, span)], span);
    }

    /// <summary>The text of a word that is one unquoted literal; null for any other.</summary>
    public static string? PlainTextOf(Word word) => word.Parts is [LiteralPart { Quoting: Quoting.None } literal] ? literal.Text : null;

    private static bool IsPlainEnd(BashSource source, int position)
    {
        var c = source.Text[position];
        if (BashCharacters.KindOf(c) != BashCharacters.Meta) return false;
        if (c is not ('<' or '>')) return true;
        return source.At(source.SkipContinuations(position + 1)) != '(';
    }
}

using System.Buffers;
using AiFirewall.Effects;
using AiFirewall.Shells.Cmd.Evaluation;
using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Shells.Cmd.Parsing;

/// <summary>
/// The first phase of reading a line: <c>%name%</c>, <c>%name:a=b%</c>, <c>%name:~1,3%</c>, <c>%1</c> and <c>%%</c> are replaced before anything is
/// parsed, so that <c>&amp;</c> or quotes inside a variable's value count.
/// </summary>
/// <remarks>
/// Whether a text is typed or stands in a batch file is not known, and the two differ: <c>%%a</c> against <c>%a</c> for loop variables, and a variable
/// that is not defined is nothing in a file but stays as written on a command line. Both spellings of loop variables are read; an undefined
/// variable is a hole.
/// </remarks>
internal sealed class PercentExpansion(IPercentValues values)
{
    private const int MaxName = 1024;

    // cmd.exe itself refuses lines of more than 8191 characters.
    private const int MaxLine = 16 * 1024;

    private static readonly SearchValues<char> NotInNames = SearchValues.Create(" \t&|<>\"^/\\'");

    private readonly HashSet<char> _loops = [];

    /// <summary>Whether a line grew over what is read; the rest of its variables became holes.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>Forgets the loop variables that lines read so far declared.</summary>
    public void Reset() => _loops.Clear();

    /// <summary>Expands a line onto <paramref name="output"/>.</summary>
    public void Expand(CmdText line, CmdTextBuilder output)
    {
        FindLoops(line.Text);
        var start = output.Length;
        for (var i = 0; i < line.Length;)
        {
            var next = line[i].Char == '%' ? ExpandAt(line, i, output, start) : i;
            if (next > i)
            {
                i = next;
                continue;
            }

            output.Append(line[i++]);
        }
    }

    /// <summary>Where reading goes on after what begins at <paramref name="at"/>; <paramref name="at"/> itself when it is no more than a character.</summary>
    private int ExpandAt(CmdText line, int at, CmdTextBuilder output, int start)
    {
        var text = line.Text;
        if (at + 1 >= text.Length) return at;
        var c = text[at + 1];
        if (c == '%')
        {
            output.Append(line[at]);
            return at + 2;
        }

        var close = text.AsSpan(at + 1, Math.Min(MaxName, text.Length - at - 1)).IndexOf('%');
        var end = close < 0 ? -1 : at + 1 + close;
        if (end > 0 && Known(text[(at + 1)..end]) is { } known)
        {
            var isTooLong = output.Length - start + known.Value.Text.Length > MaxLine;
            if (isTooLong) IsTooLarge = true;
            output.Append(isTooLong ? Value.Unknown : known.Value, Span(line, at, end), known.IsGuess);
            return end + 1;
        }

        if (c == '*' || char.IsAsciiDigit(c))
        {
            // %20b% on a command line is a variable; in a file it is the second parameter.
            output.Append(values.Parameter(c.ToString()), Span(line, at, at + 1));
            return at + 2;
        }

        if (c == '~') return ExpandParameter(line, at, output);
        if (end < 0 || IsLoopVariable(text, at, end) || !IsName(text.AsSpan(at + 1, end - at - 1))) return at;
        output.Append(Value.Unknown with { Source = text[at..(end + 1)], Origins = SecretNames.Holds(text[(at + 1)..end]) ? Origins.Key : Origins.None }, Span(line, at, end));
        return end + 1;
    }

    private (Value Value, bool IsGuess)? Known(string reference)
    {
        if (reference.Length == 0 || reference[0] is '~' or '*') return null;
        if (values.Variable(reference) is { } whole) return whole;
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == reference.Length - 1) return null;
        if (values.Variable(reference[..colon]) is not { } value) return null;
        return (VariableModifier.Apply(value.Value, reference[(colon + 1)..]), value.IsGuess);
    }

    /// <summary><c>%~dp0</c>, <c>%~1</c>; <c>%~nxa</c> is a loop's and stays.</summary>
    private int ExpandParameter(CmdText line, int at, CmdTextBuilder output)
    {
        var text = line.Text;
        var end = at + 2;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] is '$' or ':' or '_') && end - at < 64) end++;
        if (end >= text.Length || !char.IsAsciiDigit(text[end])) return at;
        output.Append(values.Parameter(text[(at + 1)..(end + 1)]), Span(line, at, end));
        return end + 1;
    }

    /// <summary>Whether <c>%a…%</c> is the variable of a loop with text behind it, and not a variable of the environment.</summary>
    private bool IsLoopVariable(string text, int at, int end)
    {
        var letter = text[at + 1];
        if (!_loops.Contains(letter) && !values.IsLoopVariable(letter)) return false;
        var name = text.AsSpan(at + 1, end - at - 1);
        return name.Length == 1 || !IsIdentifier(name) || (end + 1 < text.Length && (_loops.Contains(text[end + 1]) || values.IsLoopVariable(text[end + 1])));
    }

    /// <summary>Whether text between two percent signs can be the name of a variable that is not known, and is no text that happens to lie between them.</summary>
    private static bool IsName(ReadOnlySpan<char> reference)
    {
        var colon = reference.IndexOf(':');
        var name = colon > 0 ? reference[..colon] : reference;
        return name.Length > 0 && name.IndexOfAny(NotInNames) < 0;
    }

    private static bool IsIdentifier(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c) && c != '_') return false;
        }

        return true;
    }

    /// <summary>Takes note of <c>%x in</c> and <c>%%x in</c>.</summary>
    private void FindLoops(string text)
    {
        for (var at = text.IndexOf('%', StringComparison.Ordinal); at >= 0 && at + 3 < text.Length; at = text.IndexOf('%', at + 1))
        {
            var i = at + 2;
            while (i < text.Length && CmdCharacters.IsSeparator(text[i])) i++;
            if (i > at + 2 && i + 2 < text.Length && char.ToLowerInvariant(text[i]) == 'i' && char.ToLowerInvariant(text[i + 1]) == 'n' && (CmdCharacters.IsSeparator(text[i + 2]) || text[i + 2] == '('))
                _loops.Add(text[at + 1]);
        }
    }

    private static TextSpan Span(CmdText line, int first, int last) => TextSpan.Between(line[first].Start, line[last].End);
}

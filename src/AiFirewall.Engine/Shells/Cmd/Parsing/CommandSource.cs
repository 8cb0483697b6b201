using AiFirewall.Effects;
using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Shells.Cmd.Parsing;

/// <summary>The expanded text that commands are read from; more lines come in as blocks need them.</summary>
internal sealed class CommandSource(ScriptLines lines, IPercentValues? values, ReadingBounds bounds)
{
    private readonly PercentExpansion? _expansion = values is null ? null : new PercentExpansion(values);
    private CmdTextBuilder _buffer = new();

    /// <summary>The number of the line that is read next.</summary>
    public int Line { get; set; }

    /// <summary>Where reading stands in the expanded text.</summary>
    public int At { get; set; }

    /// <summary>What limits the reading.</summary>
    public ReadingBounds Bounds => bounds;

    /// <summary>Whether no text is left that was taken in.</summary>
    public bool IsAtEnd => At >= _buffer.Length;

    /// <summary>The next character; a new line at the end of what was taken in.</summary>
    public char Current => At < _buffer.Length ? _buffer[At].Char : '\n';

    /// <summary>The character after the next one.</summary>
    public char Following => At + 1 < _buffer.Length ? _buffer[At + 1].Char : '\n';

    /// <summary>The next character with its place.</summary>
    public CmdChar Character => _buffer[At];

    /// <summary>A character that was read or is still to be read; a new line outside of the text.</summary>
    public char this[int index] => index >= 0 && index < _buffer.Length ? _buffer[index].Char : '\n';

    /// <summary>Starts a new command with the next line; false at the end of the script.</summary>
    public bool Begin()
    {
        _buffer = new CmdTextBuilder();
        _expansion?.Reset();
        At = 0;
        return TakeLine();
    }

    /// <summary>Takes in one more line; false at the end of the script.</summary>
    public bool TakeLine()
    {
        if (Line >= lines.Count) return false;
        var line = lines[Line];
        if (lines.IsCut(Line++)) bounds.Report(CmdErrorKind.TooLarge, "the line is longer than is read", line.Span);
        if (!bounds.Take(line.Length + 1, line.Span)) return false;
        if (_buffer.Length > 0)
        {
            var at = line.Length > 0 ? line[0].Start : _buffer[^1].End;
            _buffer.Append(new CmdChar('\n', at, at, null, IsGuess: false));
        }

        if (_expansion is null)
        {
            _buffer.Append(line);
            return true;
        }

        _expansion.Expand(line, _buffer);
        if (_expansion.IsTooLarge) bounds.Report(CmdErrorKind.TooLarge, "variables make the line longer than is read", line.Span);
        return true;
    }

    /// <summary>Skips separators.</summary>
    public void SkipSeparators()
    {
        while (CmdCharacters.IsSeparator(Current)) At++;
    }

    /// <summary>Skips the rest of the line.</summary>
    public void SkipLine()
    {
        while (Current != '\n') At++;
    }

    /// <summary>The span in the script from a place in the expanded text up to where reading stands.</summary>
    public TextSpan SpanFrom(int start)
    {
        if (start >= _buffer.Length) return _buffer.Length == 0 ? default : TextSpan.Between(_buffer[^1].End, _buffer[^1].End);
        return TextSpan.Between(_buffer[start].Start, _buffer[Math.Max(start, Math.Min(At, _buffer.Length) - 1)].End);
    }

    /// <summary>
    /// The place behind a keyword when it stands here, whatever its case and the carets in it; -1 when it does not. It ends at a separator, a slash, a
    /// parenthesis or the line's end.
    /// </summary>
    public int EndOfKeyword(string keyword)
    {
        var i = At;
        foreach (var c in keyword)
        {
            if (this[i] == '^' && this[i + 1] != '\n') i++;
            if (char.ToLowerInvariant(this[i]) != c) return -1;
            i++;
        }

        var next = this[i];
        return CmdCharacters.IsSeparator(next) || CmdCharacters.IsSpecial(next) || next is '/' or '(' or ')' or '"' || (next == '^' && this[i + 1] == '\n') ? i : -1;
    }
}

using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Shells.Cmd.Parsing;

/// <summary>The lines of a text, and where its labels are. cmd.exe reads a script line by line, and <c>goto</c> moves the place it reads at.</summary>
internal sealed class ScriptLines
{
    /// <summary>The longest line that is read; cmd.exe itself refuses lines of more than 8191 characters.</summary>
    private const int MaxLine = 64 * 1024;

    private readonly string _text;
    private readonly List<(int Start, int End)> _lines = [];
    private readonly Dictionary<string, int> _labels = new(StringComparer.OrdinalIgnoreCase);

    public ScriptLines(string text)
    {
        _text = text;
        var start = 0;
        while (start <= text.Length)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            if (LabelOf(text.AsSpan(start, end - start)) is { } label) _labels.TryAdd(label, _lines.Count);
            _lines.Add((start, end));
            start = end + 1;
        }
    }

    /// <summary>Number of lines.</summary>
    public int Count => _lines.Count;

    /// <summary>The labels.</summary>
    public IReadOnlyDictionary<string, int> Labels => _labels;

    /// <summary>Whether a line is longer than what is read of it.</summary>
    public bool IsCut(int index) => _lines[index].End - _lines[index].Start > MaxLine;

    /// <summary>A line, without what ends it; only the beginning of one that is too long.</summary>
    public CmdText this[int index]
    {
        get
        {
            var (start, end) = _lines[index];
            end = Math.Min(end, start + MaxLine);
            // Carriage returns and NULs vanish before anything is parsed.
            var line = _text.AsSpan(start, end - start);
            if (line.IndexOfAny('\r', '\0') < 0) return CmdText.Of(line.ToString(), start);
            var builder = new CmdTextBuilder();
            for (var i = 0; i < line.Length; i++)
            {
                if (line[i] is not ('\r' or '\0')) builder.Append(new CmdChar(line[i], start + i, start + i + 1, null, IsGuess: false));
            }

            return builder.ToText();
        }
    }

    /// <summary>The name behind <c>:</c> of a label line; null for any other line and for <c>::</c> comments.</summary>
    private static string? LabelOf(ReadOnlySpan<char> line)
    {
        var i = 0;
        while (i < line.Length && CmdCharacters.IsSeparator(line[i])) i++;
        if (i + 1 >= line.Length || line[i] != ':' || line[i + 1] == ':') return null;
        var name = CmdCharacters.Label(line[(i + 1)..].TrimStart(" \t"));
        return name.IsEmpty ? null : name.ToString();
    }
}

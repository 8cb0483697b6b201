using System.Globalization;
using AiFirewall.Effects;

namespace AiFirewall.Shells.Cmd.Evaluation;

/// <summary>The options of <c>for /f</c>: <c>"eol=; skip=1 delims=, tokens=1,3* usebackq"</c>.</summary>
internal sealed class LineOptions
{
    private readonly List<int> _tokens = [];
    private string _delimiters = " \t";
    private char _comment = ';';
    private int _skip;
    private bool _takesRest;

    /// <summary><c>usebackq</c></summary>
    public bool UsesBackquotes { get; private set; }

    /// <summary>Reads the options, without quotes.</summary>
    public static LineOptions Of(string text)
    {
        var options = new LineOptions();
        for (var i = 0; i < text.Length;)
        {
            var rest = text.AsSpan(i);
            if (StartsWith(rest, "usebackq"))
            {
                options.UsesBackquotes = true;
                i += 8;
            }
            else if (StartsWith(rest, "eol="))
            {
                options._comment = rest.Length > 4 ? rest[4] : '\0';
                i += 5;
            }
            else if (StartsWith(rest, "skip="))
            {
                i += 5 + options.ReadSkip(rest[5..]);
            }
            else if (StartsWith(rest, "delims="))
            {
                i += 7 + options.ReadDelimiters(rest[7..]);
            }
            else if (StartsWith(rest, "tokens="))
            {
                i += 7 + options.ReadTokens(rest[7..]);
            }
            else
            {
                i++;
            }
        }

        if (options._tokens.Count == 0 && !options._takesRest) options._tokens.Add(1);
        return options;
    }

    /// <summary>The values of the variables for each line.</summary>
    public IEnumerable<IReadOnlyList<Value>> Turns(Value source)
    {
        if (!source.IsResolved && source.Text == Unresolved.Anything) return [Unknown(source)];
        return Known(source);
    }

    private IEnumerable<IReadOnlyList<Value>> Known(Value source)
    {
        var skip = _skip;
        foreach (var raw in source.Text.Split('\n'))
        {
            var line = raw.TrimEnd('\r');
            if (skip-- > 0 || line.Length == 0 || line[0] == _comment) continue;
            if (Unresolved.In(line) && _delimiters.Length > 0) yield return Unknown(source);
            else if (Split(source with { IsQuoted = false }, line) is { } values) yield return values;
        }
    }

    private Value[] Unknown(Value source)
    {
        var values = new Value[_tokens.Count + (_takesRest ? 1 : 0)];
        Array.Fill(values, source with { Text = Unresolved.Anything });
        return values;
    }

    /// <summary>The tokens of a line; null for a line without any.</summary>
    private Value[]? Split(Value source, string line)
    {
        var words = new List<Range>();
        var last = _tokens.Count == 0 ? 0 : _tokens.Max();
        var i = 0;
        while (i < line.Length && words.Count < last)
        {
            while (i < line.Length && _delimiters.Contains(line[i], StringComparison.Ordinal)) i++;
            var start = i;
            while (i < line.Length && !_delimiters.Contains(line[i], StringComparison.Ordinal)) i++;
            if (i > start) words.Add(start..i);
        }

        while (i < line.Length && _delimiters.Contains(line[i], StringComparison.Ordinal)) i++;
        if (words.Count == 0 && (!_takesRest || i >= line.Length)) return null;
        var values = new List<Value>();
        foreach (var token in _tokens) values.Add(source with { Text = token <= words.Count ? line[words[token - 1]] : "" });
        if (_takesRest) values.Add(source with { Text = line[i..] });
        return [.. values];
    }

    private int ReadSkip(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        _skip = int.TryParse(text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
        return end;
    }

    /// <summary>Up to a blank; a blank is a delimiter itself when it stands last.</summary>
    private int ReadDelimiters(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(' ');
        if (end < 0 || end == text.Length - 1) end = text.Length;
        _delimiters = text[..end].ToString();
        return end;
    }

    /// <summary><c>1,3-5*</c></summary>
    private int ReadTokens(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(' ');
        if (end < 0) end = text.Length;
        foreach (var range in text[..end].Split(','))
        {
            var part = text[..end][range];
            if (part.EndsWith("*"))
            {
                _takesRest = true;
                part = part[..^1];
            }

            var dash = part.IndexOf('-');
            if (!int.TryParse(dash < 0 ? part : part[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var first)) continue;
            var last = dash >= 0 && int.TryParse(part[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var to) ? to : first;
            for (var token = first; token <= last && token is > 0 and <= 31; token++) _tokens.Add(token);
        }

        return end;
    }

    private static bool StartsWith(ReadOnlySpan<char> text, string keyword) => text.StartsWith(keyword, StringComparison.OrdinalIgnoreCase);
}

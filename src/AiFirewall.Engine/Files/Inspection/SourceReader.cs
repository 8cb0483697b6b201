using System.Globalization;

namespace AiFirewall.Files.Inspection;

/// <summary>
/// Tells code from comments and quoted text, and sees whether brackets and quotes close. One pass, no tree: enough to find declarations and to
/// compare them. Where a language is too rich for that, it errs on the side of saying nothing.
/// </summary>
internal sealed class SourceReader
{
    private readonly string _text;
    private readonly SourceLanguage _language;
    private readonly char[] _code;
    private readonly char[] _uncommented;
    private readonly Stack<(char Bracket, int At)> _open = new();
    private int _at;
    private int _problemAt = -1;
    private string? _problem;

    private SourceReader(string text, SourceLanguage language)
    {
        (_text, _language) = (text, language);
        _code = text.ToCharArray();
        _uncommented = text.ToCharArray();
    }

    private bool HasSlashComments => _language is SourceLanguage.CSharp or SourceLanguage.JavaScript or SourceLanguage.Java or SourceLanguage.Go or SourceLanguage.Rust;

    /// <summary>Reads a text.</summary>
    public static SourceText Read(string text, SourceLanguage language)
    {
        if (language is SourceLanguage.Json or SourceLanguage.Yaml or SourceLanguage.Sql or SourceLanguage.Other) return new SourceText(text, text, text, null);
        var reader = new SourceReader(text, language);
        reader.Read();
        return new SourceText(text, new string(reader._code), new string(reader._uncommented), reader.Problem());
    }

    private void Read()
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (SkipComment(c) || SkipQuoted(c)) continue;
            if (c is '(' or '[' or '{') _open.Push((c, _at));
            else if (c is ')' or ']' or '}') Close(c);
            _at++;
        }
    }

    private string? Problem()
    {
        // Branches of the preprocessor open what only one of them closes; PowerShell is read by its own parser.
        if (_language == SourceLanguage.PowerShell || (_language == SourceLanguage.CSharp && _text.Contains("#if", StringComparison.Ordinal))) return null;
        if (_problem is not null) return $"{_problem} in line {LineOf(_problemAt)}";
        return _open.TryPeek(out var open) ? string.Create(CultureInfo.InvariantCulture, $"'{open.Bracket}' in line {LineOf(open.At)} is not closed") : null;
    }

    private int LineOf(int at) => _text.AsSpan(0, Math.Min(at, _text.Length)).Count('\n') + 1;

    private void Close(char c)
    {
        var wanted = c switch { ')' => '(', ']' => '[', _ => '{' };
        if (_open.TryPeek(out var open) && open.Bracket == wanted) _open.Pop();
        else Wrong($"'{c}' closes nothing", _at);
    }

    private void Wrong(string problem, int at)
    {
        if (_problem is null) (_problem, _problemAt) = (problem, at);
    }

    private bool SkipComment(char c)
    {
        if (c == '/' && HasSlashComments)
        {
            if (Next() == '/') return Blank(EndOfLine(_at), isComment: true);
            if (Next() == '*') return Blank(EndOfBlockComment(), isComment: true);
            return _language == SourceLanguage.JavaScript && SkipPattern();
        }

        if (c == '<' && _language == SourceLanguage.PowerShell && Next() == '#') return Blank(After("#>", _at + 2), isComment: true);
        if (c != '#') return _language == SourceLanguage.Ruby && c == '=' && IsLineStart() && Is("=begin") && Blank(After("\n=end", _at), isComment: true);
        // Names of regions and texts of errors are prose.
        if (_language == SourceLanguage.CSharp) return IsLineStart() && Blank(EndOfLine(_at), isComment: false);
        return _language is SourceLanguage.Python or SourceLanguage.Ruby or SourceLanguage.PowerShell && Blank(EndOfLine(_at), isComment: true);
    }

    private bool SkipQuoted(char c)
    {
        switch (c)
        {
            case '"' or '\'' when _language == SourceLanguage.Python && Is(new string(c, 3)):
                return Blank(AfterEscaped(new string(c, 3), _at + 3), isComment: false);
            case '"' when _language == SourceLanguage.CSharp:
                return Blank(EndOfCSharpText(), isComment: false);
            case '"' when _language == SourceLanguage.Java && Is("\"\"\""):
                return Blank(AfterEscaped("\"\"\"", _at + 3), isComment: false);
            case '"' when _language == SourceLanguage.Rust:
                return Blank(EndOfRustText(), isComment: false);
            case '"' or '\'' when _language == SourceLanguage.PowerShell:
                return Blank(EndOfPowerShellText(c), isComment: false);
            case '\'' when _language == SourceLanguage.Rust:
                return SkipRustCharacter();
            case '`' when _language == SourceLanguage.Go:
                return Blank(After("`", _at + 1), isComment: false);
            case '`' when _language == SourceLanguage.JavaScript:
                return Blank(EndOfTemplate(_at + 1), isComment: false);
            case '<' when _language == SourceLanguage.Ruby:
                return SkipHereDocument();
            case '"' or '\'':
                return SkipLineText(c);
            default:
                return false;
        }
    }

    /// <summary>A text that ends on its line; where it does not, the quote is no quote (an apostrophe in JSX, a character of Ruby).</summary>
    private bool SkipLineText(char quote)
    {
        var spansLines = _language == SourceLanguage.Ruby;
        for (var i = _at + 1; i < _text.Length; i++)
        {
            if (_text[i] == '\\') i++;
            else if (_text[i] == quote) return Blank(i + 1, isComment: false);
            else if (_text[i] == '\n' && !spansLines) break;
        }

        if (_language is SourceLanguage.Java or SourceLanguage.Go or SourceLanguage.Python) Wrong("a text is not closed", _at);
        _at++;
        return true;
    }

    private int EndOfCSharpText()
    {
        var quotes = 0;
        while (_at + quotes < _text.Length && _text[_at + quotes] == '"') quotes++;
        if (quotes >= 3) return After(new string('"', quotes), _at + quotes);
        var isVerbatim = _at > 0 && (_text[_at - 1] == '@' || (_text[_at - 1] == '$' && _at > 1 && _text[_at - 2] == '@'));
        var isInterpolated = _at > 0 && (_text[_at - 1] == '$' || (_text[_at - 1] == '@' && _at > 1 && _text[_at - 2] == '$'));
        for (var i = _at + 1; i < _text.Length; i++)
        {
            var c = _text[i];
            if (c == '\\' && !isVerbatim) i++;
            else if (c == '{' && isInterpolated)
            {
                if (i + 1 < _text.Length && _text[i + 1] == '{') i++;
                else i = EndOfHole(i + 1) - 1;
            }
            else if (c == '"' && isVerbatim && i + 1 < _text.Length && _text[i + 1] == '"') i++;
            else if (c == '"') return i + 1;
            else if (c == '\n' && !isVerbatim)
            {
                Wrong("a text is not closed", _at);
                return i;
            }
        }

        Wrong("a text is not closed", _at);
        return _text.Length;
    }

    /// <summary>Past the brace that closes what is computed inside a text.</summary>
    private int EndOfHole(int start)
    {
        var depth = 1;
        for (var i = start; i < _text.Length; i++)
        {
            switch (_text[i])
            {
                case '{':
                    depth++;
                    break;
                case '}' when --depth == 0:
                    return i + 1;
                case '`' when _language == SourceLanguage.JavaScript:
                    i = EndOfTemplate(i + 1) - 1;
                    break;
                case '"' or '\'' when InnerText(i) is > 0 and var end:
                    i = end - 1;
                    break;
            }
        }

        return _text.Length;
    }

    private int InnerText(int start)
    {
        for (var i = start + 1; i < _text.Length && _text[i] != '\n'; i++)
        {
            if (_text[i] == '\\') i++;
            else if (_text[i] == _text[start]) return i + 1;
        }

        return -1;
    }

    private int EndOfTemplate(int start)
    {
        for (var i = start; i < _text.Length; i++)
        {
            if (_text[i] == '\\') i++;
            else if (_text[i] == '`') return i + 1;
            else if (_text[i] == '$' && i + 1 < _text.Length && _text[i + 1] == '{') i = EndOfHole(i + 2) - 1;
        }

        Wrong("a template is not closed", _at);
        return _text.Length;
    }

    private int EndOfRustText()
    {
        // r"…", r#"…"#: the marks before the quote say what ends it.
        var marks = 0;
        while (_at - 1 - marks >= 0 && _text[_at - 1 - marks] == '#') marks++;
        if (_at - 1 - marks >= 0 && _text[_at - 1 - marks] == 'r') return After("\"" + new string('#', marks), _at + 1);
        return AfterEscaped("\"", _at + 1);
    }

    private bool SkipRustCharacter()
    {
        var end = _at + 2 < _text.Length && _text[_at + 1] == '\\' ? _text.IndexOf('\'', Math.Min(_at + 3, _text.Length)) : _at + 2 < _text.Length && _text[_at + 2] == '\'' ? _at + 2 : -1;
        // Otherwise the name of a lifetime.
        return end > 0 && end - _at < 12 ? Blank(end + 1, isComment: false) : Step();
    }

    private int EndOfPowerShellText(char quote)
    {
        if (_at > 0 && _text[_at - 1] == '@' && EndOfLine(_at) is var line && _text.AsSpan(_at + 1, line - _at - 1).Trim().IsEmpty) return After($"\n{quote}@", _at + 1);
        for (var i = _at + 1; i < _text.Length; i++)
        {
            if (_text[i] == '`' && quote == '"') i++;
            else if (_text[i] == quote)
            {
                if (i + 1 < _text.Length && _text[i + 1] == quote) i++;
                else return i + 1;
            }
        }

        return _text.Length;
    }

    private bool SkipHereDocument()
    {
        if (!Is("<<~") && !Is("<<-")) return false;
        var start = _at + 3;
        var quote = start < _text.Length && _text[start] is '"' or '\'' ? 1 : 0;
        var end = start + quote;
        while (end < _text.Length && (char.IsAsciiLetterUpper(_text[end]) || _text[end] == '_')) end++;
        if (end == start + quote) return false;
        var name = _text[(start + quote)..end];
        _at = end + quote;
        var body = EndOfLine(_at);
        for (var line = body; line < _text.Length;)
        {
            var next = EndOfLine(line + 1);
            if (_text.AsSpan(line, next - line).Trim().SequenceEqual(name))
            {
                Fill(_code, body, line);
                // The rest of the first line is code; brackets in it are counted before the text is passed over.
                for (; _at < body; _at++)
                {
                    if (_text[_at] is '(' or '[' or '{') _open.Push((_text[_at], _at));
                    else if (_text[_at] is ')' or ']' or '}') Close(_text[_at]);
                }

                _at = next;
                return true;
            }

            line = next;
        }

        return true;
    }

    /// <summary>A regular expression of JavaScript, told from a division by what stands before it, and only when it ends on its line.</summary>
    private bool SkipPattern()
    {
        var before = _at - 1;
        while (before >= 0 && _text[before] is ' ' or '\t') before--;
        if (before >= 0 && _text[before] is not ('(' or ',' or '=' or ':' or '[' or '!' or '&' or '|' or '?' or '{' or ';' or '+' or '\n' or '>') && !IsAfterWord(before, "return")) return Step();
        var isInClass = false;
        for (var i = _at + 1; i < _text.Length && _text[i] != '\n'; i++)
        {
            if (_text[i] == '\\') i++;
            else if (_text[i] == '[') isInClass = true;
            else if (_text[i] == ']') isInClass = false;
            else if (_text[i] == '/' && !isInClass) return Blank(i + 1, isComment: false);
        }

        return Step();
    }

    private bool IsAfterWord(int end, string word) => end + 1 >= word.Length && _text.AsSpan(end + 1 - word.Length, word.Length).SequenceEqual(word);

    private int EndOfBlockComment()
    {
        if (_language != SourceLanguage.Rust) return After("*/", _at + 2);
        var depth = 0;
        for (var i = _at; i + 1 < _text.Length; i++)
        {
            if (_text[i] == '/' && _text[i + 1] == '*')
            {
                depth++;
                i++;
            }
            else if (_text[i] == '*' && _text[i + 1] == '/')
            {
                i++;
                if (--depth == 0) return i + 1;
            }
        }

        return _text.Length;
    }

    private int After(string end, int start)
    {
        var at = start <= _text.Length ? _text.IndexOf(end, start, StringComparison.Ordinal) : -1;
        if (at >= 0) return at + end.Length;
        Wrong("a text or comment is not closed", _at);
        return _text.Length;
    }

    private int AfterEscaped(string end, int start)
    {
        for (var i = start; i < _text.Length; i++)
        {
            if (_text[i] == '\\') i++;
            else if (_text[i] == end[0] && string.CompareOrdinal(_text, i, end, 0, end.Length) == 0) return i + end.Length;
        }

        Wrong("a text is not closed", _at);
        return _text.Length;
    }

    private bool Blank(int end, bool isComment)
    {
        end = Math.Min(end, _text.Length);
        Fill(_code, _at, end);
        if (isComment) Fill(_uncommented, _at, end);
        _at = end;
        return true;
    }

    private bool Step()
    {
        _at++;
        return true;
    }

    private static void Fill(char[] buffer, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (buffer[i] is not ('\n' or '\r')) buffer[i] = ' ';
        }
    }

    private char Next() => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private bool Is(string word) => string.CompareOrdinal(_text, _at, word, 0, word.Length) == 0;

    private bool IsLineStart()
    {
        var before = _at - 1;
        while (before >= 0 && _text[before] is ' ' or '\t') before--;
        return before < 0 || _text[before] == '\n';
    }

    private int EndOfLine(int start) => start < _text.Length && _text.IndexOf('\n', start) is >= 0 and var end ? end : _text.Length;
}

using System.Text;
using AiFirewall.Code.Syntax;

namespace AiFirewall.Code.Ruby;

/// <summary>Cuts Ruby into tokens: percent literals, here-documents, interpolation, symbols.</summary>
internal sealed class RubyTokens(string source) : DocumentTokenReader(source)
{
    private const EscapeStyle Style = EscapeStyle.Hex | EscapeStyle.Octal | EscapeStyle.Unicode;

    private static readonly string[] Operators =
    [
        "**=", "<=>", "===", "...", "<<=", ">>=", "&&=", "||=", "&.", "=>", "->", "::", "**", "==", "!=", ">=", "<=", "&&", "||", "=~", "!~", "..", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "<<", ">>",
    ];

    /// <inheritdoc/>
    protected override void ReadNext()
    {
        var c = Peek();
        if (c == '\n' && AwaitsDocument)
        {
            Add(TokenKind.Newline, "\n", At);
            ReadDocuments();
            return;
        }

        if (c == '\n' && (Innermost is '(' or '[' || Continues())) ReadSpace(joins: true);
        else if (ReadSpace()) return;
        else if (c == '#') SkipLine();
        else if (c == '\\' && Peek(1) == '\n') At += 2;
        else if (c == '=' && Follows("=begin") && (At == 0 || Source[At - 1] == '\n')) SkipThrough("\n=end");
        else if (c == '"') Interpolated(At++, '"', '"', TokenKind.Template);
        else if (c == '`') Interpolated(At++, '`', '`', TokenKind.Command);
        else if (c == '\'') Plain(At++, '\'', '\'');
        else if (c == ':' && Peek(1) == '"')
        {
            var start = At;
            At += 2;
            Interpolated(start, '"', '"', TokenKind.Template);
        }
        else if (c == ':' && (IsNameStart(Peek(1)) || (IsTermExpected && Peek(1) is '<' or '[' or '+' or '-' or '`' or '!' or '='))) ReadSymbol();
        else if (c is '$' or '@' && ReadVariable()) return;
        else if (IsNameStart(c)) ReadWord();
        else if (char.IsAsciiDigit(c)) ReadNumber();
        else if (c == '%' && ReadPercent()) return;
        else if (c == '/' && IsPattern()) ReadRegex(At++, '/', '/');
        else if (c == '?' && IsTermExpected && char.IsAsciiLetterOrDigit(Peek(1)) && !IsNamePart(Peek(2)))
        {
            At += 2;
            Add(TokenKind.Text, Source[(At - 1)..At], At - 2);
        }
        else if (c == '<' && Peek(1) == '<' && ReadDocumentHead()) return;
        else ReadOperator(Operators);
    }

    /// <summary>A line that starts with a dot goes on with the one before.</summary>
    private bool Continues()
    {
        var at = At;
        while (at < Source.Length && char.IsWhiteSpace(Source[at])) at++;
        return at + 1 < Source.Length && ((Source[at] == '.' && Source[at + 1] != '.') || (Source[at] == '&' && Source[at + 1] == '.'));
    }

    private bool IsTermExpected => Last.Kind switch
    {
        TokenKind.Number or TokenKind.Text or TokenKind.Template or TokenKind.Command or TokenKind.Regex => false,
        TokenKind.Name => Last.Text is "and" or "or" or "not" or "if" or "unless" or "while" or "until" or "return" or "puts" or "print" or "p" or "when" or "then" or "do" or "elsif" or "else" or "in" or "yield",
        TokenKind.Operator => Last.Text is not (")" or "]" or "}"),
        _ => true,
    };

    /// <summary>After a name that may take arguments a slash with space in front and none behind starts a pattern.</summary>
    private bool IsPattern() => IsTermExpected || (Last.Kind == TokenKind.Name && Last.End < At && !char.IsWhiteSpace(Peek(1)) && char.IsLower(Last.Text[0]));

    private void ReadSymbol()
    {
        var start = At++;
        while (IsNamePart(Peek())) At++;
        if (At == start + 1) At += Peek() == '[' && Peek(1) == ']' || Peek() == '<' && Peek(1) == '<' ? 2 : 1;
        else if (Peek() is '?' or '!' && Peek(1) != '=') At++;
        Add(TokenKind.Text, Source[(start + 1)..Math.Min(At, Source.Length)], start);
    }

    private bool ReadVariable()
    {
        var start = At;
        var at = At + 1;
        if (Peek() == '@' && Peek(1) == '@') at++;
        var from = at;
        while (at < Source.Length && IsNamePart(Source[at])) at++;
        if (at == from && Peek() == '$' && at < Source.Length && !char.IsWhiteSpace(Source[at])) at++;
        if (at == from) return false;
        At = at;
        Add(TokenKind.Name, Source[start..At], start);
        return true;
    }

    private void ReadWord()
    {
        var start = At++;
        while (IsNamePart(Peek())) At++;
        if (Peek() is '?' or '!' && Peek(1) is not '=') At++;
        var word = Source[start..At];
        if (word == "__END__" && (start == 0 || Source[start - 1] == '\n'))
        {
            At = Source.Length;
            return;
        }

        Add(TokenKind.Name, word, start);
    }

    private bool ReadPercent()
    {
        var open = Peek(1);
        var kind = 'Q';
        var length = 2;
        if (char.IsAsciiLetter(open) && open is 'q' or 'Q' or 'w' or 'W' or 'i' or 'I' or 'x' or 'r' or 's')
        {
            kind = open;
            open = Peek(2);
            length = 3;
        }

        if (char.IsAsciiLetterOrDigit(open) || char.IsWhiteSpace(open) || open is '\0' or '=') return false;
        if (!IsTermExpected && !(Last.Kind == TokenKind.Name && Last.End < At)) return false;
        var start = At;
        At += length;
        var close = open switch { '(' => ')', '[' => ']', '{' => '}', '<' => '>', _ => open };
        switch (kind)
        {
            case 'q' or 's': Plain(start, open, close); break;
            case 'x': Interpolated(start, open, close, TokenKind.Command); break;
            case 'r': ReadRegex(start, open, close); break;
            case 'w' or 'W' or 'i' or 'I':
                var body = Body(open, close);
                Add(TokenKind.Operator, "%w", start);
                foreach (var word in body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(1024)) Add(TokenKind.Text, word, start);
                Add(TokenKind.Operator, "w%", start);
                break;
            default: Interpolated(start, open, close, TokenKind.Template); break;
        }

        return true;
    }

    private string Body(char open, char close)
    {
        var from = At;
        var depth = 1;
        while (At < Source.Length)
        {
            var c = Peek();
            if (c == '\\') At++;
            else if (c == '#' && Peek(1) == '{' && close != '}') SkipCode();
            else if (c == close && --depth == 0) break;
            else if (c == open && open != close) depth++;
            At++;
        }

        At = Math.Min(At, Source.Length);
        var body = Source[from..At];
        if (At < Source.Length) At++;
        else HasErrors = true;
        return body;
    }

    /// <summary>Moves to the brace that closes the interpolation that starts here.</summary>
    private void SkipCode()
    {
        At += 2;
        var depth = 1;
        while (At < Source.Length)
        {
            var c = Peek();
            if (c is '"' or '\'')
            {
                At++;
                while (At < Source.Length && Peek() != c) At += Peek() == '\\' ? 2 : 1;
            }
            else if (c == '{') depth++;
            else if (c == '}' && --depth == 0) return;
            At++;
        }
    }

    private void Plain(int start, char open, char close)
    {
        var body = Body(open, close);
        if (!body.Contains('\\', StringComparison.Ordinal))
        {
            Add(TokenKind.Text, body, start);
            return;
        }

        var text = new StringBuilder(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] == '\\' && i + 1 < body.Length && (body[i + 1] == '\\' || body[i + 1] == open || body[i + 1] == close)) i++;
            text.Append(body[i]);
        }

        Add(TokenKind.Text, text.ToString(), start);
    }

    private void Interpolated(int start, char open, char close, TokenKind kind)
    {
        var parts = Parts(Body(open, close));
        if (kind == TokenKind.Template && parts is [{ IsCode: false } only]) Add(TokenKind.Text, only.Text, start, only.Origins);
        else Add(kind, "", start, parts: parts);
    }

    private static List<TemplatePart> Parts(string body)
    {
        var reader = new RubyTokens(body);
        var parts = new TemplateText();
        while (reader.At < body.Length)
        {
            if (reader.Peek() == '\\')
            {
                if (reader.ReadEscape(parts.Text, Style)) parts.WasHidden();
            }
            else if (reader.Peek() == '#' && reader.Peek(1) == '{')
            {
                var from = reader.At + 2;
                reader.SkipCode();
                parts.AddCode(body[Math.Min(from, body.Length)..Math.Max(Math.Min(from, body.Length), Math.Min(reader.At, body.Length))]);
                reader.At = Math.Min(reader.At + 1, body.Length);
            }
            else
            {
                parts.Text.Append(body[reader.At++]);
            }
        }

        return parts.ToParts();
    }

    private void ReadRegex(int start, char open, char close)
    {
        var body = Body(open, close);
        while (char.IsAsciiLetter(Peek())) At++;
        Add(TokenKind.Regex, body, start);
    }

    private bool ReadDocumentHead()
    {
        var at = At + 2;
        var isIndented = at < Source.Length && Source[at] is '~' or '-';
        if (isIndented) at++;
        if (at >= Source.Length) return false;
        var quote = Source[at] is '"' or '\'' or '`' ? Source[at] : '\0';
        if (quote == '\0' && !char.IsAsciiLetterUpper(Source[at])) return false;
        if (quote != '\0' && !isIndented && !IsTermExpected) return false;
        var from = quote == '\0' ? at : ++at;
        while (at < Source.Length && (quote == '\0' ? IsNamePart(Source[at]) : Source[at] != quote && Source[at] != '\n')) at++;
        var start = At;
        At = quote != '\0' && at < Source.Length ? at + 1 : at;
        Await(Source[from..at], quote, isIndented, start);
        return true;
    }

    /// <inheritdoc/>
    protected override List<TemplatePart> PartsOf(string body) => Parts(body);
}

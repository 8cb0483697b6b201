using System.Text;
using AiFirewall.Code.Syntax;

namespace AiFirewall.Code.Perl;

/// <summary>Cuts Perl into tokens (perlop, perldata): quoting with any delimiter, here-documents, sigils.</summary>
internal sealed class PerlTokens(string source) : DocumentTokenReader(source)
{
    private const EscapeStyle Style = EscapeStyle.Hex | EscapeStyle.Octal | EscapeStyle.BracedHex | EscapeStyle.Named;

    private static readonly string[] Operators =
    [
        "<=>", "**=", "||=", "&&=", "//=", "...", "<<=", ">>=", "=>", "->", "++", "--", "**", "=~", "!~", "==", "!=", "<=", ">=", "&&", "||", "//", "..", "::", "+=", "-=", "*=", "/=", ".=", "%=", "x=", "&=", "|=", "^=", "<<", ">>",
    ];

    /// <inheritdoc/>
    protected override void ReadNext()
    {
        var c = Peek();
        if (c == '\n' && AwaitsDocument)
        {
            ReadDocuments();
            return;
        }

        if (ReadSpace(joins: true)) return;
        if (c == '#') SkipLine();
        else if (c == '=' && char.IsAsciiLetter(Peek(1)) && (At == 0 || Source[At - 1] == '\n')) SkipPod();
        else if (c == '"') Quoted(At++, '"', TokenKind.Template);
        else if (c == '\'') Quoted(At++, '\'', TokenKind.Text);
        else if (c == '`') Quoted(At++, '`', TokenKind.Command);
        else if (c is '$' or '@' or '%' or '&' && ReadVariable()) return;
        else if (IsNameStart(c)) ReadWord();
        else if (char.IsAsciiDigit(c)) ReadNumber();
        else if (c == '/' && IsTermExpected) ReadPattern(At++, "m", '/');
        else if (c == '<' && ReadAngle()) return;
        else if (c == '-' && char.IsAsciiLetter(Peek(1)) && !IsNamePart(Peek(2)) && IsTermExpected) ReadFileTest();
        else ReadOperator(Operators);
    }

    private bool IsTermExpected => Last.Kind switch
    {
        TokenKind.Number or TokenKind.Text or TokenKind.Template or TokenKind.Command or TokenKind.Regex => false,
        TokenKind.Name => Last.Text[0] is not ('$' or '@' or '%' or '&') && Last.Text is "and" or "or" or "not" or "if" or "unless" or "while" or "until" or "return" or "print" or "push" or "split" or "grep" or "map" or "x" or "lt" or "gt" or "eq" or "ne" or "cmp" or "join" or "unlink" or "die" or "say" or "for" or "foreach" or "my" or "our" or "local" or "keys" or "values" or "shift" or "each" or "scalar" or "defined" or "system" or "exec" or "open" or "close" or "sort" or "reverse" or "delete" or "exists" or "ref" or "printf" or "unshift" or "pop" or "wantarray" or "chomp" or "eval" or "do",
        TokenKind.Operator => Last.Text is not (")" or "]" or "}"),
        _ => true,
    };

    private void ReadFileTest()
    {
        var start = At;
        At += 2;
        Add(TokenKind.Operator, "-f", start);
    }

    private void SkipPod()
    {
        var end = Source.IndexOf("\n=cut", At, StringComparison.Ordinal);
        At = end < 0 ? Source.Length : end + 5;
        if (end >= 0) SkipLine();
    }

    /// <summary><c>$name</c>, <c>$::name</c>, <c>${name}</c>, <c>$1</c>, <c>$_</c>, <c>$!</c>; false for a dereference or operator.</summary>
    private bool ReadVariable()
    {
        var sigil = Peek();
        if (sigil is '%' or '&' && !IsTermExpected) return false;
        var start = At;
        var at = At + 1;
        if (sigil == '$' && at < Source.Length && Source[at] == '#' && at + 1 < Source.Length && (IsNameStart(Source[at + 1]) || Source[at + 1] is '{' or '$')) at++;
        if (at < Source.Length && Source[at] == '{')
        {
            var end = at + 1;
            while (end < Source.Length && (IsNamePart(Source[end]) || Source[end] is ' ' or '^')) end++;
            if (end >= Source.Length || Source[end] != '}' || end == at + 1) return false;
            At = end + 1;
            Add(TokenKind.Name, sigil + Source[(at + 1)..end].Trim(), start);
            return true;
        }

        var from = at;
        while (at < Source.Length && (IsNamePart(Source[at]) || (Source[at] == ':' && at + 2 < Source.Length && Source[at + 1] == ':' && IsNameStart(Source[at + 2])) || (Source[at] == ':' && Source[at - 1] == ':'))) at++;
        if (at == from && sigil == '$' && at + 1 < Source.Length && Source[at] == '^' && char.IsAsciiLetterUpper(Source[at + 1])) at += 2;
        else if (at == from && sigil is '$' or '@' && at < Source.Length && Source[at] is '!' or '@' or '/' or '\\' or ',' or ';' or '.' or '&' or '0' or '+' or '-' or '"' or '?' or '|' or ']' or '<' or '>' or '(' or ')' && !(sigil == '@' && Source[at] is not ('-' or '+'))) at++;
        else if (at == from && sigil == '$' && at < Source.Length && Source[at] == '$' && !(at + 1 < Source.Length && (IsNameStart(Source[at + 1]) || Source[at + 1] is '{' or '$'))) at++;
        if (at == from) return false;
        At = at;
        Add(TokenKind.Name, sigil + Source[from..at].Replace("main::", "", StringComparison.Ordinal).TrimStart(':'), start);
        return true;
    }

    private void ReadWord()
    {
        var start = At;
        while (At < Source.Length && (IsNamePart(Peek()) || (Peek() == ':' && Peek(1) == ':' && IsNameStart(Peek(2))) || (Peek() == ':' && At > start && Source[At - 1] == ':'))) At++;
        var word = Source[start..At];
        if (word is "__END__" or "__DATA__")
        {
            At = Source.Length;
            return;
        }

        if (!IsQuote(word) || Last.Is("->") || (Last.Is("{") && Peek() == '}') || IsFatComma() || (Last.Kind == TokenKind.Name && Last.Text is "sub" or "package"))
        {
            Add(TokenKind.Name, word, start);
            return;
        }

        var at = At;
        while (char.IsWhiteSpace(Peek())) At++;
        var open = Peek();
        var isSpaced = At > at;
        if (open is '\0' or ',' or ';' or ')' or '=' || (open == '#' && isSpaced) || char.IsLetterOrDigit(open) || open == '_' || open == '-' && Peek(1) == '>')
        {
            At = at;
            Add(TokenKind.Name, word, start);
            return;
        }

        At++;
        switch (word)
        {
            case "q": Quoted(start, open, TokenKind.Text); break;
            case "qq": Quoted(start, open, TokenKind.Template); break;
            case "qx": Quoted(start, open, open == '\'' ? TokenKind.Text : TokenKind.Command); break;
            case "qw": ReadWords(start, open); break;
            default: ReadPattern(start, word, open); break;
        }
    }

    private static bool IsQuote(ReadOnlySpan<char> word) => word is "q" or "qq" or "qw" or "qx" or "qr" or "m" or "s" or "tr" or "y";

    private bool IsFatComma()
    {
        var at = At;
        while (at < Source.Length && Source[at] is ' ' or '\t') at++;
        return at + 1 < Source.Length && Source[at] == '=' && Source[at + 1] == '>';
    }

    private void ReadWords(int start, char open)
    {
        var body = Body(open, out _);
        Add(TokenKind.Operator, "qw", start);
        foreach (var word in body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(1024)) Add(TokenKind.Text, word, start);
        Add(TokenKind.Operator, "wq", start);
    }

    /// <summary>The text up to the closing delimiter; pairs of brackets nest.</summary>
    private string Body(char open, out int from)
    {
        var close = open switch { '(' => ')', '[' => ']', '{' => '}', '<' => '>', _ => open };
        var depth = 1;
        from = At;
        while (At < Source.Length)
        {
            var c = Peek();
            if (c == '\\') At++;
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

    private void Quoted(int start, char open, TokenKind kind)
    {
        var body = Body(open, out _);
        if (kind == TokenKind.Text) Add(TokenKind.Text, Plain(body, open), start);
        else Interpolated(body, kind, start);
    }

    /// <summary>Between single quotes only the delimiter and the backslash itself are escaped.</summary>
    private static string Plain(string body, char open)
    {
        if (!body.Contains('\\', StringComparison.Ordinal)) return body;
        var text = new StringBuilder(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] == '\\' && i + 1 < body.Length && (body[i + 1] == '\\' || body[i + 1] == open || body[i + 1] is ')' or ']' or '}' or '>')) i++;
            text.Append(body[i]);
        }

        return text.ToString();
    }

    private void Interpolated(string body, TokenKind kind, int start)
    {
        var parts = PerlTemplate.Parts(body, Style);
        if (kind == TokenKind.Template && parts is [{ IsCode: false } only]) Add(TokenKind.Text, only.Text, start, only.Origins);
        else if (parts.Count == 0) Add(kind == TokenKind.Command ? TokenKind.Command : TokenKind.Text, "", start);
        else Add(kind, "", start, parts: parts);
    }

    /// <summary>Patterns; of a substitution with the modifier <c>e</c> the replacement is code, of <c>tr</c> both sets are kept.</summary>
    private void ReadPattern(int start, string word, char open)
    {
        var pattern = Body(open, out _);
        string? replacement = null;
        if (word is "s" or "tr" or "y")
        {
            var second = open;
            if (open is '(' or '[' or '{' or '<')
            {
                while (char.IsWhiteSpace(Peek())) At++;
                second = Peek();
                At = Math.Min(At + 1, Source.Length);
            }

            replacement = Body(second, out _);
        }

        var flags = At;
        while (char.IsAsciiLetter(Peek())) At++;
        var isCode = word == "s" && Source.AsSpan(flags, At - flags).Contains('e');
        Add(TokenKind.Regex, pattern, start, parts: replacement is null ? null : [new TemplatePart(word is "y" ? "tr" : word, false), new TemplatePart(replacement, isCode)]);
    }

    /// <summary><c>&lt;STDIN&gt;</c>, <c>&lt;$fh&gt;</c>, <c>&lt;*.c&gt;</c>, <c>&lt;&lt;EOF</c>; false for an operator.</summary>
    private bool ReadAngle()
    {
        if (!IsTermExpected && !(Last.Kind == TokenKind.Name && char.IsLetter(Last.Text[0]) && Peek(1) == '<')) return false;
        var start = At;
        if (Peek(1) == '<' && (Peek(2) is '"' or '\'' or '~' or '`' || IsNameStart(Peek(2))))
        {
            At += 2;
            var isIndented = Peek() == '~';
            if (isIndented) At++;
            var quote = Peek() is '"' or '\'' or '`' ? Peek() : '\0';
            var from = quote == '\0' ? At : ++At;
            while (At < Source.Length && (quote == '\0' ? IsNamePart(Peek()) : Peek() != quote && Peek() != '\n')) At++;
            var tag = Source[from..At];
            if (quote != '\0' && At < Source.Length) At++;
            Await(tag, quote, isIndented, start);
            return true;
        }

        var close = Source.IndexOf('>', At);
        if (close < 0 || close - At > 200 || Source.AsSpan(At, close - At).IndexOfAny('\n', ';') >= 0 || (close > At + 1 && Source[At + 1] is ' ' or '=')) return false;
        var name = Source[(At + 1)..close];
        At = close + 1;
        Add(TokenKind.Operator, "<>", start);
        Add(TokenKind.Text, name, start);
        return true;
    }

    /// <inheritdoc/>
    protected override List<TemplatePart> PartsOf(string body) => PerlTemplate.Parts(body, Style);
}

using System.Text;
using AiFirewall.Code.Syntax;
using AiFirewall.Shells;

namespace AiFirewall.Code.JavaScript;

/// <summary>Cuts JavaScript into tokens (ECMA-262, chapter 12). Line breaks are no tokens: statements end where nothing goes on.</summary>
internal sealed class JavaScriptTokens(string source) : TokenReader(source)
{
    private const EscapeStyle Style = EscapeStyle.Hex | EscapeStyle.Octal | EscapeStyle.Unicode;

    private static readonly string[] Operators =
    [
        ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**",
    ];

    /// <inheritdoc/>
    protected override void ReadNext()
    {
        if (ReadSpace(joins: true)) return;
        var c = Peek();
        if (c == '/' && Peek(1) == '/') SkipLine();
        else if (c == '#' && Peek(1) == '!' && At == 0) SkipLine();
        else if (c == '/' && Peek(1) == '*') SkipThrough("*/");
        else if (c is '"' or '\'')
        {
            var start = At++;
            ReadText(start, c.ToString(), Style, isOneLine: true);
        }
        else if (c == '`') ReadTemplate();
        else if (IsNameStart(c) || c is '$' or '#') ReadName("$");
        else if (c == '\\' && Peek(1) == 'u') ReadEscapedName();
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)))) ReadNumber();
        else if (c == '/' && IsRegexAllowed()) ReadRegex();
        else if (c == '?' && Peek(1) == '.' && char.IsAsciiDigit(Peek(2))) ReadOperator([]);
        else ReadOperator(Operators);
    }

    /// <summary>Names may be written in escapes: <c>\u0065val</c>.</summary>
    private void ReadEscapedName()
    {
        var start = At;
        var name = new StringBuilder();
        while (At < Source.Length && (IsNamePart(Peek()) || Peek() == '$' || (Peek() == '\\' && Peek(1) == 'u')))
        {
            if (Peek() == '\\') ReadEscape(name, Style);
            else name.Append(Source[At++]);
        }

        Add(TokenKind.Name, name.ToString(), start);
    }

    /// <summary>A slash divides after a value and starts a pattern anywhere else.</summary>
    private bool IsRegexAllowed() => Last.Kind switch
    {
        TokenKind.Number or TokenKind.Text or TokenKind.Template or TokenKind.Regex => false,
        TokenKind.Name => Last.Text is "return" or "typeof" or "case" or "in" or "of" or "delete" or "void" or "throw" or "new" or "else" or "await" or "yield",
        TokenKind.Operator => Last.Text is not (")" or "]" or "}" or "++" or "--"),
        _ => true,
    };

    private void ReadRegex()
    {
        var start = At;
        var body = ReadPatternBody();
        while (char.IsAsciiLetter(Peek())) At++;
        Add(TokenKind.Regex, body, start);
    }

    private void ReadTemplate()
    {
        var start = At++;
        var parts = new List<TemplatePart>();
        var text = new StringBuilder();
        var origins = Origins.None;
        while (At < Source.Length && Peek() != '`')
        {
            if (Peek() == '\\')
            {
                if (ReadEscape(text, Style)) origins = Origins.Decoded;
            }
            else if (Peek() == '$' && Peek(1) == '{')
            {
                parts.Add(new TemplatePart(text.ToString(), false, origins));
                text.Clear();
                origins = Origins.None;
                At += 2;
                var from = At;
                SkipCode();
                parts.Add(new TemplatePart(Source[from..Math.Min(At, Source.Length)], true));
                At++;
            }
            else
            {
                text.Append(Source[At++]);
            }
        }

        if (At >= Source.Length) HasErrors = true;
        At = Math.Min(At + 1, Source.Length);
        if (parts.Count == 0)
        {
            Add(TokenKind.Text, text.ToString(), start, origins);
            return;
        }

        parts.Add(new TemplatePart(text.ToString(), false, origins));
        Add(TokenKind.Template, "", start, parts: parts);
    }

    /// <summary>Skips to the brace that closes an expression in a template, over strings and templates inside it.</summary>
    private void SkipCode()
    {
        // One entry for each brace that is open, false, and each template, true.
        var open = new Stack<bool>();
        while (At < Source.Length)
        {
            var c = Peek();
            var isInTemplate = open.Count > 0 && open.Peek();
            if (c == '\\') At++;
            else if (c == '`')
            {
                if (isInTemplate) open.Pop();
                else open.Push(true);
            }
            else if (isInTemplate)
            {
                if (c == '$' && Peek(1) == '{')
                {
                    open.Push(false);
                    At++;
                }
            }
            else if (c == '{') open.Push(false);
            else if (c == '}')
            {
                if (open.Count == 0) return;
                open.Pop();
            }
            else if (c is '"' or '\'')
            {
                At++;
                while (At < Source.Length && Peek() != c && Peek() != '\n') At += Peek() == '\\' ? 2 : 1;
            }

            At++;
        }
    }
}

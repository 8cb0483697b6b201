using System.Text;
using AiFirewall.Code.Syntax;

namespace AiFirewall.Code.Php;

/// <summary>Cuts PHP into tokens. What stands outside of <c>&lt;?php … ?&gt;</c> is printed as it is and left out; <c>php -r</c> has no tags.</summary>
internal sealed class PhpTokens : TokenReader
{
    private const EscapeStyle Style = EscapeStyle.Hex | EscapeStyle.Octal | EscapeStyle.Unicode | EscapeStyle.KeepsBackslash;

    private static readonly string[] Operators =
    [
        "<<<", "**=", "===", "!==", "<=>", "??=", "...", "<<=", ">>=", "?->", "=>", "->", "::", "==", "!=", "<>", "<=", ">=", "&&", "||", "??", "++", "--", "+=", "-=", "*=", "/=", ".=", "%=", "&=", "|=", "^=", "<<", ">>", "**",
    ];

    private static readonly string[] Casts = ["int", "integer", "string", "bool", "boolean", "float", "double", "array", "object", "binary", "unset"];

    // Casts are searched for at every parenthesis: no farther than the longest of them with some white space.
    private const int LongestCast = 13;

    public PhpTokens(string source, bool isInner = false)
        : base(source)
    {
        var open = isInner ? -1 : source.IndexOf("<?", StringComparison.Ordinal);
        if (open >= 0) OpenTag(open);
    }

    private void OpenTag(int at)
    {
        At = at + (Source.AsSpan(at).StartsWith("<?php", StringComparison.OrdinalIgnoreCase) ? 5 : Source.AsSpan(at).StartsWith("<?=") ? 3 : 2);
        if (Source.AsSpan(at).StartsWith("<?=")) Add(TokenKind.Name, "echo", at);
    }

    /// <inheritdoc/>
    protected override void ReadNext()
    {
        if (ReadSpace(joins: true)) return;
        var c = Peek();
        if (c == '?' && Peek(1) == '>') CloseTag();
        else if ((c == '#' && Peek(1) != '[') || (c == '/' && Peek(1) == '/')) SkipComment();
        else if (c == '/' && Peek(1) == '*') SkipThrough("*/");
        else if (c == '\'') ReadPlain();
        else if (c == '"') ReadTemplate(At++, "\"", TokenKind.Template);
        else if (c == '`') ReadTemplate(At++, "`", TokenKind.Command);
        else if (c == '$' && IsNameStart(Peek(1))) ReadName();
        else if (IsNameStart(c) || c == '\\') ReadName("\\");
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)))) ReadNumber();
        else if (c == '<' && Follows("<<<") && ReadDocument()) return;
        else if (c == '(' && SkipCast()) return;
        else ReadOperator(Operators);
    }

    /// <summary>A comment ends at the end of the line or of the code.</summary>
    private void SkipComment()
    {
        while (At < Source.Length && Peek() != '\n' && !(Peek() == '?' && Peek(1) == '>')) At++;
        Skipped();
    }

    private void CloseTag()
    {
        var start = At;
        var open = Source.IndexOf("<?", At, StringComparison.Ordinal);
        At += 2;
        Add(TokenKind.Operator, ";", start);
        if (open < 0) At = Source.Length;
        else OpenTag(open);
    }

    private bool SkipCast()
    {
        var close = Source.IndexOf(')', At, Math.Min(LongestCast, Source.Length - At));
        if (close < 0 || Array.IndexOf(Casts, Source[(At + 1)..close].Trim().ToLowerInvariant()) < 0) return false;
        if (Last.Kind == TokenKind.Name) return false;
        At = close + 1;
        Skipped();
        return true;
    }

    private void ReadPlain()
    {
        var start = At++;
        var text = new StringBuilder();
        while (At < Source.Length && Peek() != '\'')
        {
            if (Peek() == '\\' && Peek(1) is '\\' or '\'') At++;
            text.Append(Source[At++]);
        }

        if (At >= Source.Length) HasErrors = true;
        else At++;
        Add(TokenKind.Text, text.ToString(), start);
    }

    private void ReadTemplate(int start, string close, TokenKind kind)
    {
        var from = At;
        while (At < Source.Length && !Follows(close)) At += Peek() == '\\' ? 2 : 1;
        At = Math.Min(At, Source.Length);
        var body = Source[from..At];
        if (At < Source.Length) At += close.Length;
        else HasErrors = true;
        Add(body, kind, start);
    }

    private void Add(string body, TokenKind kind, int start)
    {
        var parts = Parts(body);
        if (kind == TokenKind.Template && parts is [{ IsCode: false } only]) Add(TokenKind.Text, only.Text, start, only.Origins);
        else Add(kind, "", start, parts: parts);
    }

    private static List<TemplatePart> Parts(string body)
    {
        var parts = new TemplateText();
        for (var at = 0; at < body.Length;)
        {
            var c = body[at];
            if (c == '\\')
            {
                if (Escapes.Append(parts.Text, body, ref at, Style)) parts.WasHidden();
                continue;
            }

            var (code, end) = c == '{' && at + 1 < body.Length && body[at + 1] == '$' ? Braced(body, at + 1) : c == '$' ? Simple(body, at) : ("", 0);
            if (end == 0)
            {
                parts.Text.Append(c);
                at++;
                continue;
            }

            parts.AddCode(code);
            at = end;
        }

        return parts.ToParts();
    }

    private static (string Code, int End) Braced(string body, int at)
    {
        var depth = 1;
        for (var i = at; i < body.Length && i < at + 4096; i++)
        {
            if (body[i] == '{') depth++;
            else if (body[i] == '}' && --depth == 0) return (body[at..i], i + 1);
        }

        return ("", 0);
    }

    /// <summary><c>$a</c>, <c>$a[b]</c>, <c>$a->b</c>, <c>${a}</c>.</summary>
    private static (string Code, int End) Simple(string body, int at)
    {
        if (at + 1 < body.Length && body[at + 1] == '{' && body.IndexOf('}', at) is > 0 and var close) return ("$" + body[(at + 2)..close], close + 1);
        var end = at + 1;
        if (end >= body.Length || !IsNameStart(body[end])) return ("", 0);
        while (end < body.Length && IsNamePart(body[end])) end++;
        if (end + 2 < body.Length && body[end] == '-' && body[end + 1] == '>' && IsNameStart(body[end + 2]))
        {
            end += 3;
            while (end < body.Length && IsNamePart(body[end])) end++;
        }
        else if (end < body.Length && body[end] == '[' && body.IndexOf(']', end) is > 0 and var bracket && bracket - end < 64)
        {
            // An index without quotes is a name there.
            var index = body[(end + 1)..bracket];
            var quoted = index.Length > 0 && IsNameStart(index[0]) ? "'" + index + "'" : index;
            return (body[at..end] + "[" + quoted + "]", bracket + 1);
        }

        return (body[at..end], end);
    }

    private bool ReadDocument()
    {
        var start = At;
        var at = At + 3;
        while (at < Source.Length && Source[at] == ' ') at++;
        var quote = at < Source.Length && Source[at] is '\'' or '"' ? Source[at++] : '\0';
        var from = at;
        while (at < Source.Length && IsNamePart(Source[at])) at++;
        var tag = Source[from..at];
        var line = Source.IndexOf('\n', at);
        if (tag.Length == 0 || line < 0) return false;
        At = line + 1;
        var body = new StringBuilder();
        while (true)
        {
            if (At >= Source.Length)
            {
                HasErrors = true;
                break;
            }

            var end = Source.IndexOf('\n', At);
            if (end < 0) end = Source.Length;
            var text = Source.AsSpan(At, end - At);
            var trimmed = text.TrimStart();
            if (trimmed.StartsWith(tag) && (trimmed.Length == tag.Length || !IsNamePart(trimmed[tag.Length])))
            {
                At += text.Length - trimmed.Length + tag.Length;
                break;
            }

            body.Append(body.Length > 0 ? "\n" : "").Append(text);
            At = Math.Min(end + 1, Source.Length);
        }

        if (quote == '\'') Add(TokenKind.Text, body.ToString(), start);
        else Add(body.ToString(), TokenKind.Template, start);
        return true;
    }
}

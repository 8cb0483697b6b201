using AiFirewall.Code.Syntax;

namespace AiFirewall.Code.Perl;

/// <summary>The pieces of an interpolating string (perlop, "Gory details of parsing quoted constructs").</summary>
internal static class PerlTemplate
{
    /// <summary>Cuts a string into text and code.</summary>
    public static List<TemplatePart> Parts(string body, EscapeStyle style)
    {
        var parts = new TemplateText();
        for (var at = 0; at < body.Length;)
        {
            var c = body[at];
            if (c == '\\')
            {
                if (Escapes.Append(parts.Text, body, ref at, style)) parts.WasHidden();
            }
            else if (c is '$' or '@' && End(body, at) is > 0 and var end)
            {
                parts.AddCode(body[at..end]);
                at = end;
            }
            else
            {
                parts.Text.Append(c);
                at++;
            }
        }

        return parts.ToParts();
    }

    /// <summary>Where an interpolated variable with its subscripts ends; 0 when none starts here.</summary>
    private static int End(string body, int at)
    {
        var i = at + 1;
        while (i < body.Length && body[i] == '$') i++;
        if (i >= body.Length) return 0;
        if (body[i] == '{')
        {
            i = Closed(body, i, '{', '}');
            if (i == 0) return 0;
        }
        else if (char.IsAsciiLetter(body[i]) || body[i] == '_')
        {
            while (i < body.Length && (char.IsAsciiLetterOrDigit(body[i]) || body[i] == '_' || (body[i] == ':' && i + 2 < body.Length && body[i + 1] == ':' && char.IsAsciiLetter(body[i + 2])) || (body[i] == ':' && body[i - 1] == ':'))) i++;
        }
        else if (body[at] == '$' && (char.IsAsciiDigit(body[i]) || body[i] is '&' or '!' or '@' or '0' or ',' or '.' or ';')) return body[i] is '.' or ',' or ';' ? 0 : i + 1;
        else return 0;

        // Subscripts: [0], {key}, ->[0], ->{key}.
        while (i < body.Length)
        {
            var next = body.AsSpan(i).StartsWith("->[") || body.AsSpan(i).StartsWith("->{") ? i + 2 : i;
            if (body[next] == '{') next = Closed(body, next, '{', '}');
            else if (body[next] == '[' && next + 1 < body.Length && (char.IsAsciiDigit(body[next + 1]) || body[next + 1] is '$' or '-')) next = Closed(body, next, '[', ']');
            else break;
            if (next == 0) break;
            i = next;
        }

        return i;
    }

    private static int Closed(string body, int at, char open, char close)
    {
        var depth = 0;
        for (var i = at; i < body.Length && i < at + 4096; i++)
        {
            if (body[i] == open) depth++;
            else if (body[i] == close && --depth == 0) return i + 1;
        }

        return 0;
    }
}

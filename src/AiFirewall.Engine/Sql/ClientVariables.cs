using System.Text;

namespace AiFirewall.Sql;

/// <summary>Puts the values of client variables into statements: psql's <c>:name</c>, sqlcmd's <c>$(name)</c>.</summary>
internal static class ClientVariables
{
    private const int LongestStatement = 1 << 16;

    /// <summary>
    /// When the statement at the cursor uses a variable that the text has set, reads it with the value in its place and moves past it.
    /// </summary>
    public static bool Substitute(SqlCursor c, StatementDraft s)
    {
        if (!c.Session.HasClientVariables || (ReferenceEquals(c.Session.PlainSource, c.Source) && c.At < c.Session.PlainUntil)) return false;
        var end = c.At;
        var uses = false;
        while (end < c.Limit && c.Source.Tokens[end].Kind is not (SqlTokenKind.Terminator or SqlTokenKind.Batch))
        {
            uses |= c.Source.Tokens[end].Kind == SqlTokenKind.Variable && c.Session.IsAssigned(Key(c.Source.Raw(end)));
            end++;
        }

        if (end == c.At) return false;
        c.Session.PlainSource = c.Source;
        c.Session.PlainUntil = end;
        if (!uses || c.Source.Tokens[end - 1].End - c.Source.Tokens[c.At].Start > LongestStatement) return false;
        var span = c.SpanOf(c.At, end);
        foreach (var text in Expand(c, end)) DynamicSql.ReadValue(c, s, "variable", text, span);
        s.Kind = SqlStatementKind.Block;
        s.Verb = "";
        c.At = end;
        return true;
    }

    /// <summary>The name under which a variable of a client is kept, apart from those of the server.</summary>
    public static string Key(ReadOnlySpan<char> raw)
    {
        if (raw is [':', ..]) return string.Concat(":", raw[1..].Trim("'\""));
        return raw is ['$', '(', .., ')'] ? string.Concat(":", raw[2..^1]) : raw.ToString();
    }

    private static List<string> Expand(SqlCursor c, int end)
    {
        var texts = new List<StringBuilder> { new() };
        var from = c.Source.Tokens[c.At].Start;
        for (var i = c.At; i < end; i++)
        {
            ref readonly var token = ref c.Source.Tokens[i];
            if (token.Kind != SqlTokenKind.Variable) continue;
            var raw = c.Source.Raw(i);
            var key = Key(raw);
            if (!c.Session.IsAssigned(key)) continue;
            var values = c.Session.ValuesOf(key);
            var before = c.Source.Text[from..token.Start];
            if (texts.Count * values.Count <= 8
                && values.Count > 1) texts = [.. from t in texts from _ in values select new StringBuilder(t.ToString())];
            for (var t = 0; t < texts.Count; t++)
            {
                if (texts[t].Length > LongestStatement) continue;
                var value = values[t % values.Count];
                texts[t].Append(before).Append(raw is [':', '\'', ..] ? $"'{value}'" : raw is [':', '"', ..] ? $"\"{value}\"" : value);
            }

            from = token.End;
        }

        var rest = c.Source.Text[from..c.Source.Tokens[end - 1].End];
        return [.. texts.Select(t => t.Append(rest).ToString())];
    }
}

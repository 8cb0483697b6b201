using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>Reads names: <c>a</c>, <c>"a"</c>, <c>[a]..[b]</c>, <c>`a`.`b`</c>, variables that stand for names.</summary>
internal static class NameReader
{
    /// <summary>Reads a name whose first part may be any word.</summary>
    public static bool TryRead(SqlCursor c, out string name)
    {
        name = "";
        switch (c.Kind)
        {
            case SqlTokenKind.Word or SqlTokenKind.Name:
                name = Part(c);
                break;
            case SqlTokenKind.Text when (c.Source.Lexicon & SqlLexicon.DoubleQuotedText) != 0 || c.Raw().StartsWith('\''):
                // SQLite takes '…' for a name where only a name can stand; MySQL so takes the names of users.
                name = LiteralReader.Decode(c.Source, c.At);
                break;
            case SqlTokenKind.Variable:
                name = VariablePart(c);
                break;
            default:
                return false;
        }

        c.At++;
        if (c.Kind == SqlTokenKind.Dot) name = ReadRest(c, name);
        return true;
    }

    /// <summary>The text of a word or quoted name without its quotes.</summary>
    public static string Part(SqlCursor c)
    {
        ref readonly var token = ref c.Current;
        return token.Kind == SqlTokenKind.Name ? Unquote(c.Raw()) : token.Kind == SqlTokenKind.Text ? LiteralReader.Decode(c.Source, c.At)
            : c.Raw().ToString();
    }

    /// <summary>Takes the quotes off a name.</summary>
    public static string Unquote(ReadOnlySpan<char> raw)
    {
        if (raw.Length >= 2 && (raw[0] | 0x20) == 'u' && raw[1] == '&') return LiteralReader.DecodeUnicode(Unquote(raw[2..]), '\\');
        if (raw.Length == 0 || raw[0] is not ('"' or '`' or '[')) return raw.ToString();
        var close = raw[0] == '[' ? ']' : raw[0];
        var inner = raw.Length > 1 && raw[^1] == close ? raw[1..^1] : raw[1..];
        return inner.Contains(close) ? inner.ToString().Replace($"{close}{close}", $"{close}", StringComparison.Ordinal) : inner.ToString();
    }

    private static string VariablePart(SqlCursor c)
    {
        var raw = c.Raw();
        return raw.Length > 1 && raw[0] == '@' ? raw.ToString() : Unresolved.Anything;
    }

    private static string ReadRest(SqlCursor c, string name)
    {
        while (c.Kind == SqlTokenKind.Dot)
        {
            c.At++;
            name += '.';
            if (c.Kind == SqlTokenKind.Dot) continue;
            if (c.Kind is SqlTokenKind.Word or SqlTokenKind.Name or SqlTokenKind.Text)
            {
                name += Part(c);
                c.At++;
            }
            else if (c.Kind == SqlTokenKind.Variable)
            {
                name += VariablePart(c);
                c.At++;
            }
            else if (c.Current.Symbol == SqlSymbol.Star)
            {
                // MySQL: DELETE t.* FROM t; the star says nothing.
                c.At++;
                return name[..^1];
            }
        }

        return name;
    }
}

namespace AiFirewall.Sql;

/// <summary>Tells SQL from other text.</summary>
public static class SqlText
{
    private const int MostTokens = 64;
    private const int LongestLook = 4096;

    /// <summary>
    /// Whether a text that was handed to a shell is rather an SQL statement: it starts with a verb of SQL and goes on as that statement does.
    /// Conservative: <c>select x in a b</c>, <c>drop table</c> as a title, <c>update</c> and <c>truncate -s 0 file</c> are none.
    /// </summary>
    public static bool LooksLikeSql(string text)
    {
        var start = 0;
        while (start < text.Length && SqlCharacters.IsSpace(text[start])) start++;
        if (start >= text.Length || !(char.IsAsciiLetter(text[start]) || text[start] is '-' or '/' or '(')) return false;
        var source = SqlTokenizer.Read(text.Length > LongestLook ? text[..LongestLook] : text, SqlLexicons.Of(SqlDialect.Unknown));
        if (source.Count < 2 || source.Commands.Count > 0) return false;
        var session = new SqlSession(SqlDialect.Unknown, 0);
        var c = new SqlCursor(source, session) { Limit = Math.Min(source.Count, MostTokens) };
        while (c.Kind == SqlTokenKind.Open) c.At++;
        return StartsStatement(c);
    }

    private static bool StartsStatement(SqlCursor c) => c.Word switch
    {
        SqlWord.Select => StartsSelect(c),
        SqlWord.Insert => Follows(c, SqlWord.Into) && IsName(c, 2) && Has(c, SqlWord.Values, SqlWord.Select, SqlWord.Default, SqlWord.Set),
        SqlWord.Replace => Follows(c, SqlWord.Into) && IsName(c, 2) && Has(c, SqlWord.Values, SqlWord.Select, SqlWord.Set),
        SqlWord.Delete => Follows(c, SqlWord.From) && IsName(c, 2) && EndsOrGoesOn(c, 3, SqlWord.Where, SqlWord.Using, SqlWord.Limit, SqlWord.As),
        SqlWord.Update => IsName(c, 1) && Has(c, SqlWord.Set, SqlWord.Set) && HasSymbol(c, SqlSymbol.Equal),
        SqlWord.Merge => Follows(c, SqlWord.Into) && Has(c, SqlWord.Using, SqlWord.Using),
        SqlWord.Truncate => Follows(c, SqlWord.Table) && IsName(c, 2),
        SqlWord.Drop or SqlWord.Alter or SqlWord.Create => StartsDefinition(c),
        SqlWord.Grant => Has(c, SqlWord.To, SqlWord.To) && (Has(c, SqlWord.On, SqlWord.On) || c.Peek(2).Word == SqlWord.To),
        SqlWord.Revoke => Has(c, SqlWord.From, SqlWord.From) && (Has(c, SqlWord.On, SqlWord.On) || c.Peek(2).Word == SqlWord.From),
        SqlWord.With => IsName(c, 1) && c.Peek(2).Word == SqlWord.As && c.Peek(3).Kind == SqlTokenKind.Open,
        SqlWord.Explain => c.Peek(1).Word is SqlWord.Select or SqlWord.Delete or SqlWord.Update or SqlWord.Insert or SqlWord.Analyze,
        SqlWord.Copy => IsName(c, 1) && c.Peek(2).Word is SqlWord.From or SqlWord.To && c.Peek(3).Kind == SqlTokenKind.Text,
        _ => false,
    };

    // SELECT needs FROM and a name, or nothing but values; Bash has a 'select' of its own.
    private static bool StartsSelect(SqlCursor c)
    {
        if (c.Peek(2).Word == SqlWord.In) return false;
        for (var i = 1; c.Peek(i).Kind != SqlTokenKind.End; i++)
        {
            if (c.Peek(i).Word == SqlWord.From) return i > 1 && (IsName(c, i + 1) || c.Peek(i + 1).Kind == SqlTokenKind.Open);
            if (c.Peek(i).Kind == SqlTokenKind.Terminator) break;
        }

        return c.Peek(1).Kind is SqlTokenKind.Number && c.Peek(2).Kind is SqlTokenKind.Terminator
            || (c.Peek(1).Kind == SqlTokenKind.Word && c.Peek(2).Kind == SqlTokenKind.Open && c.Peek(2).Start == c.Peek(1).End);
    }

    private static bool StartsDefinition(SqlCursor c)
    {
        if (!ObjectTypes.StartsAt(c, 1)) return false;
        var verb = c.Word;
        var ahead = c.Slice(c.At + 1, c.Limit);
        var type = ObjectTypes.Read(ahead, out _);
        DefinitionReader.SkipIfExists(ahead);
        if (type is SqlObjectType.Other or SqlObjectType.None || !NameReader.TryRead(ahead, out _)) return false;
        return verb switch
        {
            SqlWord.Drop => ahead.AtEnd || ahead.Kind == SqlTokenKind.Comma || ahead.Kind == SqlTokenKind.Open
                || ahead.Word is SqlWord.Cascade or SqlWord.Restrict or SqlWord.On or SqlWord.Purge,
            SqlWord.Alter => ahead.Word is SqlWord.Add or SqlWord.Drop or SqlWord.Alter or SqlWord.Rename or SqlWord.Set or SqlWord.With
                or SqlWord.Owner
                or SqlWord.Change or SqlWord.Enable or SqlWord.Disable || ahead.IsText("MODIFY"),
            _ => ahead.AtEnd || ahead.Kind == SqlTokenKind.Open || ahead.Word is SqlWord.As or SqlWord.On or SqlWord.With or SqlWord.Using,
        };
    }

    private static bool Follows(SqlCursor c, SqlWord word) => c.Peek(1).Word == word;

    private static bool IsName(SqlCursor c, int offset) => c.Peek(offset).Kind is SqlTokenKind.Word or SqlTokenKind.Name;

    private static bool EndsOrGoesOn(SqlCursor c, int offset, params ReadOnlySpan<SqlWord> words)
    {
        while (c.Peek(offset).Kind == SqlTokenKind.Dot) offset += 2;
        return c.Peek(offset).Kind is SqlTokenKind.End or SqlTokenKind.Terminator || words.Contains(c.Peek(offset).Word)
            || (c.Peek(offset).Kind == SqlTokenKind.Word && words.Contains(c.Peek(offset + 1).Word));
    }

    private static bool Has(SqlCursor c, params ReadOnlySpan<SqlWord> words)
    {
        for (var i = 1; c.Peek(i).Kind is not (SqlTokenKind.End or SqlTokenKind.Terminator); i++)
        {
            if (words.Contains(c.Peek(i).Word)) return true;
        }

        return false;
    }

    private static bool HasSymbol(SqlCursor c, SqlSymbol symbol)
    {
        for (var i = 1; c.Peek(i).Kind is not (SqlTokenKind.End or SqlTokenKind.Terminator); i++)
        {
            if (c.Peek(i).Kind == SqlTokenKind.Symbol && c.Peek(i).Symbol == symbol) return true;
        }

        return false;
    }
}

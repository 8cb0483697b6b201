namespace AiFirewall.Sql;

/// <summary>Tells statements from pieces of them.</summary>
internal static class SqlFragments
{
    /// <summary>Whether a statement breaks off where more has to follow: at an operator, a comma or a word such as JOIN.</summary>
    public static bool EndsMidway(ReadOnlySpan<char> statement)
    {
        var text = statement.TrimEnd();
        if (text.Length == 0) return true;
        var last = text[^1];
        if (last is ',' or '=' or '<' or '>' or '+' or '|' or '(' or '.' or '&') return true;
        if (!char.IsAsciiLetter(last)) return false;
        var start = text.Length;
        var hash = 0u;
        while (start > 0 && SqlCharacters.IsNamePart(text[start - 1], true)) start--;
        var word = text[start..];
        foreach (var c in word) hash = SqlWords.Mix(hash, c);
        return SqlWords.Find(word, hash) is SqlWord.From or SqlWord.Join or SqlWord.Where or SqlWord.And or SqlWord.Or or SqlWord.On or SqlWord.Set
            or SqlWord.In or SqlWord.Into or SqlWord.Table or SqlWord.Using or SqlWord.By or SqlWord.As or SqlWord.Not or SqlWord.Inner
                or SqlWord.Like
            or SqlWord.Exists or SqlWord.Union or SqlWord.Between;
    }
}

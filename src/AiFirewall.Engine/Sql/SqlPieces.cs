using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>One statement of a text as it is sent to a server: from the end of the one before to its own terminator.</summary>
/// <param name="Text">The characters, with comments, without the terminator.</param>
/// <param name="Statements">What was read in it; those of other readings of the same characters as well.</param>
public sealed record SqlPiece(string Text, IReadOnlyList<SqlStatement> Statements)
{
    /// <summary>The verb of what it runs, <c>DELETE</c>; <c>SQL</c> when nothing was read.</summary>
    public string Verb => Statements.Count > 0 && Statements[0].Verb.Length > 0 ? Statements[0].Verb : "SQL";

    /// <summary>Everything that runs with it.</summary>
    public IEnumerable<SqlStatement> Running() => Statements.SelectMany(s => s.Running());
}

/// <summary>Cuts a text into the statements that are sent to a server one by one.</summary>
public static class SqlPieces
{
    /// <summary>Cuts a text where its statements end. What stands between two terminators and holds no token is left out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="script">The text as read in <paramref name="script"/>'s own dialect.</param>
    public static IReadOnlyList<SqlPiece> Of(string text, SqlScript script)
    {
        var source = SqlTokenizer.Read(Unresolved.Clean(text), SqlLexicons.Of(script.Dialect));
        var statements = script.Statements.Where(s => !s.IsAlternative).OrderBy(s => s.Span.Start).ToList();
        List<SqlPiece> pieces = [];
        int start = 0, next = 0;
        var holdsTokens = false;
        for (var i = 0; i < source.Count; i++)
        {
            var token = source.Tokens[i];
            var isTerminator = token.Kind is SqlTokenKind.Terminator or SqlTokenKind.Batch;
            while (next < statements.Count && statements[next].Span.End <= token.Start) next++;

            // The terminators in a trigger's or a routine's body do not end the statement that defines it.
            if (!isTerminator || (next < statements.Count && statements[next].Span.Start < token.Start))
            {
                holdsTokens |= !isTerminator;
                continue;
            }

            if (holdsTokens) pieces.Add(Cut(start, token.Start));
            start = token.End;
            holdsTokens = false;
        }

        if (holdsTokens) pieces.Add(Cut(start, text.Length));
        return pieces;

        SqlPiece Cut(int from, int to) =>
            new(text[from..to].Trim(), [.. script.Statements.Where(s => s.Span.Start >= from && s.Span.Start < to)]);
    }
}

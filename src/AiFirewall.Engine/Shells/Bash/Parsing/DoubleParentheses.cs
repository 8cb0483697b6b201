using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>
/// Decides whether <c>((</c> begins arithmetic or a subshell inside a subshell. As in Bash, it is arithmetic when the parenthesis that
/// closes the second is followed by another. Bash reads the text again when it is not; nested, that doubles at every level. Here one scan
/// answers for all the <c>((</c> it passes, so that no place is scanned twice.
/// </summary>
internal sealed class DoubleParentheses
{
    private readonly Dictionary<int, bool> answers = [];
    private int scannedUntil;

    /// <param name="source">The text.</param>
    /// <param name="second">The place of the second parenthesis.</param>
    public static bool IsArithmetic(BashSource source, int second) =>
        AnswerNearby(source, second) ?? (source.DoubleParentheses ??= new DoubleParentheses()).Answer(source, second);

    /// <summary>The answer when a few plain characters tell it; null when they do not.</summary>
    private static bool? AnswerNearby(BashSource source, int second)
    {
        const int reach = 64;
        var depth = 0;
        var end = Math.Min(source.End, second + reach);
        for (var i = second; i < end; i++)
        {
            switch (source.Text[i])
            {
                case '(':
                    depth++;
                    break;
                case ')' when --depth == 0:
                    return source.At(source.SkipContinuations(i + 1)) == ')';
                case '\\' or '\'' or '"' or '`':
                case '$' when source.At(i + 1) is '(' or '{' or '\\':
                    return null;
            }
        }
        return null;
    }

    private bool Answer(BashSource source, int second)
    {
        if (answers.TryGetValue(second, out var answer)) return answer;
        if (second < scannedUntil)
        {
            // The scan went over this place and took it for quoted text: too strange to guess.
            source.Error(BashErrorKind.Syntax, "the parentheses do not match", second);
            return false;
        }
        if (Scan(source, second)) return answers[second];
        source.Error(BashErrorKind.Unterminated, "the parentheses are not closed", second);
        return false;
    }

    /// <summary>Scans to the parenthesis that closes the one at <paramref name="second"/>; false when there is none.</summary>
    private bool Scan(BashSource source, int second)
    {
        // What is open: the place of a parenthesis, or -1 for a double quote, -2 for a brace.
        const int quote = -1, brace = -2;
        var open = new Stack<int>();
        open.Push(second);
        var i = second + 1;
        for (; i < source.End && open.Count > 0; i++)
        {
            var top = open.Peek();
            switch (source.Text[i])
            {
                case '\\':
                    i++;
                    break;
                case '\'' when top != quote:
                    i = EndOf('\'', i);
                    break;
                case '`':
                    i = EndOf('`', i);
                    break;
                case '"' when top == quote:
                    open.Pop();
                    break;
                case '"':
                    open.Push(quote);
                    break;
                case '$' when source.At(i + 1) == '(':
                    open.Push(++i);
                    break;
                case '$' when source.At(i + 1) == '{':
                    open.Push(brace);
                    i++;
                    break;
                case '(' when top >= 0:
                    open.Push(i);
                    break;
                case ')' when top >= 0:
                    answers[open.Pop()] = source.At(source.SkipContinuations(i + 1)) == ')';
                    break;
                case '}' when top == brace:
                    open.Pop();
                    break;
            }
        }
        scannedUntil = Math.Max(scannedUntil, Math.Min(i, source.End));
        return open.Count == 0;

        int EndOf(char quoting, int at)
        {
            for (at++; at < source.End && source.Text[at] != quoting; at++)
            {
                if (quoting == '`' && source.Text[at] == '\\') at++;
            }
            return at;
        }
    }
}

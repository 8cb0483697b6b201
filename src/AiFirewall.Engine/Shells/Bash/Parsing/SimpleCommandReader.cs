using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Reads simple commands: assignments, words and redirections (Bash manual, 3.2.2), and functions without the reserved word.</summary>
internal static class SimpleCommandReader
{
    /// <summary>Reads the command at the cursor; null when none begins there.</summary>
    public static BashCommand? Read(BashSource source)
    {
        var start = source.Position;
        var end = start;
        List<Assignment>? assignments = null;
        List<Word>? words = null;
        List<Redirection>? redirections = null;
        var takesArrays = false;
        while (true)
        {
            if (RedirectionReader.TryRead(source, ref redirections))
            {
                end = source.Position;
            }
            else if (words is null && AssignmentReader.TryRead(source, out var assignment, out var word))
            {
                if (assignment is not null) (assignments ??= new List<Assignment>(1)).Add(assignment);
                else AddWord(word!);
                end = source.Position;
            }
            else if (takesArrays && AssignmentReader.TryReadArgument(source) is { } array)
            {
                AddWord(array);
            }
            else if (WordReader.Read(source, WordModes.Argument) is { } next)
            {
                AddWord(next);
                if (words!.Count == 1 && assignments is null && redirections is null && IsFunction(source))
                {
                    return FunctionReader.ReadBody(source, start, WordReader.PlainTextOf(next) ?? source.Text[start..end]);
                }
            }
            else if (source.Current == '(' && words is not null && TryReadStrangeArray(source, words[^1], end, out var array2))
            {
                words[^1] = array2;
                end = source.Position;
            }
            else
            {
                break;
            }
            source.SkipBlanks();
        }
        if (end == start) return null;
        source.CountNode();
        var command = new SimpleCommand(assignments ?? (IReadOnlyList<Assignment>)[], words ?? (IReadOnlyList<Word>)[], source.Span(start, end));
        return redirections is null ? command : command with { Redirections = redirections };

        void AddWord(Word word)
        {
            (words ??= new List<Word>(4)).Add(word);
            end = source.Position;
            if (words.Count == 1) takesArrays = AssignmentReader.TakesArrays(word);
        }
    }

    private static bool IsFunction(BashSource source)
    {
        source.SkipBlanks();
        return FunctionReader.TryReadParentheses(source);
    }

    /// <summary><c>cmd x=(a b)</c> is wrong after any command but a declaration, yet the words inside are read.</summary>
    private static bool TryReadStrangeArray(BashSource source, Word last, int end, out Word array)
    {
        array = last;
        if (source.Position != end || last.Parts is not [LiteralPart { Quoting: Quoting.None } name] || !name.Text.EndsWith('=')) return false;
        source.Error(BashErrorKind.Syntax, "unexpected '('", source.Position);
        array = AssignmentReader.ReadArrayAfter(source, last, name.Text[..^1]);
        return true;
    }
}

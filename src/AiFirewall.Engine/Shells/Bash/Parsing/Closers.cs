namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Tokens that end a list of commands.</summary>
[Flags]
internal enum Closers : ushort
{
    None = 0,
    Then = 1,
    Elif = 2,
    Else = 4,
    Fi = 8,
    Do = 16,
    Done = 32,
    Esac = 64,
    /// <summary><c>;;</c>, <c>;&amp;</c>, <c>;;&amp;</c></summary>
    ClauseEnd = 128,
    Brace = 256,
    Parenthesis = 512,
}

/// <summary>Words that are no commands in command position (Bash manual, 3.2.1).</summary>
internal enum ReservedWord : byte
{
    None, If, Then, Elif, Else, Fi, For, While, Until, Do, Done, Case, Esac, Select, Function, Coproc, Time, In, OpenBrace, CloseBrace, Not, Condition,
    ConditionEnd,
}

/// <summary>Recognizes reserved words at the cursor.</summary>
internal static class ReservedWords
{
    private const int LongestWord = 8;

    /// <summary>The reserved word at the cursor, and where it ends.</summary>
    public static ReservedWord At(BashSource source, out int end)
    {
        end = source.Position;
        switch (source.Current)
        {
            case 'i' or 't' or 'e' or 'f' or 'w' or 'u' or 'd' or 'c' or 's' or '{' or '}' or '!' or '[' or ']' or '\\':
                break;
            default:
                return ReservedWord.None;
        }
        Span<char> letters = stackalloc char[LongestWord];
        var count = 0;
        while (!source.IsWordEnd(end))
        {
            var next = source.SkipContinuations(end);
            if (next > end)
            {
                end = next;
                continue;
            }
            if (count == LongestWord) return ReservedWord.None;
            letters[count++] = source.At(end++);
        }
        // '!(' in command position is a negated subshell unless extglob is on; reading it so shows the commands inside.
        return Named(letters[..count]);
    }

    public static bool Is(BashSource source, ReservedWord word, out int end) => At(source, out end) == word;

    public static Closers CloserOf(ReservedWord word) => word switch
    {
        ReservedWord.Then => Closers.Then,
        ReservedWord.Elif => Closers.Elif,
        ReservedWord.Else => Closers.Else,
        ReservedWord.Fi => Closers.Fi,
        ReservedWord.Do => Closers.Do,
        ReservedWord.Done => Closers.Done,
        ReservedWord.Esac => Closers.Esac,
        ReservedWord.CloseBrace => Closers.Brace,
        _ => Closers.None,
    };

    /// <summary>The closer at the cursor, and where it ends.</summary>
    public static Closers CloserAt(BashSource source, out int end)
    {
        if (source.Current == ')')
        {
            end = source.Position + 1;
            return Closers.Parenthesis;
        }
        if (source.Current == ';')
        {
            end = ClauseEndAt(source, out _);
            return end < 0 ? Closers.None : Closers.ClauseEnd;
        }
        return CloserOf(At(source, out end));
    }

    /// <summary>Where the terminator of a clause at the cursor ends; -1 when there is none.</summary>
    public static int ClauseEndAt(BashSource source, out string terminator)
    {
        terminator = ";;";
        var end = source.MatchOperator(';', ';');
        if (end < 0)
        {
            terminator = ";&";
            return source.MatchOperator(';', '&');
        }
        var next = source.SkipContinuations(end);
        if (source.At(next) != '&') return end;
        terminator = ";;&";
        return next + 1;
    }

    private static ReservedWord Named(ReadOnlySpan<char> word) => word switch
    {
        "if" => ReservedWord.If,
        "then" => ReservedWord.Then,
        "elif" => ReservedWord.Elif,
        "else" => ReservedWord.Else,
        "fi" => ReservedWord.Fi,
        "for" => ReservedWord.For,
        "while" => ReservedWord.While,
        "until" => ReservedWord.Until,
        "do" => ReservedWord.Do,
        "done" => ReservedWord.Done,
        "case" => ReservedWord.Case,
        "esac" => ReservedWord.Esac,
        "select" => ReservedWord.Select,
        "function" => ReservedWord.Function,
        "coproc" => ReservedWord.Coproc,
        "time" => ReservedWord.Time,
        "in" => ReservedWord.In,
        "{" => ReservedWord.OpenBrace,
        "}" => ReservedWord.CloseBrace,
        "!" => ReservedWord.Not,
        "[[" => ReservedWord.Condition,
        "]]" => ReservedWord.ConditionEnd,
        _ => ReservedWord.None,
    };
}

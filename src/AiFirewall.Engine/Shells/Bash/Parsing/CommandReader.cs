using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Reads one command: by its first token it is a compound or a simple one (Bash manual, 3.2).</summary>
internal static class CommandReader
{
    /// <summary>Reads the command at the cursor; null when none begins there.</summary>
    public static BashCommand? Read(BashSource source)
    {
        if (ReadCompound(source, out var command)) return command;
        var word = ReservedWords.At(source, out _);
        if (ReservedWords.CloserOf(word) != Closers.None) return null;
        if (word is ReservedWord.In or ReservedWord.ConditionEnd)
        {
            // Bash refuses these words here; read as a command, nothing after them is lost.
            source.Error(BashErrorKind.Syntax, "a command begins with a reserved word", source.Position);
        }
        return SimpleCommandReader.Read(source);
    }

    /// <summary>Reads a compound command with its redirections; false when none begins at the cursor.</summary>
    public static bool ReadCompound(BashSource source, out BashCommand? command)
    {
        command = null;
        var start = source.Position;
        var word = ReservedWord.None;
        var end = start + 1;
        if (source.Current != '(')
        {
            word = ReservedWords.At(source, out end);
            if (!IsOpener(word)) return false;
        }
        // Too deep: everything left is skipped.
        if (!source.TryEnter()) return true;
        source.Position = end;
        source.CountNode();
        command = word == ReservedWord.None ? GroupReader.ReadParentheses(source, start) : ReadAfter(source, word, start);
        if (command is not FunctionCommand and not CoprocCommand) command = WithRedirections(source, command, start);
        source.Leave();
        return true;
    }

    public static bool IsCompoundStart(BashSource source) =>
        source.Current == '('
        || (ReservedWords.At(source, out _) is var word && IsOpener(word) && word is not (ReservedWord.Function or ReservedWord.Coproc));

    private static bool IsOpener(ReservedWord word) => word is ReservedWord.If or ReservedWord.For or ReservedWord.While or ReservedWord.Until
        or ReservedWord.Case or ReservedWord.Select or ReservedWord.Function or ReservedWord.Coproc or ReservedWord.OpenBrace
        or ReservedWord.Condition;

    private static BashCommand ReadAfter(BashSource source, ReservedWord word, int start) => word switch
    {
        ReservedWord.If => BranchReader.ReadIf(source, start),
        ReservedWord.Case => BranchReader.ReadCase(source, start),
        ReservedWord.While or ReservedWord.Until => LoopReader.ReadWhile(source, start, word == ReservedWord.Until),
        ReservedWord.For or ReservedWord.Select => LoopReader.ReadFor(source, start, word == ReservedWord.Select),
        ReservedWord.Function => FunctionReader.ReadAfterKeyword(source, start),
        ReservedWord.Coproc => FunctionReader.ReadCoproc(source, start),
        ReservedWord.Condition => ConditionReader.Read(source, start),
        _ => GroupReader.ReadBraces(source, start),
    };

    private static BashCommand WithRedirections(BashSource source, BashCommand command, int start)
    {
        List<Redirection>? redirections = null;
        while (true)
        {
            var end = source.Position;
            source.SkipBlanks();
            if (RedirectionReader.TryRead(source, ref redirections)) continue;
            if (redirections is null) return command;
            return command with { Redirections = redirections, Span = source.Span(start, end) };
        }
    }
}

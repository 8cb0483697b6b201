using AiFirewall.Effects;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Reads pipelines joined by <c>&amp;&amp;</c> and <c>||</c>, and pipelines (Bash manual, 3.2.3 and 3.2.4).</summary>
internal static class AndOrReader
{
    /// <summary>Reads what stands between two separators; null when no command begins at the cursor.</summary>
    public static BashCommand? Read(BashSource source)
    {
        var start = source.Position;
        var first = ReadPipeline(source);
        if (first is null) return null;
        List<AndOrItem>? rest = null;
        while (true)
        {
            source.SkipBlanks();
            var and = source.MatchOperator('&', '&');
            var end = and >= 0 ? and : source.MatchOperator('|', '|');
            if (end < 0) break;
            source.Position = end;
            source.SkipNewlines();
            if (ReadPipeline(source) is not { } command)
            {
                ReportMissing(source, end - 2);
                break;
            }
            (rest ??= []).Add(new AndOrItem(IsOr: and < 0, command));
        }
        if (rest is null) return first;
        source.CountNode();
        return new AndOrCommand(first, rest, TextSpanOf(source, start, rest[^1].Command));
    }

    private static BashCommand? ReadPipeline(BashSource source)
    {
        var start = source.Position;
        var hasPrefix = ReadPrefix(source, out var isNegated, out var isTimed);
        var first = CommandReader.Read(source);
        if (first is null) return hasPrefix ? Bare(source, start, isNegated, isTimed) : null;

        source.SkipBlanks();
        if (!hasPrefix && source.Current != '|') return first;
        List<BashCommand> commands = [first];
        List<bool> pipesErrors = [];
        while (TryReadPipe(source, out var withErrors))
        {
            var afterPipe = source.Position;
            source.SkipNewlines();
            if (ReservedWords.Is(source, ReservedWord.Not, out var end))
            {
                // Bash takes '!' at the start of a pipeline only; what follows is read all the same.
                source.Error(BashErrorKind.Syntax, "unexpected '!'", source.Position);
                source.Position = end;
                source.SkipBlanks();
            }
            if (CommandReader.Read(source) is not { } next)
            {
                ReportMissing(source, afterPipe - 1);
                break;
            }
            pipesErrors.Add(withErrors);
            commands.Add(next);
        }
        if (!hasPrefix && commands.Count == 1) return first;
        source.CountNode();
        return new PipelineCommand(commands, pipesErrors, isNegated, isTimed, TextSpanOf(source, start, commands[^1]));
    }

    /// <summary>Reads <c>!</c> and <c>time</c> in any order and number.</summary>
    private static bool ReadPrefix(BashSource source, out bool isNegated, out bool isTimed)
    {
        isNegated = isTimed = false;
        var hasPrefix = false;
        while (true)
        {
            switch (ReservedWords.At(source, out var end))
            {
                case ReservedWord.Not:
                    isNegated = !isNegated;
                    source.Position = end;
                    source.SkipBlanks();
                    break;
                case ReservedWord.Time:
                    isTimed = true;
                    source.Position = end;
                    source.SkipBlanks();
                    SkipTimeOption(source, "-p");
                    SkipTimeOption(source, "--");
                    break;
                default:
                    return hasPrefix;
            }
            hasPrefix = true;
        }
    }

    private static void SkipTimeOption(BashSource source, string option)
    {
        var end = source.Position + option.Length;
        if (end > source.End || !source.Slice(source.Position, end).SequenceEqual(option) || !source.IsWordEnd(end)) return;
        source.Position = end;
        source.SkipBlanks();
    }

    /// <summary><c>time</c> or <c>!</c> alone is a command.</summary>
    private static PipelineCommand Bare(BashSource source, int start, bool isNegated, bool isTimed)
    {
        source.CountNode();
        return new PipelineCommand([], [], isNegated, isTimed, source.SpanFrom(start));
    }

    private static bool TryReadPipe(BashSource source, out bool withErrors)
    {
        withErrors = false;
        source.SkipBlanks();
        if (source.Current != '|' || source.MatchOperator('|', '|') >= 0) return false;
        var end = source.MatchOperator('|', '&');
        withErrors = end >= 0;
        source.Position = withErrors ? end : source.Position + 1;
        return true;
    }

    private static void ReportMissing(BashSource source, int operatorStart) =>
        source.Error(
            source.IsAtEnd ? BashErrorKind.Unterminated : BashErrorKind.Syntax, "a command is missing after an operator", operatorStart);

    private static TextSpan TextSpanOf(BashSource source, int start, BashCommand last) =>
        TextSpan.Between(source.OriginOf(start), last.Span.End);
}

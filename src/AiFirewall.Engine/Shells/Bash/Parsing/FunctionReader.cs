using AiFirewall.Effects;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Reads functions and coprocesses (Bash manual, 3.3 and 3.2.6).</summary>
internal static class FunctionReader
{
    /// <summary>Reads <c>function name …</c>, the cursor after <c>function</c>.</summary>
    public static FunctionCommand ReadAfterKeyword(BashSource source, int start)
    {
        source.SkipBlanks();
        var at = source.Position;
        var word = WordReader.Read(source, WordModes.None);
        if (word is null) source.Error(BashErrorKind.Syntax, "a function without a name", start);
        var name = word is null ? "" : WordReader.PlainTextOf(word) ?? source.Text[at..source.Position];
        source.SkipBlanks();
        TryReadParentheses(source);
        return ReadBody(source, start, name);
    }

    /// <summary>Reads <c>()</c> after a name; false, with the cursor where it was, when something else stands there.</summary>
    public static bool TryReadParentheses(BashSource source)
    {
        if (source.Current != '(') return false;
        var position = source.Position + 1;
        while (source.At(position) is ' ' or '\t') position++;
        position = source.SkipContinuations(position);
        if (source.At(position) != ')') return false;
        source.Position = position + 1;
        return true;
    }

    /// <summary>Reads a function's body, which Bash wants to be a compound command.</summary>
    public static FunctionCommand ReadBody(BashSource source, int start, string name)
    {
        source.SkipNewlines();
        if (!CommandReader.IsCompoundStart(source))
        {
            source.Error(source.IsAtEnd ? BashErrorKind.Unterminated : BashErrorKind.Syntax, "a function's body is no compound command", start);
        }
        // In zsh a function's body may be a simple command: reading it shows what it would do.
        var body = (source.TryEnter() ? ReadCommand(source) : null) ?? Nothing(source);
        return new FunctionCommand(name, body, TextSpan.Between(source.OriginOf(start), body.Span.End));
    }

    /// <summary>Reads <c>coproc [name] command</c>, the cursor after <c>coproc</c>.</summary>
    public static CoprocCommand ReadCoproc(BashSource source, int start)
    {
        source.SkipBlanks();
        var name = TryReadCoprocName(source);
        var body = CommandReader.Read(source);
        if (body is null) source.Error(BashErrorKind.Syntax, "'coproc' without a command", start);
        body ??= Nothing(source);
        return new CoprocCommand(name, body, TextSpan.Between(source.OriginOf(start), body.Span.End));
    }

    private static BashCommand? ReadCommand(BashSource source)
    {
        var body = CommandReader.Read(source);
        source.Leave();
        return body;
    }

    /// <summary>A name stands in front of compound commands only.</summary>
    private static string? TryReadCoprocName(BashSource source)
    {
        if (CommandReader.IsCompoundStart(source)) return null;
        var start = source.Position;
        var end = start;
        while (BashCharacters.IsNamePart(source.At(end))) end++;
        if (end == start) return null;
        source.Position = end;
        source.SkipBlanks();
        if (source.Position > end && CommandReader.IsCompoundStart(source)) return source.Text[start..end];
        source.Position = start;
        return null;
    }

    private static SimpleCommand Nothing(BashSource source) => new([], [], source.Span(source.Position, source.Position));
}

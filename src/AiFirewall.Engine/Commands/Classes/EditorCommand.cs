using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary>vi's and ed's families: their commands, given as options, as <c>+command</c> or on standard input, can run others with <c>!</c>.</summary>
internal sealed class EditorCommand : ICommandClass
{
    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        EntryInterpreter.Read(call);
        foreach (var use in call.Arguments.Options)
        {
            if (use.Value is { } command && (use.IsNamed("-c") || use.IsNamed("--cmd"))) ReadCommand(command, call);
        }

        foreach (var operand in call.Arguments.Operands)
        {
            if (operand.Value.Text.StartsWith('+')) ReadCommand(operand.Value with { Text = operand.Value.Text[1..] }, call);
        }

        if (call.Name is "ed" or "red" or "ex" && call.Invocation.Input is { } input)
        {
            foreach (var line in input.Text.Split('\n')) ReadCommand(input with { Text = line }, call);
        }

        return true;
    }

    /// <summary><c>:!cmd</c>, <c>%!cmd</c>, <c>r !cmd</c>, <c>silent !cmd</c>: what follows the mark is for the shell.</summary>
    private static void ReadCommand(Value command, CommandCall call)
    {
        var text = command.Text;
        var mark = text.IndexOf('!', StringComparison.Ordinal);
        if (mark < 0 || mark + 1 == text.Length || !IsRunning(text.AsSpan(0, mark).TrimStart(" :"))) return;
        call.RunCode("bash", command with { Text = text[(mark + 1)..] }, call.Invocation.Span);
    }

    /// <summary>Not <c>q!</c> or <c>w! file</c>: only a range, or a word and a space that take a command.</summary>
    private static bool IsRunning(ReadOnlySpan<char> before)
    {
        while (before.Length > 0 && (char.IsAsciiDigit(before[0]) || before[0] is '%' or '.' or '$' or ',' or '\'' or '+' or '-')) before = before[1..];
        return before is "" or "r " or "re " or "read " or "w " or "write " or "e " or "sil " or "silent " or "exe \"" or "execute \"" or "r" or "term " || before.TrimEnd().EndsWith("|");
    }
}

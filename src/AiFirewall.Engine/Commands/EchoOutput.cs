using AiFirewall.Shells;
using AiFirewall.Shells.Bash;

namespace AiFirewall.Commands;

/// <summary>What <c>echo</c> and <c>printf</c> write: text that a pipe may hand to a shell.</summary>
internal static class EchoOutput
{
    /// <summary>The output of a call.</summary>
    public static Value Of(CommandCall call)
    {
        var arguments = call.Invocation.Arguments;
        if (call.Name == "printf") return PrintfFormat.Apply([.. arguments.Where((a, i) => i > 0 || a.Value.Text != "--").Select(a => a.Value)]);
        if (call.Name == "yes") return arguments.Count == 0 ? new Value("y\n") : EntryInterpreter.Joined(arguments, 0, arguments.Count);
        var first = 0;
        var interprets = false;
        var isOneLine = false;
        while (first < arguments.Count && IsEchoOption(arguments[first].Value.Text))
        {
            interprets |= arguments[first].Value.Text.Contains('e', StringComparison.Ordinal);
            isOneLine |= arguments[first].Value.Text.Contains('n', StringComparison.Ordinal);
            first++;
        }

        var text = EntryInterpreter.Joined(arguments, first, arguments.Count);
        if (interprets)
        {
            text = text with { Text = PrintfFormat.Unescape(text.Text, out var hasCodes) };
            if (hasCodes) text = text with { Origins = text.Origins | Origins.Decoded };
        }

        return text with { Text = isOneLine ? text.Text : text.Text + "\n", IsGlob = false, IsQuoted = false };
    }

    private static bool IsEchoOption(string text) => text.Length > 1 && text[0] == '-' && text.AsSpan(1).IndexOfAnyExcept('n', 'e', 'E') < 0;
}

using AiFirewall.Effects;
using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Shells.Cmd.Evaluation;

/// <summary>
/// The phases that follow parsing: the variables of loops, and <c>!name!</c> when delayed expansion is on. What they bring in is text, never
/// connectors or redirections.
/// </summary>
internal static class LateExpansion
{
    private const int MaxLine = 16 * 1024;

    /// <summary>Expands a piece of a command.</summary>
    public static CmdText Of(CmdText text, CmdState state)
    {
        if (state.Loops.Count > 0 && text.Text.Contains('%', StringComparison.Ordinal)) text = Loops(text, state);
        return state.IsDelayed && text.Text.Contains('!', StringComparison.Ordinal) ? Delayed(text, state) : text;
    }

    private static CmdText Loops(CmdText text, CmdState state)
    {
        var output = new CmdTextBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var end = text[i].Char == '%' && output.Length < MaxLine ? EndOfLoopVariable(text, i, state, out _, out _) : -1;
            if (end < 0)
            {
                output.Append(text[i]);
                continue;
            }

            EndOfLoopVariable(text, i, state, out var letters, out var value);
            output.Append(letters is null ? value : PathModifier.Apply(value, letters, state), TextSpan.Between(text[i].Start, text[end].End));
            i = end;
        }

        return output.ToText();
    }

    /// <summary>The last character of <c>%a</c> or <c>%~nxa</c>; -1 when no such variable stands here.</summary>
    private static int EndOfLoopVariable(CmdText text, int at, CmdState state, out string? letters, out Value value)
    {
        (letters, value) = (null, Value.Empty);
        if (at + 1 >= text.Length) return -1;
        if (state.Loops.TryGetValue(text[at + 1].Char, out var plain))
        {
            value = plain;
            return at + 1;
        }

        if (text[at + 1].Char != '~') return -1;
        var end = at + 2;
        while (end < text.Length && end - at < 12 && PathModifier.IsLetter(text[end].Char)) end++;

        // %~na: the longest run of letters that leaves a variable behind it.
        for (end = Math.Min(end, text.Length - 1); end >= at + 2; end--)
        {
            if (!state.Loops.TryGetValue(text[end].Char, out var found)) continue;
            value = found;
            letters = text.Text[(at + 2)..end];
            return end;
        }

        return -1;
    }

    private static CmdText Delayed(CmdText text, CmdState state)
    {
        var output = new CmdTextBuilder();
        var whole = text.Text;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i].Char;
            if (c == '^' && i + 1 < text.Length)
            {
                output.Append(text[++i]);
                continue;
            }

            if (c != '!')
            {
                output.Append(text[i]);
                continue;
            }

            // An exclamation mark without a partner vanishes.
            var end = whole.IndexOf('!', i + 1);
            if (end < 0) continue;
            if (end > i + 1)
            {
                var value = output.Length > MaxLine ? Value.Unknown : Lookup(whole[(i + 1)..end], state);
                output.Append(value, TextSpan.Between(text[i].Start, text[end].End));
            }

            i = end;
        }

        return output.ToText();
    }

    private static Value Lookup(string reference, CmdState state)
    {
        if (state.Variable(reference) is { } whole) return whole.Value;
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && colon < reference.Length - 1 && state.Variable(reference[..colon]) is { } value) return VariableModifier.Apply(value.Value, reference[(colon + 1)..]);
        return Value.Unknown with { Source = $"!{reference}!" };
    }
}

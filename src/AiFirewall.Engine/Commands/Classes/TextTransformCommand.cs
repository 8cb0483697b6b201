using System.Text;
using AiFirewall.Effects;
using AiFirewall.Shells;
using AiFirewall.Shells.Bash;

namespace AiFirewall.Commands.Classes;

/// <summary><c>tr</c> and <c>rev</c>: simple ciphers when what they make is executed.</summary>
internal sealed class TextTransformCommand : ICommandClass
{
    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        EntryInterpreter.Read(call);
        if (call.Invocation.Input is not { } input) return true;
        var text = input.IsResolved ? call.Name switch { "rev" => Reversed(input.Text), "tac" => Backwards(input.Text), "tr" => Translated(call, input.Text), _ => null } : null;
        var isChanged = text is null || text.Trim() != input.Text.Trim();
        call.Output = new Value(text ?? Unresolved.Anything, input.Origins | (isChanged && call.Name is "rev" or "tr" ? Origins.Decoded : Origins.Command), input.Source);
        return true;
    }

    private static string Reversed(string text) => string.Join('\n', text.Split('\n').Select(l => string.Concat(l.Reverse())));

    private static string Backwards(string text) => string.Join('\n', text.TrimEnd('\n').Split('\n').Reverse());

    private static string? Translated(CommandCall call, string text)
    {
        var operands = call.Arguments.Operands;
        if (operands.Count == 0 || !operands.TrueForAll(o => o.Value.IsResolved)) return null;
        var from = Expand(operands[0].Value.Text);
        if (from.Length == 0) return null;
        var deletes = call.Arguments.Has("-d");
        if (call.Arguments.Has("-c") || call.Arguments.Has("-C") || (!deletes && operands.Count < 2)) return null;
        var to = deletes ? "" : Expand(operands[1].Value.Text);
        if (!deletes && to.Length == 0) return null;
        var output = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var at = from.LastIndexOf(c);
            if (at < 0) output.Append(c);
            else if (!deletes) output.Append(to[Math.Min(at, to.Length - 1)]);
        }

        return output.ToString();
    }

    /// <summary><c>a-z</c>, <c>[:upper:]</c>, escapes; empty for what is not known.</summary>
    private static string Expand(string set)
    {
        set = PrintfFormat.Unescape(set, out _)
            .Replace("[:upper:]", "A-Z", StringComparison.Ordinal).Replace("[:lower:]", "a-z", StringComparison.Ordinal).Replace("[:digit:]", "0-9", StringComparison.Ordinal)
            .Replace("[:space:]", " \t\n\r", StringComparison.Ordinal).Replace("[:alpha:]", "A-Za-z", StringComparison.Ordinal).Replace("[:alnum:]", "A-Za-z0-9", StringComparison.Ordinal);
        if (set.Contains("[:", StringComparison.Ordinal) || set.Length > 512) return "";
        var result = new StringBuilder();
        for (var i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-' && set[i + 2] >= set[i])
            {
                for (var c = set[i]; c <= set[i + 2] && result.Length < 4096; c++) result.Append(c);
                i += 2;
            }
            else
            {
                result.Append(set[i]);
            }
        }

        return result.ToString();
    }
}

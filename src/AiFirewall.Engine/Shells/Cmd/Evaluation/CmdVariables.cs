using System.Globalization;
using System.Text;
using AiFirewall.Effects;
using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Shells.Cmd.Evaluation;

/// <summary><c>set</c>, <c>set /a</c> and <c>set /p</c>.</summary>
internal sealed class CmdVariables(ICmdHost host)
{
    /// <summary>Runs a <c>set</c>.</summary>
    public Outcome Run(CmdCall call, CmdState state)
    {
        var text = call.Tail.Slice(LeadingBlanks(call.Tail), call.Tail.Length);
        if (text.Text.StartsWith("/a", StringComparison.OrdinalIgnoreCase)) return Calculate(text.Slice(2, text.Length), state);
        var isPrompt = text.Text.StartsWith("/p", StringComparison.OrdinalIgnoreCase);
        if (isPrompt) text = text.Slice(2 + LeadingBlanks(text.Slice(2, text.Length)), text.Length);
        text = Assignment(text);
        var equals = text.Text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) return new Outcome(Listing(text.Trim().Text, state));
        var name = text.Text[..equals].TrimStart();
        var value = text.Slice(equals + 1, text.Length);
        if (isPrompt) return Ask(name, value, call, state);
        if (name.Length > 0) Set(name, value.Length == 0 ? null : value.ToValue(), call.Span, state);
        return Outcome.Silent;
    }

    private static int LeadingBlanks(CmdText text)
    {
        var i = 0;
        while (i < text.Length && Parsing.CmdCharacters.IsSeparator(text[i].Char)) i++;
        return i;
    }

    /// <summary><c>set "x=y" z</c> sets x to y; <c>set x=y "z"</c> takes all.</summary>
    private static CmdText Assignment(CmdText text)
    {
        if (text.Length == 0 || text[0].Char != '"') return text;
        var last = text.Text.LastIndexOf('"');
        return text.Slice(1, last > 0 ? last : text.Length);
    }

    private static Outcome Calculate(CmdText expression, CmdState state)
    {
        var result = SetArithmetic.Evaluate(expression.Text, state);
        return new Outcome(result is { } known ? new Value(known.ToString(CultureInfo.InvariantCulture)) : Value.Unknown);
    }

    /// <summary><c>set /p x=prompt</c> reads a line; <c>&lt;nul set /p=text</c> only prints.</summary>
    private Outcome Ask(string name, CmdText prompt, CmdCall call, CmdState state)
    {
        if (name.Length > 0)
        {
            var input = call.Input ?? Value.Unknown;
            var end = input.Text.IndexOf('\n', StringComparison.Ordinal);
            Set(name, end < 0 ? input : input with { Text = input.Text[..end].TrimEnd('\r') }, call.Span, state);
        }

        return new Outcome(CommandWords.WithoutQuotes(prompt).ToValue());
    }

    private void Set(string name, Value? value, TextSpan span, CmdState state)
    {
        if (!state.Set(name, value is null ? null : value with { IsGlob = false, IsQuoted = false, MaySplit = false }))
            host.Report("shell.too-large", "the text sets more variables than are followed", state.OuterSpan ?? span, state);
        host.Assigns(name, value ?? Value.Empty, span, state);
    }

    /// <summary><c>set com</c> lists the variables that begin with it; only those that are known can be told.</summary>
    private static Value Listing(string prefix, CmdState state)
    {
        if (prefix.Length == 0) return Value.Unknown with { Origins = Origins.Command, Source = "set" };
        if (Unresolved.In(prefix)) return Value.Unknown;
        var text = new StringBuilder();
        foreach (var name in state.Names(prefix))
        {
            if (state.Variable(name) is { Value.Text.Length: > 0 } known) text.Append(name).Append('=').Append(known.Value.Text).Append('\n');
        }

        if (text.Length == 0 && state.Variable(prefix) is { } whole) text.Append(prefix).Append('=').Append(whole.Value.Text).Append('\n');
        return text.Length == 0 ? Value.Unknown with { Origins = Origins.Command, Source = "set" } : new Value(text.ToString());
    }
}

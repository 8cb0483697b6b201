using AiFirewall.Code.Folding;
using AiFirewall.Shells;

namespace AiFirewall.Code.Calls;

/// <summary>What is written to standard output.</summary>
internal static class Printing
{
    /// <summary>Prints values.</summary>
    public static CodeValue Line(IReadOnlyList<CodeValue> values, string between, string end, CodeRun run)
    {
        var text = Value.Empty;
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0 && between.Length > 0) text = Value.Concat(text, new Value(between));
            text = Value.Concat(text, Operators.AsText(values[i]));
        }

        if (end.Length > 0) text = Value.Concat(text, new Value(end));
        run.Print(text);
        return CodeValue.Nothing;
    }
}

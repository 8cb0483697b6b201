using System.Globalization;
using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Shells.Cmd.Evaluation;

/// <summary>Whether the condition of an <c>if</c> holds, as far as that is certain.</summary>
internal static class CmdConditions
{
    /// <summary>True, false, or null when it cannot be said.</summary>
    public static bool? Holds(CmdCondition condition, CmdState state)
    {
        var left = LateExpansion.Of(condition.Left, state);
        var right = LateExpansion.Of(condition.Right, state);
        bool? holds = condition.Operator switch
        {
            "exist" or "errorlevel" or "cmdextversion" => null,
            "defined" => left.IsGuess ? null : state.IsDefined(left.Text),
            _ => left.IsGuess || right.IsGuess || !left.ToValue().IsResolved || !right.ToValue().IsResolved ? null : Compare(condition.Operator, left.Text, right.Text, condition.IgnoresCase),
        };
        return holds is { } known ? known != condition.IsNegated : null;
    }

    private static bool Compare(string comparison, string left, string right, bool ignoresCase)
    {
        var order = int.TryParse(left, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var a) && int.TryParse(right, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var b)
            && comparison != "==" ? a.CompareTo(b) : string.Compare(left, right, ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        return comparison switch
        {
            "==" or "equ" => order == 0,
            "neq" => order != 0,
            "lss" => order < 0,
            "leq" => order <= 0,
            "gtr" => order > 0,
            _ => order >= 0,
        };
    }
}

using AiFirewall.Effects;

namespace AiFirewall.Shells.Cmd.Evaluation;

/// <summary>The letters in <c>%~dpnx1</c> and <c>%~nxa</c>: parts of a path.</summary>
internal static class PathModifier
{
    /// <summary>Whether a character is such a letter.</summary>
    public static bool IsLetter(char c) => char.ToLowerInvariant(c) is 'f' or 'd' or 'p' or 'n' or 'x' or 's' or 'a' or 't' or 'z';

    /// <summary>The parts that <paramref name="letters"/> name; without any: the value without quotes.</summary>
    public static Value Apply(Value value, string letters, CmdState state)
    {
        var text = value.Text.Trim('"');
        if (letters.Length == 0) return value with { Text = text };
        if (letters.IndexOfAny(['a', 't', 'z', '$']) >= 0) return value with { Text = Unresolved.Anything };
        letters = letters.ToLowerInvariant();
        var full = CmdState.Backslashes(state.Absolute(text));
        var isFull = letters.Contains('f', StringComparison.Ordinal) || letters == "s";
        if (isFull) return value with { Text = full };
        if (full[0] == Unresolved.Hole) return value with { Text = Unresolved.Anything };
        var slash = full.LastIndexOf('\\');
        var name = full[(slash + 1)..];
        var dot = name.LastIndexOf('.');
        var drive = full.Length > 1 && full[1] == ':' ? full[..2] : "";
        var result = "";
        if (letters.Contains('d', StringComparison.Ordinal)) result += drive;
        if (letters.Contains('p', StringComparison.Ordinal)) result += slash < 0 ? "" : full[drive.Length..(slash + 1)];
        if (letters.Contains('n', StringComparison.Ordinal)) result += dot < 0 ? name : name[..dot];
        if (letters.Contains('x', StringComparison.Ordinal) && dot >= 0) result += name[dot..];
        return value with { Text = result };
    }
}

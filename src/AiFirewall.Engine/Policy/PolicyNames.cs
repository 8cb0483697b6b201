using AiFirewall.Assessment;
using AiFirewall.Effects;

namespace AiFirewall.Policy;

/// <summary>The names of sections, by intent.</summary>
internal static class SectionNames
{
    /// <summary>One for each intent, in the order of the enumeration.</summary>
    public static string[] All { get; } = [.. Enum.GetValues<Intent>().Select(Section.NameOf)];
}

/// <summary>The words that policy files use for members of an enumeration: lower-case with dashes.</summary>
/// <remarks>Made when a file first uses one, so that the common start-up does not pay for them.</remarks>
internal static class PolicyWords<T> where T : struct, Enum
{
    /// <summary>All words, in the order of <see cref="Values"/>.</summary>
    public static string[] Words { get; } = [.. Enum.GetNames<T>().Select(WithDashes)];

    /// <summary>The members.</summary>
    public static T[] Values { get; } = Enum.GetValues<T>();

    /// <summary>The word for a member.</summary>
    public static string Of(T value) => Words[Array.IndexOf(Values, value)];

    private static string WithDashes(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));
}

/// <summary>The wire names of risks.</summary>
internal static class RiskNames
{
    public static string[] All { get; } = ["LOW", "MEDIUM", "HIGH", "CRITICAL"];

    public static string Of(Risk risk) => All[(int)risk];

    public static bool TryParse(string text, out Risk risk)
    {
        var index = Array.FindIndex(All, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        risk = (Risk)Math.Max(0, index);
        return index >= 0;
    }
}

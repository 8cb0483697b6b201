using AiFirewall.Shells.Bash;

namespace AiFirewall.Tests.Shells.Bash;

/// <summary>Parses and compares in one line.</summary>
internal static class BashTree
{
    /// <summary>The text is valid and reads as <paramref name="expected"/>.</summary>
    public static void Is(string text, string expected)
    {
        var script = BashParser.Parse(text);
        Assert.Equal(expected, TreeText.Of(script));
        Assert.Empty(script.Errors);
    }

    /// <summary>The word, as an argument of <c>x</c>, reads as <paramref name="expected"/>.</summary>
    public static void Word(string word, string expected) => Is("x " + word, $"(cmd x {expected})");
}

namespace AiFirewall.Effects;

/// <summary>
/// Texts that are known only in part carry a hole in place of what is not known, so that <c>"/etc/$name"</c> is still seen to lie
/// under <c>/etc</c>. A hole stands for any text, the empty one included.
/// </summary>
public static class Unresolved
{
    /// <summary>Stands for an unknown piece of text: a Unicode non-character that no valid text holds.</summary>
    public const char Hole = '\uFFFE';

    /// <summary>A text of which nothing is known.</summary>
    public const string Anything = "\uFFFE";

    /// <summary>Whether <paramref name="text"/> has a hole.</summary>
    public static bool In(string text) => text.Contains(Hole, StringComparison.Ordinal);

    /// <summary>The text with an ellipsis for each hole.</summary>
    public static string Display(string text) => In(text) ? text.Replace(Hole, '…') : text;

    /// <summary>Takes non-characters that would pass for holes out of text that comes from outside.</summary>
    public static string Clean(string text) => In(text) ? text.Replace(Hole, '\uFFFD') : text;
}

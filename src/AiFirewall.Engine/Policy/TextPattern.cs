using System.Text.RegularExpressions;

namespace AiFirewall.Policy;

/// <summary>A user's regular expression over the rendered text of an action.</summary>
internal sealed class TextPattern
{
    // Users' patterns may be of any shape; time is what bounds them. A time-out asks.
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(50);

    private readonly Regex _regex;

    /// <exception cref="ArgumentException">The pattern is not a regular expression.</exception>
    public TextPattern(string text, PolicySource source)
    {
        Text = text;
        Source = source;
        // Interpreted: under native compilation the compiled form is the interpreter, and the non-backtracking one takes milliseconds to build.
        _regex = new Regex(FromPython(text), RegexOptions.CultureInvariant, Timeout);
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>Where it stands.</summary>
    public PolicySource Source { get; }

    /// <summary>Whether it occurs in <paramref name="rendered"/>; null when that could not be told in time.</summary>
    public bool? IsIn(string rendered)
    {
        try
        {
            return _regex.IsMatch(rendered);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    // Rule files of the Python product name groups as (?P<x>...) and refer to them as (?P=x).
    private static string FromPython(string text) => text.Contains("(?P", StringComparison.Ordinal)
        ? Regex.Replace(text.Replace("(?P<", "(?<", StringComparison.Ordinal), @"\(\?P=(\w+)\)", @"\k<$1>")
        : text;
}

using AiFirewall.Effects;

namespace AiFirewall.Observation.Git;

/// <summary>The rules of one file of ignore patterns (gitignore(5)).</summary>
internal sealed class IgnoreRules
{
    private const int MaxRules = 5_000;

    private readonly List<Rule> _rules = [];

    /// <summary>Reads the rules of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ignoreCase">Whether names differ in more than case.</param>
    public IgnoreRules(string text, bool ignoreCase)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (_rules.Count >= MaxRules) break;
            if (Parse(line, ignoreCase) is { } rule) _rules.Add(rule);
        }
    }

    /// <summary>What the last rule that matches says: true for ignored, false for not, null when none matches.</summary>
    /// <param name="path">The path relative to the directory of the file of rules.</param>
    /// <param name="isDirectory">Whether it is a directory.</param>
    public bool? Says(ReadOnlySpan<char> path, bool isDirectory)
    {
        for (var i = _rules.Count - 1; i >= 0; i--)
        {
            var rule = _rules[i];
            if (rule.IsForDirectories && !isDirectory) continue;
            if (rule.Matches(path)) return !rule.IsException;
        }

        return null;
    }

    private static Rule? Parse(ReadOnlySpan<char> line, bool ignoreCase)
    {
        if (line.IsEmpty || line[0] == '#') return null;
        while (line.Length > 0 && line[^1] == ' ' && !(line.Length > 1 && line[^2] == '\\')) line = line[..^1];
        var isException = line.Length > 0 && line[0] == '!';
        if (isException) line = line[1..];
        if (line.Length > 1 && line[0] == '\\' && line[1] is '#' or '!') line = line[1..];
        var isForDirectories = line.Length > 0 && line[^1] == '/';
        if (isForDirectories) line = line[..^1];
        var isAnchored = line.Contains('/');
        if (line.Length > 0 && line[0] == '/') line = line[1..];
        if (line.IsEmpty) return null;
        // A backslash only takes away the meaning of the next character, which names rarely have.
        var pattern = line.ToString().Replace("\\", "", StringComparison.Ordinal);
        return new Rule(pattern.Split('/'), isAnchored, isException, isForDirectories, ignoreCase);
    }

    private sealed record Rule(string[] Segments, bool IsAnchored, bool IsException, bool IsForDirectories, bool IgnoresCase)
    {
        public bool Matches(ReadOnlySpan<char> path)
        {
            if (!IsAnchored) return Glob.Matches(Segments[0], path[(path.LastIndexOf('/') + 1)..], IgnoresCase);
            var steps = 10_000;
            return Matches(0, path, ref steps);
        }

        private bool Matches(int at, ReadOnlySpan<char> path, ref int steps)
        {
            while (at < Segments.Length)
            {
                if (--steps < 0) return false;
                if (Segments[at] == "**")
                {
                    if (at == Segments.Length - 1) return !path.IsEmpty;
                    for (var rest = path; ;)
                    {
                        if (Matches(at + 1, rest, ref steps)) return true;
                        var next = rest.IndexOf('/');
                        if (next < 0) return false;
                        rest = rest[(next + 1)..];
                    }
                }

                if (path.IsEmpty) return false;
                var slash = path.IndexOf('/');
                if (!Glob.Matches(Segments[at], slash < 0 ? path : path[..slash], IgnoresCase)) return false;
                path = slash < 0 ? default : path[(slash + 1)..];
                at++;
            }

            return path.IsEmpty;
        }
    }
}

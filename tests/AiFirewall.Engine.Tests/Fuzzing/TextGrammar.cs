using System.Text;

namespace AiFirewall.Tests.Fuzzing;

/// <summary>
/// Writes texts by a grammar that is given as lines <c>name: text with &lt;names&gt;</c>, one for each alternative. The first alternative of a
/// name must lead to no other that nests; it is taken when a text is deep or long enough. <c>⏎</c> stands for a new line.
/// </summary>
internal sealed class TextGrammar
{
    private const int MaxDepth = 9;
    private const int MaxLength = 3_000;

    private readonly Dictionary<string, List<string>> _rules = [];
    private readonly string _start;

    public TextGrammar(string rules)
    {
        foreach (var line in rules.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var name = line[..colon];
            if (!_rules.TryGetValue(name, out var alternatives)) _rules[name] = alternatives = [];
            alternatives.Add(line[(colon + 2)..].Replace('⏎', '\n'));
        }

        _start = rules.TrimStart()[..rules.TrimStart().IndexOf(':', StringComparison.Ordinal)];
    }

    /// <summary>A text.</summary>
    public string Write(Random random)
    {
        var text = new StringBuilder();
        Write(_start, 0, random, text);
        return text.ToString();
    }

    private void Write(string name, int depth, Random random, StringBuilder text)
    {
        var alternatives = _rules[name];
        var template = depth > MaxDepth || text.Length > MaxLength ? alternatives[0] : alternatives[random.Next(alternatives.Count)];
        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf('<', at);
            var close = open < 0 ? -1 : template.IndexOf('>', open);
            if (close < 0 || !_rules.ContainsKey(template[(open + 1)..close]))
            {
                // A "<" that begins no name is itself.
                var end = open < 0 ? template.Length : open + 1;
                text.Append(template, at, end - at);
                at = end;
                continue;
            }

            text.Append(template, at, open - at);
            Write(template[(open + 1)..close], depth + 1, random, text);
            at = close + 1;
        }
    }
}

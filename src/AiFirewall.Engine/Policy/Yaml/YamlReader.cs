using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AiFirewall.Policy.Yaml;

/// <summary>
/// Builds a tree with line numbers from YamlDotNet's events. Its object mapping is not used: it needs reflection, costs milliseconds at
/// start-up, and stops at the first problem.
/// </summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 32;

    private readonly Parser _parser;
    private readonly string _file;
    private readonly List<PolicyProblem> _problems;
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);

    private YamlReader(string text, string file, List<PolicyProblem> problems)
    {
        _parser = new Parser(new StringReader(text));
        _file = file;
        _problems = problems;
    }

    /// <summary>The root of the text's only document; null for an empty text, and for one that is not YAML, which adds a problem.</summary>
    public static YamlNode? Read(string text, string file, List<PolicyProblem> problems)
    {
        var reader = new YamlReader(text, file, problems);
        try
        {
            return reader.Document();
        }
        catch (YamlException e)
        {
            // The parser reports a tab where the line before it ends, in words about keys.
            if (TabIn(text) is { Line: > 0 } tab) reader.Add(tab.Line, tab.Column, "this is not valid YAML: a tab", "indent with spaces, not tabs");
            else reader.Add((int)e.Start.Line, (int)e.Start.Column, $"this is not valid YAML: {e.Message.TrimEnd('.')}", Advice(text, e));
            return null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IndexOutOfRangeException or OverflowException)
        {
            // The parser meets text that it did not expect; a policy that cannot be read is refused, whatever the cause.
            reader.Add(0, 0, "this is not valid YAML", null);
            return null;
        }
    }

    private static string? Advice(string text, YamlException e)
    {
        var number = 1;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (number++ != e.Start.Line) continue;
            return line.Contains('"') && line.Contains('\\') ? @"write patterns with backslashes in single quotes: '\brm\b'" : null;
        }
        return null;
    }

    // The first tab in an indentation; line 0 for none.
    private static (int Line, int Column) TabIn(string text)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line[..^line.TrimStart(" \t").Length].IndexOf('\t') is >= 0 and var tab) return (number, tab + 1);
        }
        return default;
    }

    private YamlNode? Document()
    {
        Next<StreamStart>();
        if (Peek() is StreamEnd) return null;
        Next<DocumentStart>();
        var root = Node(0);
        Next<DocumentEnd>();
        if (Peek() is DocumentStart second)
            Add((int)second.Start.Line, (int)second.Start.Column, "a policy file holds one document", "remove the line '---' and what follows it");
        return root is YamlScalar { IsNothing: true } ? null : root;
    }

    private YamlNode Node(int depth)
    {
        var e = Peek();
        if (depth > MaxDepth) throw new YamlException(e.Start, e.End, $"nested deeper than {MaxDepth} levels");
        var line = (int)e.Start.Line;
        var column = (int)e.Start.Column;
        switch (e)
        {
            case Scalar scalar:
                _parser.MoveNext();
                return Anchored(scalar, new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, line, column));
            case AnchorAlias alias:
                _parser.MoveNext();
                // Shared, not copied: an alias of aliases costs nothing, and the schema is too shallow to walk it many times.
                return _anchors.TryGetValue(alias.Value.Value, out var target)
                    ? target
                    : throw new YamlException(alias.Start, alias.End, $"nothing is named '&{alias.Value}' before this");
            case SequenceStart start:
                _parser.MoveNext();
                var items = new List<YamlNode>();
                while (Peek() is not SequenceEnd) items.Add(Node(depth + 1));
                _parser.MoveNext();
                return Anchored(start, new YamlList(items, line, column));
            case MappingStart start:
                _parser.MoveNext();
                return Anchored(start, new YamlMap(Entries(depth), line, column));
            default:
                throw new YamlException(e.Start, e.End, "a value was expected");
        }
    }

    private List<YamlEntry> Entries(int depth)
    {
        var entries = new List<YamlEntry>();
        while (Peek() is not MappingEnd)
        {
            var key = Node(depth + 1);
            var value = Node(depth + 1);
            if (key is not YamlScalar name)
                Add(key.Line, key.Column, $"a key must be a text, not {key.Noun}", null);
            else if (entries.Find(entry => entry.Key.Text == name.Text) is { Key: { } first })
                Add(name.Line, name.Column, $"the key '{name.Text}' stands here for a second time", $"it is already on line {first.Line}; keep one");
            else
                entries.Add(new YamlEntry(name, value));
        }
        _parser.MoveNext();
        return entries;
    }

    private YamlNode Anchored(NodeEvent e, YamlNode node)
    {
        if (!e.Anchor.IsEmpty) _anchors[e.Anchor.Value] = node;
        return node;
    }

    private ParsingEvent Peek()
    {
        if (_parser.Current is null && !_parser.MoveNext()) throw new YamlException("the text ends too early");
        return _parser.Current!;
    }

    private void Next<T>() where T : ParsingEvent
    {
        var e = Peek();
        if (e is not T) throw new YamlException(e.Start, e.End, "unexpected here");
        _parser.MoveNext();
    }

    private void Add(int line, int column, string message, string? suggestion) =>
        _problems.Add(new PolicyProblem(new PolicySource(_file, line, column), message, suggestion));
}

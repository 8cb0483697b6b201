namespace AiFirewall.Policy.Yaml;

/// <summary>A value of a YAML document with its place, so that every complaint can name a line.</summary>
internal abstract class YamlNode(int line, int column)
{
    /// <summary>Line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Column, from 1.</summary>
    public int Column { get; } = column;

    /// <summary>What it is, for complaints.</summary>
    public abstract string Noun { get; }
}

/// <summary>A text, number, boolean or nothing.</summary>
internal sealed class YamlScalar(string text, bool isPlain, int line, int column) : YamlNode(line, column)
{
    public string Text { get; } = text;

    /// <summary>Written without quotes, so that <c>true</c> means the boolean.</summary>
    public bool IsPlain { get; } = isPlain;

    /// <summary>YAML's null.</summary>
    public bool IsNothing => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";

    public override string Noun => IsNothing ? "nothing" : $"'{Text}'";
}

/// <summary>A list.</summary>
internal sealed class YamlList(List<YamlNode> items, int line, int column) : YamlNode(line, column)
{
    public List<YamlNode> Items { get; } = items;

    public override string Noun => "a list";
}

/// <summary>A mapping; keys are unique texts, in the order of the file.</summary>
internal sealed class YamlMap(List<YamlEntry> entries, int line, int column) : YamlNode(line, column)
{
    public List<YamlEntry> Entries { get; } = entries;

    public override string Noun => "a mapping";
}

/// <summary>A key and its value.</summary>
internal readonly record struct YamlEntry(YamlScalar Key, YamlNode Value);

using AiFirewall.Effects;
using AiFirewall.Policy.Yaml;

namespace AiFirewall.Policy;

/// <summary>Takes values out of a file's tree, and notes what cannot be taken.</summary>
/// <param name="file">The file's name.</param>
/// <param name="problems">What has been noted.</param>
internal sealed class PolicyComplaints(string file, List<PolicyProblem> problems)
{
    /// <summary>The place of a value.</summary>
    public PolicySource At(YamlNode node) => new(file, node.Line, node.Column);

    /// <summary>Notes a problem.</summary>
    public void Add(YamlNode node, string message, string? suggestion = null) => problems.Add(new PolicyProblem(At(node), message, suggestion));

    /// <summary>Notes a key that means nothing here.</summary>
    public void UnknownKey(YamlScalar key, IReadOnlyList<string> known) =>
        Add(key, $"unknown key '{key.Text}'", Spelling.Suggest(key.Text, known));

    /// <summary>The texts of a list; with <paramref name="isSingleTaken"/> also a single text.</summary>
    public List<YamlScalar> Texts(YamlScalar key, YamlNode value, bool isSingleTaken)
    {
        var texts = new List<YamlScalar>();
        switch (value)
        {
            case YamlScalar { IsNothing: true }:
                Add(key, $"'{key.Text}' has no value", "write [] for none, or remove the line");
                break;
            case YamlScalar single when isSingleTaken:
                AddText(single);
                break;
            case YamlList list:
                foreach (var item in list.Items) AddText(item);
                break;
            default:
                Add(value, $"'{key.Text}' is a list, not {value.Noun}", value is YamlScalar text ? $"write ['{text.Text}']" : null);
                break;
        }
        return texts;

        void AddText(YamlNode item)
        {
            if (item is YamlScalar { IsNothing: false, Text.Length: > 0 } text) texts.Add(text);
            else Add(item, $"'{key.Text}' holds texts, not {item.Noun}");
        }
    }

    /// <summary>A level of risk; null when it is none.</summary>
    public Risk? Risk(YamlNode value)
    {
        if (value is YamlScalar scalar)
        {
            if (RiskNames.TryParse(scalar.Text, out var risk)) return risk;
            Add(value, $"unknown risk '{scalar.Text}'", Spelling.Suggest(scalar.Text, RiskNames.All));
            return null;
        }
        Add(value, $"a risk is one of {string.Join(", ", RiskNames.All)}, not {value.Noun}");
        return null;
    }

    /// <summary>What an exception says, as a clause: no final stop, no quotation of the pattern.</summary>
    public static string Clause(ArgumentException e)
    {
        // RegexParseException: "Invalid pattern '(' at offset 1. Not enough )'s." The pattern is already in our own sentence.
        var message = e is System.Text.RegularExpressions.RegexParseException parse
            ? $"{Words(parse.Error.ToString())} at character {parse.Offset + 1}"
            : e.Message;
        return message.TrimEnd('.');
    }

    private static string Words(string pascal)
    {
        var words = new System.Text.StringBuilder();
        foreach (var c in pascal)
        {
            if (char.IsUpper(c) && words.Length > 0) words.Append(' ');
            words.Append(char.ToLowerInvariant(c));
        }
        return words.ToString();
    }
}

using AiFirewall.Assessment;
using AiFirewall.Effects;
using AiFirewall.Policy.Yaml;

namespace AiFirewall.Policy;

/// <summary>Reads the <c>rules</c> list.</summary>
/// <param name="complaints">Where problems are noted.</param>
/// <param name="isBuiltIn">The rules come with the firewall.</param>
internal sealed class RuleReader(PolicyComplaints complaints, bool isBuiltIn)
{
    private static readonly string[] RuleKeys = ["name", "when", "then", "why"];

    private static readonly string[] ConditionKeys =
        ["finding", "effect", "scope", "intent", "risk_at_or_above", "host", "agent", "role"];

    private static readonly string[] Verdicts = ["allow", "ask", "block"];

    /// <summary>Adds the rules of <paramref name="node"/> to <paramref name="rules"/>.</summary>
    public void Read(YamlNode node, List<NamedRule> rules)
    {
        if (node is YamlScalar { IsNothing: true }) return;
        if (node is not YamlList list)
        {
            complaints.Add(node, $"'rules' is a list of rules, not {node.Noun}", "start each rule with '- name: ...'");
            return;
        }
        foreach (var item in list.Items)
        {
            if (item is not YamlMap map)
            {
                complaints.Add(item, $"a rule is a mapping, not {item.Noun}", $"it takes {string.Join(", ", RuleKeys)}");
                continue;
            }
            if (Rule(map) is not { } rule) continue;
            if (rules.Find(other => other.Name == rule.Name) is { } first)
                complaints.Add(map, $"the rule name '{rule.Name}' stands here for a second time", $"it is already on line {first.Source.Line}; choose another");
            rules.Add(rule);
        }
    }

    private NamedRule? Rule(YamlMap map)
    {
        string? name = null, why = null;
        Verdict? then = null;
        RuleCondition? when = null;
        foreach (var (key, value) in map.Entries)
        {
            switch (key.Text)
            {
                case "name":
                    name = Text(key, value);
                    break;
                case "why":
                    why = Text(key, value);
                    break;
                case "then":
                    then = Then(value);
                    break;
                case "when":
                    when = When(value);
                    break;
                default:
                    complaints.UnknownKey(key, RuleKeys);
                    break;
            }
        }
        foreach (var required in (ReadOnlySpan<string>)["name", "when", "then"])
        {
            if (map.Entries.TrueForAll(entry => entry.Key.Text != required)) complaints.Add(map, $"this rule has no '{required}'");
        }
        return name is null || when is null || then is null ? null : new NamedRule(name, when, then.Value, why, complaints.At(map), isBuiltIn);
    }

    private string? Text(YamlScalar key, YamlNode value)
    {
        if (value is YamlScalar { IsNothing: false, Text.Length: > 0 } text) return text.Text;
        complaints.Add(value, $"'{key.Text}' is a text, not {value.Noun}");
        return null;
    }

    private Verdict? Then(YamlNode value)
    {
        if (value is not YamlScalar text)
        {
            complaints.Add(value, $"'then' is allow, ask or block, not {value.Noun}");
            return null;
        }
        switch (text.Text.ToLowerInvariant())
        {
            case "allow":
                return Verdict.Allow;
            case "ask":
                return Verdict.RequireApproval;
            case "block":
                return Verdict.Block;
            case "require_approval":
                complaints.Add(value, "'then' does not take 'require_approval'", "write ask");
                return null;
            default:
                complaints.Add(value, $"'then' does not take '{text.Text}'", Spelling.Suggest(text.Text, Verdicts));
                return null;
        }
    }

    private RuleCondition? When(YamlNode node)
    {
        if (node is not YamlMap { Entries.Count: > 0 } map)
        {
            complaints.Add(node, "'when' names nothing, so the rule would hold for everything", $"give at least one of {string.Join(", ", ConditionKeys)}");
            return null;
        }
        var condition = new RuleCondition();
        foreach (var (key, value) in map.Entries)
        {
            condition = key.Text switch
            {
                "finding" => condition with { Findings = Findings(key, value) },
                "effect" => condition with { Effects = Words<EffectKind>(key, value) },
                "scope" => condition with { Scopes = Words<TargetScope>(key, value) },
                "intent" => condition with { Intents = IntentsOf(key, value) },
                "risk_at_or_above" => condition with { RiskAtOrAbove = complaints.Risk(value) },
                "host" => condition with { Hosts = Names(key, value) },
                "agent" => condition with { Agents = Names(key, value) },
                "role" => condition with { Roles = Names(key, value) },
                _ => condition,
            };
            if (Array.IndexOf(ConditionKeys, key.Text) < 0) complaints.UnknownKey(key, ConditionKeys);
        }
        return condition;
    }

    private FindingPattern[] Findings(YamlScalar key, YamlNode value)
    {
        var patterns = new List<FindingPattern>();
        foreach (var text in Texts(key, value))
        {
            if (FindingPattern.IsValid(text.Text)) patterns.Add(new FindingPattern(text.Text));
            else complaints.Add(text, $"'{text.Text}' is not the id of a finding", "ids look like files.delete.root; files.delete.* names all below files.delete");
        }
        return [.. patterns];
    }

    private T[] Words<T>(YamlScalar key, YamlNode value) where T : struct, Enum
    {
        var members = new List<T>();
        foreach (var text in Texts(key, value))
        {
            var index = Array.IndexOf(PolicyWords<T>.Words, text.Text);
            if (index >= 0) members.Add(PolicyWords<T>.Values[index]);
            else complaints.Add(text, $"unknown {key.Text} '{text.Text}'", Spelling.Suggest(text.Text, PolicyWords<T>.Words));
        }
        return [.. members];
    }

    private Intent[] IntentsOf(YamlScalar key, YamlNode value)
    {
        var intents = new List<Intent>();
        foreach (var text in Texts(key, value))
        {
            if (Intents.TryParse(text.Text, out var intent)) intents.Add(intent);
            else complaints.Add(text, $"unknown intent '{text.Text}'", Spelling.Suggest(text.Text, SectionNames.All));
        }
        return [.. intents];
    }

    private WildcardName[] Names(YamlScalar key, YamlNode value)
    {
        var names = new List<WildcardName>();
        foreach (var text in Texts(key, value)) names.Add(new WildcardName(text.Text));
        return [.. names];
    }

    // An empty list would be a rule that can never hold.
    private List<YamlScalar> Texts(YamlScalar key, YamlNode value)
    {
        if (value is YamlList { Items.Count: 0 }) complaints.Add(value, $"'{key.Text}' is an empty list, so the rule could never hold", "name something, or remove the line");
        return complaints.Texts(key, value, isSingleTaken: true);
    }
}

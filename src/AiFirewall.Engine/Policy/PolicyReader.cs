using System.Globalization;
using AiFirewall.Assessment;
using AiFirewall.Policy.Yaml;

namespace AiFirewall.Policy;

/// <summary>Reads the text of a policy file. Every problem is noted, not just the first.</summary>
internal sealed class PolicyReader
{
    private const int MaxGlobLength = 1024;

    // Read by other rooms; what stands below them is theirs to check.
    private static readonly string[] OtherKeys = ["version", "extends", "rules", "governance", "behavior", "audit", "sinks", "audit_sinks", "tests"];
    private static readonly string[] RootKeys = [.. OtherKeys, .. SectionNames.All];
    private static readonly string[] SectionKeys = ["allowed", "blocked", "blocked_paths", "require_approval"];
    private static readonly string[] ApprovalKeys = ["risk_at_or_above", "unless"];
    private const string PlainProjectEdit = "plain_project_edit";

    private readonly PolicyComplaints _complaints;
    private readonly bool _isBuiltIn;
    private readonly PolicyDocument _document = new();

    private PolicyReader(PolicyComplaints complaints, bool isBuiltIn) => (_complaints, _isBuiltIn) = (complaints, isBuiltIn);

    /// <summary>What <paramref name="text"/> says. While it adds problems, the result must not be used.</summary>
    public static PolicyDocument Read(string text, string file, List<PolicyProblem> problems)
    {
        var reader = new PolicyReader(new PolicyComplaints(file, problems), isBuiltIn: false);
        return reader.Read(YamlReader.Read(text, file, problems));
    }

    /// <summary>What the built-in policy says, whose text is a tree already.</summary>
    public static PolicyDocument ReadBuiltIn(YamlNode root, string file, List<PolicyProblem> problems) =>
        new PolicyReader(new PolicyComplaints(file, problems), isBuiltIn: true).Read(root);

    private PolicyDocument Read(YamlNode? root)
    {
        if (root is YamlMap map) Root(map);
        else if (root is not null) _complaints.Add(root, $"a policy is a mapping of sections, not {root.Noun}");
        return _document;
    }

    private void Root(YamlMap root)
    {
        foreach (var (key, value) in root.Entries)
        {
            switch (key.Text)
            {
                case "version":
                    Version(value);
                    break;
                case "extends":
                    Extends(value);
                    break;
                case "rules":
                    new RuleReader(_complaints, _isBuiltIn).Read(value, _document.Rules);
                    break;
                case var name when Array.IndexOf(SectionNames.All, name) is >= 0 and var index:
                    _document.Sections[index] = Section((Intent)index, value);
                    break;
                case var name when Array.IndexOf(OtherKeys, name) < 0:
                    _complaints.UnknownKey(key, RootKeys);
                    break;
            }
        }
    }

    private void Version(YamlNode value)
    {
        if (value is YamlScalar { Text: "1" or "1.0" }) return;
        _complaints.Add(value, $"version {value.Noun} is not known to this program", "write 'version: 1', or update the program");
    }

    private void Extends(YamlNode value)
    {
        _document.ExtendsSource = _complaints.At(value);
        if (value is YamlScalar { IsNothing: false } scalar) _document.Extends = scalar.Text;
        else _complaints.Add(value, $"'extends' takes default, none or the path of a file, not {value.Noun}");
    }

    private Section Section(Intent intent, YamlNode node)
    {
        var section = new Section(intent);
        if (node is YamlScalar { IsNothing: true }) return section;
        if (node is not YamlMap map)
        {
            _complaints.Add(node, $"the section '{section.Name}' is a mapping, not {node.Noun}", $"it takes {string.Join(", ", SectionKeys)}");
            return section;
        }
        foreach (var (key, value) in map.Entries)
        {
            section = key.Text switch
            {
                "allowed" => section with { Allowed = Patterns(key, value) },
                "blocked" => section with { Blocked = Patterns(key, value) },
                "blocked_paths" => section with { BlockedPaths = Globs(key, value) },
                "require_approval" => section with { Approval = Approval(value) },
                _ => section,
            };
            if (Array.IndexOf(SectionKeys, key.Text) < 0) _complaints.UnknownKey(key, SectionKeys);
        }
        return section;
    }

    private TextPattern[] Patterns(YamlScalar key, YamlNode value)
    {
        var patterns = new List<TextPattern>();
        foreach (var item in _complaints.Texts(key, value, isSingleTaken: false))
        {
            try
            {
                patterns.Add(new TextPattern(item.Text, _complaints.At(item)));
            }
            catch (ArgumentException e)
            {
                _complaints.Add(item, $"'{item.Text}' is not a regular expression: {PolicyComplaints.Clause(e)}", "escape ( [ { . * + ? \\ | ^ $ with a backslash where they stand for themselves");
            }
        }
        return [.. patterns];
    }

    private PathGlob[] Globs(YamlScalar key, YamlNode value)
    {
        var globs = new List<PathGlob>();
        foreach (var item in _complaints.Texts(key, value, isSingleTaken: false))
        {
            if (item.Text.Length > MaxGlobLength)
                _complaints.Add(item, string.Create(CultureInfo.InvariantCulture, $"a path pattern has at most {MaxGlobLength} characters"));
            else
                globs.Add(new PathGlob(item.Text, _complaints.At(item)));
        }
        return [.. globs];
    }

    private ApprovalRule? Approval(YamlNode node)
    {
        const string Forms = "write true, false or {risk_at_or_above: HIGH}";
        var source = _complaints.At(node);
        switch (node)
        {
            case YamlScalar { IsPlain: true, Text: "true" or "True" or "TRUE" or "yes" or "Yes" or "on" }:
                return new ApprovalRule(Effects.Risk.Low, ExceptPlainProjectEdits: false, IsAlways: true, source);
            case YamlScalar { IsPlain: true, Text: "false" or "False" or "FALSE" or "no" or "No" or "off" }:
                return new ApprovalRule(null, ExceptPlainProjectEdits: false, IsAlways: false, source);
            case YamlMap map:
                return ApprovalFrom(map, source, Forms);
            default:
                _complaints.Add(node, $"'require_approval' does not take {node.Noun}", node is YamlScalar { IsPlain: false } ? Forms + " without quotes" : Forms);
                return null;
        }
    }

    private ApprovalRule? ApprovalFrom(YamlMap map, PolicySource source, string forms)
    {
        Effects.Risk? level = null;
        var exceptPlainEdits = false;
        foreach (var (key, value) in map.Entries)
        {
            switch (key.Text)
            {
                case "risk_at_or_above":
                    level = _complaints.Risk(value);
                    break;
                case "unless" when value is YamlScalar { Text: PlainProjectEdit }:
                    exceptPlainEdits = true;
                    break;
                case "unless":
                    _complaints.Add(value, $"'unless' does not take {value.Noun}", $"write {PlainProjectEdit}");
                    break;
                default:
                    _complaints.UnknownKey(key, ApprovalKeys);
                    break;
            }
        }
        if (map.Entries.TrueForAll(entry => entry.Key.Text != "risk_at_or_above"))
            _complaints.Add(map, "'require_approval' names no risk", forms);
        return level is null ? null : new ApprovalRule(level, exceptPlainEdits, IsAlways: false, source);
    }
}

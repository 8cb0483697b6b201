using AiFirewall.Effects;
using YamlDotNet.RepresentationModel;

namespace AiFirewall.Commands.Catalog;

/// <summary>Turns the YAML nodes of one catalog file into entries, collecting problems instead of stopping at the first.</summary>
internal sealed class CatalogEntryReader(string file, string family)
{
    private static readonly string[] EntryKeys =
        ["summary", "aliases", "shells", "style", "options", "effects", "runs", "output", "class", "sub", "examples", "not"];

    private readonly List<CatalogProblem> _problems = [];
    private readonly List<CatalogExample> _examples = [];

    /// <summary>Reads the root of a file.</summary>
    public CatalogFile ReadFile(YamlNode root)
    {
        var entries = new List<CommandEntry>();
        if (root is not YamlMappingNode map)
            return Problem(root, "the file must be a mapping with the key 'commands'", new CatalogFile(family, [], [], _problems));

        foreach (var (key, value) in Pairs(map))
        {
            if (key == "commands" && value is YamlMappingNode commands)
            {
                foreach (var (names, entry) in Pairs(commands)) entries.Add(ReadEntry(names, entry, ""));
            }
            else if (key != "summary")
            {
                Problem(value, $"unknown key '{key}'; a catalog file has 'summary' and 'commands'", false);
            }
        }

        return new CatalogFile(family, entries, _examples, _problems);
    }

    private CommandEntry ReadEntry(string names, YamlNode node, string parent)
    {
        var own = names.Split('|', StringSplitOptions.TrimEntries);
        var title = parent.Length == 0 ? $"{family}/{own[0]}" : $"{parent} {own[0]}";
        var entry = new CommandEntry { Names = Lower(own), Family = family, Title = title };
        if (node is YamlScalarNode { Value: null or "" }) return entry;
        if (node is not YamlMappingNode map) return Problem(node, $"'{names}' must be a mapping of {string.Join(", ", EntryKeys)}", entry);

        foreach (var (key, value) in Pairs(map))
        {
            entry = key switch
            {
                "summary" => entry with { Summary = Text(value) },
                "aliases" => entry with { Names = [.. entry.Names, .. Lower(Texts(value))] },
                "shells" => entry with { Shells = ReadShells(value) },
                "style" => entry with { Style = ReadStyle(value) },
                "options" => entry with { Options = [.. Texts(value).Select(o => ReadOption(value, o))] },
                "effects" => entry with { Effects = [.. Items(value).Select(ReadEffect)] },
                "runs" => entry with { Runs = [.. Items(value).Select(ReadRun)] },
                "output" => entry with { Output = ReadOutput(value) },
                "class" => entry with { Class = Text(value) },
                "sub" => value is YamlMappingNode subs
                    ? entry with { Subcommands = [.. Pairs(subs).Select(p => ReadEntry(p.Key, p.Value, title))] }
                    : Problem(value, "'sub' must be a mapping of subcommands", entry),
                "examples" => ReadExamples(value, title, nearMiss: false, entry),
                "not" => entry,
                _ => Problem(value, $"unknown key '{key}' in '{names}'; known are {string.Join(", ", EntryKeys)}", entry),
            };
        }

        if (map.Children.TryGetValue(new YamlScalarNode("not"), out var not)) ReadExamples(not, title, nearMiss: true, entry);
        return entry;
    }

    private CommandEntry ReadExamples(YamlNode node, string title, bool nearMiss, CommandEntry entry)
    {
        if (node is YamlMappingNode map)
        {
            foreach (var pair in map.Children)
                _examples.Add(new CatalogExample(title, Text(pair.Key), Texts(pair.Value), nearMiss, Line(pair.Key)));
            return entry;
        }

        if (!nearMiss) return Problem(node, "'examples' must map command lines to effects", entry);
        string[] kinds = [.. entry.Effects.Select(e => CatalogNames.Of(e.Kind)).Distinct()];
        foreach (var item in Items(node)) _examples.Add(new CatalogExample(title, Text(item), kinds, true, Line(item)));
        return entry;
    }

    private ShellSet ReadShells(YamlNode node)
    {
        ShellSet set = 0;
        foreach (var name in Texts(node))
        {
            set |= name switch
            {
                "bash" => ShellSet.Bash,
                "powershell" => ShellSet.PowerShell,
                "cmd" => ShellSet.Cmd,
                _ => Problem(node, $"unknown shell '{name}'; known are bash, powershell, cmd", ShellSet.All),
            };
        }

        return set;
    }

    private ArgumentStyle ReadStyle(YamlNode node) => Text(node) switch
    {
        "gnu" => ArgumentStyle.Gnu,
        "posix" => ArgumentStyle.Posix,
        "single-dash" => ArgumentStyle.SingleDash,
        "key-value" => ArgumentStyle.KeyValue,
        "windows" => ArgumentStyle.Windows,
        "powershell" => ArgumentStyle.PowerShell,
        "none" => ArgumentStyle.None,
        var other => Problem(node, $"unknown style '{other}'; known are gnu, posix, single-dash, key-value, windows, powershell, none", ArgumentStyle.Gnu),
    };

    private OutputKind ReadOutput(YamlNode node) => Text(node) switch
    {
        "filter" => OutputKind.Filter,
        "echo" => OutputKind.Echo,
        "pass" => OutputKind.Pass,
        "network" => OutputKind.Network,
        "decoded" => OutputKind.Decoded,
        "secret" => OutputKind.Secret,
        "none" => OutputKind.None,
        var other => Problem(node, $"unknown output '{other}'; known are filter, echo, pass, network, decoded, secret, none", OutputKind.Filter),
    };

    /// <summary><c>-o, --output FILE</c>, <c>--color[=WHEN]</c>, <c>-Path PATH @0</c>.</summary>
    private OptionSpec ReadOption(YamlNode node, string text)
    {
        var position = -1;
        var at = text.LastIndexOf(" @", StringComparison.Ordinal);
        if (at > 0 && int.TryParse(text.AsSpan(at + 2), out position)) text = text[..at];
        else position = -1;

        var kind = OptionValue.None;
        var names = new List<string>();
        foreach (var piece in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var name = piece;
            var bracket = name.IndexOf('[', StringComparison.Ordinal);
            var space = name.IndexOfAny([' ', '\t']);
            if (bracket > 0 && (space < 0 || bracket < space))
            {
                kind = name[bracket..].StartsWith("[=", StringComparison.Ordinal) && kind != OptionValue.Optional ? OptionValue.Assigned : OptionValue.Optional;
                name = name[..bracket];
            }
            else if (space > 0)
            {
                kind = name[(space + 1)..].TrimStart().StartsWith('[') ? OptionValue.Optional : OptionValue.Required;
                name = name[..space];
            }
            else if (name.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
            {
                kind = OptionValue.Required;
                name = name[..equals];
            }

            names.Add(name);
        }

        if (names.Count == 0) Problem(node, "an option needs a name, such as '-o, --output FILE'", false);
        return new OptionSpec(names, kind, position);
    }

    private EffectSpec ReadEffect(YamlNode node)
    {
        var spec = new EffectSpec { Kind = EffectKind.Execute };
        if (node is not YamlMappingNode map) return Problem(node, "an effect is a mapping, such as {do: delete, to: operands}", spec);
        var traits = new List<TraitSpec>();
        var hasKind = false;
        foreach (var (key, value) in Pairs(map))
        {
            switch (key)
            {
                case "do":
                    hasKind = true;
                    if (!CatalogNames.TryParse(Text(value), out EffectKind kind))
                        Problem(value, $"unknown effect '{Text(value)}'; known are {CatalogNames.AllEffects}", false);
                    spec = spec with { Kind = kind, TargetKind = spec.TargetKind == TargetKind.None ? CatalogNames.UsualTarget(kind) : spec.TargetKind };
                    break;
                case "to": spec = spec with { Targets = [.. Texts(value).Select(t => ReadTarget(value, t))] }; break;
                case "as":
                    if (!Enum.TryParse(Text(value), ignoreCase: true, out TargetKind target)) Problem(value, $"unknown target kind '{Text(value)}'", false);
                    spec = spec with { TargetKind = target };
                    break;
                case "when": spec = spec with { When = ReadConditions(value) }; break;
                case "likely": spec = spec with { IsLikely = Text(value) == "true" }; break;
                case "finding": spec = spec with { FindingId = Text(value) }; break;
                case "severity":
                    if (!Enum.TryParse(Text(value), ignoreCase: true, out Risk severity)) Problem(value, $"unknown severity '{Text(value)}'; known are LOW, MEDIUM, HIGH, CRITICAL", false);
                    spec = spec with { Severity = severity };
                    break;
                case "message": spec = spec with { Message = Text(value) }; break;
                default:
                    if (CatalogNames.IsTrait(key)) traits.Add(ReadTrait(key, value));
                    else Problem(value, $"unknown key '{key}' in an effect; known are do, to, as, when, likely, finding, severity, message, {CatalogNames.AllTraits}", false);
                    break;
            }
        }

        if (!hasKind) Problem(node, "an effect needs 'do'", false);
        if (spec.FindingId.Length > 0 && spec.Message.Length == 0) Problem(node, $"the finding '{spec.FindingId}' needs a 'message'", false);
        return spec with { Traits = traits };
    }

    private static TraitSpec ReadTrait(string key, YamlNode value) =>
        Text(value) == "true" ? new TraitSpec(key, []) : new TraitSpec(key, Texts(value));

    /// <summary><c>operands</c>, <c>operands 2..</c>, <c>operands 2..3</c>, <c>operand 1</c>, <c>last</c>, <c>all-but-last</c>, <c>option -o</c>,
    /// <c>input</c>, <c>cwd</c>, <c>joined</c>, <c>joined 2..</c>, <c>'literal text</c>.</summary>
    private TargetSpec ReadTarget(YamlNode node, string text)
    {
        var words = text.Split(' ', 2, StringSplitOptions.TrimEntries);
        switch (words[0])
        {
            case "operands" when words.Length == 1: return new TargetSpec(TargetSource.Operands);
            case "operands": return ReadRange(node, words[1], TargetSource.Operands);
            case "operand" when words.Length == 2: return ReadRange(node, words[1], TargetSource.Operands);
            case "joined" when words.Length == 1: return new TargetSpec(TargetSource.Joined);
            case "joined": return ReadRange(node, words[1], TargetSource.Joined);
            case "last": return new TargetSpec(TargetSource.LastOperand);
            case "all-but-last": return new TargetSpec(TargetSource.AllButLast);
            case "option" when words.Length == 2: return new TargetSpec(TargetSource.Option, Text: words[1]);
            case "input": return new TargetSpec(TargetSource.Input);
            case "cwd": return new TargetSpec(TargetSource.WorkingDirectory);
            case "literal" when words.Length == 2: return new TargetSpec(TargetSource.Literal, Text: words[1]);
            default:
                return Problem(node, $"unknown target '{text}'; known are operands, operands 2.., operand 1, last, all-but-last, option -o, input, cwd, joined, literal TEXT",
                    new TargetSpec(TargetSource.Operands));
        }
    }

    private TargetSpec ReadRange(YamlNode node, string text, TargetSource source)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        var firstText = dots < 0 ? text : text[..dots];
        var lastText = dots < 0 ? text : text[(dots + 2)..];
        var last = 0;
        return int.TryParse(firstText, out var first) && (lastText.Length == 0 || int.TryParse(lastText, out last))
            ? new TargetSpec(source, first, last)
            : Problem(node, $"'{text}' is no range; write 1, 2.. or 2..3", new TargetSpec(source));
    }

    private IReadOnlyList<Condition> ReadConditions(YamlNode node) => [.. Items(node).Select(ReadCondition)];

    private Condition ReadCondition(YamlNode node)
    {
        var condition = new Condition();
        if (node is not YamlMappingNode map) return Problem(node, "a condition is a mapping, such as {option: -r}", condition);
        foreach (var (key, value) in Pairs(map))
        {
            condition = key switch
            {
                "option" => condition with { AnyOption = Texts(value) },
                "all-options" => condition with { AllOptions = Texts(value) },
                "without" => condition with { Without = Texts(value) },
                "operands" => ReadCount(value, condition),
                "first" => Pattern(condition, 1, value),
                "second" => Pattern(condition, 2, value),
                "third" => Pattern(condition, 3, value),
                "last" => Pattern(condition, -1, value),
                "any" => Pattern(condition, 0, value),
                "not-first" => Pattern(condition, 1, value, isNegated: true),
                "not-second" => Pattern(condition, 2, value, isNegated: true),
                "not-any" => Pattern(condition, 0, value, isNegated: true),
                "value" => value is YamlMappingNode values
                    ? condition with { Values = [.. Pairs(values).Select(p => new ValuePattern(p.Key, Texts(p.Value)))] }
                    : Problem(value, "'value' maps options to patterns", condition),
                "input" => condition with { HasInput = Text(value) == "true" },
                "called" => condition with { CalledAs = Texts(value) },
                "negate" => condition with { IsNegated = Text(value) == "true" },
                _ => Problem(value, $"unknown key '{key}' in a condition; known are option, all-options, without, operands, first, second, third, last, any, not-first, not-second, not-any, value, input, called, negate", condition),
            };
        }

        return condition;
    }

    private static Condition Pattern(Condition condition, int position, YamlNode value, bool isNegated = false) =>
        condition with { Operands = [.. condition.Operands, new OperandPattern(position, Texts(value), isNegated)] };

    /// <summary><c>0</c>, <c>2</c>, <c>1+</c>, <c>1..2</c>.</summary>
    private Condition ReadCount(YamlNode node, Condition condition)
    {
        var text = Text(node);
        var last = 0;
        if (text.EndsWith('+') && int.TryParse(text[..^1], out var least)) return condition with { MinOperands = least };
        if (int.TryParse(text, out var exact)) return condition with { MinOperands = exact, MaxOperands = exact };
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        return dots > 0 && int.TryParse(text[..dots], out var first) && int.TryParse(text[(dots + 2)..], out last)
            ? condition with { MinOperands = first, MaxOperands = last }
            : Problem(node, $"'{text}' is no number of operands; write 0, 1+, or 1..2", condition);
    }

    private RunSpec ReadRun(YamlNode node)
    {
        var run = new RunSpec { Language = "", From = new TargetSpec(TargetSource.Operands) };
        if (node is not YamlMappingNode map) return Problem(node, "a run is a mapping, such as {code: bash, from: option -c} or {argv: operands 2..}", run);
        var traits = new List<TraitSpec>();
        foreach (var (key, value) in Pairs(map))
        {
            switch (key)
            {
                case "argv": run = run with { Language = "argv", From = ReadTarget(value, Text(value)) }; break;
                case "code": run = run with { Language = Text(value) }; break;
                case "from": run = run with { From = ReadTarget(value, Text(value)) }; break;
                case "file": run = run with { IsFile = true, From = ReadTarget(value, Text(value)) }; break;
                case "when": run = run with { When = ReadConditions(value) }; break;
                case "dialect": run = run with { Dialect = Text(value) }; break;
                default:
                    if (CatalogNames.IsTrait(key)) traits.Add(ReadTrait(key, value));
                    else Problem(value, $"unknown key '{key}' in a run; known are argv, code, from, file, when, dialect, {CatalogNames.AllTraits}", false);
                    break;
            }
        }

        if (run.Language.Length == 0) Problem(node, "a run needs 'argv' or 'code'", false);
        return run with { Traits = traits };
    }

    private IEnumerable<KeyValuePair<string, YamlNode>> Pairs(YamlMappingNode map)
    {
        foreach (var pair in map.Children)
        {
            if (pair.Key is YamlScalarNode { Value: { } key }) yield return new(key, pair.Value);
            else Problem(pair.Key, "keys must be plain texts", false);
        }
    }

    private static IEnumerable<YamlNode> Items(YamlNode node) => node is YamlSequenceNode list ? list.Children : [node];

    private static string Text(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";

    private static string[] Texts(YamlNode node) =>
        node is YamlSequenceNode list ? [.. list.Children.Select(Text)] : Text(node).Length == 0 ? [] : [Text(node)];

    private static string[] Lower(IEnumerable<string> names) => [.. names.Select(n => n.ToLowerInvariant())];

    private static int Line(YamlNode node) => (int)node.Start.Line;

    private T Problem<T>(YamlNode node, string message, T result)
    {
        _problems.Add(new CatalogProblem(file, Line(node), message));
        return result;
    }
}

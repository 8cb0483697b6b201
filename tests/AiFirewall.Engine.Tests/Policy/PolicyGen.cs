using AiFirewall.Actions;
using AiFirewall.Assessment;
using AiFirewall.Effects;
using AiFirewall.Policy;
using CsCheck;

namespace AiFirewall.Tests.Policy;

/// <summary>Policies and inputs at random, from few words so that they meet.</summary>
internal static class PolicyGen
{
    private static readonly string[] Paths = ["/etc/hosts", "/home/dev/app/a", "/home/dev/.ssh/id", "/tmp/x", "/etc/\uFFFE", "\uFFFE"];
    private static readonly string[] Ids = ["files.delete.root", "files.delete.tree", "net.metadata-endpoint", "net.exfiltration"];

    /// <summary>One of <paramref name="values"/>.</summary>
    public static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    public static Gen<Effect> Effect { get; } = Gen.Select(
        Gen.Enum<EffectKind>(), Among(Paths), Gen.Enum<TargetScope>(), Among(EffectTraits.None, EffectTraits.Recursive, EffectTraits.DryRun))
        .Select((kind, path, scope, traits) => Given.Effect(kind, path, scope, traits));

    public static Gen<Finding> Finding { get; } = Gen.Select(Among(Ids), Gen.Enum<Risk>()).Select((id, risk) => Given.Finding(id, risk));

    public static Gen<PolicyInput> Input { get; } = Gen.Select(
        Among<GuardAction>(new ShellAction("make test"), new ShellAction("rm -rf x") { Agent = "claude" }, new TextAction("prod")),
        Gen.Enum<Intent>(), Gen.Enum<Risk>(), Effect.Array[0, 3], Finding.Array[0, 2])
        .Select((action, intent, risk, effects, findings) => Given.Input(action, intent, risk, [.. effects, .. findings]));

    private static readonly Gen<string> When = Gen.OneOf(
        Among(Ids).Select(id => $"finding: {id}"),
        Among("finding: files.*", "finding: '*'", "agent: claude", "risk_at_or_above: HIGH"),
        Among(PolicyWords<EffectKind>.Words).Select(word => $"effect: {word}"),
        Among(PolicyWords<TargetScope>.Words).Select(word => $"scope: {word}"),
        Among(SectionNames.All).Select(word => $"intent: {word}"));

    private static readonly Gen<string> Rules = Gen.Select(When, Among("allow", "ask", "block")).Array[0, 3]
        .Select(rules => rules.Length == 0 ? "" : "rules:\n" + string.Concat(rules.Select((rule, i) => $"  - {{name: r{i}, when: {{{rule.Item1}}}, then: {rule.Item2}}}\n")));

    private static readonly Gen<string> Key = Among(
        "allowed: ['.*']", "allowed: [make]", "allowed: []", "blocked: [rm]", "blocked: []", "blocked_paths: [/etc, ~/.ssh]", "blocked_paths: []",
        "require_approval: true", "require_approval: false", "require_approval: {risk_at_or_above: MEDIUM}");

    private static readonly Gen<string> Sections = Gen.Select(Among(SectionNames.All), Key).Array[0, 4]
        .Select(sections => string.Concat(sections.DistinctBy(s => s.Item1).Select(s => $"{s.Item1}:\n  {s.Item2}\n")));

    public static Gen<string> Yaml { get; } = Gen.Select(Among("", "", "extends: none\n", "extends: default\n"), Rules, Sections)
        .Select((extends, rules, sections) => extends + rules + sections);
}

using AiFirewall.Actions;
using AiFirewall.Assessment;
using AiFirewall.Effects;

namespace AiFirewall.Policy;

/// <summary>Effective rules, ready to judge: files read, layers merged.</summary>
/// <param name="rules">The named rules in order, the user's before the built-in ones.</param>
/// <param name="sections">The sections by intent; null where no file says anything.</param>
internal sealed class RuleBook(NamedRule[] rules, Section?[] sections)
{
    public NamedRule[] Rules { get; } = rules;

    public Section?[] Sections { get; } = sections;

    /// <summary>What the rules say. First the named rules, then the sections: allowed, blocked, approval.</summary>
    public PolicyAnswer Judge(PolicyInput input)
    {
        PolicyAnswer? floor = null;
        foreach (var rule in Rules)
        {
            if (!rule.When.Touches(input)) continue;
            if (rule.Then == Verdict.Block) return rule.Answer(input);
            if (rule.When.Covers(input))
                return AlwaysBlocked(input, rule) ?? PolicyAnswer.Stricter(floor, rule.Answer(input));
            // It speaks of a part of the action only: that part asks, the rest still has to pass the rules that follow.
            if (rule.Then == Verdict.RequireApproval) floor ??= rule.Answer(input);
        }
        return PolicyAnswer.Stricter(floor, JudgeSections(input));
    }

    // What the firewall always blocks gives way only to a rule that names the very finding.
    private PolicyAnswer? AlwaysBlocked(PolicyInput input, NamedRule looser)
    {
        if (looser.IsBuiltIn) return null;
        var findings = input.Assessment.Findings;
        foreach (var rule in Rules)
        {
            if (!rule.IsBuiltIn || rule.Then != Verdict.Block || !rule.When.Touches(input)) continue;
            if (rule.When.Findings is null) return rule.Answer(input);
            for (var i = 0; i < findings.Count; i++)
            {
                if (rule.When.Names(findings[i]) && !looser.When.NamesExactly(findings[i].Id)) return rule.Answer(input);
            }
        }
        return null;
    }

    private PolicyAnswer JudgeSections(PolicyInput input)
    {
        var intent = input.Assessment.Intent;
        var section = Sections[(int)intent];
        var shell = input.Action is ShellAction && intent != Intent.ShellExec ? Sections[(int)Intent.ShellExec] : null;

        PolicyAnswer? doubt = null;
        if ((Allowed(section, input, ref doubt) ?? Allowed(shell, input, ref doubt)) is { } allowed)
            return PolicyAnswer.Stricter(doubt, allowed);
        if ((Blocked(section, input, ref doubt) ?? Blocked(shell, input, ref doubt)) is { } blocked) return blocked;
        if (BlockedPaths(section, shell, input, ref doubt) is { } path) return path;
        return doubt ?? Approval(section, input) ?? Approval(shell, input) ?? ApprovalOfOthers(input) ?? PolicyAnswer.NoObjection;
    }

    // A command that is mainly about one thing still has to pass what is said of everything else that it does.
    private PolicyAnswer? ApprovalOfOthers(PolicyInput input)
    {
        foreach (var (intent, risk) in input.Assessment.OtherIntents)
        {
            if (Approval(Sections[(int)intent], input with { Assessment = input.Assessment with { Intent = intent, Risk = risk } }) is { } answer) return answer;
        }
        return null;
    }

    private static PolicyAnswer? Allowed(Section? section, PolicyInput input, ref PolicyAnswer? doubt) =>
        FirstIn(section, section?.Allowed, "allowed", input, ref doubt) is { } pattern
            ? new PolicyAnswer(Verdict.Allow, $"{section!.Name} allows what matches '{pattern.Text}'", section.Name + ".allowed", pattern.Source)
            : null;

    private static PolicyAnswer? Blocked(Section? section, PolicyInput input, ref PolicyAnswer? doubt) =>
        FirstIn(section, section?.Blocked, "blocked", input, ref doubt) is { } pattern
            ? new PolicyAnswer(
                Verdict.Block, Reasons.Join(Reasons.What(input), $"{section!.Name} blocks what matches '{pattern.Text}'"),
                section.Name + ".blocked", pattern.Source)
            : null;

    private static TextPattern? FirstIn(Section? section, TextPattern[]? patterns, string key, PolicyInput input, ref PolicyAnswer? doubt)
    {
        if (patterns is not { Length: > 0 }) return null;
        var rendered = input.Action.Rendered;
        foreach (var pattern in patterns)
        {
            var isIn = pattern.IsIn(rendered);
            if (isIn == true) return pattern;
            doubt ??= isIn is not null ? null : new PolicyAnswer(
                Verdict.RequireApproval, $"the pattern '{pattern.Text}' ({pattern.Source}) took too long on this text, so a person has to look",
                $"{section!.Name}.{key}", pattern.Source);
        }
        return null;
    }

    private PolicyAnswer? BlockedPaths(Section? section, Section? shell, PolicyInput input, ref PolicyAnswer? doubt)
    {
        var effects = input.Assessment.Effects;
        for (var i = 0; i < effects.Count; i++)
        {
            var effect = effects[i];
            if (effect.Target.Kind != TargetKind.Path || effect.Has(EffectTraits.DryRun)) continue;
            // Sections about files speak of every effect of their sort, whatever else the action does; the others of their own actions.
            var answer = Blocked(SectionOf(effect.Kind), effect, input, ref doubt);
            if (effect.Kind == EffectKind.Move) answer ??= Blocked(Sections[(int)Intent.FileWrite], effect, input, ref doubt);
            if (section is not null && SpeaksOf(section.Intent, effect.Kind)) answer ??= Blocked(section, effect, input, ref doubt);
            if (shell is not null) answer ??= Blocked(shell, effect, input, ref doubt);
            if (answer is not null) return answer;
        }
        return BlockedPaths(input);
    }

    // Of a script's own work only what is certain is refused: a path that may be meant is what every script has.
    private PolicyAnswer? BlockedPaths(PolicyInput input)
    {
        PolicyAnswer? ignored = null;
        foreach (var effect in input.Assessment.PassedOver)
        {
            if (effect.Target.Kind != TargetKind.Path || effect.Has(EffectTraits.DryRun | EffectTraits.Elsewhere)) continue;
            var answer = Blocked(SectionOf(effect.Kind), effect, input, ref ignored);
            if (effect.Kind == EffectKind.Move) answer ??= Blocked(Sections[(int)Intent.FileWrite], effect, input, ref ignored);
            if (answer is not null) return answer;
        }
        return null;
    }

    private static PolicyAnswer? Blocked(Section? section, Effect effect, PolicyInput input, ref PolicyAnswer? doubt)
    {
        foreach (var glob in section?.BlockedPaths ?? [])
        {
            var match = glob.Match(effect, input.Home, input.System);
            if (match == PathMatch.No) continue;
            var (verdict, why) = match == PathMatch.Yes
                ? (Verdict.Block, $"{section!.Name} blocks {glob.Text}")
                : (Verdict.RequireApproval, $"that may be in {glob.Text}, which {section!.Name} blocks");
            var answer = new PolicyAnswer(verdict, Reasons.Join(Reasons.Of(effect), why), section.Name + ".blocked_paths", glob.Source);
            if (match == PathMatch.Yes) return answer;
            doubt ??= answer;
        }
        return null;
    }

    private static PolicyAnswer? Approval(Section? section, PolicyInput input)
    {
        if (section?.Approval is not { } approval || !approval.Asks(input)) return null;
        var why = approval.IsAlways
            ? section.Name + " always asks"
            : $"the risk is {RiskNames.Of(input.Assessment.Risk)} and {section.Name} asks from {RiskNames.Of(approval.Level!.Value)}";
        return new PolicyAnswer(
            Verdict.RequireApproval, Reasons.Join(Reasons.What(input), why), section.Name + ".require_approval", approval.Source);
    }

    private Section? SectionOf(EffectKind kind) => kind switch
    {
        EffectKind.Read or EffectKind.ReadSecret => Sections[(int)Intent.FileRead],
        EffectKind.Delete or EffectKind.Move or EffectKind.DiscardWork => Sections[(int)Intent.FileDelete],
        EffectKind.Write or EffectKind.ChangePermissions or EffectKind.Persist => Sections[(int)Intent.FileWrite],
        _ => null,
    };

    private static bool SpeaksOf(Intent intent, EffectKind kind) => intent switch
    {
        Intent.FileRead or Intent.FileWrite or Intent.FileDelete => false,
        Intent.CodeModify => kind is not (EffectKind.Read or EffectKind.ReadSecret),
        _ => true,
    };
}

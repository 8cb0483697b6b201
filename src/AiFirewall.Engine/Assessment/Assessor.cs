using AiFirewall.Effects;
using AiFirewall.Http;

namespace AiFirewall.Assessment;

/// <summary>Inspects and weighs: effects and findings in, intent and risk out. Pure.</summary>
public static class Assessor
{
    private const int MaxFindings = 32;

    /// <summary>Assesses effects and the findings of readers.</summary>
    /// <param name="text">The action's text, for evidence.</param>
    /// <param name="effects">What it would do.</param>
    /// <param name="readerFindings">What readers found.</param>
    /// <param name="ifNothing">The intent when there is no effect at all.</param>
    public static ActionAssessment Assess(string text, IReadOnlyList<Effect> effects, IReadOnlyList<Finding> readerFindings, Intent ifNothing = Intent.ShellExec)
    {
        var findings = new List<Finding>();
        var kept = new List<Effect>(effects.Count);
        var ofFiles = new List<Effect>();
        var intent = ifNothing;
        var risk = Risk.Low;
        var hasIntent = false;
        Span<sbyte> worst = stackalloc sbyte[Intents.Count];
        worst.Fill(-1);
        var speaksForItself = effects.Any(e => e.Has(EffectTraits.Elevated));
        foreach (var effect in effects)
        {
            // What runs with more rights says how bad that is; getting them counts on its own only where nothing is seen to run.
            if (effect.Kind == EffectKind.Elevate && effect.Finding is null && speaksForItself && !effect.Has(EffectTraits.Elevated)) continue;
            var weight = Weigh(effect);
            if (effect.Has(EffectTraits.FromFile) && !ScriptWork.Counts(effect, weight))
            {
                ofFiles.Add(effect);
                continue;
            }

            kept.Add(effect);
            if (weight.Finding is { } finding) Add(findings, WithEvidence(finding, effect.Span, text));
            if (UrlFindings.Concern(effect)) weight = AddUrlFindings(weight, effect, findings, text);
            if (weight.Risk > risk) risk = weight.Risk;
            worst[(int)weight.Intent] = Math.Max(worst[(int)weight.Intent], (sbyte)weight.Risk);
            if (!hasIntent || weight.Intent.Rank() > intent.Rank()) intent = weight.Intent;
            hasIntent = true;
        }

        foreach (var finding in readerFindings)
        {
            Add(findings, WithEvidence(finding, finding.Span, text));
            if (finding.Severity > risk) risk = finding.Severity;
        }

        findings.Sort(static (a, b) => b.Severity.CompareTo(a.Severity));
        return new ActionAssessment(intent, risk, kept, findings) { OtherIntents = Others(worst, intent), PassedOver = ofFiles };
    }

    private static Weight AddUrlFindings(Weight weight, Effect effect, List<Finding> findings, string text)
    {
        foreach (var finding in UrlFindings.Of(effect, Url.Read(effect.Target.Text)))
        {
            Add(findings, WithEvidence(finding, effect.Span, text));
            if (finding.Severity > weight.Risk && !effect.Has(EffectTraits.DryRun)) weight = weight with { Risk = finding.Severity };
        }

        return weight;
    }

    /// <summary>An assessment to which looking closer added findings: it never gets milder.</summary>
    internal static ActionAssessment Raise(ActionAssessment assessment, IEnumerable<Finding> more)
    {
        var findings = assessment.Findings.ToList();
        var risk = assessment.Risk;
        foreach (var finding in more)
        {
            Add(findings, finding);
            if (finding.Severity > risk) risk = finding.Severity;
        }

        findings.Sort(static (a, b) => b.Severity.CompareTo(a.Severity));
        return assessment with { Findings = findings, Risk = risk };
    }

    private static List<IntentRisk> Others(ReadOnlySpan<sbyte> worst, Intent main)
    {
        var others = new List<IntentRisk>();
        for (var i = 0; i < worst.Length; i++)
        {
            if (worst[i] >= 0 && i != (int)main) others.Add(new IntentRisk((Intent)i, (Risk)worst[i]));
        }

        return others;
    }

    /// <summary>One effect with its circumstances.</summary>
    internal static Weight Weigh(Effect effect)
    {
        var weight = EffectWeights.Of(effect);

        // The catalog may know better what an effect means than its kind alone says; but nothing talks a whole system away.
        if (effect.Finding is { } own && (weight.Finding is not { Severity: Risk.Critical } || (own.Severity == Risk.Critical && effect.Target.Kind != TargetKind.Path))) weight = weight with { Risk = own.Severity, Finding = own };
        if (effect.Has(EffectTraits.Decoded) && weight.Risk < Risk.High && effect.Kind is not (EffectKind.Read or EffectKind.Fetch))
            weight = new Weight(weight.Intent, Risk.High, weight.Finding ?? new Finding("exec.decoded-code", Risk.High, "runs code that was hidden in an encoding"));
        if (effect.Has(EffectTraits.Elevated) && !IsOnlyReading(effect) && weight.Risk < Risk.Critical)
            weight = new Weight(weight.Intent, Risk.Critical, weight.Finding is { } finding ? finding with { Severity = Risk.Critical } : new Finding("exec.elevated", Risk.Critical, $"runs '{effect.Command}' with elevated rights"));
        return weight;
    }

    /// <summary>Reading, and programs of the catalog that do nothing telling, are no worse for being run with more rights.</summary>
    private static bool IsOnlyReading(Effect effect) =>
        effect.Kind is EffectKind.Read or EffectKind.Fetch or EffectKind.ReadDatabase
        || (effect.Target.Scope is TargetScope.Sink && effect.Kind == EffectKind.Write)
        || (effect.Kind == EffectKind.Execute && effect.Has(EffectTraits.Informational));

    private static Finding WithEvidence(Finding finding, TextSpan span, string text)
    {
        if (finding.Evidence.Length > 0) return finding;
        var evidence = span.Of(text);
        return finding with { Evidence = evidence.Length > 200 ? string.Concat(evidence.AsSpan(0, 199), "…") : evidence, Span = span };
    }

    private static void Add(List<Finding> findings, Finding finding)
    {
        for (var i = 0; i < findings.Count; i++)
        {
            if (findings[i].Id != finding.Id || findings[i].Message != finding.Message) continue;
            if (finding.Severity > findings[i].Severity) findings[i] = finding;
            return;
        }

        if (findings.Count < MaxFindings) findings.Add(finding);
    }
}

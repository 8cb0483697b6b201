using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>Collects effects and findings.</summary>
internal sealed class SqlReport(string text, SqlContext context)
{
    private const int LongestEvidence = 200;
    private const int MostEntries = 2000;

    private readonly List<Effect> _effects = [];
    private readonly List<Finding> _findings = [];
    private readonly HashSet<(string, TextSpan)> _found = [];
    private readonly HashSet<(EffectKind, string, TextSpan)> _done = [];

    /// <summary>What the caller knows.</summary>
    public SqlContext Context { get; } = context;

    /// <summary>Adds an effect on an object of the database.</summary>
    public void Effect(EffectKind kind, SqlStatement s, string name, Certainty certainty = Certainty.Certain, EffectTraits traits = EffectTraits.None)
    {
        Add(new Effect(kind, new Target(TargetKind.Database, name), s.Span)
        {
            Certainty = Unresolved.In(name) && certainty == Certainty.Certain ? Certainty.Unresolved : certainty,
            Traits = traits,
            By = "sql/" + s.Kind.ToString().ToLowerInvariant(),
            Command = s.Verb,
        });
    }

    /// <summary>Adds an effect on each target of the statement; on nothing in particular when it names none.</summary>
    public void EffectOnTargets(EffectKind kind, SqlStatement s, Certainty certainty = Certainty.Certain, EffectTraits traits = EffectTraits.None)
    {
        if (s.Targets.Count == 0) Effect(kind, s, "", certainty, traits);
        foreach (var target in s.Targets) Effect(kind, s, target, certainty, traits);
    }

    /// <summary>Adds an effect, once; texts of very many statements keep the first ones of a kind.</summary>
    public void Add(Effect effect)
    {
        if (_done.Count < MostEntries && _done.Add((effect.Kind, effect.Target.Text, effect.Kind == EffectKind.ReadDatabase ? default
            : effect.Span))) _effects.Add(effect);
    }

    /// <summary>Adds a finding, once for a place.</summary>
    public void Find(string id, Risk severity, string message, TextSpan span)
    {
        if (_found.Count >= MostEntries && severity < Risk.Critical) return;
        if (!_found.Add((id, span))) return;
        _findings.Add(new Finding(id, severity, message, Evidence(text, span), span));
    }

    /// <summary>The beginning of the piece of text.</summary>
    internal static string Evidence(string text, TextSpan span)
    {
        var start = (span with { Length = Math.Min(span.Length, LongestEvidence) }).Of(text).Trim();
        return span.Length > LongestEvidence ? start + "…" : start;
    }

    /// <summary>What was collected. A text that does nothing else looks at the database.</summary>
    public SqlAssessment Finish(bool hasStatements)
    {
        if (_effects.Count == 0 && hasStatements)
        {
            _effects.Add(new Effect(EffectKind.ReadDatabase, new Target(TargetKind.Database, ""), new TextSpan(0, text.Length)) { By = "sql" });
        }

        return new SqlAssessment(_effects, _findings);
    }
}

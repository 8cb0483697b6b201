using AiFirewall.Effects;

namespace AiFirewall.Sql;

/// <summary>Collects the effects and findings of text for databases that do not speak SQL.</summary>
internal sealed class NoSqlReport(string text, string by)
{
    private readonly List<Effect> _effects = [];
    private readonly List<Finding> _findings = [];

    public void Read(string target, TextSpan span) => Add(EffectKind.ReadDatabase, new Target(TargetKind.Database, target), span);

    public void Change(string target, TextSpan span) => Add(EffectKind.ChangeDatabase, new Target(TargetKind.Database, target), span);

    public void Destroy(string target, TextSpan span) => Add(EffectKind.DestroyDatabase, new Target(TargetKind.Database, target), span);

    public void Add(EffectKind kind, Target target, TextSpan span) =>
        _effects.Add(new Effect(kind, target, span) { Certainty = target.IsResolved ? Certainty.Certain : Certainty.Unresolved, By = by });

    public void Find(string id, Risk severity, string message, TextSpan span)
    {
        _findings.Add(new Finding(id, severity, message, SqlReport.Evidence(text, span), span));
    }

    public SqlAssessment Finish(bool hasText)
    {
        if (_effects.Count == 0 && hasText) Read("", new TextSpan(0, text.Length));
        return new SqlAssessment(_effects, _findings);
    }
}

using AiFirewall.Effects;

namespace AiFirewall.Assessment;

/// <summary>How bad an action is: what inspecting and weighing its effects came to.</summary>
/// <param name="Intent">What it is about.</param>
/// <param name="Risk">How bad it is.</param>
/// <param name="Effects">What it would do.</param>
/// <param name="Findings">What is worrying about it, worst first.</param>
public sealed record ActionAssessment(Intent Intent, Risk Risk, IReadOnlyList<Effect> Effects, IReadOnlyList<Finding> Findings)
{
    /// <summary>
    /// The other intents among the effects, each with the worst risk of its own effects: a command that writes a file and calls an API is
    /// about both.
    /// </summary>
    public IReadOnlyList<IntentRisk> OtherIntents { get; init; } = [];

    /// <summary>
    /// What scripts of the project do that does not count, being their everyday work; that rules name a path of it still counts.
    /// </summary>
    public IReadOnlyList<Effect> PassedOver { get; init; } = [];
}

/// <summary>An intent with the worst risk of the effects that have it.</summary>
/// <param name="Intent">The intent.</param>
/// <param name="Risk">The risk.</param>
public readonly record struct IntentRisk(Intent Intent, Risk Risk);

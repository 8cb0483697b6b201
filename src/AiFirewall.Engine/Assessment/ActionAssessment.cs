using AiFirewall.Effects;

namespace AiFirewall.Assessment;

/// <summary>How bad an action is: what inspecting and weighing its effects came to.</summary>
/// <param name="Intent">What it is about.</param>
/// <param name="Risk">How bad it is.</param>
/// <param name="Effects">What it would do.</param>
/// <param name="Findings">What is worrying about it, worst first.</param>
public sealed record ActionAssessment(Intent Intent, Risk Risk, IReadOnlyList<Effect> Effects, IReadOnlyList<Finding> Findings);

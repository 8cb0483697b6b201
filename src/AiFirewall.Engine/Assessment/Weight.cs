using AiFirewall.Effects;

namespace AiFirewall.Assessment;

/// <summary>What one effect comes to.</summary>
/// <param name="Intent">What it is about.</param>
/// <param name="Risk">How bad it is.</param>
/// <param name="Finding">What is worrying about it; null for nothing.</param>
internal readonly record struct Weight(Intent Intent, Risk Risk, Finding? Finding = null)
{
    /// <summary>A weight with a finding whose severity is the risk.</summary>
    public static Weight With(Intent intent, Risk risk, string id, string message) => new(intent, risk, new Finding(id, risk, message));
}

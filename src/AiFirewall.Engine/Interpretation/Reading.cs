using AiFirewall.Effects;
using AiFirewall.Files;

namespace AiFirewall.Interpretation;

/// <summary>What reading an action came to.</summary>
/// <param name="Effects">What it would do.</param>
/// <param name="Findings">What readers found beside effects: text that cannot be read, bounds that were exceeded.</param>
/// <param name="Steps">The commands in their order and nesting; null when that was not asked for.</param>
public sealed record Reading(IReadOnlyList<Effect> Effects, IReadOnlyList<Finding> Findings, ReadingStep? Steps = null)
{
    /// <summary>What it writes into files, where that is known before it runs.</summary>
    internal IReadOnlyList<FileChange> Changes { get; init; } = [];
}

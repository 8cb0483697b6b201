using AiFirewall.Effects;

namespace AiFirewall.Interpretation;

/// <summary>A command that was read, with what it would do and the commands that it runs in turn.</summary>
/// <param name="Text">The command and its arguments as resolved, with <c>…</c> for what is not known.</param>
/// <param name="By">The catalog entry that spoke: <c>coreutils/rm</c>; <c>unknown</c> for none.</param>
public sealed record ReadingStep(string Text, string By)
{
    private readonly List<ReadingStep> _steps = [];
    private readonly List<Effect> _effects = [];

    /// <summary>What it would do itself.</summary>
    public IReadOnlyList<Effect> Effects => _effects;

    /// <summary>The commands and code that it runs.</summary>
    public IReadOnlyList<ReadingStep> Steps => _steps;

    internal void Add(ReadingStep step) => _steps.Add(step);

    internal void Add(Effect effect) => _effects.Add(effect);
}

using AiFirewall.Actions;
using AiFirewall.Effects;

namespace AiFirewall.Commands;

/// <summary>Where and how something runs: what a command inherits from what runs it.</summary>
/// <param name="WorkingDirectory">The directory, absolute; may have holes after an unresolved <c>cd</c>.</param>
/// <param name="Dialect">The shell around it.</param>
internal sealed record Scene(string WorkingDirectory, ShellDialect Dialect)
{
    /// <summary>Circumstances that hold for everything in it: elevated, decoded, elsewhere …</summary>
    public EffectTraits Traits { get; init; }

    /// <summary>How many layers of code inside code it is deep.</summary>
    public int Depth { get; init; }

    /// <summary>The text is that of the action itself, so that spans in it mean something; if not, effects carry <see cref="OuterSpan"/>.</summary>
    public TextSpan? OuterSpan { get; init; }

    /// <summary>The code stands in a file on disk that was there before.</summary>
    public bool IsFromFile { get; init; }

    /// <summary>A branch or handler that may not run.</summary>
    public bool IsConditional { get; init; }
}

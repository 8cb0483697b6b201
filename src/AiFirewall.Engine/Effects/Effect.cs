namespace AiFirewall.Effects;

/// <summary>One thing that an action would do.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Target">What it does it to.</param>
/// <param name="Span">Where in the action's text it came from.</param>
public sealed record Effect(EffectKind Kind, Target Target, TextSpan Span)
{
    /// <summary>How sure the reading is.</summary>
    public Certainty Certainty { get; init; }

    /// <summary>Circumstances that change how bad it is.</summary>
    public EffectTraits Traits { get; init; }

    /// <summary>The catalog entry or reader that spoke: <c>coreutils/rm</c>, <c>bash/redirection</c>.</summary>
    public string By { get; init; } = "";

    /// <summary>The command that does it, as resolved: <c>rm</c>.</summary>
    public string Command { get; init; } = "";

    /// <summary>
    /// A finding that the catalog entry names for this effect, more telling than the general one of its kind; null for none.
    /// </summary>
    public Finding? Finding { get; init; }

    /// <summary>For what is done to a work tree as a whole: the directory that it is done in, absolute; null elsewhere.</summary>
    internal string? Directory { get; init; }

    /// <summary>Whether <paramref name="trait"/> holds.</summary>
    public bool Has(EffectTraits trait) => (Traits & trait) != 0;
}

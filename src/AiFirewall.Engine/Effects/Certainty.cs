namespace AiFirewall.Effects;

/// <summary>How sure the reading is that an effect happens as described.</summary>
public enum Certainty : byte
{
    /// <summary>Read from the text without doubt.</summary>
    Certain,
    /// <summary>Probable: a branch that may not be taken, a name that usually means this.</summary>
    Likely,
    /// <summary>Something is executed or touched that could not be resolved.</summary>
    Unresolved,
}

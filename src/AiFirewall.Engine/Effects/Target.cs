namespace AiFirewall.Effects;

/// <summary>What an effect is about.</summary>
/// <param name="Kind">What sort of thing it is.</param>
/// <param name="Text">
/// Its name: for a path the absolute, normalised path; otherwise as written. Holes (<see cref="Unresolved.Hole"/>) stand for
/// parts that could not be resolved.
/// </param>
/// <param name="Scope">Where a path lies; <see cref="TargetScope.None"/> for anything else.</param>
/// <param name="IsWhole">The target is all of its scope: the home itself, a system tree, every file of the project.</param>
public sealed record Target(TargetKind Kind, string Text, TargetScope Scope = TargetScope.None, bool IsWhole = false)
{
    /// <summary>Nothing in particular.</summary>
    public static Target None { get; } = new(TargetKind.None, "");

    /// <summary>Whether a path lies in the project, whatever closer scope it has (<c>.env</c>, <c>.git/hooks</c>).</summary>
    public bool IsOfProject { get; init; }

    /// <summary>Whether every part of the name is known.</summary>
    public bool IsResolved => !Unresolved.In(Text);

    /// <summary>The name as shown to people, with <c>…</c> for what is not known.</summary>
    public string Display => Unresolved.Display(Text);
}

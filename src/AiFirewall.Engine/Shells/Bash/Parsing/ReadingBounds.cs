using System.Runtime.CompilerServices;
using AiFirewall.Effects;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>
/// What all sources of one parse share: errors, comments, and the bounds of depth and size. Bounds are counted, never timed, so that the
/// same text always ends the same way.
/// </summary>
internal sealed class ReadingBounds
{
    public const int MaxDepth = 200;
    public const int MaxNodes = 120_000;
    private const int MaxErrors = 100;

    private int nodes;
    private List<BashError>? errors;
    private List<TextSpan>? comments;

    public int Depth { get; private set; }

    /// <summary>The bound of size is exceeded: nothing more is read.</summary>
    public bool IsSpent { get; private set; }

    public IReadOnlyList<BashError> Errors => errors ?? (IReadOnlyList<BashError>)[];

    public IReadOnlyList<TextSpan> Comments => comments ?? (IReadOnlyList<TextSpan>)[];

    /// <summary>Goes one level deeper, unless that is too deep. The stack is checked too, for callers on small stacks.</summary>
    public bool TryEnter()
    {
        if (Depth >= MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) return false;
        Depth++;
        return true;
    }

    public void Leave() => Depth--;

    /// <summary>Counts a command, word part or redirection; false when there are too many.</summary>
    public bool TryCountNode()
    {
        if (++nodes <= MaxNodes) return true;
        IsSpent = true;
        return false;
    }

    public void AddError(BashError error)
    {
        errors ??= [];
        var isBound = error.Kind is BashErrorKind.TooDeep or BashErrorKind.TooLarge;
        if (errors.Count < MaxErrors || (isBound && !HasError(error.Kind))) errors.Add(error);
    }

    public void AddComment(TextSpan span) => (comments ??= []).Add(span);

    private bool HasError(BashErrorKind kind) => errors!.Exists(error => error.Kind == kind);
}

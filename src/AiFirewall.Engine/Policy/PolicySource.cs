namespace AiFirewall.Policy;

/// <summary>Where a rule or a problem stands.</summary>
/// <param name="File">Path of the file; <c>default.yaml</c> for the built-in policy.</param>
/// <param name="Line">Line, from 1; 0 when it is about the file as a whole.</param>
/// <param name="Column">Column, from 1; 0 when it is about the file as a whole.</param>
public readonly record struct PolicySource(string File, int Line = 0, int Column = 0)
{
    /// <summary><c>file:line</c>, or the file alone.</summary>
    public override string ToString() => Line > 0 ? $"{File}:{Line}" : File;
}

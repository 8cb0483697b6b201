namespace AiFirewall.Policy;

/// <summary>Something in a policy file that cannot be taken as it stands. While there is one, everything is refused.</summary>
/// <param name="Source">Where it stands.</param>
/// <param name="Message">What is wrong: <c>unknown key 'require_aproval'</c>.</param>
/// <param name="Suggestion">What to do about it: <c>did you mean 'require_approval'?</c>; null for none.</param>
public sealed record PolicyProblem(PolicySource Source, string Message, string? Suggestion = null)
{
    /// <summary>The file.</summary>
    public string File => Source.File;

    /// <summary>Line, from 1; 0 when it is about the file as a whole.</summary>
    public int Line => Source.Line;

    /// <summary>Column, from 1; 0 when it is about the file as a whole.</summary>
    public int Column => Source.Column;

    /// <summary>One sentence: <c>rules.yaml:3:5: unknown key 'require_aproval'; did you mean 'require_approval'?</c></summary>
    public override string ToString()
    {
        var place = Line > 0 ? $"{File}:{Line}:{Column}" : File;
        return Suggestion is null ? $"{place}: {Message}" : $"{place}: {Message}; {Suggestion}";
    }
}

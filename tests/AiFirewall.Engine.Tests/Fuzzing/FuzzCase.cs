using AiFirewall.Actions;
using AiFirewall.Policy;

namespace AiFirewall.Tests.Fuzzing;

/// <summary>What a text is given to the firewall as.</summary>
internal enum FuzzLanguage
{
    Bash,
    PowerShell,
    Cmd,
    Sql,
}

/// <summary>A text that is judged.</summary>
/// <param name="Language">What it is given as.</param>
/// <param name="Text">The text.</param>
/// <param name="Dialect">Of SQL: the database; null when not known.</param>
internal sealed record FuzzCase(FuzzLanguage Language, string Text, string? Dialect = null)
{
    /// <summary>What the corpus says of the text; null for a text of which nothing is said.</summary>
    public Verdict? Expected { get; init; }

    public GuardAction ToAction() => Language switch
    {
        FuzzLanguage.Bash => new ShellAction(Text, ShellDialect.Bash),
        FuzzLanguage.PowerShell => new ShellAction(Text, ShellDialect.PowerShell),
        FuzzLanguage.Cmd => new ShellAction(Text, ShellDialect.Cmd),
        _ => new SqlAction(Text, Dialect),
    };
}

/// <summary>A property that does not hold.</summary>
/// <param name="Property">Its name; the same for the same fault, however the text is cut.</param>
/// <param name="Message">What was seen.</param>
internal sealed record FuzzFault(string Property, string Message);

/// <summary>A fault with the text that shows it, made as small as it gets.</summary>
internal sealed record FuzzFailure(long Index, FuzzCase Case, FuzzFault Fault);

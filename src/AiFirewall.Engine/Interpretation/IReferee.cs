using AiFirewall.Actions;
using AiFirewall.Effects;

namespace AiFirewall.Interpretation;

/// <summary>
/// Reads commands a second time, by other means than the engine's own readers, and says what those did not see. A door that has such means
/// hands one to <see cref="Guard"/>; its findings count like any others.
/// </summary>
public interface IReferee
{
    /// <summary>What the engine's reader did not see.</summary>
    /// <param name="action">The action, of any kind; one that is not this referee's has no findings.</param>
    /// <returns>Findings; empty when both read the same.</returns>
    IReadOnlyList<Finding> Check(GuardAction action);
}

/// <summary>What a referee reports.</summary>
public static class RefereeFindings
{
    /// <summary>The shell itself sees code that the reader did not see.</summary>
    /// <param name="what">What it is: a command, a call.</param>
    /// <param name="span">Where it stands.</param>
    public static Finding Unseen(string what, TextSpan span) =>
        new("shell.powershell.unseen", Risk.High, $"PowerShell sees {what} that the firewall did not read", Span: span);
}

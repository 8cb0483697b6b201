namespace AiFirewall.Cmdlets.Errors;

/// <summary>An action did not run because the firewall, or the person it asked, said no.</summary>
public sealed class GuardDeniedException : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="message">What was refused and why, in one sentence.</param>
    /// <param name="decision">The decision.</param>
    public GuardDeniedException(string message, Decision decision) : base(message) => Decision = decision;

    /// <summary>The decision, with its findings and its trail.</summary>
    public Decision Decision { get; }
}

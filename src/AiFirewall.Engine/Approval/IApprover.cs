using AiFirewall.Actions;

namespace AiFirewall.Approval;

/// <summary>Asks a person whether an action may go ahead.</summary>
public interface IApprover
{
    /// <summary>Asks. No answer, no terminal, or any failure is a no.</summary>
    ApprovalAnswer Ask(ApprovalRequest request);
}

/// <summary>What a person is asked about.</summary>
/// <param name="Action">The action.</param>
/// <param name="Decision">The decision that asks.</param>
public sealed record ApprovalRequest(GuardAction Action, Decision Decision);

/// <summary>A person's answer.</summary>
/// <param name="IsApproved">Whether the action may go ahead.</param>
/// <param name="By">Who or what answered: <c>console</c>, <c>page</c>, <c>nobody</c>.</param>
public sealed record ApprovalAnswer(bool IsApproved, string By);

/// <summary>Where nobody can be asked: always no.</summary>
public sealed class NobodyApprover : IApprover
{
    /// <inheritdoc/>
    public ApprovalAnswer Ask(ApprovalRequest request) => new(false, "nobody");
}

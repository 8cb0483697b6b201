using System.Management.Automation;
using System.Text;
using AiFirewall.Actions;
using AiFirewall.Cmdlets.Approval;
using AiFirewall.Cmdlets.Input;
using AiFirewall.Execution.Sql;
using AiFirewall.Policy;
using AiFirewall.State;
using AiFirewall.Text;

namespace AiFirewall.Cmdlets.Errors;

/// <summary>Every error the cmdlets write. The ids are part of the module's contract and listed in docs/powershell.md.</summary>
/// <remarks>Messages speak of the decision's reason, never of the command: a command line may hold secrets.</remarks>
internal static class GuardErrors
{
    public static ErrorRecord Denied(Decision decision)
    {
        var wasAsked = decision.Verdict == Verdict.RequireApproval;
        var reason = DecisionText.Reason(decision);
        var message = wasAsked
            ? $"Not run: this needs a person's approval, and nobody approved it. {DecisionText.RiskName(decision)} risk: {reason}."
            : $"Not run: the firewall blocks this. {DecisionText.RiskName(decision)} risk: {reason}.";
        var advice = wasAsked
            ? "Ask the person you work for to run this at an interactive prompt, or choose an action that needs no approval."
            : $"Choose a narrower action. A person can change the rules in {GuardHome.FromEnvironment().RulesPath}.";
        return Record(new GuardDeniedException(message, decision), "AiFirewall.Denied", ErrorCategory.PermissionDenied, decision, advice);
    }

    /// <summary>The refusal of a gate of the session: it goes where the command's own errors would go, so it says all there is to say.</summary>
    /// <remarks>Its id ends with the worst finding, so that a script can tell refusals apart: <c>AiFirewall.Denied.files.delete.root</c>.</remarks>
    public static ErrorRecord DeniedInSession(Decision decision)
    {
        var denied = Denied(decision);
        var message = new StringBuilder(denied.ErrorDetails.Message);
        foreach (var finding in decision.Findings.Take(5))
            message.AppendLine().Append("  - ").Append(PrintableText.OneLine(SecretMasker.Mask($"{finding.Message} [{finding.Id}]")));

        var id = decision.Findings is [{ Id: { Length: > 0 } worst }, ..] ? $"AiFirewall.Denied.{worst}" : denied.FullyQualifiedErrorId;
        return new(new GuardDeniedException(message.ToString(), decision), id, ErrorCategory.PermissionDenied, decision)
        {
            ErrorDetails = new ErrorDetails(message.ToString()) { RecommendedAction = denied.ErrorDetails.RecommendedAction },
        };
    }

    /// <summary>The refusal as a console shows it where there is no error record: what, why, and what would make it pass.</summary>
    public static string Told(Decision decision)
    {
        var details = DeniedInSession(decision).ErrorDetails;
        return $"AiFirewall: {details.Message}\n{details.RecommendedAction}";
    }

    public static ErrorRecord ActionInvalid(Exception problem, object? value) => Record(
        problem as InputException ?? new InputException($"This cannot be read as an action. {problem.Message}", problem),
        "AiFirewall.ActionInvalid", ErrorCategory.InvalidData, value,
        "See Get-Help New-GuardAction for the shapes of an action.");

    public static ErrorRecord CommandInvalid(ParseException problem) =>
        Record(problem, "AiFirewall.CommandInvalid", ErrorCategory.ParserError, null, "Nothing ran. Correct the PowerShell text and try again.");

    public static ErrorRecord Failed(Exception problem, bool hasRun = false) => Record(
        new InvalidOperationException($"{(hasRun ? "It ran, but the firewall failed then." : "Not run: the firewall failed.")} {problem.Message}", problem),
        "AiFirewall.Failed", ErrorCategory.InvalidResult, null, "This is a fault of the firewall: please report it with the output of Get-Error.");

    public static ErrorRecord ShellNotFound(ShellDialect dialect) => Record(
        new InvalidOperationException($"Not run: no program on this machine runs texts for {(dialect == ShellDialect.Cmd ? "cmd.exe" : "Bash")}."),
        "AiFirewall.ShellNotFound", ErrorCategory.NotInstalled, null, "Name another shell with -Shell, or install this one.");

    public static ErrorRecord WorkingDirectoryNotFound(string path) => Record(
        new DirectoryNotFoundException($"There is no directory '{PrintableText.OneLine(path)}' in the file system."),
        "AiFirewall.WorkingDirectoryNotFound", ErrorCategory.ObjectNotFound, path, "Name a directory that exists.");

    public static ErrorRecord PolicyInvalid(PolicyProblem problem) => Record(
        new InvalidDataException($"{problem}"), "AiFirewall.PolicyInvalid", ErrorCategory.InvalidData, problem,
        "Correct the file. Until it can be read, everything is refused.");

    public static ErrorRecord ProfileUnchanged(Exception problem, string path) => Record(
        problem, "AiFirewall.ProfileUnchanged", problem is UnauthorizedAccessException ? ErrorCategory.PermissionDenied : ErrorCategory.InvalidData, path,
        "Nothing was written. Correct the file, or name another profile with -Path.");

    public static ErrorRecord FileUnreadable(Exception problem, string path) => Record(
        new IOException($"The file '{PrintableText.OneLine(path)}' cannot be read. {problem.Message}", problem), "AiFirewall.FileUnreadable", ErrorCategory.ReadError, path,
        "Name a file of SQL that can be read.");

    public static ErrorRecord ConnectionInvalid(string problem) => Record(
        new InputException($"Not run: {problem}."), "AiFirewall.ConnectionInvalid", ErrorCategory.InvalidArgument, null,
        "See Get-Help Invoke-Guarded -Parameter Connection.");

    public static ErrorRecord DryRunNotPossible(GuardAction action) => Record(
        new InvalidOperationException($"Not run: there is no dry run of a '{action.Type}' action here."), "AiFirewall.DryRunNotPossible", ErrorCategory.NotImplemented, action,
        "-DryRun is for SQL with -Connection. Use -WhatIf to see what the firewall would say.");

    public static ErrorRecord SqlFailed(SqlOutcome outcome) => Record(
        new InvalidOperationException($"{char.ToUpperInvariant(outcome.Problem![0])}{outcome.Problem[1..]}."), "AiFirewall.SqlFailed", outcome.Ending switch
        {
            SqlEnding.OutOfTime => ErrorCategory.OperationTimeout,
            SqlEnding.Stopped => ErrorCategory.OperationStopped,
            SqlEnding.NotRun => ErrorCategory.InvalidOperation,
            _ => ErrorCategory.InvalidResult,
        }, outcome, outcome.Ending == SqlEnding.PartlyDone ? "What the database had done by then stays done." : "Nothing was changed. Correct the SQL and try again.");

    private static ErrorRecord Record(Exception problem, string id, ErrorCategory category, object? target, string advice) =>
        new(problem, id, category, target) { ErrorDetails = new ErrorDetails(problem.Message) { RecommendedAction = advice } };
}

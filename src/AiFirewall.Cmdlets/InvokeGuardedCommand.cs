using System.Management.Automation;
using AiFirewall.Actions;
using AiFirewall.Cmdlets.Approval;
using AiFirewall.Cmdlets.Errors;
using AiFirewall.Cmdlets.Execution;
using AiFirewall.Cmdlets.Input;
using AiFirewall.Execution.Sql;
using AiFirewall.Observation;
using AiFirewall.Policy;
using AiFirewall.Sql;

namespace AiFirewall.Cmdlets;

/// <summary>
/// <para type="synopsis">Runs an action if the firewall allows it.</para>
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "Guarded", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(object))]
public sealed class InvokeGuardedCommand : JudgingCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>A command as text, a script block, an action, or an action as JSON.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Command", "ScriptBlock", "Action")]
    [AllowNull]
    [AllowEmptyString]
    public object? InputObject { get; set; }

    /// <summary>The language of a text. PowerShell on Windows and Bash elsewhere when absent.</summary>
    [Parameter]
    public ShellDialect? Shell { get; set; }

    /// <summary>
    /// The database that SQL actions are run against: a URL, a connection string, the path of an SQLite file, or env:NAME for any of these
    /// in an environment variable. SQL is only judged when absent.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Connection { get; set; }

    /// <summary>Whether SQL is run and rolled back, to see how many rows it would change.</summary>
    [Parameter]
    public SwitchParameter DryRun { get; set; }

    /// <summary>How many seconds SQL may take.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int QueryTimeout { get; set; } = 30;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in Read(InputObject, Shell))
        {
            if (IsWhatIf) Show(input);
            else if (input.Action is SqlAction sql && Connection is not null) RunSql(sql);
            else if (DryRun) WriteError(GuardErrors.DryRunNotPossible(input.Action));
            else if (SessionExecutor.CanRun(input.Action)) Run(input);
            else Judge(input);
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Releases what stops the action.</summary>
    public void Dispose() => _stop.Dispose();

    private void Run(GuardedInput input)
    {
        var approver = new HostApprover(Host);
        var executor = new SessionExecutor(
            this, input.Block, confirm: () => approver.HasAsked || ShouldProcess(DecisionText.Command(input.Action), "Run"));
        try
        {
            var observation = LiveObservation.Of(input.Action.WorkingDirectory);
            var result = GuardOf(observation).Execute(input.Action, observation, approver, executor, _stop.Token);
            WriteVerbose(DecisionText.Line(result.Decision));
            if (!result.IsApproved) WriteError(GuardErrors.Denied(result.Decision));
        }
        catch (Exception problem) when (problem is not PipelineStoppedException)
        {
            if (!executor.IsDeclined) WriteError(ErrorOf(problem, executor));
        }
        Finish(executor);
    }

    /// <summary>Hands on what the action threw, as it threw it.</summary>
    private void Finish(SessionExecutor executor)
    {
        try
        {
            executor.RethrowFailure();
        }
        catch (WorkingDirectoryException missing)
        {
            WriteError(GuardErrors.WorkingDirectoryNotFound(missing.Path));
        }
    }

    private static ErrorRecord ErrorOf(Exception problem, SessionExecutor executor) => problem switch
    {
        ShellNotFoundException missing => GuardErrors.ShellNotFound(missing.Dialect),
        WorkingDirectoryException missing => GuardErrors.WorkingDirectoryNotFound(missing.Path),
        ParseException unreadable => GuardErrors.CommandInvalid(unreadable),
        _ => GuardErrors.Failed(problem, executor.HasStarted),
    };

    private void RunSql(SqlAction action)
    {
        var observation = LiveObservation.Of(action.WorkingDirectory);
        var database = SqlDatabase.Parse(Connection!, SqlDialects.Parse(action.Dialect), observation.Variable, observation.WorkingDirectory, out var problem);
        if (database is null)
        {
            WriteError(GuardErrors.ConnectionInvalid(problem!));
            return;
        }

        action = action with { Dialect = database.Dialect.ToString().ToLowerInvariant(), DatabaseFile = database.File };
        var options = new SqlRunOptions { IsDryRun = DryRun, Timeout = TimeSpan.FromSeconds(QueryTimeout) };
        var approver = new HostApprover(Host);
        var executor = new DatabaseExecutor(this, database, options,
            confirm: () => approver.HasAsked || ShouldProcess($"{DecisionText.Command(action)} on {database}", DryRun ? "Run and roll back" : "Run"));
        try
        {
            var result = GuardOf(observation).Execute(action, observation, approver, executor, _stop.Token);
            WriteVerbose(DecisionText.Line(result.Decision));
            if (!result.IsApproved) WriteError(GuardErrors.Denied(result.Decision));
        }
        catch (Exception failure) when (failure is not PipelineStoppedException)
        {
            if (!executor.IsDeclined) WriteError(GuardErrors.Failed(failure, hasRun: executor.Outcome is not null));
        }

        executor.RethrowFailure();
        if (executor.Outcome is { Problem: not null } failed) WriteError(GuardErrors.SqlFailed(failed));
        else if (executor.Outcome is { } outcome && DryRun) WriteObject(outcome);
    }

    /// <summary>What is not run here (files, SQL, requests, tool calls, texts) is answered: the decision, or a refusal.</summary>
    private void Judge(GuardedInput input)
    {
        if (Answer(input.Action) is not { } decision) return;
        if (decision.Verdict == Verdict.Allow) WriteObject(DecisionText.WithAction(decision, input.Action));
        else WriteError(GuardErrors.Denied(decision));
    }

    private void Show(GuardedInput input)
    {
        if (Answer(input.Action) is not { } decision) return;
        ShouldProcess($"{DecisionText.Line(decision)}. Command: {DecisionText.Command(input.Action)}", null, null);
    }

    /// <summary>Known before <see cref="Cmdlet.ShouldProcess(string)"/> is asked: a dry run approves nothing and asks nobody.</summary>
    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
        ? ((SwitchParameter)given).IsPresent
        : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));
}

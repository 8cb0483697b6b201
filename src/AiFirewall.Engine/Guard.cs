using AiFirewall.Actions;
using AiFirewall.Approval;
using AiFirewall.Assessment;
using AiFirewall.Audit;
using AiFirewall.Commands;
using AiFirewall.Commands.Catalog;
using AiFirewall.Effects;
using AiFirewall.Execution;
using AiFirewall.Files;
using AiFirewall.Interpretation;
using AiFirewall.Observation;
using AiFirewall.Policy;
using AiFirewall.State;
using AiFirewall.Text;

namespace AiFirewall;

/// <summary>The front door of the engine: takes an action down the road to a decision, and on to its execution.</summary>
/// <param name="policy">The rules in force.</param>
/// <param name="audit">Where decisions are recorded; null to record nothing (tests, dry evaluation).</param>
/// <param name="catalog">What commands do; the built-in catalog when null.</param>
public sealed class Guard(GuardPolicy policy, IAuditLog? audit = null, CommandCatalog? catalog = null)
{
    private readonly CommandCatalog _catalog = catalog ?? CommandCatalog.BuiltIn;

    /// <summary>The rules in force.</summary>
    public GuardPolicy Policy { get; } = policy;

    /// <summary>What commands do, by the built-in catalog and the user's packs.</summary>
    public CommandCatalog Catalog => _catalog;

    /// <summary>Opens the guard of a home: its policy, and its audit log.</summary>
    /// <param name="home">The firewall's home.</param>
    /// <param name="project">The project's directory, whose files may tighten the policy; null for none.</param>
    /// <param name="referee">Reads commands a second time; null for none.</param>
    /// <returns>A guard. A policy that cannot be read gives a guard that refuses everything and says why.</returns>
    public static Guard Open(GuardHome home, string? project = null, IReferee? referee = null)
    {
        var (catalog, problems) = CatalogPacks.Load(PackText.In(home.CatalogDirectory));
        return new Guard(GuardPolicy.Load(home, project), new JsonLinesAuditLog(home), catalog) { CatalogProblems = problems, Referee = referee };
    }

    /// <summary>Reads commands a second time; null for none.</summary>
    public IReferee? Referee { get; init; }

    /// <summary>What is wrong with the user's catalog packs; while anything is, everything is refused.</summary>
    public IReadOnlyList<CatalogProblem> CatalogProblems { get; private init; } = [];

    /// <summary>Judges <paramref name="action"/> and touches nothing. The stops of the road, in their order.</summary>
    /// <param name="action">What an agent asks.</param>
    /// <param name="observation">What is so on this machine.</param>
    /// <returns>The decision; never throws for any action.</returns>
    public Decision Evaluate(GuardAction action, IObservation observation) => Judge(action, observation, keepsSteps: false).Decision;

    /// <summary>Judges <paramref name="action"/> like <see cref="Evaluate"/>, and keeps how it was read, for people to look at.</summary>
    public Explanation Explain(GuardAction action, IObservation observation) => Judge(action, observation, keepsSteps: true);

    private Explanation Judge(GuardAction action, IObservation observation, bool keepsSteps)
    {
        try
        {
            // 1 and 2: what it would do, and how bad that is.
            var reading = ActionReader.Read(action, observation, _catalog, keepsSteps);
            IReadOnlyList<Finding> findings = Referee?.Check(action) is { Count: > 0 } unseen ? [.. reading.Findings, .. unseen] : reading.Findings;
            var assessment = Assessor.Assess(action.Rendered, reading.Effects, findings, NothingDoneBy(action));

            // 5: what the rules say about that.
            var answer = Policy.Judge(PolicyInput.Of(action, assessment, observation));
            if (CatalogProblems.Count > 0) answer = new PolicyAnswer(Verdict.Block, $"a catalog pack cannot be used: {CatalogProblems[0]}", "catalog", default);

            // 6: what that would come to on this machine; a refusal stands whatever it is.
            var impact = answer.Verdict == Verdict.Block ? null : ImpactReader.Of(assessment.Effects, reading.Changes, observation);
            var closer = impact is null || impact.Findings.Count + impact.CodeFindings.Count == 0
                ? assessment
                : Assessor.Raise(assessment, impact.Findings.Concat(impact.CodeFindings));

            // 7: what the rules say about that, where it is worse than it looked.
            if (closer != assessment) answer = PolicyAnswer.Stricter(Policy.Judge(PolicyInput.Of(action, closer, observation)), answer);

            // 10: the decision, with what every stop said.
            return new Explanation(Decide(action, assessment, closer, impact, answer), reading.Steps);
        }
#pragma warning disable CA1031 // Whatever goes wrong while judging must end in a refusal, never in a pass.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new Explanation(Failed(action, e), null);
        }
    }

    /// <summary>Judges <paramref name="action"/> and records the decision: what hooks and <c>eval</c> use.</summary>
    /// <returns>The decision; a BLOCK when it could not be recorded.</returns>
    public Decision Answer(GuardAction action, IObservation observation)
    {
        var decision = Evaluate(action, observation);
        return Record(AuditRecord.Of(action, decision, observation)) is { } problem ? NotRecorded(decision, problem) : decision;
    }

    /// <summary>Judges <paramref name="action"/>, asks a person where that is needed, records, and runs what may run.</summary>
    /// <param name="action">What an agent asks.</param>
    /// <param name="observation">What is so on this machine.</param>
    /// <param name="approver">Asks a person.</param>
    /// <param name="executor">Runs the action.</param>
    /// <param name="cancellation">Stops the execution.</param>
    public ExecutionResult Execute(
        GuardAction action, IObservation observation, IApprover approver, IExecutor executor, CancellationToken cancellation = default)
    {
        var decision = Evaluate(action, observation);
        var approved = decision.Verdict switch
        {
            Verdict.Allow => true,
            Verdict.RequireApproval => approver.Ask(new ApprovalRequest(action, decision)).IsApproved,
            _ => false,
        };

        // The record is on its way to the disk before anything runs.
        var record = AuditRecord.Of(action, decision, observation) with { Approved = approved };
        if (Record(record) is { } problem) return new ExecutionResult(NotRecorded(decision, problem), IsApproved: false, ExitCode: null);
        if (!approved) return new ExecutionResult(decision, IsApproved: false, ExitCode: null);

        var exitCode = executor.Run(action, observation, cancellation);
        Record(record with { Time = observation.Now, Executed = true, ExitCode = exitCode });
        return new ExecutionResult(decision, IsApproved: true, exitCode);
    }

    private static Decision Decide(GuardAction action, ActionAssessment first, ActionAssessment assessment, FileImpact? impact, PolicyAnswer answer) => new()
    {
        Id = action.Id,
        Verdict = answer.Verdict,
        Intent = assessment.Intent,
        Risk = assessment.Risk,
        Reason = SecretMasker.Mask(answer.Reason),
        Findings = Masked(assessment.Findings),
        Effects = assessment.Effects,
        Impact = impact is null ? null : ImpactOf(impact),
        Trail =
        [
            new TrailEntry("assessment", DecisionJson.Name(first.Risk), first.Intent.Name()),
            .. ImpactTrail(first, assessment),
            new TrailEntry("policy", answer.Verdict.Name(), SecretMasker.Mask(answer.Rule.Length > 0 ? $"{answer.Rule}: {answer.Reason}" : answer.Reason)),
        ],
    };

    private static Impact ImpactOf(FileImpact impact) => new()
    {
        FilesAffected = impact.Files,
        BytesAffected = impact.Bytes,
        Paths = impact.Paths,
        Notes = SecretMasker.Mask(string.Join("; ", impact.Notes)),
        Diff = impact.Diff is null ? null : SecretMasker.Mask(impact.Diff),
        LinesAdded = impact.LinesAdded,
        LinesRemoved = impact.LinesRemoved,
        CodeFindings = Masked(impact.CodeFindings),
        Git = impact.Git,
    };

    private static IEnumerable<TrailEntry> ImpactTrail(ActionAssessment first, ActionAssessment closer)
    {
        if (closer == first) yield break;
        var worst = closer.Findings.Where(f => !first.Findings.Contains(f)).MaxBy(f => f.Severity);
        yield return new TrailEntry("impact", DecisionJson.Name(closer.Risk), SecretMasker.Mask(worst?.Message ?? ""));
    }

    private static Finding[] Masked(IReadOnlyList<Finding> findings) =>
        findings.Count == 0 ? [] : [.. findings.Select(f => f with { Message = SecretMasker.Mask(f.Message), Evidence = SecretMasker.Mask(f.Evidence) })];

    /// <summary>What an action is about that does nothing: an empty command line still runs a shell.</summary>
    private static Intent NothingDoneBy(GuardAction action) => action switch
    {
        ShellAction => Intent.ShellExec,
        TextAction => Intent.Unknown,
        SqlAction => Intent.DbRead,
        HttpAction => Intent.ApiRead,
        _ => Intent.Unknown,
    };

    private static Decision Failed(GuardAction action, Exception e) => new()
    {
        Id = action.Id,
        Verdict = Verdict.Block,
        Intent = Intent.Unknown,
        Risk = Risk.High,
        Reason = "the firewall failed while judging this; nothing runs until that is mended (please report it with the command)",
        Findings = [new Finding("guard.failure", Risk.High, $"the firewall failed while judging: {e.GetType().Name}: {e.Message}")],
        Trail = [new TrailEntry("failure", Verdict.Block.Name(), e.GetType().Name)],
    };

    private static Decision NotRecorded(Decision decision, string problem) => decision with
    {
        Verdict = Verdict.Block,
        Reason = $"the audit log cannot be written, so nothing may run: {problem}",
        Trail = [.. decision.Trail, new TrailEntry("audit", Verdict.Block.Name(), problem)],
    };

    /// <summary>Appends to the log; the problem when that fails.</summary>
    private string? Record(AuditRecord record)
    {
        try
        {
            audit?.Append(record);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}

/// <summary>What came of <see cref="Guard.Execute"/>.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="IsApproved">Whether it was allowed or approved.</param>
/// <param name="ExitCode">The exit code of what ran; null when nothing ran.</param>
public sealed record ExecutionResult(Decision Decision, bool IsApproved, int? ExitCode);

/// <summary>A decision with how the action was read.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Steps">The commands in their order and nesting; null for actions that hold none.</param>
public sealed record Explanation(Decision Decision, ReadingStep? Steps);

using AiFirewall.Actions;
using AiFirewall.Assessment;
using AiFirewall.Audit;
using AiFirewall.Effects;
using AiFirewall.Observation;
using AiFirewall.Policy;

namespace AiFirewall.Tests.Audit;

public sealed class AuditRecordTests
{
    private const string Secret = "hunter2hunter2";

    [Fact]
    public void Nothing_of_a_record_holds_a_secret()
    {
        var action = new ShellAction($"PGPASSWORD={Secret} psql") { Id = "a1", Agent = "claude", Session = "s1", Role = "dev" };
        var effect = new Effect(EffectKind.Fetch, new Target(TargetKind.Url, $"https://u:{Secret}@host/"), default);
        var decision = new Decision
        {
            Id = "a1",
            Verdict = Verdict.Block,
            Intent = Intent.DbRead,
            Risk = Risk.High,
            Reason = $"sends token={Secret}",
            Findings = [new Finding("x.y", Risk.High, $"password: {Secret}", $"--password {Secret}")],
            Effects = [effect],
            Impact = new Impact { Paths = [$"/x?token={Secret}"], Notes = $"secret={Secret}", Diff = $"+api_key = '{Secret}'" },
            Trail = [new TrailEntry("policy", "BLOCK", $"password={Secret}")],
        };

        var record = AuditRecord.Of(action, decision, LiveObservation.Of(Path.GetTempPath()));

        var masked = record.Decision;
        string[] texts =
        [
            record.Rendered, masked.Reason, masked.Findings[0].Message, masked.Findings[0].Evidence, masked.Effects[0].Target.Text,
            masked.Impact!.Paths[0], masked.Impact.Notes, masked.Impact.Diff!, masked.Trail[0].Why,
        ];
        Assert.All(texts, text =>
        {
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            Assert.Contains("***", text, StringComparison.Ordinal);
        });
        Assert.Equal(("a1", "shell", "claude", "s1", "dev"), (record.ActionId, record.Type, record.Agent, record.Session, record.Role));
        Assert.Equal("x.y", masked.Findings[0].Id);
    }

    [Fact]
    public void A_record_without_secrets_says_what_the_decision_said()
    {
        var decision = JsonLinesAuditLogTests.Record("a1").Decision;

        var record = AuditRecord.Of(new ShellAction("rm -rf ./build") { Id = "a1" }, decision, LiveObservation.Of(Path.GetTempPath()));

        Assert.Equal("rm -rf ./build", record.Rendered);
        Assert.Equal(decision.Findings, record.Decision.Findings);
        Assert.Equal(decision.Reason, record.Decision.Reason);
    }
}

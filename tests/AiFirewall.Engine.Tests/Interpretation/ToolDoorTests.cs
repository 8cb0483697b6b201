using AiFirewall.Actions;
using AiFirewall.Policy;

namespace AiFirewall.Tests.Interpretation;

public sealed class ToolDoorTests
{
    private static Decision Judge(string server, string tool, string arguments) => TestWorld.Guard.Evaluate(new ToolAction(server, tool, arguments), TestWorld.Observation);

    [Theory]
    [InlineData("postgres", "query", """{"sql":"SELECT 1"}""", Verdict.Allow, "")]
    [InlineData("postgres", "query", """{"sql":"SELECT * FROM users WHERE id = $1","params":["x"],"limit":5}""", Verdict.Allow, "")]
    [InlineData("postgres", "query", """{"sql":"DELETE FROM users"}""", Verdict.RequireApproval, "sql.delete.no-where")]
    [InlineData("mcp-server-mysql", "run", """{"query":"/*!50000 DROP DATABASE prod */"}""", Verdict.Block, "sql.drop-database")]
    [InlineData("db", "execute", """{"statements":["SELECT 1","DROP SCHEMA public CASCADE"]}""", Verdict.Block, "sql.drop-schema")]
    [InlineData("x", "y", """{"input":{"sql":"DROP DATABASE prod"}}""", Verdict.Block, "sql.drop-database")]
    [InlineData("x", "y", """{"sql":"SELECT 1","SQL":"DROP DATABASE prod"}""", Verdict.Block, "sql.drop-database")]
    [InlineData("notes", "run", """{"query":"DROP TABLE users"}""", Verdict.RequireApproval, "sql.drop-table")]
    [InlineData("postgres", "query", """{"sql":"SELECT 1","then_run":"rm -rf /"}""", Verdict.RequireApproval, "action.not-understood")]
    [InlineData("search", "find", """{"query":"how to drop a table"}""", Verdict.RequireApproval, "action.not-understood")]
    [InlineData("postgres", "query", "{}", Verdict.RequireApproval, "action.not-understood")]
    [InlineData("postgres", "query", "{", Verdict.RequireApproval, "action.not-understood")]
    public void SQL_in_a_call_is_read_as_SQL(string server, string tool, string arguments, Verdict verdict, string finding)
    {
        var decision = Judge(server, tool, arguments);
        Assert.Equal(verdict, decision.Verdict);
        if (finding.Length > 0) Assert.Contains(decision.Findings, f => f.Id == finding);
        else Assert.Empty(decision.Findings);
    }

    [Fact]
    public void The_evidence_is_the_statement() =>
        Assert.Equal("DELETE FROM users", Judge("postgres", "query", """{"sql":"SELECT 1; DELETE FROM users"}""").Findings.First(f => f.Id == "sql.delete.no-where").Evidence);
}

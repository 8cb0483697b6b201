using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests;

public sealed class TestGuardHttpTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_answer_is_a_decision_with_the_action_it_is_about()
    {
        var decision = Assert.Single(_session.Run("Test-GuardHttp http://2852039166/").Clean().Output);

        Assert.Equal("AiFirewall.Decision", decision.BaseObject.GetType().FullName);
        Assert.Equal(["Block|GET http://2852039166/|http"], _session.Run("Test-GuardHttp http://2852039166/ | ForEach-Object { \"$($_.Verdict)|$($_.Command)|$($_.Action.Type)\" }").Clean().Lines);
    }

    [Fact]
    public void Urls_and_objects_come_by_the_pipeline() => Assert.Equal(
        ["Allow", "Block", "RequireApproval"],
        _session.Run("""
            ('https://example.com', 'http://169.254.169.254' | Test-GuardHttp).Verdict
            ([pscustomobject]@{ Uri = 'https://example.com'; Method = 'Post'; Body = 'a' } | Test-GuardHttp).Verdict
            """).Clean().Lines);

    [Fact]
    public void Headers_count() => Assert.Equal(
        ["RequireApproval"],
        _session.Run("(Test-GuardHttp https://example.com/1 -Headers @{ 'X-HTTP-Method-Override' = 'DELETE' }).Verdict").Clean().Lines);

    [Fact]
    public void Quiet_answers_yes_or_no() => Assert.Equal(
        ["True", "False", "False"],
        _session.Run("'https://example.com', 'http://169.254.169.254', 'http://a.example\\@b.example' | Test-GuardHttp -Quiet").Clean().Lines);
}

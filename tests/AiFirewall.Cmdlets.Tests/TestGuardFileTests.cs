using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests;

public sealed class TestGuardFileTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_answer_is_a_decision_with_its_impact() =>
        Assert.Equal(["write a.txt|1"], _session.Run("Test-GuardFile a.txt -Content 'x' | ForEach-Object { \"$($_.Command)|$($_.Impact.LinesAdded)\" }").Clean().Lines);

    [Fact]
    public void Quiet_answers_yes_or_no() =>
        Assert.Equal([false], _session.Run("Test-GuardFile /etc/passwd -Content 'x' -Quiet").Clean().Output.Select(o => o.BaseObject));

    [Fact]
    public void An_edit_of_a_file_that_is_not_there_is_not_let_through() =>
        Assert.Equal([false], _session.Run("Test-GuardFile no-such-file.py -Old 'a' -New 'b' -Quiet").Clean().Output.Select(o => o.BaseObject));

    [Fact]
    public void Without_content_the_file_is_only_read() =>
        Assert.Equal(["read a.txt"], _session.Run("(Test-GuardFile a.txt).Command").Clean().Lines);
}

using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests;

/// <summary>Changes the environment of the process, so nothing else runs beside it.</summary>
[Collection(nameof(ChangesTheEnvironment))]
public sealed class AuditFailureTests
{
    [Fact]
    public void What_cannot_be_recorded_does_not_run()
    {
        using var session = new Session();
        var file = Path.Combine(session.WorkingDirectory, "file");
        File.WriteAllText(file, "");
        Environment.SetEnvironmentVariable("AI_FIREWALL_AUDIT_PATH", Path.Combine(file, "audit.jsonl"));
        try
        {
            var ran = session.Run("Invoke-Guarded 'echo ran' -Shell Bash");

            Assert.Empty(ran.Output);
            Assert.Equal(["AiFirewall.Denied,AiFirewall.Cmdlets.InvokeGuardedCommand"], ran.ErrorIds);
            Assert.Contains("audit log", ran.Errors[0].ToString(), StringComparison.Ordinal);
            Assert.Equal([false], session.Run("Test-GuardCommand 'ls' -Shell Bash -Quiet").Output.Select(o => o.BaseObject));
        }
        finally
        {
            Environment.SetEnvironmentVariable("AI_FIREWALL_AUDIT_PATH", null);
        }
    }
}

[CollectionDefinition(nameof(ChangesTheEnvironment), DisableParallelization = true)]
public sealed class ChangesTheEnvironment;

using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests;

public sealed class GetGuardPolicyTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_rules_in_force_are_listed_with_their_source()
    {
        var ran = _session.Run("Get-GuardPolicy | ForEach-Object { \"$($_.Name)|$($_.Source)\" }").Clean();

        Assert.Contains(ran.Lines, line => line.StartsWith("rules.test-asks|", StringComparison.Ordinal) && line.Contains("rules.yaml:3", StringComparison.Ordinal));
        Assert.Contains(ran.Lines, line => line.StartsWith("rules.never-the-root|default.yaml:", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_filter() =>
        Assert.All(_session.Run("(Get-GuardPolicy file_delete*).Name").Clean().Lines, name => Assert.StartsWith("file_delete.", name, StringComparison.Ordinal));

    [Fact]
    public void Names_are_completed() =>
        Assert.Contains("rules.never-the-root", _session.Run("(TabExpansion2 'Get-GuardPolicy rules.never-the-r' 33).CompletionMatches.CompletionText").Clean().Lines);

    [Fact]
    public void Rules_are_shown_as_a_table()
    {
        _session.Run("Get-GuardPolicy rules.never-the-root | Out-Default").Clean();

        Assert.Contains("rules.never-the-root", _session.Person.Screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_project_adds_is_marked()
    {
        WriteProjectRules("version: 1\nrules:\n  - name: no-curl\n    when: {intent: api_read}\n    then: block\n    why: no network here\n");

        Assert.Equal(["True"], _session.Run("(Get-GuardPolicy rules.no-curl).IsTightening").Clean().Lines);
    }

    [Fact]
    public void A_policy_that_cannot_be_read_is_an_error_with_its_line_and_everything_is_refused()
    {
        WriteProjectRules("version: 1\nfile_delete:\n  require_aproval: true\n");

        var error = Assert.Single(_session.Run("Get-GuardPolicy").Errors);
        Assert.Equal("AiFirewall.PolicyInvalid,AiFirewall.Cmdlets.GetGuardPolicyCommand", error.FullyQualifiedErrorId);
        Assert.Contains("rules.yaml:3", error.ToString(), StringComparison.Ordinal);

        Assert.Equal(["AiFirewall.Denied,AiFirewall.Cmdlets.InvokeGuardedCommand"], _session.Run("Invoke-Guarded 'ls' -Shell Bash").ErrorIds);
    }

    private void WriteProjectRules(string text)
    {
        Directory.CreateDirectory(Path.Combine(_session.WorkingDirectory, ".git"));
        Directory.CreateDirectory(Path.Combine(_session.WorkingDirectory, ".ai-firewall"));
        File.WriteAllText(Path.Combine(_session.WorkingDirectory, ".ai-firewall", "rules.yaml"), text);
    }
}

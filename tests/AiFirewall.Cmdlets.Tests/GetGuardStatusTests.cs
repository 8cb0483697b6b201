using System.Management.Automation;
using System.Management.Automation.Runspaces;
using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests;

public sealed class GetGuardStatusTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Tells_every_layer_in_words()
    {
        var status = Assert.Single(_session.Run("Get-GuardStatus").Clean().Output);

        var layers = Assert.IsAssignableFrom<System.Collections.IEnumerable>(status.Properties["Layers"].Value).Cast<object>().Select(PSObject.AsPSObject).ToList();
        Assert.Equal(["Start", "Line", "Command", "Objects", "StartupHook"], layers.Select(layer => (string)layer.Properties["Name"].Value));
        Assert.All(layers, layer => Assert.NotEmpty((string)layer.Properties["Covers"].Value));
    }

    [Fact]
    public void Tells_where_rules_and_records_are()
    {
        var lines = _session.Run("$s = Get-GuardStatus; $s.Home; $s.AuditPath; $s.PolicySources; $s.PolicyProblems.Count").Clean().Lines;

        Assert.Equal(Staged.GuardHome, lines[0]);
        Assert.StartsWith(Staged.GuardHome, lines[1], StringComparison.Ordinal);
        Assert.Contains(Path.Combine(Staged.GuardHome, "rules.yaml"), lines);
        Assert.Equal("0", lines[^1]);
    }

    [Fact]
    public void Tells_whether_the_profile_guards_the_sessions_to_come()
    {
        var profile = Path.Combine(_session.WorkingDirectory, "profile.ps1");
        var setProfile = $"$PROFILE = [psobject]::AsPSObject('x'); $PROFILE.PSObject.Properties.Add([psnoteproperty]::new('CurrentUserAllHosts', '{profile}'))";

        Assert.Equal(
            ["False", "True", profile],
            _session.Run($"{setProfile}; (Get-GuardStatus).IsInProfile; Install-GuardProfile; $s = Get-GuardStatus; $s.IsInProfile; $s.ProfilePath").Clean().Lines);
    }

    [Fact]
    public void Is_shown_as_a_list_in_words()
    {
        var type = _session.Run("(Get-GuardStatus).GetType().FullName").Clean().Lines[0];
        var views = new FormatTable([Path.Combine(Path.GetDirectoryName(Staged.Manifest)!, "AiFirewall.Format.ps1xml")]);

        Assert.NotNull(views);
        Assert.Contains($"<TypeName>{type}</TypeName>", File.ReadAllText(Path.Combine(Path.GetDirectoryName(Staged.Manifest)!, "AiFirewall.Format.ps1xml")), StringComparison.Ordinal);
    }
}

using AiFirewall.Cmdlets.Tests.Hosting;

namespace AiFirewall.Cmdlets.Tests;

public sealed class NewGuardActionTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("New-GuardAction 'ls -l'", "ShellAction", "ls -l")]
    [InlineData("New-GuardAction -Command 'dir' -Shell cmd", "ShellAction", "dir")]
    [InlineData("New-GuardAction -Path a.cs -Operation Write -Content ''", "FileAction", "write a.cs")]
    [InlineData("New-GuardAction -Sql 'SELECT 1' -Dialect postgres", "SqlAction", "SELECT 1")]
    [InlineData("New-GuardAction -Url https://example.com/x", "HttpAction", "GET https://example.com/x")]
    [InlineData("New-GuardAction -Method delete -Uri https://example.com/x -Headers @{ A = 1 } -Body x", "HttpAction", "DELETE https://example.com/x")]
    [InlineData("New-GuardAction -Server fs -Tool read", "ToolAction", "fs/read {}")]
    [InlineData("New-GuardAction -Text 'hello'", "TextAction", "hello")]
    [InlineData("[pscustomobject]@{ Path = 'a'; Operation = 'Delete' } | New-GuardAction", "FileAction", "delete a")]
    public void Every_kind_of_action_can_be_made(string script, string type, string rendered)
    {
        var action = Assert.Single(_session.Run(script).Clean().Output);

        Assert.Equal(type, action.BaseObject.GetType().Name);
        Assert.Equal(rendered, action.Properties["Rendered"].Value);
    }

    [Theory]
    [InlineData("@{ a = 1 }", "{\"a\":1}")]
    [InlineData("@{ a = 1.5, 2l, $true, $null, 'x' }", "{\"a\":[1.5,2,true,null,\"x\"]}")]
    [InlineData("@{ a = @{ b = @() } }", "{\"a\":{\"b\":[]}}")]
    [InlineData("@{ a = [pscustomobject]@{ b = [pscustomobject]@{ c = [char]'x' } } }", "{\"a\":{\"b\":{\"c\":\"x\"}}}")]
    [InlineData("[ordered]@{ b = [System.DayOfWeek]::Monday; a = [double]::NaN }", "{\"b\":\"Monday\",\"a\":\"NaN\"}")]
    public void Arguments_of_a_tool_become_JSON(string arguments, string json) =>
        Assert.Equal([json], _session.Run($"(New-GuardAction -Server s -Tool t -Arguments ({arguments})).ArgumentsJson").Clean().Lines);

    [Fact]
    public void Arguments_that_hold_themselves_are_an_error()
    {
        var ran = _session.Run("$a = @{}; $a.a = $a; New-GuardAction -Server s -Tool t -Arguments $a");

        Assert.Equal(["AiFirewall.ActionInvalid,AiFirewall.Cmdlets.NewGuardActionCommand"], ran.ErrorIds);
    }

    [Fact]
    public void Names_are_completed()
    {
        var ran = _session.Run("(TabExpansion2 'New-GuardAction -Sql x -Dialect p' 33).CompletionMatches.CompletionText; (TabExpansion2 'Test-GuardCommand ls -Agent cl' 30).CompletionMatches.CompletionText");

        Assert.Equal(["postgres", "claude"], ran.Clean().Lines);
    }

    [Fact]
    public void Actions_are_shown_as_a_table()
    {
        _session.Run("New-GuardAction 'ls' -Agent claude | Out-Default").Clean();

        Assert.Matches(@"shell\s+claude\s+ls", _session.Person.Screen.ToString());
    }
}

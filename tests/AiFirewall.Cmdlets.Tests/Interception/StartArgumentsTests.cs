using System.Text;
using AiFirewall.Cmdlets.Interception.Start;

namespace AiFirewall.Cmdlets.Tests.Interception;

public sealed class StartArgumentsTests
{
    [Theory]
    [InlineData("rm x", "-Command", "rm", "x")]
    [InlineData("rm x", "-c", "rm x")]
    [InlineData("rm x", "/c", "rm x")]
    [InlineData("rm x", "--command", "rm x")]
    [InlineData("rm x", "\u2013Com", "rm x")]
    [InlineData("rm x", " -COMMAND ", "rm x")]
    [InlineData("rm x -File y", "-NoProfile", "-nol", "-c", "rm x", "-File", "y")]
    [InlineData("rm x", "-wd", "/tmp", "-ep", "Bypass", "-of", "Text", "-c", "rm x")]
    [InlineData("rm x", "-ex", "Bypass", "-settingsfile", "s", "-custompipename", "p", "-c", "rm x")]
    [InlineData("rm x", "-NoExit", "-i", "-l", "-mta", "-c", "rm x")]
    [InlineData("rm x", "-CommandWithArgs", "rm x", "a")]
    [InlineData("rm x", "-cwa", "rm x", "a")]
    public void Finds_the_text(string expected, params string[] arguments)
    {
        var start = StartArguments.Read(arguments);

        Assert.Equal(expected, start.Command);
        Assert.Null(start.File);
    }

    [Theory]
    [InlineData("-EncodedCommand")]
    [InlineData("-e")]
    [InlineData("-ec")]
    [InlineData("-enc")]
    [InlineData("--EncodedC")]
    public void Decodes_a_text(string name)
    {
        var encoded = Convert.ToBase64String(Encoding.Unicode.GetBytes("rm x"));

        Assert.Equal("rm x", StartArguments.Read([name, encoded, "-NoProfile"]).Command);
    }

    [Theory]
    [InlineData("-File", "x.ps1", "a", "-b")]
    [InlineData("-f", "x.ps1", "a", "-b")]
    [InlineData("-fi", "x.ps1", "a", "-b")]
    [InlineData("x.ps1", "a", "-b")]
    [InlineData("-NoProfile", "-NonInteractive", "x.ps1", "a", "-b")]
    [InlineData("-WorkingDirectory", "/tmp", "x.ps1", "a", "-b")]
    public void Finds_the_script_and_its_arguments(params string[] arguments)
    {
        var start = StartArguments.Read(arguments);

        Assert.Equal("x.ps1", start.File);
        Assert.Equal(["a", "-b"], start.ScriptArguments);
        Assert.Null(start.Command);
    }

    [Theory]
    [InlineData]
    [InlineData("-Command", "-")]
    [InlineData("-File", "-")]
    [InlineData("-")]
    [InlineData("-c")]
    [InlineData("-f")]
    [InlineData("-enc")]
    [InlineData("-enc", "not base64")]
    [InlineData("-Version", "-c", "rm x")]
    [InlineData("-v")]
    [InlineData("-?")]
    [InlineData("-help", "-c", "rm x")]
    [InlineData("-Interactive", "-NoExit", "-NoLogo")]
    [InlineData("-s", "-NoLogo", "-NoProfile")]
    public void Finds_nothing_where_nothing_is_run(params string[] arguments)
    {
        var start = StartArguments.Read(arguments);

        Assert.Null(start.Command);
        Assert.Null(start.File);
    }

    [Fact]
    public void Takes_what_is_no_switch_for_a_script() =>
        // Both miss the shortest form that pwsh knows: -co would be -Command, -con is.
        Assert.Equal("-configurationfil", StartArguments.Read(["-configurationfil", "x"]).File);

    [Fact]
    public void Tells_how_the_session_goes_on()
    {
        var start = StartArguments.Read(["-NoExit", "-noni", "-wo", "/tmp", "-c", "x"]);

        Assert.True(start.StaysOpen);
        Assert.True(start.IsNonInteractive);
        Assert.Equal("/tmp", start.WorkingDirectory);
        Assert.True(StartArguments.Read(["-ServerMode"]).IsServer);
    }

    [Fact]
    public void Puts_arguments_where_the_script_finds_them()
    {
        var script = Path.Combine(Directory.CreateTempSubdirectory("aifirewall-start-").FullName, "x.ps1");
        File.WriteAllText(script, "param($p) rm $p");

        var text = Assert.Single(StartText.Of(StartArguments.Read([script, "it's", "-Force"]), "/"));

        Assert.Equal("& {\nparam($p) rm $p\n} 'it''s' -Force", text.Called);
        Assert.Equal("param($p) rm $p", text.Written);
    }

    [Theory]
    [InlineData("using namespace System.IO\n'x'")]
    [InlineData("#Requires -Version 7\n'x'")]
    public void Leaves_a_script_whole_that_cannot_stand_in_a_block(string script)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("aifirewall-start-").FullName, "x.ps1");
        File.WriteAllText(path, script);

        Assert.Equal(script, Assert.Single(StartText.Of(StartArguments.Read(["-File", path, "a"]), "/")).Called);
    }

    [Fact]
    public void Says_nothing_of_a_script_that_is_not_there() => Assert.Empty(StartText.Of(StartArguments.Read(["-File", "nowhere.ps1"]), "/"));
}

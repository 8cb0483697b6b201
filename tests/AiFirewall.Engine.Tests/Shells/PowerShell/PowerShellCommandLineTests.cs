using System.Text;
using AiFirewall.Shells;
using AiFirewall.Shells.PowerShell;

namespace AiFirewall.Tests.Shells.PowerShell;

public sealed class PowerShellCommandLineTests
{
    private static readonly string Encoded = Convert.ToBase64String(Encoding.Unicode.GetBytes("rm /x"));

    public static TheoryData<string> EncodedCommandPrefixes
    {
        get
        {
            TheoryData<string> prefixes = ["-ec", "/e", "--encodedcommand", "\u2013enc", "-EncodedCommand:"];
            for (var length = 1; length <= "encodedcommand".Length; length++) prefixes.Add("-" + "EncodedCommand"[..length]);
            return prefixes;
        }
    }

    [Theory]
    [MemberData(nameof(EncodedCommandPrefixes))]
    public void Every_prefix_of_EncodedCommand_is_understood(string option)
    {
        var line = Parse($"-NoP -W Hidden -ep Bypass {option} {Encoded}");
        Assert.Equal(PowerShellStart.EncodedCommand, line.Start);
        Assert.Equal("rm /x", line.Code.Text);
        Assert.True(line.Code.Has(Origins.Decoded));
        Assert.True(line.HasNoProfile);
    }

    [Theory]
    [InlineData("-c rm /x", "Command", "rm /x")]
    [InlineData("-Command rm /x", "Command", "rm /x")]
    [InlineData("-noprofile -co rm", "Command", "rm")]
    [InlineData("-File a.ps1 x y", "File", "a.ps1")]
    [InlineData("-f a.ps1", "File", "a.ps1")]
    [InlineData("a.ps1 x", "File", "a.ps1")]
    [InlineData("-nop -noni a.ps1", "File", "a.ps1")]
    [InlineData("-c -", "StandardInput", "\uFFFE")]
    [InlineData("-", "StandardInput", "\uFFFE")]
    [InlineData("-v", "Version", "")]
    [InlineData("-NoExit", "Interactive", "")]
    [InlineData("-wd /tmp -c ls", "Command", "ls")]
    [InlineData("-cwa rm /x", "Command", "rm")]
    [InlineData("-ExecutionPolicy Bypass -File a.ps1", "File", "a.ps1")]
    public void Arguments_are_told_apart(string arguments, string start, string code)
    {
        var line = Parse(arguments);
        Assert.Equal(start, line.Start.ToString());
        Assert.Equal(code, line.Code.Text);
    }

    [Fact]
    public void Windows_PowerShell_runs_plain_text() =>
        Assert.Equal("rm /x", Parse("-Version 2 rm /x", isWindowsPowerShell: true).Code.Text);

    [Fact]
    public void Parameters_that_a_reader_split_are_put_together_again()
    {
        var host = RecordingHost.Of("pwsh -NoProfile -c 'rm /x' -Force:$true");
        var line = PowerShellCommandLine.Parse(host.Invocations[0].Arguments, isWindowsPowerShell: false);
        Assert.Equal("rm /x -Force:True", line.Code.Text);
    }

    [Fact]
    public void What_is_not_base64_is_unknown_and_decoded_all_the_same()
    {
        var line = Parse("-e !!");
        Assert.False(line.Code.IsResolved);
        Assert.True(line.Code.Has(Origins.Decoded));
    }

    [Fact]
    public void An_argument_that_is_not_known_may_be_any_option() =>
        Assert.Equal(PowerShellStart.Command, PowerShellCommandLine.Parse([new Argument(Value.Unknown, default)], isWindowsPowerShell: false).Start);

    private static PowerShellCommandLine Parse(string arguments, bool isWindowsPowerShell = false) =>
        PowerShellCommandLine.Parse([.. arguments.Split(' ').Select(word => new Argument(new Value(word), default))], isWindowsPowerShell);
}

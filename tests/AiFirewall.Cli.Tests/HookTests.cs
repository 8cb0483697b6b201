using System.Diagnostics;
using System.Text.Json;

namespace AiFirewall.Cli.Tests;

public sealed class HookTests : IDisposable
{
    private readonly GuardProgram _guard = new();

    public void Dispose() => _guard.Dispose();

    [Fact]
    public void What_needs_approval_is_asked_in_the_agents_own_prompt()
    {
        var ran = Bash("rm -rf ./build");
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        var output = JsonDocument.Parse(ran.Output).RootElement.GetProperty("hookSpecificOutput");
        Assert.Equal("PreToolUse", output.GetProperty("hookEventName").GetString());
        Assert.Equal("ask", output.GetProperty("permissionDecision").GetString());
    }

    [Fact]
    public void An_everyday_command_is_left_to_the_agents_own_rules() => Assert.Equal(new Ran(0, "", ""), Bash("ls -la"));

    [Theory]
    [InlineData("allow")]
    [InlineData("block")]
    [InlineData("prompt")]
    public void What_is_blocked_is_refused_whatever_the_user_said_about_questions(string setting)
    {
        _guard.Variables["AI_FIREWALL_HOOK_APPROVAL"] = setting;
        var ran = Bash("rm -rf /");
        AssertRefused(ran);
        Assert.Contains("files.delete.root", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_directory_that_the_agent_names_counts() => AssertRefused(_guard.RunWith(
        """{"cwd":"/","hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"rm -rf *"}}""", "hook", "claude"));

    [Fact]
    public void An_agent_does_not_change_its_own_settings()
    {
        var settings = JsonSerializer.Serialize(new { file_path = Path.Combine(_guard.Project, ".claude", "settings.json"), content = "{}" });
        AssertRefused(Tool("Write", settings));
    }

    [Fact]
    public void The_user_can_have_it_refused_instead()
    {
        _guard.Variables["AI_FIREWALL_HOOK_APPROVAL"] = "block";
        AssertRefused(Bash("rm -rf ./build"));
    }

    [Fact]
    public void The_user_can_have_it_let_through_instead()
    {
        _guard.Variables["AI_FIREWALL_HOOK_APPROVAL"] = "allow";
        Assert.Equal(new Ran(0, "", ""), Bash("rm -rf ./build"));
    }

    [Theory]
    [InlineData("Agent", """{"description":"d","prompt":"p"}""")]
    [InlineData("Glob", """{"pattern":"*"}""")]
    [InlineData("TodoWrite", """{"todos":[]}""")]
    public void Harmless_tools_are_no_matter_for_guard(string tool, string input) => Assert.Equal(new Ran(0, "", ""), Tool(tool, input));

    [Fact]
    public void A_change_of_settings_is_refused() => AssertRefused(_guard.RunWith(
        """{"hook_event_name":"ConfigChange","source":"project_settings","file_path":"/p/.claude/settings.json","cwd":"/"}""", "hook", "claude"));

    [Theory]
    [InlineData("")]
    [InlineData("rm -rf /")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":5},"cwd":"/"}""")]
    [InlineData("""{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"ls"},"cwd":"/"} trailing""")]
    public void Broken_input_is_refused(string input) => AssertRefused(_guard.RunWith(input, "hook", "claude"));

    [Fact]
    public void Input_without_end_is_refused()
    {
        var ran = _guard.RunWith(new byte[18 * 1024 * 1024], "hook", "claude");
        AssertRefused(ran);
        Assert.Contains("larger than 16 MiB", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_never_ends_is_refused_within_the_deadline()
    {
        using var guard = _guard.Start("hook", "claude");
        var clock = Stopwatch.StartNew();
        Assert.True(guard.WaitForExit(TimeSpan.FromSeconds(9)), "still waiting for input");
        Assert.InRange(clock.Elapsed.TotalSeconds, 3, 8);
        AssertRefused(new Ran(guard.ExitCode, guard.StandardOutput.ReadToEnd(), guard.StandardError.ReadToEnd()));
    }

    [Fact]
    public void An_action_that_cannot_be_recorded_is_refused()
    {
        // A file where the home should be: nothing can be written below it.
        File.WriteAllText(_guard.Home, "");
        _guard.Variables["AI_FIREWALL_HOOK_APPROVAL"] = "allow";
        var ran = Bash("ls");
        AssertRefused(ran);
    }

    [Fact]
    public void A_deeply_nested_input_is_no_crash() =>
        AssertRefused(_guard.RunWith("{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"x\",\"tool_input\":" + new string('[', 1_000_000), "hook", "claude"));

    [Fact]
    public void A_deeply_nested_command_is_no_crash()
    {
        var ran = Bash(string.Concat(Enumerable.Repeat("$(", 100_000)) + "rm -rf /");
        if (ran.ExitCode != 0) AssertRefused(ran);
        else Assert.Contains("\"ask\"", ran.Output, StringComparison.Ordinal);
    }

    private static void AssertRefused(Ran ran)
    {
        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith("AiFirewall: ", ran.Error, StringComparison.Ordinal);
    }

    private Ran Bash(string command) => Tool("Bash", JsonSerializer.Serialize(new { command }));

    private Ran Tool(string tool, string input) => _guard.RunWith(
        $$"""{"session_id":"s","cwd":{{JsonSerializer.Serialize(_guard.Project)}},"permission_mode":"default","hook_event_name":"PreToolUse","tool_name":"{{tool}}","tool_input":{{input}},"tool_use_id":"t"}""",
        "hook", "claude");
}

using System.Reflection;
using System.Text;
using System.Text.Json;
using AiFirewall.Actions;
using AiFirewall.Agents;
using AiFirewall.Assessment;
using AiFirewall.Effects;
using AiFirewall.Policy;

namespace AiFirewall.Tests.Agents;

public sealed class ClaudeHookTests
{
    private static readonly ClaudeHook Hook = new();
    private static readonly FixedWorld World = new("/home/dev/app") { Files = { ["/home/dev/app/old.txt"] = "alpha\nalpha\n" } };

    public static TheoryData<string> RecordedInputs()
    {
        var root = typeof(ClaudeHookTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepoRoot").Value!;
        return [.. File.ReadLines(Path.Combine(root, "tests/AiFirewall.Engine.Tests/Agents/fixtures/claude.jsonl"))];
    }

    [Theory]
    [MemberData(nameof(RecordedInputs))]
    public void A_recorded_input_is_the_action_that_it_says(string line)
    {
        var expected = JsonDocument.Parse(line).RootElement;
        var input = expected.GetProperty("input");
        var request = Read(input.GetRawText());
        Assert.Null(request.Refusal);
        Assert.Equal(expected.GetProperty("type").GetString(), request.Action?.Type);
        if (request.Action is not { } action) return;
        Assert.Equal(expected.GetProperty("rendered").GetString(), action.Rendered);
        if (expected.TryGetProperty("content", out var content)) Assert.Equal(content.GetString(), ContentOf((FileAction)action));
        Assert.Equal(("claude", "s1", "/home/dev/app"), (action.Agent, action.Session, action.WorkingDirectory));
    }

    [Theory]
    [InlineData("user_settings")]
    [InlineData("project_settings")]
    [InlineData("local_settings")]
    [InlineData("policy_settings")]
    [InlineData("something_new")]
    public void Changed_settings_are_refused(string source)
    {
        var request = Read($$"""{"hook_event_name":"ConfigChange","source":"{{source}}","file_path":"/home/dev/app/.claude/settings.json","cwd":"/"}""");
        Assert.NotNull(request.Refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rm -rf /")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"hook_event_name":7}""")]
    [InlineData("""{"hook_event_name":"PreToolUse"}""")]
    [InlineData("""{"hook_event_name":"PreToolUse","tool_name":"Bash"}""")]
    [InlineData("""{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":"ls"}""")]
    [InlineData("""{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{}}""")]
    [InlineData("""{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":["ls"]}}""")]
    [InlineData("""{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"ls","command":"id"}}""")]
    [InlineData("""{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"ls"},"cwd":5}""")]
    [InlineData("""{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"ls"},"cwd":"a\u0000b"}""")]
    [InlineData("""{"hook_event_name":"PreToolUse","tool_name":"Write","tool_input":{"file_path":"a"}}""")]
    [InlineData("""{"hook_event_name":"PreToolUse","tool_name":"Edit","tool_input":{"file_path":"a\u0000","old_string":"","new_string":""}}""")]
    [InlineData("""{"hook_event_name":"PreToolUse","tool_name":"Edit","tool_input":{"file_path":"a","old_string":"b","new_string":"c","replace_all":"yes"}}""")]
    [InlineData("""{"hook_event_name":"PreToolUse","tool_name":"MultiEdit","tool_input":{"file_path":"a","edits":{}}}""")]
    [InlineData("""{"hook_event_name":"PreToolUse","tool_name":"MultiEdit","tool_input":{"file_path":"a","edits":[7]}}""")]
    [InlineData("""{"hook_event_name":"PreToolUse","tool_name":"Teleport","tool_input":[]}""")]
    [InlineData("""{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"\ud800"}}""")]
    public void Input_that_cannot_be_read_is_refused(string input)
    {
        var request = Read(input);
        Assert.Null(request.Action);
        Assert.False(string.IsNullOrWhiteSpace(request.Refusal));
        ClaudeAnswerRules.AssertBlocks(Hook.Refuse(request.Refusal!));
    }

    [Fact]
    public void Going_ahead_is_silence() => Assert.Equal(HookAnswer.Silent, Answer(Verdict.Allow));

    [Fact]
    public void A_block_is_exit_2_with_its_reason()
    {
        var answer = Answer(Verdict.Block);
        ClaudeAnswerRules.AssertBlocks(answer);
        Assert.Equal("AiFirewall: deletes the root (risk CRITICAL, files.delete.root); takes everything (files.delete.tree)\n", answer.StandardError);
    }

    [Fact]
    public void What_needs_approval_asks_with_its_reason()
    {
        var answer = Answer(Verdict.RequireApproval);
        Assert.Contains("deletes the root", ClaudeAnswerRules.AssertAsks(answer), StringComparison.Ordinal);
    }

    [Fact]
    public void What_needs_approval_is_refused_when_the_user_said_so() =>
        ClaudeAnswerRules.AssertBlocks(Answer(Verdict.RequireApproval, approval: HookApproval.Block));

    [Fact]
    public void What_needs_approval_goes_ahead_when_the_user_said_so() =>
        Assert.Equal(HookAnswer.Silent, Answer(Verdict.RequireApproval, approval: HookApproval.Allow));

    [Fact]
    public void The_users_setting_never_lets_a_block_through() => ClaudeAnswerRules.AssertBlocks(Answer(Verdict.Block, approval: HookApproval.Allow));

    [Fact]
    public void A_permission_request_that_needs_approval_stays_with_the_person() =>
        Assert.Equal(HookAnswer.Silent, Answer(Verdict.RequireApproval, "PermissionRequest"));

    [Fact]
    public void An_unknown_event_cannot_ask_so_it_refuses() => ClaudeAnswerRules.AssertBlocks(Answer(Verdict.RequireApproval, "BeforeToolUse"));

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public void A_refusal_always_says_something(string why) => ClaudeAnswerRules.AssertBlocks(Hook.Refuse(why));

    [Fact]
    public void A_reason_cannot_repaint_the_terminal()
    {
        var answer = Hook.Answer(new HookRequest { Event = "PreToolUse" }, Decide(Verdict.Block) with { Reason = "\u001b[2Jfine" }, HookApproval.Prompt);
        Assert.DoesNotContain('\u001b', answer.StandardError);
    }

    [Theory]
    [InlineData(null, HookApproval.Prompt)]
    [InlineData("", HookApproval.Prompt)]
    [InlineData("allow", HookApproval.Allow)]
    [InlineData(" BLOCK ", HookApproval.Block)]
    [InlineData("yes", HookApproval.Prompt)]
    public void Only_an_exact_word_changes_what_becomes_of_a_question(string? setting, HookApproval approval) =>
        Assert.Equal(approval, AgentHooks.ApprovalOf(setting));

    private static string? ContentOf(FileAction action) =>
        action.Cell?.Source ?? (action.Edits.Count > 0 ? TextEdit.Apply(World.Files[action.Path], action.Edits) : action.Content);

    private static HookRequest Read(string input) => Hook.Read(Encoding.UTF8.GetBytes(input), _ => World);

    private static HookAnswer Answer(Verdict verdict, string hookEvent = "PreToolUse", HookApproval approval = HookApproval.Prompt) =>
        Hook.Answer(new HookRequest { Event = hookEvent }, Decide(verdict), approval);

    private static Decision Decide(Verdict verdict) => new()
    {
        Id = "",
        Verdict = verdict,
        Intent = Intent.FileDelete,
        Risk = Risk.Critical,
        Reason = "deletes the root",
        Findings = [new Finding("files.delete.root", Risk.Critical, "deletes the root"), new Finding("files.delete.tree", Risk.High, "takes everything")],
    };
}

using System.Text;
using AiFirewall.Actions;
using AiFirewall.Agents;
using CsCheck;

namespace AiFirewall.Tests.Agents;

public sealed class HookInputProperties
{
    private static readonly ClaudeHook Hook = new();
    private static readonly FixedWorld World = new("/home/dev/app");

    private static readonly string[] Seeds =
    [
        """{"session_id":"s","cwd":"/p","hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"ls \u00e9"},"tool_use_id":"t"}""",
        """{"cwd":"/p","hook_event_name":"PreToolUse","tool_name":"Edit","tool_input":{"file_path":"/p/a","old_string":"a","new_string":"b","replace_all":true}}""",
        """{"cwd":"/p","hook_event_name":"PreToolUse","tool_name":"MultiEdit","tool_input":{"file_path":"a","edits":[{"old_string":"","new_string":"\ud83d\ude00"}]}}""",
        """{"hook_event_name":"ConfigChange","source":"user_settings"}""",
        """{"id":1,"type":"http","method":"POST","url":"x","headers":{"a":"b"},"body":"c"}""",
        """{"id":"1","type":"tool","server":"s","tool":"t","arguments":{"a":[1,{"b":null}]}}""",
    ];

    // A recorded input with a few bytes changed, left out, put in or repeated.
    private static readonly Gen<byte[]> Broken =
        from seed in Gen.Int[0, Seeds.Length - 1].Select(i => Seeds[i])
        from changes in Gen.Select(Gen.Int[0, 3], Gen.Int[0, 400], Gen.Byte).List[0, 6]
        select Change(Encoding.UTF8.GetBytes(seed), changes);

    [Fact]
    public void No_hook_input_is_an_exception_and_what_cannot_be_read_is_refused() => Broken.Sample(input =>
    {
        var request = Hook.Read(input, _ => World);
        if (request.Refusal is not null) ClaudeAnswerRules.AssertBlocks(Hook.Refuse(request.Refusal));
        Assert.False(request.Action is not null && request.Refusal is not null);
    }, iter: 20_000);

    [Fact]
    public void No_action_is_an_exception_and_either_read_or_a_problem() => Broken.Sample(input =>
    {
        var reading = ActionJson.Read(input);
        Assert.True(reading.Action is null ^ reading.Problem is null);
    }, iter: 20_000);

    private static byte[] Change(byte[] seed, List<(int How, int At, byte Value)> changes)
    {
        List<byte> bytes = [.. seed];
        foreach (var (how, at, value) in changes)
        {
            if (bytes.Count == 0) break;
            var i = at % bytes.Count;
            switch (how)
            {
                case 0: bytes[i] = value; break;
                case 1: bytes.RemoveAt(i); break;
                case 2: bytes.Insert(i, value); break;
                default: bytes.InsertRange(i, bytes.GetRange(i, Math.Min(20, bytes.Count - i))); break;
            }
        }
        return [.. bytes];
    }
}

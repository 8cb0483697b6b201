using System.Text;
using AiFirewall.Actions;

namespace AiFirewall.Tests.Actions;

public sealed class ActionJsonTests
{
    [Fact]
    public void A_shell_action_carries_everything_that_was_said()
    {
        var action = Assert.IsType<ShellAction>(Read("""
            {"id":"1","type":"shell","shell":"bash","command":"rm -rf ./build","cwd":"/home/dev/app","agent":"claude","session":"s","role":"dev"}
            """));
        Assert.Equal(
            new ShellAction("rm -rf ./build") { Id = "1", WorkingDirectory = "/home/dev/app", Agent = "claude", Session = "s", Role = "dev" }, action);
    }

    [Theory]
    [InlineData("bash", ShellDialect.Bash)]
    [InlineData("zsh", ShellDialect.Bash)]
    [InlineData("PowerShell", ShellDialect.PowerShell)]
    [InlineData("pwsh", ShellDialect.PowerShell)]
    [InlineData("cmd", ShellDialect.Cmd)]
    public void A_shell_has_its_dialect(string shell, ShellDialect dialect) =>
        Assert.Equal(dialect, Assert.IsType<ShellAction>(Read($$"""{"type":"shell","shell":"{{shell}}","command":"x"}""")).Shell);

    [Fact]
    public void A_file_action_is_read() => Assert.Equal(
        new FileAction(FileOperation.Append, "src/a.cs", "x\n"), Read("""{"type":"file","operation":"append","path":"src/a.cs","content":"x\n"}"""));

    [Fact]
    public void A_read_or_delete_needs_no_content() =>
        Assert.Equal(new FileAction(FileOperation.Delete, "a"), Read("""{"type":"file","operation":"delete","path":"a","content":"ignored"}"""));

    [Fact]
    public void An_sql_action_is_read() =>
        Assert.Equal(new SqlAction("DELETE FROM users", "postgres"), Read("""{"type":"sql","dialect":"postgres","sql":"DELETE FROM users"}"""));

    [Fact]
    public void An_http_action_is_read()
    {
        var action = Assert.IsType<HttpAction>(Read("""{"type":"http","method":"POST","url":"https://x/","headers":{"Accept":"a"},"body":"b"}"""));
        Assert.Equal(("POST", "https://x/", "b"), (action.Method, action.Url, action.Body));
        Assert.Equal("a", action.Headers!["accept"]);
    }

    [Fact]
    public void A_tool_action_keeps_its_arguments_as_they_were_written() => Assert.Equal(
        new ToolAction("fs", "write_file", """{"path": "a", "n": [1, {"b": 2}]}"""),
        Read("""{"type":"tool","server":"fs","tool":"write_file","arguments":{"path": "a", "n": [1, {"b": 2}]}}"""));

    [Fact]
    public void A_text_action_is_read() => Assert.Equal(new TextAction("hi"), Read("""{"type":"text","text":"hi"}"""));

    [Theory]
    [InlineData("7", "7")]
    [InlineData("1.50", "1.50")]
    [InlineData("\"a\"", "a")]
    [InlineData("null", "")]
    public void An_id_may_be_text_or_a_number(string json, string id) =>
        Assert.Equal(id, Read($$"""{"id":{{json}},"type":"text","text":""}""").Id);

    [Fact]
    public void A_byte_order_mark_is_skipped() => Assert.NotNull(ActionJson.Read(Encoding.UTF8.GetBytes("\uFEFF{\"type\":\"text\",\"text\":\"\"}")).Action);

    [Fact]
    public void A_surrogate_pair_is_one_character() =>
        Assert.Equal("😀", Assert.IsType<TextAction>(Read("""{"type":"text","text":"\ud83d\ude00"}""")).Text);

    [Fact]
    public void Text_that_would_pass_for_something_unresolved_is_cleaned() =>
        Assert.Equal("rm \uFFFD", Assert.IsType<ShellAction>(Read("""{"type":"shell","command":"rm \ufffe"}""")).Command);

    [Theory]
    [InlineData("", "the action is empty")]
    [InlineData("  ", "the action is empty")]
    [InlineData("rm -rf /", "the action is not valid JSON (line 1, byte 1)")]
    [InlineData("[]", "the action is a list, it must be one JSON object")]
    [InlineData("\"x\"", "the action is text, it must be one JSON object")]
    [InlineData("null", "the action is null, it must be one JSON object")]
    [InlineData("{", "the action is not valid JSON")]
    [InlineData("""{"type":"text","text":""} x""", "the action is not valid JSON")]
    [InlineData("""{"type":"text","text":""}{}""", "the action is not valid JSON")]
    [InlineData("""{"type":"text","text":"",}""", "the action is not valid JSON")]
    [InlineData("""{"type":"text",/* */"text":""}""", "the action is not valid JSON")]
    [InlineData("{}", "field 'type' is missing")]
    [InlineData("""{"type":1}""", "field 'type' is a number, it must be text")]
    [InlineData("""{"type":"shel"}""", "unknown action type 'shel'; it is one of shell, file, sql, http, tool, text")]
    [InlineData("""{"type":"Shell","command":"x"}""", "unknown action type 'Shell'")]
    [InlineData("""{"type":"shell"}""", "field 'command' is missing")]
    [InlineData("""{"type":"shell","command":null}""", "field 'command' is missing")]
    [InlineData("""{"type":"shell","command":["ls"]}""", "field 'command' is a list, it must be text")]
    [InlineData("""{"type":"shell","command":"x","shell":"fish"}""", "unknown shell 'fish'")]
    [InlineData("""{"type":"shell","command":"x","cwd":1}""", "field 'cwd' is a number")]
    [InlineData("""{"type":"shell","command":"x","cwd":""}""", "field 'cwd' is empty")]
    [InlineData("""{"type":"shell","command":"x","cwd":"/a\u0000b"}""", "field 'cwd' holds a NUL character")]
    [InlineData("""{"type":"shell","command":"x","role":{}}""", "field 'role' is an object")]
    [InlineData("""{"type":"shell","command":"x","id":[]}""", "field 'id' is a list, it must be text or a number")]
    [InlineData("""{"type":"shell","command":"ls","command":"rm -rf /"}""", "the action has the field 'command' twice")]
    [InlineData("""{"type":"shell","command":"ls","c\u006fmmand":"rm -rf /"}""", "the action has the field 'command' twice")]
    [InlineData("""{"type":"tool","server":"s","tool":"t","arguments":{"a":[{"b":1,"b":2}]}}""", "the action has the field 'b' twice")]
    [InlineData("""{"type":"shell","command":"\ud800"}""", "the action holds half of a surrogate pair")]
    [InlineData("""{"type":"shell","command":"\udc00\ud800"}""", "the action holds half of a surrogate pair")]
    [InlineData("""{"type":"shell","command":"\ud800x\udc00"}""", "the action holds half of a surrogate pair")]
    [InlineData("""{"type":"shell","command":"\ud800\n"}""", "the action holds half of a surrogate pair")]
    [InlineData("""{"type":"shell","command":"x","\udfff":1}""", "the action holds half of a surrogate pair")]
    [InlineData("""{"type":"file","operation":"chmod","path":"a"}""", "unknown file operation 'chmod'; it is one of read, write, create, append, delete, patch")]
    [InlineData("""{"type":"file","operation":"write","path":"a"}""", "field 'content' is missing")]
    [InlineData("""{"type":"file","operation":"read","path":""}""", "field 'path' is empty")]
    [InlineData("""{"type":"sql"}""", "field 'sql' is missing")]
    [InlineData("""{"type":"http","method":"GET"}""", "field 'url' is missing")]
    [InlineData("""{"type":"http","url":"x","headers":[]}""", "field 'headers' is a list, it must be an object")]
    [InlineData("""{"type":"http","url":"x","headers":{"a":1}}""", "in 'headers': field 'a' is a number, it must be text")]
    [InlineData("""{"type":"http","url":"x","headers":{"a":"1","A":"2"}}""", "in 'headers': 'A' is there twice")]
    [InlineData("""{"type":"tool","server":"s","tool":"t","arguments":"{}"}""", "field 'arguments' is text, it must be an object")]
    public void What_cannot_be_read_is_one_clear_sentence(string json, string problem)
    {
        var reading = ActionJson.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(reading.Action);
        Assert.StartsWith(problem, reading.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_utf8_is_a_problem()
    {
        byte[] line = [.. "{\"type\":\"shell\",\"command\":\"ls "u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.Equal("the action is not valid UTF-8", ActionJson.Read(line).Problem);
    }

    [Fact]
    public void Nesting_without_end_is_a_problem()
    {
        var json = "{\"type\":\"tool\",\"arguments\":" + new string('[', 100_000);
        Assert.StartsWith("the action is not valid JSON", ActionJson.Read(Encoding.UTF8.GetBytes(json)).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"q","type":"shell"}""", "q")]
    [InlineData("""{"id":7,"type":"shell","command":"ls","command":"id"}""", "7")]
    [InlineData("""{"id":"q","type":"shell","command":"\ud800"}""", "q")]
    [InlineData("""{"id":"q","type":"shell","comm""", "q")]
    [InlineData("""{"type":"shell","command":"\ud800","id":"q"}""", "")]
    public void A_problem_after_the_id_still_names_its_question(string json, string id) =>
        Assert.Equal(id, ActionJson.Read(Encoding.UTF8.GetBytes(json)).Id);

    private static GuardAction Read(string json)
    {
        var reading = ActionJson.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(reading.Problem);
        return reading.Action!;
    }
}

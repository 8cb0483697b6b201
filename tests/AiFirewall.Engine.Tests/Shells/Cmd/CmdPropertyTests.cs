using AiFirewall.Effects;
using AiFirewall.Shells.Cmd;
using AiFirewall.Shells.Cmd.Syntax;
using CsCheck;

namespace AiFirewall.Tests.Shells.Cmd;

public sealed class CmdPropertyTests
{
    private static readonly string[] Tokens =
    [
        "a", " ", "\n", "\r\n", "\"", "^", "%", "%%", "!", "(", ")", "&", "&&", "|", "||", "<", ">", ">>", "2>&1", "=", "==", ",", ";", ":", "::", "@", "/", "\\", ".", "*", "~", "'", "`",
        "if ", "not ", "exist ", "defined ", " else ", "for ", "/f ", "/l ", "/r ", "%a", "%%a", "in ", "do ", "(1,1,3)", "rem ", "set ", "/a ", "/p ", "x=1", "call ", ":x", "goto ", "x",
        "setlocal enabledelayedexpansion\n", "!x!", "%x%", "%x:~1,2%", "%x:a=b%", "%1", "%*", "%~dp0", "cmd /c ", "start ", "echo ", "exit ", "/b", "\0", "é", "\uFFFE", "\"tokens=1,2* delims=,\" ", "shift\n",
    ];

    private static readonly Gen<string> Texts = Gen.Int[0, Tokens.Length - 1].Array[0, 30].Select(indexes => string.Concat(indexes.Select(index => Tokens[index])));

    [Fact]
    public void Any_text_is_read_and_spans_lie_inside_it() => Texts.Sample(CheckSpans, iter: 10_000);

    [Fact]
    public void Any_characters_are_read() => Gen.String.Sample(CheckSpans, iter: 3_000);

    [Fact]
    public void Any_text_is_run() => Texts.Sample(text => { _ = RecordingHost.Of(text); }, iter: 5_000);

    [Fact]
    public void The_same_text_gives_the_same_answer() => Texts.Sample(text => RecordingHost.Of(text) == RecordingHost.Of(new string(text)), iter: 500);

    [Fact]
    public void A_command_before_a_newline_is_seen_whatever_follows() =>
        Texts.Sample(text => RecordingHost.Of("del q\n" + text).StartsWith("del {q}", StringComparison.Ordinal), iter: 2_000);

    private static void CheckSpans(string text)
    {
        var (commands, errors) = CmdParser.Parse(text);
        foreach (var error in errors) Assert.True(IsInside(error.Span, text), text);
        foreach (var command in commands) Check(command, text);
    }

    private static void Check(CmdCommand? command, string text)
    {
        if (command is null) return;
        Assert.True(IsInside(command.Span, text), text);
        switch (command)
        {
            case BlockCommand block:
                foreach (var item in block.Items) Check(item, text);
                break;
            case ListCommand list:
                foreach (var item in list.Items) Check(item, text);
                break;
            case IfCommand condition:
                Check(condition.Then, text);
                Check(condition.Else, text);
                break;
            case ForCommand loop:
                Check(loop.Body, text);
                break;
        }
    }

    private static bool IsInside(TextSpan span, string text) => span.Start >= 0 && span.Length >= 0 && span.End <= text.Length;
}

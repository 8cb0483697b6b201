using AiFirewall.Shells.Cmd;
using AiFirewall.Shells.Cmd.Syntax;

namespace AiFirewall.Tests.Shells.Cmd;

/// <summary>Trees in a compact form: <c>[a] &amp;&amp; [b]</c>, <c>(a; b)</c>, <c>if … {then} else {else}</c>.</summary>
internal static class CmdTree
{
    public static string Of(string text)
    {
        var (commands, errors) = CmdParser.Parse(text);
        var lines = commands.Select(Show).Concat(errors.Select(e => "!" + e.Kind));
        return string.Join('\n', lines);
    }

    private static string Show(CmdCommand? command)
    {
        var text = command switch
        {
            null => "",
            SimpleCommand simple => $"[{simple.Text.Text}]",
            BlockCommand block => $"({string.Join("; ", block.Items.Select(Show))})",
            ListCommand list => string.Join(Sign(list.Connector), list.Items.Select(Show)),
            IfCommand condition => $"if {Show(condition.Condition)} {{{Show(condition.Then)}}}" + (condition.Else is null ? "" : $" else {{{Show(condition.Else)}}}"),
            ForCommand loop => $"for/{loop.Kind} {(loop.Options.Length > 0 ? loop.Options.Text + " " : "")}{loop.Variable} in <{loop.Set.Text}> {{{Show(loop.Body)}}}",
            _ => "?",
        };
        return text + string.Concat(command?.Redirections.Select(r => $" {r.Descriptor}{Sign(r.Kind)}{r.Target.Text}") ?? []);
    }

    private static string Show(CmdCondition condition) =>
        (condition.IsNegated ? "not " : "") + (condition.IgnoresCase ? "/i " : "") + (condition.Right.Length > 0 || condition.Operator is "==" or "neq" ? $"{condition.Left.Text} {condition.Operator} {condition.Right.Text}" : $"{condition.Operator} {condition.Left.Text}");

    private static string Sign(CmdConnector connector) => connector switch { CmdConnector.Sequence => " & ", CmdConnector.And => " && ", CmdConnector.Or => " || ", _ => " | " };

    private static string Sign(CmdRedirectionKind kind) => kind switch { CmdRedirectionKind.Input => "<", CmdRedirectionKind.Output => ">", CmdRedirectionKind.Append => ">>", _ => ">&" };
}

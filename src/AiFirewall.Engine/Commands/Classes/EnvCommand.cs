using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary><c>env</c> and wrappers that take assignments before the command (<c>sudo A=1 cmd</c>).</summary>
internal sealed class EnvCommand : ICommandClass
{
    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        var operands = call.Arguments.Operands;
        if (call.Name is "env" or "genv")
        {
            foreach (var use in call.Arguments.Uses("-u"))
            {
                if (use.Value is { } name) DangerousEnvironment.Unset(name.Text, call.Host, call.Scene, use.Span);
            }
        }

        var first = operands.Count > 0 && operands[0].Value.Text == "-" ? 1 : 0;
        while (first < operands.Count && IsAssignment(operands[first].Value.Text, out var equals))
        {
            var text = operands[first].Value.Text;
            DangerousEnvironment.Read(text[..equals], operands[first].Value with { Text = text[(equals + 1)..] }, call.Host, call.Scene, operands[first].Span);
            first++;
        }

        if (call.Arguments.ValueOf("-S") is { } line)
        {
            // env -S splits its argument itself; what follows is handed on.
            var rest = EntryInterpreter.Joined(operands, first, operands.Count);
            call.Output = call.RunCode("bash", rest.Text.Length == 0 ? line : Value.Concat(line, Value.Concat(new Value(" "), rest)), call.Invocation.Span).Output;
            return true;
        }

        var isEmptied = call.Arguments.Has("-i") || first > 0 && operands[0].Value.Text == "-";
        operands.RemoveRange(0, first);
        if (isEmptied && call.Name is "env" or "genv" && operands.Count > 0 && GuardVariables.Matter(CommandName.Of(operands[0].Value.Text)))
            DangerousEnvironment.Unset("AI_AGENT", call.Host, call.Scene, call.Invocation.Span);
        if (operands.Count == 0 || call.Entry.Runs.Count > 0) return false;
        var directory = call.Arguments.ValueOf("-C") is { } given ? PathText.Absolute(given.Text, call.Scene.WorkingDirectory, hasBackslashes: false) : null;
        call.Output = call.Run([.. operands], workingDirectory: directory).Output;
        return true;
    }

    private static bool IsAssignment(string text, out int equals)
    {
        equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0) return false;
        for (var i = 0; i < equals; i++)
        {
            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] != '_' && text[i] != Unresolved.Hole) return false;
        }

        return !char.IsAsciiDigit(text[0]);
    }
}

using AiFirewall.Shells;

namespace AiFirewall.Commands.Classes;

/// <summary><c>cmd</c>: the command line behind <c>/c</c>, <c>/k</c> or <c>/r</c>, taken as it is written.</summary>
internal sealed class CmdCommand : ICommandClass
{
    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        var arguments = call.Invocation.Arguments;
        for (var i = 0; i < arguments.Count; i++)
        {
            var text = arguments[i].Parameter is { } parameter ? "-" + parameter : arguments[i].Value.Text;
            if (text.Length < 2 || text[0] is not ('/' or '-') || char.ToLowerInvariant(text[1]) is not ('c' or 'k' or 'r')) continue;

            // cmd /Cdel x: what follows the letter belongs to the command.
            var rest = new List<Argument>();
            if (text.Length > 2) rest.Add(arguments[i] with { Value = arguments[i].Value with { Text = text[2..] }, Parameter = null });
            rest.AddRange(arguments.Skip(i + 1));
            call.Output = call.RunCode("cmd", EntryInterpreter.Joined(rest, 0, rest.Count), call.Invocation.Span).Output;
            return true;
        }

        if (call.Invocation.Input is { } input) call.Output = call.RunCode("cmd", input, call.Invocation.Span).Output;
        return call.Invocation.Input is not null;
    }
}

using AiFirewall.Shells;
using AiFirewall.Shells.Bash;

namespace AiFirewall.Commands.Classes;

/// <summary><c>kill</c>: what this shell started itself (<c>%1</c>, <c>$!</c>) it may stop.</summary>
internal sealed class KillCommand : ICommandClass
{
    /// <inheritdoc/>
    public bool Read(CommandCall call)
    {
        if (call.Arguments.Operands.Count == 0 || !call.Arguments.Operands.TrueForAll(o => IsOwn(o.Value))) EntryInterpreter.Read(call);
        return true;
    }

    private static bool IsOwn(Value process) => process.Source == BashParameter.LastJob || (process.Text.Length > 1 && process.Text[0] == '%');
}
